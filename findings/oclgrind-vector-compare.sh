#!/usr/bin/env bash
# Oclgrind 21.10 (Debian 12) counts 255 for each true lane of an optimized vector comparison.
#
# In OpenCL C a comparison of vectors gives -1 in each lane that is true, so `count -= v >= 4` is
# the usual way to count. Oclgrind, the simulator that people check kernels with, adds 255 instead
# of 1. The comparison itself comes out right (-1), and so does 10 - (v >= 4); a scalar, for which
# true is 1, is right too; and with -cl-opt-disable everything is right.
#
# A good engineer would guess that the simulator is the reference, and would suspect the kernel or
# the driver that gives the other number; and that an option for optimization cannot change what
# integer arithmetic gives. Oclgrind reports no error.
#
# Seen on 2026-11-29 for v = (1, 5, 3, 9):
#   build options       v >= 4       10 - (v >= 4)   count -= v >= 4   scalar
#   none                0 -1 0 -1    10 11 10 11     0 255 0 255       1
#   -cl-opt-disable     0 -1 0 -1    10 11 10 11     0 1 0 1           1
#
# Needs Debian 12 on x86-64, with apt's lists.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# The simulator and its compiler, pinned; and small libraries in the version that Debian 12 has now.
apt-get download -qq oclgrind=21.10-3 liboclgrind-21.10=21.10-3 libllvm14=1:14.0.6-12 \
  libffi8 libedit2 libbsd0 libmd0 libz3-4 libxml2 libicu72 libreadline8 2>apt.log ||
  { cat apt.log >&2; exit 1; }
for package in *.deb; do dpkg -x "$package" root; done
export LD_LIBRARY_PATH=$work/root/usr/lib/x86_64-linux-gnu:$work/root/lib/x86_64-linux-gnu

cat >compare.cl <<'KERNEL'
kernel void compare(global const int4 *v) {
  int4 truth = v[0] >= 4;
  int4 less = 10 - (v[0] >= 4);
  int4 count = 0;
  count -= v[0] >= 4;
  int scalar = v[0].y >= 4;
  printf("v >= 4: %d %d %d %d\n", truth.x, truth.y, truth.z, truth.w);
  printf("10 - (v >= 4): %d %d %d %d\n", less.x, less.y, less.z, less.w);
  printf("count -= v >= 4: %d %d %d %d\n", count.x, count.y, count.z, count.w);
  printf("v.y >= 4: %d\n", scalar);
}
KERNEL
# Oclgrind's own runner: kernel file, kernel, global and local size, one buffer and its values.
printf '%s\n' compare.cl compare '1 1 1' '1 1 1' '<size=16 int>' '1 5 3 9' >compare.sim

root/usr/bin/oclgrind-kernel --version | grep "^Oclgrind"
simulate() { root/usr/bin/oclgrind-kernel --disable-pch "$@" compare.sim; }
simulate >optimized
simulate --build-options -cl-opt-disable >plain

echo "expected: the same numbers with and without -cl-opt-disable, and a count of 0 1 0 1"
echo "seen with default options:"
sed 's/^/  /' optimized
echo "seen with -cl-opt-disable:"
sed 's/^/  /' plain

numbers() { # numbers LINE: what a run printed if its count was LINE
  printf '%s\n' 'v >= 4: 0 -1 0 -1' '10 - (v >= 4): 10 11 10 11' "count -= v >= 4: $1" 'v.y >= 4: 1'
}
diff <(numbers '0 255 0 255') optimized && diff <(numbers '0 1 0 1') plain ||
  { echo "CHANGED: the lines above are not those recorded" >&2; exit 1; }
echo "as recorded"

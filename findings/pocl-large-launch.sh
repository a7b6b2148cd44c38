#!/usr/bin/env bash
# PoCL 3.1 (Debian 12) compiles a kernel a second time when a launch has 65,535 items a side.
#
# PoCL compiles a kernel at its first launch, once for each local size, and keeps the result in
# POCL_CACHE_DIR. So one small launch with the right local size looks like a full warm-up. It is
# not: a launch with 65,535 or more items along one dimension gets a binary of its own, compiled
# on the spot. The folders in the cache tell: 1-1-1-goffs0-smallgrid and 1-1-1-goffs0.
#
# A good engineer would guess that the binary depends on the source, the options and the local
# size; the global size is an argument of the launch. Or else that the number of items decides:
# but 256 x 256 = 65,536 items still use the small binary, for the longest side is what counts.
#
# Seen on 2026-11-29 (global size, binaries in the cache after it):
#   local size 1:  (1,) 1   (65534,) 1   (256, 256) 1   (65535,) 2   (1000000,) 2
#   local size 64: (64,) 3
#
# Needs Debian 12 on x86-64 (apt's lists, a C compiler, for PoCL links with ld), Python 3.11 or
# newer.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# The driver and its compiler, pinned; and small libraries in the version that Debian 12 has now.
apt-get download -qq pocl-opencl-icd=3.1-3+deb12u1 libpocl2=3.1-3+deb12u1 \
  libpocl2-common=3.1-3+deb12u1 libllvm15=1:15.0.6-4+b1 libclang-cpp15=1:15.0.6-4+b1 \
  libhwloc15 libudev1 libffi8 libedit2 libbsd0 libmd0 libz3-4 libxml2 libicu72 2>apt.log ||
  { cat apt.log >&2; exit 1; }
for package in *.deb; do dpkg -x "$package" root; done
library=$work/root/usr/lib/x86_64-linux-gnu
mkdir vendors cache
echo "$library/libpocl.so.2.10.0" >vendors/pocl.icd

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check pyopencl==2026.1.4 numpy==2.4.6

export LD_LIBRARY_PATH=$library:$work/root/lib/x86_64-linux-gnu OCL_ICD_VENDORS=$work/vendors
export POCL_CACHE_DIR=$work/cache
venv/bin/python - <<'PYTHON'
import os
import pathlib
import sys

import pyopencl as cl

platform = cl.get_platforms()[0]
print("platform:", platform.version.split("  ")[0])
context = cl.Context(platform.get_devices())
queue = cl.CommandQueue(context)
kernel = cl.Program(context, """
    kernel void mark(global int *out) {
      if (get_global_id(0) == 0 && get_global_id(1) == 0)
        *out = (int)(get_global_size(0) * get_global_size(1));
    }""").build().mark
out = cl.Buffer(context, cl.mem_flags.READ_WRITE, 4)
kernel.set_args(out)

print("expected: a binary for each local size, whatever the global size: 1, and 2 at the end")
cache = pathlib.Path(os.environ["POCL_CACHE_DIR"])
seen = []
for size, local in (((1,), (1,)), ((65534,), (1,)), ((256, 256), (1, 1)), ((65535,), (1,)),
                    ((1000000,), (1,)), ((64,), (64,))):
    cl.enqueue_nd_range_kernel(queue, kernel, size, local)
    queue.finish()
    binaries = sorted(path.parent.name for path in cache.rglob("mark.so"))
    seen.append(len(binaries))
    print(f"seen: global size {size}, local {local}: {len(binaries)} in the cache: "
          f"{', '.join(binaries)}")

if seen != [1, 1, 1, 2, 2, 3]:
    sys.exit(f"CHANGED: binaries after each launch are {seen}, not [1, 1, 1, 2, 2, 3]")
print("as recorded")
PYTHON

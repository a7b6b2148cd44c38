// The OpenCL kernels' source texts, embedded at compile time, so that the binary needs no folder.
#pragma once

struct astrolabe_kernel_source {
  const char *name;  // file name without .cl
  const char *text;  // NUL-terminated
};

/// How many files `kernels/` has.
unsigned long long astrolabe_kernel_source_count(void);

/// The file at `index`, below the count; `common.cl` is the first.
const struct astrolabe_kernel_source *astrolabe_kernel_source_at(unsigned long long index);

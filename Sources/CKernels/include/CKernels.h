// The OpenCL kernels' source texts, embedded at compile time, so that the binary needs no folder.
#pragma once

struct astrolabe_kernel_source {
  const char *name;          // file name without .cl
  const char *text;          // not NUL-terminated
  unsigned long long length; // bytes
};

/// Every file of `kernels/`, `common.cl` first.
extern const struct astrolabe_kernel_source astrolabe_kernel_sources[];
extern const unsigned long long astrolabe_kernel_source_count;

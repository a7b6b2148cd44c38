// OpenCL's C interface for Swift: Khronos' header on Linux, Apple's framework on a Mac.
// Only names of OpenCL 1.2 are used, because that is what every driver offers.
#pragma once

#define CL_TARGET_OPENCL_VERSION 120
#define CL_USE_DEPRECATED_OPENCL_1_2_APIS

#if defined(__APPLE__)
#include <OpenCL/opencl.h>
#else
#include <CL/cl.h>
#endif

#include "CKernels.h"

// #embed is C23; the toolchain's clang takes it in any mode and says so.
#pragma clang diagnostic ignored "-Wc23-extensions"

// One line a file; a test compares this list with the folder.
static const char common[] = {
#embed "../../kernels/common.cl"
};

#define KERNEL(symbol) {#symbol, symbol, sizeof symbol}

const struct astrolabe_kernel_source astrolabe_kernel_sources[] = {
    KERNEL(common),
};
const unsigned long long astrolabe_kernel_source_count =
    sizeof astrolabe_kernel_sources / sizeof *astrolabe_kernel_sources;

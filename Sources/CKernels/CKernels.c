#include "CKernels.h"

// #embed is C23; the toolchain's clang takes it in any mode and says so.
#pragma clang diagnostic ignored "-Wc23-extensions"

// One line a file; a test compares this list with the folder.
static const char common[] = {
#embed "../../kernels/common.cl"
};
static const char prepare[] = {
#embed "../../kernels/prepare.cl"
};
static const char tiles[] = {
#embed "../../kernels/tiles.cl"
};
static const char product[] = {
#embed "../../kernels/product.cl"
};
static const char neighbors[] = {
#embed "../../kernels/neighbors.cl"
};
static const char selection[] = {
#embed "../../kernels/selection.cl"
};
static const char pairs[] = {
#embed "../../kernels/pairs.cl"
};
static const char lists[] = {
#embed "../../kernels/lists.cl"
};
static const char affinities[] = {
#embed "../../kernels/affinities.cl"
};
static const char symmetrize[] = {
#embed "../../kernels/symmetrize.cl"
};
static const char attraction[] = {
#embed "../../kernels/attraction.cl"
};
static const char repulsion[] = {
#embed "../../kernels/repulsion.cl"
};
static const char field[] = {
#embed "../../kernels/field.cl"
};
static const char splines[] = {
#embed "../../kernels/splines.cl"
};
static const char transform[] = {
#embed "../../kernels/transform.cl"
};
static const char nodes[] = {
#embed "../../kernels/nodes.cl"
};
static const char grids[] = {
#embed "../../kernels/grids.cl"
};
static const char filter[] = {
#embed "../../kernels/filter.cl"
};
static const char convolution[] = {
#embed "../../kernels/convolution.cl"
};
static const char order[] = {
#embed "../../kernels/order.cl"
};
static const char update[] = {
#embed "../../kernels/update.cl"
};
static const char preservation[] = {
#embed "../../kernels/preservation.cl"
};

#define KERNEL(symbol) {#symbol, symbol, sizeof symbol}

static const struct astrolabe_kernel_source sources[] = {
    KERNEL(common),
    KERNEL(prepare),
    KERNEL(tiles),
    KERNEL(product),
    KERNEL(neighbors),
    KERNEL(selection),
    KERNEL(pairs),
    KERNEL(lists),
    KERNEL(affinities),
    KERNEL(symmetrize),
    KERNEL(attraction),
    KERNEL(repulsion),
    KERNEL(field),
    KERNEL(splines),
    KERNEL(transform),
    KERNEL(nodes),
    KERNEL(grids),
    KERNEL(filter),
    KERNEL(convolution),
    KERNEL(order),
    KERNEL(update),
    KERNEL(preservation),
};

unsigned long long astrolabe_kernel_source_count(void) { return sizeof sources / sizeof *sources; }

const struct astrolabe_kernel_source *astrolabe_kernel_source_at(unsigned long long index) {
  return &sources[index];
}

#include "CKernels.h"

// #embed is C23; the toolchain's clang takes it in any mode and says so.
#pragma clang diagnostic ignored "-Wc23-extensions"

// Two lines a file, in this place alone; a test compares this list with the folder.
static const struct astrolabe_kernel_source sources[] = {
#define FILE common
#include "embed.h"
#define FILE prepare
#include "embed.h"
#define FILE product
#include "embed.h"
#define FILE gather
#include "embed.h"
#define FILE tiles
#include "embed.h"
#define FILE neighbors
#include "embed.h"
#define FILE selection
#include "embed.h"
#define FILE pairs
#include "embed.h"
#define FILE lists
#include "embed.h"
#define FILE affinities
#include "embed.h"
#define FILE symmetrize
#include "embed.h"
#define FILE attraction
#include "embed.h"
#define FILE repulsion
#include "embed.h"
#define FILE field
#include "embed.h"
#define FILE splines
#include "embed.h"
#define FILE transform
#include "embed.h"
#define FILE nodes
#include "embed.h"
#define FILE grids
#include "embed.h"
#define FILE filter
#include "embed.h"
#define FILE convolution
#include "embed.h"
#define FILE order
#include "embed.h"
#define FILE update
#include "embed.h"
#define FILE preservation
#include "embed.h"
};

unsigned long long astrolabe_kernel_source_count(void) { return sizeof sources / sizeof *sources; }

const struct astrolabe_kernel_source *astrolabe_kernel_source_at(unsigned long long index) {
  return &sources[index];
}

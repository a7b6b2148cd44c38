// Repulsion of t-SNE's gradient before normalization, and its normalizer, from one field in 2-D:
//
//   phi(y) = sum_j 1 / (1 + |y - y_j|^2)
//   f_i = sum_j w_ij^2 (y_i - y_j) = -1/2 grad phi(y_i),   Z = sum_i (phi(y_i) - 1)
//
// The field lives on a grid: `spread` puts every point's unit charge on the 4 x 4 nodes around it
// (`order` 6: 6 x 6) with cubic (quintic) B-splines, `convolution.cl` turns
// charges into phi, `gather` reads phi and its gradient with the same splines.
//
// layout   n points, padded to a multiple of VECTOR
// charges  copies x tiles x nx x NODES_WIDTH fixed-point numbers, zero before (nodes.cl)
// phi      tiles x nx x NODES_WIDTH floats
// node     of coordinate y: u = (y - origin) / h; a point needs FIRST <= u <= n - BEYOND on both
// escaped  set to 1 when a point lies outside; it is then moved to the rim, and the host must redo
//
// Charges are integers so that sums do not depend on order, chunks or threads; `scale` of them are
// a unit charge, few enough that all n points on one node do not overflow.
//
// bounds: items that each watch a chunk of points; box holds lowest x, y and highest x, y an item.
// spread_chunks: item c adds its chunk of the points to copy c. spread_atomic: to the one copy.
// A chunk is a multiple of VECTOR.
// gather: an item for FIELD_POINTS points; z holds its share of Z.

#include "nodes.cl"

#ifndef FIELD_POINTS
#define FIELD_POINTS 64
#endif

kernel void bounds(const global float2 *layout, global float4 *box, int n, int chunk) {
  const int item = get_global_id(0);
  const int first = item * chunk, end = min(n, first + chunk);
  if (first >= end) return;
  float2 low = layout[first], high = low, wrong = 0.0f;
  for (int i = first; i < end; i++) {
    const float2 y = layout[i];
    low = fmin(low, y);
    high = fmax(high, y);
    wrong += y - y;  // NaN when a coordinate is not finite; fmin and fmax skip NaN
  }
  box[item] = (float4)(low + wrong, high + wrong);
}

// Where VECTOR points lie among the nodes of one axis: the cell's first node and the place in it.
typedef struct {
  intv node;
  floatv t;
  intv outside;
} cell;

// A value and its slope, for VECTOR points.
typedef struct {
  floatv phi, slope_x, slope_y;
} itself;

// The nodes of a grid: nx x ny of them, `per_unit` a unit of the layout.
typedef struct {
  int nx, ny;
  float origin_x, origin_y, per_unit;
} nodes;

// Where node (x, y) lies.
static inline intv place_of(nodes g, intv x, intv y) {
  const intv tile = convert_intv(convert_uintv(y) / NODES_TILE);
  return (tile * g.nx + x) * NODES_WIDTH + y - tile * NODES_TILE;
}

// 1.5 * 2^23: adding it rounds a number below 2^22 to an integer, which the sum's bits hold above
// those of ROUNDING itself; `convert_int_rte` takes a compiler ten times as much.
#define ROUNDING 12582912.0f
#define ROUNDED 0x4B400000

#define ORDER 4
#include "splines.cl"
#define ORDER 6
#include "splines.cl"

kernel void spread_chunks(const global float *layout, global int *charges, global int *escaped,
                          int n, int order, int chunk, int nx, int ny, float origin_x,
                          float origin_y, float nodes_per_unit, float scale) {
  const nodes g = {nx, ny, origin_x, origin_y, nodes_per_unit};
  if (order == 4)
    spread4(layout, charges, escaped, n, chunk, g, scale);
  else
    spread6(layout, charges, escaped, n, chunk, g, scale);
}

kernel void spread_atomic(const global float *layout, global int *charges, global int *escaped,
                          int n, int order, int chunk, int nx, int ny, float origin_x,
                          float origin_y, float nodes_per_unit, float scale) {
  const nodes g = {nx, ny, origin_x, origin_y, nodes_per_unit};
  if (order == 4)
    add4(layout, charges, escaped, n, chunk, g, scale);
  else
    add6(layout, charges, escaped, n, chunk, g, scale);
}

kernel void gather(const global float *layout, const global float *phi, global float *force,
                   global float *z, constant float *own, int n, int order, int nx, int ny,
                   float origin_x, float origin_y, float nodes_per_unit) {
  const nodes g = {nx, ny, origin_x, origin_y, nodes_per_unit};
  if (order == 4)
    read4(layout, phi, force, z, own, n, g);
  else
    read6(layout, phi, force, z, own, n, g);
}

// The field of charges on a grid, free in space:
//
//   phi_i = sum_j K(h |i - j|) charge_j,   K(r) = 1 / (1 + r^2)
//
// without the zeros to twice the length that a free convolution takes. Ewald's split (1921):
//
//   K = exp(-c (1 + r^2)) K  +  (1 - exp(-c (1 + r^2))) K
//
// The first part is as good as nothing beyond some nodes (FieldAxis.reach): so many zeros beyond
// the grid keep its periods apart. The second is smooth, its spectrum falls with exp(-k^2 / (4 c)):
// a grid of an eighth of the nodes an axis, padded to twice its length, holds it. The charges come
// there by cubic B-splines, and the field back by the same. Each part is a product of spectra,
//
//   phi = F^-1 [ S_near . F [charges] ] + P F^-1 [ S_far . F [P^T charges] ]
//
// S_near and S_far with the corrections for all splines in them (filter.cl).
//
// charges   copies x tiles x nx x NODES_WIDTH integers (nodes.cl), `unit` each; left as zeros
// spectrum  tiles x columns x 2 x NODES_TILE floats: for each bin of x the real, then the imaginary
//           parts of the tile's y; first the fine grid's columns, then the coarse one's, both
//           rounded up to VECTOR. Of the coarse grid's columns y are the fine grid's: an axis is
//           restricted where it is transformed
// filter    the fine columns / VECTOR x period x VECTOR floats: S_near, bins of y as they lie in
//           `work`; then the coarse columns / VECTOR x 2 coarse x VECTOR: S_far
// phi       tiles x nx x NODES_WIDTH floats
// roots, positions   as in transform.cl, of the fine axis, then of the coarse one
//
// One group of TRANSFORM_GROUP items transforms a tile's rows y along x, paired into complex
// numbers, or VECTOR columns along y.

#include "grids.cl"

// Nodes of the fine grid between two of the coarse one.
#define STEP 8

// The cubic B-spline's values every 1 / STEP, from the end at 0: node 8 J + s of the fine grid
// weighs SPLINE[8 (3 - a) + s] at node J + a of the coarse one.
#define UP(s) ((s) * (s) * (s) / 3072.0f)
#define TOP(s) ((2048.0f - 3.0f * (s) * (s) * (16.0f - (s))) / 3072.0f)
#define EIGHT(f, a, b) f(a), f(a + b), f(a + 2 * b), f(a + 3 * b), f(a + 4 * b), f(a + 5 * b), \
                       f(a + 6 * b), f(a + 7 * b)
#define TAPS 32
constant float SPLINE[TAPS] = {EIGHT(UP, 0.0f, 1.0f), EIGHT(TOP, 8.0f, -1.0f),
                               EIGHT(TOP, 0.0f, 1.0f), EIGHT(UP, 8.0f, -1.0f)};

// The charges of the coarse nodes from those at `fine`: each spreads over four.
static inline void restrict_to(WORK floatv *coarse, const WORK floatv *fine, int nodes, line x) {
  for (int j = ITEM; j < x.length; j += TRANSFORM_GROUP) {
    const int first = STEP * (j - 3);
    number sum = {0.0f, 0.0f};
    for (int t = max(0, -first); t < min(TAPS, nodes - first); t++)
      sum = plus(sum, scaled(get(fine, first + t), SPLINE[t]));
    put(coarse, j, sum);
    put(coarse, x.length + j, times(sum, x.roots[j]));
  }
}

// The even and odd halves of a padded transform, together again.
static inline void join_halves(WORK floatv *coarse, line x) {
  for (int j = ITEM; j < x.length; j += TRANSFORM_GROUP)
    put(coarse, j, plus(get(coarse, j), times(get(coarse, x.length + j), x.roots[j])));
}

// The coarse grid's field at a fine node.
static inline number prolonged(const WORK floatv *coarse, int node) {
  const int j = node / STEP, s = node % STEP;
  number sum = scaled(get(coarse, j), SPLINE[3 * STEP + s]);
#pragma unroll
  for (int a = 1; a < 4; a++)
    sum = plus(sum, scaled(get(coarse, j + a), SPLINE[(3 - a) * STEP + s]));
  return sum;
}

kernel __attribute__((reqd_work_group_size(TRANSFORM_GROUP, 1, 1))) void transform_x(
    global int *charges, global float *spectrum, const global float2 *roots,
    const global int *positions, constant grids *g, WORK floatv *work, int copies, float unit) {
  const axis a = g->x;
  const int tile = get_group_id(0);
  WORK floatv *w = WORK_OF_GROUP(a.period + 2 * a.coarse), *coarse = w + 2 * a.period;
  const size_t rows = (size_t)a.nodes * NODES_WIDTH;
  const size_t size = (g->y.nodes + NODES_TILE - 1) / NODES_TILE * rows;
  for (int x = ITEM; x < a.nodes; x += TRANSFORM_GROUP) {
    intv even = 0, odd = 0;
    for (int copy = 0; copy < copies; copy++) {
      global int *row = charges + copy * size + tile * rows + x * NODES_WIDTH;
      even += vloadv(0, row);
      odd += vloadv(1, row);
      vstorev((intv)(0), 0, row);
      vstorev((intv)(0), 1, row);
      if (tile == 0) continue;
      global int *halo = row - rows + NODES_TILE;
#if VECTOR == 16
      even.lo += vload8(0, halo);
#elif VECTOR == 8
      even += vload8(0, halo);
#else
      even += vload4(0, halo);
      odd += vload4(1, halo);
#endif
      vstore8(0, 0, halo);
    }
    const number z = {convert_floatv(even) * unit, convert_floatv(odd) * unit};
    put(w, x, z);
  }
  put_zeros(w, a.nodes, a.period);
  SYNC
  restrict_to(coarse, w, a.nodes, line_of(a, roots, 1));
  SYNC
  rows_to_columns(w, spectrum + column_of(g, 0, tile), line_of(a, roots, 0), positions);
  rows_to_columns(coarse, spectrum + column_of(g, g->fine_columns, tile), line_of(a, roots, 1),
                  positions + a.period);
}

// In place: every column's transform along y, times the filter, and back.
kernel __attribute__((reqd_work_group_size(TRANSFORM_GROUP, 1, 1))) void convolve_y(
    global float *spectrum, const global float *filter, const global float2 *roots,
    constant grids *g, WORK floatv *work) {
  const axis a = g->y;
  const int nodes = a.nodes;
  const int first = get_group_id(0) * VECTOR, is_coarse = first >= g->fine_columns;
  const line lines = line_of(a, roots, is_coarse);
  WORK floatv *w = WORK_OF_GROUP(max(a.period, nodes + 2 * a.coarse));
  WORK floatv *fine = is_coarse ? w + 4 * a.coarse : w;
  load_columns(fine, spectrum, g, first, nodes);
  if (!is_coarse) put_zeros(w, nodes, a.period);
  SYNC
  if (is_coarse) restrict_to(w, fine, nodes, lines);
  SYNC
  forward(w, lines);
  const int bins = lines.fold * lines.length;
  const global float *factors = filter + filter_of(g, first);
  for (int p = ITEM; p < bins; p += TRANSFORM_GROUP) {
    const number x = get(w, p);
    const floatv factor = vloadv(p, factors);
    const number swapped = {x.im * factor, x.re * factor};  // for the way back
    put(w, p, swapped);
  }
  SYNC
  backward(w, lines);
  if (is_coarse) join_halves(w, lines);
  SYNC
  for (int y = ITEM * VECTOR; y < nodes; y += TRANSFORM_GROUP * VECTOR) {
    floatv re[VECTOR], im[VECTOR];
    for (int r = 0; r < VECTOR; r++) {
      const int node = min(y + r, nodes - 1);
      const number z = is_coarse ? prolonged(w, node) : get(w, node);
      re[r] = z.im;
      im[r] = z.re;
    }
    transpose(re);
    transpose(im);
    global float *columns = spectrum + column_of(g, first, y / NODES_TILE) + y % NODES_TILE;
#pragma unroll
    for (int l = 0; l < VECTOR; l++) {
      vstorev(re[l], 0, columns + 2 * l * NODES_TILE);
      vstorev(im[l], 0, columns + (2 * l + 1) * NODES_TILE);
    }
  }
}

// Transforms columns back along x: pairs of rows, their parts swapped.
static inline void columns_to_rows(WORK floatv *w, const global float *columns, line x,
                                   const global int *positions) {
  for (int c = ITEM; c < columns_of(x); c += TRANSFORM_GROUP) {
    const int2 bin = bins(positions, c, x.length);
    const global float *p = columns + c * 2 * NODES_TILE;
    const number a = {vloadv(0, p), vloadv(2, p)}, b = {vloadv(1, p), vloadv(3, p)};
    // a + i b, and of the mirror image conj(a) + i conj(b), with their parts swapped.
    const number z = {a.im + b.re, a.re - b.im};
    const number m = {b.re - a.im, a.re + b.im};
    put(w, bin.y, m);
    put(w, bin.x, z);
  }
  SYNC
  backward(w, x);
}

// Transforms the columns back along x: the field, two vectors of y at a time.
kernel __attribute__((reqd_work_group_size(TRANSFORM_GROUP, 1, 1))) void inverse_x(
    const global float *spectrum, global float *phi, const global float2 *roots,
    const global int *positions, constant grids *g, WORK floatv *work) {
  const axis a = g->x;
  const int tile = get_group_id(0);
  WORK floatv *w = WORK_OF_GROUP(a.period + 2 * a.coarse), *coarse = w + 2 * a.period;
  columns_to_rows(w, spectrum + column_of(g, 0, tile), line_of(a, roots, 0), positions);
  columns_to_rows(coarse, spectrum + column_of(g, g->fine_columns, tile), line_of(a, roots, 1),
                  positions + a.period);
  join_halves(coarse, line_of(a, roots, 1));
  SYNC
  const size_t rows = (size_t)a.nodes * NODES_WIDTH;
  for (int x = ITEM; x < a.nodes; x += TRANSFORM_GROUP) {
    const number z = plus(get(w, x), prolonged(coarse, x));
    global float *row = phi + tile * rows + x * NODES_WIDTH;
    vstorev(z.im, 0, row);
    vstorev(z.re, 1, row);
    if (tile == 0) continue;
    global float *halo = row - rows + NODES_TILE;
#if VECTOR == 16
    vstore8(z.im.lo, 0, halo);
#elif VECTOR == 8
    vstore8(z.im, 0, halo);
#else
    vstore4(z.im, 0, halo);
    vstore4(z.re, 1, halo);
#endif
  }
}

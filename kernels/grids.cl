// The two grids of convolution.cl: what its kernels and those of filter.cl share.

#ifndef GRIDS
#define GRIDS

#include "nodes.cl"
#include "transform.cl"

// One axis: the grid's nodes; the length of their transform, a period; the nodes of the coarse
// grid, transformed with as many zeros; the stages of both transforms.
typedef struct {
  int nodes, period, radices, coarse, coarse_radices;
} axis;

// columns: of `spectrum` in all, and first those of the fine grid.
typedef struct {
  axis x, y;
  int columns, fine_columns;
} grids;

// Column c of `spectrum` at the values y of a tile.
static inline size_t column_of(constant grids *g, int c, int tile) {
  return ((size_t)tile * g->columns + c) * (2 * NODES_TILE);
}

// The lines of one axis on one of the grids.
static inline line line_of(axis a, const global float2 *roots, int is_coarse) {
  const line fine = {a.period, 1, a.radices, roots};
  const line coarse = {a.coarse, 2, a.coarse_radices, roots + a.period};
  return is_coarse ? coarse : fine;
}

// Where in `filter` the factors of the group of columns from `first` on lie.
static inline size_t filter_of(constant grids *g, int first) {
  const int coarse = max(0, first - g->fine_columns);
  return (size_t)(first - coarse) * g->y.period + (size_t)coarse * 2 * g->y.coarse;
}

// Columns of a transform along x: the rest follows because charges are real. Column c is bin c;
// with fold 2, bin 2 c for c <= n / 2, else 2 (c - n / 2 - 1) + 1.
static inline int columns_of(line x) { return x.fold == 1 ? x.length / 2 + 1 : x.length + 1; }

// The bins of column c and its mirror image, as places in `work`.
static inline int2 bins(const global int *positions, int c, int n) {
  if (c <= n / 2) return (int2)(positions[c], positions[c == 0 ? 0 : n - c]);
  const int k = c - n / 2 - 1;
  return (int2)(n + positions[k], n + positions[n - 1 - k]);
}

// Transforms the rows in `work` along x and takes apart the pairs a + i b: twice their spectra.
static inline void rows_to_columns(WORK floatv *w, global float *columns, line x,
                                   const global int *positions) {
  forward(w, x);
  for (int c = ITEM; c < columns_of(x); c += TRANSFORM_GROUP) {
    const int2 bin = bins(positions, c, x.length);
    const number z = get(w, bin.x), m = get(w, bin.y);
    global float *p = columns + c * 2 * NODES_TILE;
    vstorev(z.re + m.re, 0, p);
    vstorev(z.im + m.im, 1, p);
    vstorev(z.im - m.im, 2, p);
    vstorev(m.re - z.re, 3, p);
  }
}

#if VECTOR == 16
#define ZIP(a, b, s)                                                                             \
  (floatv)((a).s.s0, (b).s.s0, (a).s.s1, (b).s.s1, (a).s.s2, (b).s.s2, (a).s.s3, (b).s.s3,       \
           (a).s.s4, (b).s.s4, (a).s.s5, (b).s.s5, (a).s.s6, (b).s.s6, (a).s.s7, (b).s.s7)
#elif VECTOR == 8
#define ZIP(a, b, s)                                                                             \
  (floatv)((a).s.s0, (b).s.s0, (a).s.s1, (b).s.s1, (a).s.s2, (b).s.s2, (a).s.s3, (b).s.s3)
#else
#define ZIP(a, b, s) (floatv)((a).s.s0, (b).s.s0, (a).s.s1, (b).s.s1)
#endif

// Swaps rows and lanes of VECTOR vectors: each round turns the joint index by one bit.
static inline void transpose(floatv *t) {
#pragma unroll
  for (int round = 1; round < VECTOR; round *= 2) {
    floatv u[VECTOR];
#pragma unroll
    for (int i = 0; i < VECTOR / 2; i++) {
      u[2 * i] = ZIP(t[i], t[i + VECTOR / 2], lo);
      u[2 * i + 1] = ZIP(t[i], t[i + VECTOR / 2], hi);
    }
#pragma unroll
    for (int i = 0; i < VECTOR; i++) t[i] = u[i];
  }
}

// The first `count` values y of the group's columns, one number after the other, into `work`.
static inline void load_columns(WORK floatv *w, const global float *spectrum, constant grids *g,
                                int first, int count) {
  for (int y = ITEM * VECTOR; y < count; y += TRANSFORM_GROUP * VECTOR) {
    const global float *columns = spectrum + column_of(g, first, y / NODES_TILE) + y % NODES_TILE;
    for (int part = 0; part < 2; part++) {
      floatv t[VECTOR];
#pragma unroll
      for (int l = 0; l < VECTOR; l++) t[l] = vloadv(0, columns + (2 * l + part) * NODES_TILE);
      transpose(t);
      const int rows = min(VECTOR, count - y);
      for (int r = 0; r < rows; r++) w[2 * (y + r) + part] = t[r];
    }
  }
}

static inline void put_zeros(WORK floatv *w, int first, int end) {
  const number zero = {0.0f, 0.0f};
  for (int i = first + ITEM; i < end; i += TRANSFORM_GROUP) put(w, i, zero);
}

#endif

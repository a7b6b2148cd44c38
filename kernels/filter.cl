// The filters of convolution.cl from samples of the kernel's two parts, transformed on the grids:
// of the first part up to half a period, of the second on the padded coarse grid.
//
// The samples are even on both axes. Those on an axis and at half a period halved, twice the real
// part of the transform of what lies at x >= 0, y >= 0 is the transform of all. Half a period of
// the padded grid is one more node than it has: it adds to all even bins what it takes from the odd
// ones.
//
// spacing  of the samples; split: c. corrections: a factor a column of `spectrum`, and of y one a
// place in `work`: the period's, then those of the coarse grid.

#include "grids.cl"

// The samples at x, for two vectors of y, zeros past half a period.
static inline number samples(int x, int first, int middle_x, int middle_y, float spacing,
                             float split, int is_coarse) {
  const float dx = spacing * (float)x, half_x = x == 0 || x == middle_x ? 0.5f : 1.0f;
  float values[2 * VECTOR];
  for (int l = 0; l < 2 * VECTOR; l++) {
    const int y = first + l;
    const float dy = spacing * (float)y, q = 1.0f + dx * dx + dy * dy;
    const float half_y = y == 0 || y == middle_y ? 0.5f : 1.0f;
    const float part = is_coarse ? -expm1(-split * q) : exp(-split * q);
    values[l] = y <= middle_y ? half_x * half_y * part / q : 0.0f;
  }
  const number z = {vloadv(0, values), vloadv(1, values)};
  return z;
}

// The samples' rows, of one grid, in place of charges.
kernel __attribute__((reqd_work_group_size(TRANSFORM_GROUP, 1, 1))) void samples_x(
    global float *spectrum, const global float2 *roots, const global int *positions,
    constant grids *g, WORK floatv *work, float spacing, float split, int is_coarse) {
  const axis a = g->x;
  const int tile = get_group_id(0), first = tile * NODES_TILE;
  const line lines = line_of(a, roots, is_coarse);
  const int middle_x = is_coarse ? a.coarse : a.period / 2;
  const int middle_y = is_coarse ? g->y.coarse : g->y.period / 2;
  WORK floatv *w = WORK_OF_GROUP(a.period + 2 * a.coarse);
  for (int x = ITEM; x < lines.length; x += TRANSFORM_GROUP) {
    const number zero = {0.0f, 0.0f};
    const number z =
        x <= middle_x ? samples(x, first, middle_x, middle_y, spacing, split, is_coarse) : zero;
    put(w, x, z);
    if (!is_coarse) continue;
    put(w, a.coarse + x, times(z, lines.roots[x]));
    if (x > 0) continue;
    const number end = samples(middle_x, first, middle_x, middle_y, spacing, split, 1);
    put(w, 0, plus(z, end));
    put(w, a.coarse, minus(z, end));
  }
  SYNC
  rows_to_columns(w, spectrum + column_of(g, is_coarse ? g->fine_columns : 0, tile), lines,
                  is_coarse ? positions + a.period : positions);
}

// The filter from the samples' columns: real parts times the corrections of both axes.
kernel __attribute__((reqd_work_group_size(TRANSFORM_GROUP, 1, 1))) void samples_y(
    const global float *spectrum, global float *filter, const global float2 *roots,
    const global float *correction_x, const global float *correction_y, constant grids *g,
    WORK floatv *work) {
  const axis a = g->y;
  const int first = get_group_id(0) * VECTOR, is_coarse = first >= g->fine_columns;
  const line lines = line_of(a, roots, is_coarse);
  const int middle = is_coarse ? a.coarse : a.period / 2;
  WORK floatv *w = WORK_OF_GROUP(max(a.period, a.nodes + 2 * a.coarse));
  load_columns(w, spectrum, g, first, middle + 1);
  if (!is_coarse) put_zeros(w, middle + 1, a.period);
  SYNC
  const number end = {w[2 * middle], 0.0f};
  SYNC
  for (int i = ITEM; i < lines.length; i += TRANSFORM_GROUP) {
    const number real = {w[2 * i], 0.0f};
    put(w, i, real);
    if (!is_coarse) continue;
    put(w, a.coarse + i, times(real, lines.roots[i]));
    if (i > 0) continue;
    put(w, 0, plus(real, end));
    put(w, a.coarse, minus(real, end));
  }
  SYNC
  forward(w, lines);
  const floatv x = vloadv(get_group_id(0), correction_x);
  const global float *y = is_coarse ? correction_y + a.period : correction_y;
  global float *factors = filter + filter_of(g, first);
  for (int p = ITEM; p < lines.fold * lines.length; p += TRANSFORM_GROUP)
    vstorev(get(w, p).re * x * y[p], p, factors);
}

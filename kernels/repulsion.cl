// Repulsion of t-SNE's gradient before normalization, and its normalizer, by the exact sum:
//
//   f_i = sum_j w_ij^2 (y_i - y_j),   Z = sum_(i != j) w_ij,   w_ij = 1 / (1 + |y_i - y_j|^2)
//
// layout  n points of POINT_FLOATS floats, then points so far away that their w is zero, up to a
//         multiple of VECTOR
// force   n points
// z       one partial sum of Z a group
//
// One item for REPULSION_ROWS points, which it holds in registers while it walks over all n, VECTOR
// at a time.

#ifndef REPULSION_ROWS
#define REPULSION_ROWS 4
#endif

// The coordinates of VECTOR consecutive points from `p` on, one vector a coordinate.
static inline void coordinates_of(const global float *p, floatv c[COMPONENTS]) {
  const floatv a = vloadv(0, p), b = vloadv(1, p);
#if COMPONENTS == 3
  const floatv d = vloadv(2, p), e = vloadv(3, p);
  const floatv ab_even = (floatv)(a.even, b.even), ab_odd = (floatv)(a.odd, b.odd);
  const floatv de_even = (floatv)(d.even, e.even), de_odd = (floatv)(d.odd, e.odd);
  c[0] = (floatv)(ab_even.even, de_even.even);
  c[1] = (floatv)(ab_odd.even, de_odd.even);
  c[2] = (floatv)(ab_even.odd, de_even.odd);
#else
  c[0] = (floatv)(a.even, b.even);
  c[1] = (floatv)(a.odd, b.odd);
#endif
}

// Forces on one point in the making, and its sum of w.
typedef struct {
  floatv x, y, z, w;
} pushes;

// What VECTOR points at `p` add to the forces on `y`.
static inline void push(pushes *sum, point y, const floatv p[COMPONENTS]) {
  const floatv dx = y.x - p[0], dy = y.y - p[1];
  floatv square = dx * dx + dy * dy;
#if COMPONENTS == 3
  const floatv dz = y.z - p[2];
  square += dz * dz;
#endif
  const floatv w = 1.0f / (1.0f + square), w2 = w * w;
  sum->w += w;
  sum->x += w2 * dx;
  sum->y += w2 * dy;
#if COMPONENTS == 3
  sum->z += w2 * dz;
#endif
}

// The sum of `value` over a group's items, in their order; right in item 0 alone.
static inline float sum_of_group(local float *sums, float value) {
  sums[get_local_id(0)] = value;
  barrier(CLK_LOCAL_MEM_FENCE);
  float total = 0.0f;
  if (get_local_id(0) == 0)
    for (int i = 0; i < (int)get_local_size(0); i++) total += sums[i];
  return total;
}

kernel void repulsion(const global float *layout, global point *force, global float *z,
                      local float *sums, int n) {
  const int first = get_global_id(0) * REPULSION_ROWS;
  const int padded = (n + VECTOR - 1) / VECTOR * VECTOR;
  float normalizer = 0.0f;
  if (first < n) {
    point y[REPULSION_ROWS];
    pushes sum[REPULSION_ROWS];
#pragma unroll
    for (int r = 0; r < REPULSION_ROWS; r++) {
      y[r] = ((const global point *)layout)[min(first + r, n - 1)];
      sum[r].x = sum[r].y = sum[r].z = sum[r].w = 0.0f;
    }
    for (int j = 0; j < padded; j += VECTOR) {
      floatv p[COMPONENTS];
      coordinates_of(layout + (size_t)j * POINT_FLOATS, p);
#pragma unroll
      for (int r = 0; r < REPULSION_ROWS; r++) push(&sum[r], y[r], p);
    }
#pragma unroll
    for (int r = 0; r < REPULSION_ROWS; r++) {
      if (first + r >= n) continue;
      point f = 0.0f;
      f.x = sumv(sum[r].x);
      f.y = sumv(sum[r].y);
#if COMPONENTS == 3
      f.z = sumv(sum[r].z);
#endif
      force[first + r] = f;
      normalizer += sumv(sum[r].w) - 1.0f;  // without the point itself
    }
  }
  const float total = sum_of_group(sums, normalizer);
  if (get_local_id(0) == 0) z[get_group_id(0)] = total;
}

// Repulsion of t-SNE's gradient before normalization, and its normalizer, by the exact sum:
//
//   f_i = sum_j w_ij^2 (y_i - y_j),   Z = sum_(i != j) w_ij,   w_ij = 1 / (1 + |y_i - y_j|^2)
//
// layout  n points of POINT_FLOATS floats, then points so far away that their w is zero, up to a
//         multiple of VECTOR
// force   n points
// z       one partial sum of Z a group
//
// One item for ROWS points, which it holds in registers while it walks over all n, VECTOR at a time.

#ifndef ROWS
#define ROWS 4
#endif

// The coordinates of VECTOR consecutive points, one vector a coordinate.
#define LOW(v) v.even
#define HIGH(v) v.odd

kernel void repulsion(const global float *layout, global point *force, global float *z,
                      local float *sums, int n) {
  const int first = get_global_id(0) * ROWS;
  const int padded = (n + VECTOR - 1) / VECTOR * VECTOR;
  float normalizer = 0.0f;
  if (first < n) {
    point y[ROWS];
    floatv fx[ROWS], fy[ROWS], w_sum[ROWS];
#if COMPONENTS == 3
    floatv fz[ROWS];
#endif
#pragma unroll
    for (int r = 0; r < ROWS; r++) {
      y[r] = ((const global point *)layout)[min(first + r, n - 1)];
      fx[r] = fy[r] = w_sum[r] = 0.0f;
#if COMPONENTS == 3
      fz[r] = 0.0f;
#endif
    }
    for (int j = 0; j < padded; j += VECTOR) {
      const global float *p = layout + (size_t)j * POINT_FLOATS;
      const floatv a = vloadv(0, p), b = vloadv(1, p);
#if COMPONENTS == 3
      const floatv c = vloadv(2, p), d = vloadv(3, p);
      const floatv ab_even = (floatv)(LOW(a), LOW(b)), ab_odd = (floatv)(HIGH(a), HIGH(b));
      const floatv cd_even = (floatv)(LOW(c), LOW(d)), cd_odd = (floatv)(HIGH(c), HIGH(d));
      const floatv px = (floatv)(LOW(ab_even), LOW(cd_even));
      const floatv pz = (floatv)(HIGH(ab_even), HIGH(cd_even));
      const floatv py = (floatv)(LOW(ab_odd), LOW(cd_odd));
#else
      const floatv px = (floatv)(LOW(a), LOW(b)), py = (floatv)(HIGH(a), HIGH(b));
#endif
#pragma unroll
      for (int r = 0; r < ROWS; r++) {
        const floatv dx = y[r].x - px, dy = y[r].y - py;
        floatv square = dx * dx + dy * dy;
#if COMPONENTS == 3
        const floatv dz = y[r].z - pz;
        square += dz * dz;
#endif
        const floatv w = 1.0f / (1.0f + square), w2 = w * w;
        w_sum[r] += w;
        fx[r] += w2 * dx;
        fy[r] += w2 * dy;
#if COMPONENTS == 3
        fz[r] += w2 * dz;
#endif
      }
    }
#pragma unroll
    for (int r = 0; r < ROWS; r++) {
      if (first + r >= n) continue;
      point sum = 0.0f;
      sum.x = sumv(fx[r]);
      sum.y = sumv(fy[r]);
#if COMPONENTS == 3
      sum.z = sumv(fz[r]);
#endif
      force[first + r] = sum;
      normalizer += sumv(w_sum[r]) - 1.0f;  // without the point itself
    }
  }
  sums[get_local_id(0)] = normalizer;
  barrier(CLK_LOCAL_MEM_FENCE);
  if (get_local_id(0) != 0) return;
  float total = 0.0f;
  for (int i = 0; i < (int)get_local_size(0); i++) total += sums[i];
  z[get_group_id(0)] = total;
}

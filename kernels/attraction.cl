// Attraction of t-SNE's gradient, over the edges of the symmetric affinities:
//
//   f_i = sum_j p_ij w_ij (y_i - y_j),   w_ij = 1 / (1 + |y_i - y_j|^2)
//
// rows, columns, affinities  the affinities as compressed sparse rows
// layout, force              n points of POINT_FLOATS floats
//
// attraction: one item a point, which owns its row and sums it in order.
// divergence: the row's share of KL(P || Q) without ln Z: sum_j p_ij (ln p_ij - ln w_ij).

kernel void attraction(const global int *rows, const global int *columns,
                       const global float *affinities, const global point *layout,
                       global point *force, int n) {
  const int i = get_global_id(0);
  if (i >= n) return;
  const point y = layout[i];
  point sum = 0.0f;
  const int end = rows[i + 1];
  for (int e = rows[i]; e < end; e++) {
    const point difference = y - layout[columns[e]];
    sum += affinities[e] / (1.0f + dot(difference, difference)) * difference;
  }
  force[i] = sum;
}

kernel void divergence(const global int *rows, const global int *columns,
                       const global float *affinities, const global point *layout,
                       global float *shares, int n) {
  const int i = get_global_id(0);
  if (i >= n) return;
  const point y = layout[i];
  float sum = 0.0f;
  const int end = rows[i + 1];
  for (int e = rows[i]; e < end; e++) {
    const float p = affinities[e];
    const point difference = y - layout[columns[e]];
    if (p > 0.0f) sum += p * (log(p) + log(1.0f + dot(difference, difference)));
  }
  shares[i] = sum;
}

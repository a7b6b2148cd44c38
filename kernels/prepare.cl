// Preparation of the input points, in place, before PCA and the neighbor search.
//
//   unit length   x_i <- x_i / |x_i|                       (metric cosine)
//   column sums   s_c  = sum_i x_ic                        (for the mean)
//   squares       q_c  = sum_i x_ic^2                      (for the total variance)
//   centering     x_ic <- x_ic - mean_c
//   bound rows    b_i  = (s_i, sqrt(|x_i|^2 - |s_i|^2)), s_i the scores on orthonormal axes
//
// x        rows x stride floats, row-major; stride is a multiple of VECTOR, columns past d are zero
// norms    rows floats
// partial  chunks x stride floats; chunk t holds the sums of the SUMMED rows from t * SUMMED on
//
// normalize_rows: one item a row. column_sums, column_squares: items (stride / VECTOR, chunks).
// subtract_row: items (stride / VECTOR, rows). bound_rows: one item a row, of `scores`, rows x
// score_stride of which the first `axes` count, and of `bounds`, rows x bound_stride.

// Rows that one partial sum covers.
#define SUMMED 256

kernel void normalize_rows(global float *x, global float *norms, int rows, int stride) {
  const int row = get_global_id(0);
  if (row >= rows) return;
  global float *p = x + (size_t)row * stride;
  // The largest magnitude first, so that no square overflows or vanishes.
  float largest = 0.0f;
  for (int c = 0; c < stride; c++) largest = fmax(largest, fabs(p[c]));
  float norm = 0.0f;
  if (largest > 0.0f) {
    floatv sum = 0.0f;
    for (int c = 0; c < stride; c += VECTOR) {
      const floatv v = vloadv(0, p + c) / largest;
      sum += v * v;
    }
    norm = sqrt(sumv(sum));
    for (int c = 0; c < stride; c += VECTOR)
      vstorev(vloadv(0, p + c) / largest / norm, 0, p + c);
  }
  norms[row] = norm * largest;
}

kernel void column_sums(const global float *x, global float *partial, int rows, int stride) {
  const int column = get_global_id(0) * VECTOR, chunk = get_global_id(1);
  const int first = chunk * SUMMED;
  if (column >= stride || first >= rows) return;
  const int end = min(rows, first + SUMMED);
  floatv sum = 0.0f;
  for (int row = first; row < end; row++) sum += vloadv(0, x + (size_t)row * stride + column);
  vstorev(sum, 0, partial + (size_t)chunk * stride + column);
}

kernel void subtract_row(global float *x, const global float *mean, int rows, int stride) {
  const int column = get_global_id(0) * VECTOR, row = get_global_id(1);
  if (column >= stride || row >= rows) return;
  global float *p = x + (size_t)row * stride + column;
  vstorev(vloadv(0, p) - vloadv(0, mean + column), 0, p);
}

kernel void column_squares(const global float *x, global float *partial, int rows, int stride) {
  const int column = get_global_id(0) * VECTOR, chunk = get_global_id(1);
  const int first = chunk * SUMMED;
  if (column >= stride || first >= rows) return;
  const int end = min(rows, first + SUMMED);
  floatv sum = 0.0f;
  for (int row = first; row < end; row++) {
    const floatv value = vloadv(0, x + (size_t)row * stride + column);
    sum += value * value;
  }
  vstorev(sum, 0, partial + (size_t)chunk * stride + column);
}

kernel void bound_rows(const global float *x, const global float *scores, global float *bounds,
                       int rows, int stride, int score_stride, int axes, int bound_stride) {
  const int row = get_global_id(0);
  if (row >= rows) return;
  const global float *p = x + (size_t)row * stride, *s = scores + (size_t)row * score_stride;
  global float *b = bounds + (size_t)row * bound_stride;
  floatv sum = 0.0f;
  for (int c = 0; c < stride; c += VECTOR) {
    const floatv value = vloadv(0, p + c);
    sum += value * value;
  }
  float told = 0.0f;
  for (int c = 0; c < axes; c++) {
    told += s[c] * s[c];
    b[c] = s[c];
  }
  b[axes] = sqrt(fmax(sumv(sum) - told, 0.0f));
}

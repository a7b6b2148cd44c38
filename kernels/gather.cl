// Some rows of the points, in any order: target_i = points_rows(i).
//
// points, target  rows of `stride` floats, a multiple of VECTOR
// rows            `count` numbers of rows of `points`
//
// One item a row of the target.

kernel void take(const global float *points, const global int *rows, global float *target,
                 int count, int stride) {
  const int i = get_global_id(0);
  if (i >= count) return;
  const global float *from = points + (size_t)rows[i] * stride;
  global float *to = target + (size_t)i * stride;
  for (int k = 0; k < stride; k += VECTOR) vstorev(vloadv(0, from + k), 0, to + k);
}

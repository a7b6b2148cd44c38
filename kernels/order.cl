// Points in another order: target[i] = source[order[i]].
//
// source, target  n points of POINT_FLOATS floats
//
// One item a point.

kernel void reorder(const global int *order, const global point *source, global point *target,
                    int n) {
  const int i = get_global_id(0);
  if (i < n) target[i] = source[order[i]];
}

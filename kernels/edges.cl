// The edges of one kind of index, ushort or int (INDEX): a library, which attraction.cl includes once
// for each, so that its kernels serve both and nothing is compiled anew for more points.

#define pack_row JOIN(pack_row_, INDEX)
#define fetch JOIN(fetch_, INDEX)
#define attract JOIN(attract_, INDEX)
#define diverge JOIN(diverge_, INDEX)

// Row i of the packed edges: those of row `row`, then edges to itself without weight.
static inline void pack_row(const global int *rows, const global int *columns,
                            const global float *affinities, const global int *place, int row,
                            int i, int end, global INDEX *indices, global weight *weights,
                            int target, float n) {
  for (int e = rows[row]; e < rows[row + 1]; e++) {
    indices[target] = (INDEX)place[columns[e]];
    weights[target] = weight_of(affinities[e] * n);
    target++;
  }
  for (; target < end; target++) {
    indices[target] = (INDEX)i;
    weights[target] = weight_of(0.0f);
  }
}

static inline vectors fetch(const volatile global whole *points, const global INDEX *at) {
  vectors v;
#if COMPONENTS == 2
  const floatv a = AS_FLOATS(JOIN(WHOLE, HALF_OF)(0));
  const floatv b = AS_FLOATS(JOIN(WHOLE, HALF_OF)(HALF_OF));
  v.x = LOW(a, b);
  v.y = HIGH(a, b);
  v.z = 0.0f;
#else
  const floatv a = AS_FLOATS(JOIN(WHOLE, QUARTER_OF)(0));
  const floatv b = AS_FLOATS(JOIN(WHOLE, QUARTER_OF)(QUARTER_OF));
  const floatv c = AS_FLOATS(JOIN(WHOLE, QUARTER_OF)(2 * QUARTER_OF));
  const floatv d = AS_FLOATS(JOIN(WHOLE, QUARTER_OF)(3 * QUARTER_OF));
  const floatv ab_even = LOW(a, b), cd_even = LOW(c, d);
  v.x = LOW(ab_even, cd_even);
  v.z = HIGH(ab_even, cd_even);
  v.y = LOW(HIGH(a, b), HIGH(c, d));
#endif
  return v;
}

// sum_j p_ij w_ij (y - y_j) over the edges e ... end - 1.
static inline point attract(const global INDEX *indices, const global weight *weights,
                            const global point *layout, point y, int e, int end) {
  floatv fx = 0.0f, fy = 0.0f;
#if COMPONENTS == 3
  floatv fz = 0.0f;
#endif
  for (; e < end; e += VECTOR) {
    floatv far;
    const vectors d =
        differences(y, fetch((const volatile global whole *)layout, indices + e), &far);
    const floatv w = vload_weights(e) / far;
    fx += w * d.x;
    fy += w * d.y;
#if COMPONENTS == 3
    fz += w * d.z;
#endif
  }
  point sum = 0.0f;
  sum.x = sumv(fx);
  sum.y = sumv(fy);
#if COMPONENTS == 3
  sum.z = sumv(fz);
#endif
  return sum;
}

// -sum_j p_ij ln w_ij over the edges e ... end - 1.
static inline float diverge(const global INDEX *indices, const global weight *weights,
                            const global point *layout, point y, int e, int end) {
  floatv sum = 0.0f;
  for (; e < end; e += VECTOR) {
    floatv far;
    differences(y, fetch((const volatile global whole *)layout, indices + e), &far);
    sum += vload_weights(e) * log(far);
  }
  return sumv(sum);
}

#undef pack_row
#undef fetch
#undef attract
#undef diverge
#undef INDEX

// Attraction of t-SNE's gradient, over the edges of the symmetric affinities:
//
//   f_i = sum_j p_ij w_ij (y_i - y_j),   w_ij = 1 / (1 + |y_i - y_j|^2)
//
// and their share of the divergence without ln Z: sum_ij p_ij (ln p_ij - ln w_ij).
//
// The affinities come as compressed sparse rows (rows, columns, affinities) and are packed once an
// order of the points: row i of the packed edges is row order[i], its columns are places in the
// order, and is filled up to a multiple of VECTOR with edges from i to itself, which do nothing.
//
// packed     n + 1 positions, multiples of VECTOR
// indices    places of the other ends: ushort where that suffices, else int (`wide`)
// weights    n p_ij in 16 bits: the last 5 bits of the exponent and 11 of the mantissa of a number
//            in 2^-31 ..< 2, rounded; right to 2.5e-4 (COMPACT 0: float32)
// layout     n points of POINT_FLOATS floats
// force      n points
// share      n numbers
//
// pack: one item a row. attraction, divergence: one item ROWS rows, each of which it sums in order.
// entropy: one item a row of the sparse rows, sum_j p_ij ln p_ij.

#ifndef COMPACT
#define COMPACT 1
#endif
#ifndef ROWS
#define ROWS 1
#endif

#if COMPACT
typedef ushort weight;
#define LEAST 0x30000000u  // 2^-31 in float32
#define vload_weights(e) JOIN(as_float, VECTOR)(                                                 \
      (JOIN(convert_uint, VECTOR)(vloadv(0, weights + (e))) << 12) + (uintv)(LEAST))
static inline weight weight_of(float p) {
  const uint bits = as_uint(fmax(p, as_float(LEAST))) - LEAST + (1u << 11);
  return (weight)min(bits >> 12, 0xFFFFu);
}
#else
typedef float weight;
#define vload_weights(e) vloadv(0, weights + (e))
static inline weight weight_of(float p) { return p; }
#endif

// The coordinates of the VECTOR points at `at`. Points are fetched whole, one by one, through a
// volatile pointer: from separate coordinates a compiler makes gathers, which are much slower.
#if COMPONENTS == 2
typedef ulong whole;
#define AS_FLOATS(...) JOIN(as_float, VECTOR)((JOIN(ulong, JOIN(HALF, VECTOR)))(__VA_ARGS__))
#else
typedef float4 whole;
#define AS_FLOATS(...) (floatv)(__VA_ARGS__)
#endif
#define HALF4 2
#define HALF8 4
#define HALF16 8
#define WHOLE1(k) points[at[k]]
#define WHOLE2(k) WHOLE1(k), WHOLE1(k + 1)
#define WHOLE4(k) WHOLE2(k), WHOLE2(k + 2)
#define WHOLE8(k) WHOLE4(k), WHOLE4(k + 4)
#define HALF_OF JOIN(HALF, VECTOR)
#define QUARTER4 1
#define QUARTER8 2
#define QUARTER16 4
#define QUARTER_OF JOIN(QUARTER, VECTOR)
#define LOW(a, b) (floatv)((a).even, (b).even)
#define HIGH(a, b) (floatv)((a).odd, (b).odd)

typedef struct {
  floatv x, y, z;
} vectors;

// y_i - y_j and 1 + |y_i - y_j|^2.
static inline vectors differences(point y, vectors p, floatv *far) {
  vectors d;
  d.x = y.x - p.x;
  d.y = y.y - p.y;
  *far = 1.0f + d.x * d.x + d.y * d.y;
#if COMPONENTS == 3
  d.z = y.z - p.z;
  *far += d.z * d.z;
#else
  d.z = 0.0f;
#endif
  return d;
}

#define INDEX ushort
#include "edges.cl"
#define INDEX int
#include "edges.cl"

kernel void pack(const global int *rows, const global int *columns,
                 const global float *affinities, const global int *order, const global int *place,
                 const global int *packed, global void *indices, global weight *weights, int n,
                 int wide) {
  const int i = get_global_id(0);
  if (i >= n) return;
  const int start = packed[i], end = packed[i + 1];
  if (wide)
    pack_row_int(rows, columns, affinities, place, order[i], i, end, indices, weights, start, n);
  else
    pack_row_ushort(rows, columns, affinities, place, order[i], i, end, indices, weights, start, n);
}

kernel void entropy(const global int *rows, const global float *affinities, global float *share,
                    int n) {
  const int i = get_global_id(0);
  if (i >= n) return;
  float sum = 0.0f;
  for (int e = rows[i]; e < rows[i + 1]; e++) {
    const float p = affinities[e];
    if (p > 0.0f) sum += p * log(p);
  }
  share[i] = sum;
}

kernel void attraction(const global int *packed, const global void *indices,
                       const global weight *weights, const global point *layout,
                       global point *force, int n, int wide) {
  const int first = get_global_id(0) * ROWS, last = min(n, first + ROWS);
  for (int i = first; i < last; i++) {
    const point sum =
        wide ? attract_int(indices, weights, layout, layout[i], packed[i], packed[i + 1])
             : attract_ushort(indices, weights, layout, layout[i], packed[i], packed[i + 1]);
    force[i] = sum / (float)n;
  }
}

kernel void divergence(const global int *packed, const global void *indices,
                       const global weight *weights, const global point *layout,
                       global float *share, int n, int wide) {
  const int first = get_global_id(0) * ROWS, last = min(n, first + ROWS);
  for (int i = first; i < last; i++) {
    const float sum =
        wide ? diverge_int(indices, weights, layout, layout[i], packed[i], packed[i + 1])
             : diverge_ushort(indices, weights, layout, layout[i], packed[i], packed[i + 1]);
    share[i] = sum / (float)n;
  }
}

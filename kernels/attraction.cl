// Attraction of t-SNE's gradient, over the edges of the symmetric affinities:
//
//   f_i = sum_j p_ij w_ij (y_i - y_j),   w_ij = 1 / (1 + |y_i - y_j|^2)
//
// and their share of the divergence without ln Z: sum_ij p_ij (ln p_ij - ln w_ij).
//
// The affinities come as compressed sparse rows (rows, columns, affinities) and are packed once an
// order of the points: row i of the packed edges is row order[i], its columns are places in the
// order. Reading the edges is what the kernels do most, so an edge is 4 bytes, for any number of
// points: a row's edges are cut into runs, each of edges that lead to a window of `span` places,
// and hold only the place in the window. In a good order of the points a row has one run or two.
// Runs are filled up to a multiple of VECTOR with edges to the row's own place, which do nothing,
// or, where that is outside the window, to the window's first, so light that float32 does not feel
// them.
//
// run_counts n pairs: the row's runs and, filled up, edges
// row_runs   n + 1 positions in runs
// row_edges  n + 1 positions in offsets and weights, multiples of VECTOR
// runs       pairs: position of the first edge, first place of the window; one more past the last
// offsets    places of the other ends in the window
// weights    n p_ij in 16 bits: the last 5 bits of the exponent and 11 of the mantissa of a number
//            in 2^-31 ..< 2, rounded; right to 2.5e-4 (ATTRACTION_COMPACT 0: float32)
// layout     n points of POINT_FLOATS floats
// force      n points
// share      n numbers
//
// count_runs, pack_edges: one item a row. attraction, divergence: one item ATTRACTION_ROWS rows,
// each of which it sums in order. entropy: one item a row of the sparse rows, sum_j p_ij ln p_ij.

#ifndef ATTRACTION_COMPACT
#define ATTRACTION_COMPACT 1
#endif
#ifndef ATTRACTION_ROWS
#define ATTRACTION_ROWS 1
#endif

// Edges that are fetched so many places ahead: caches do not see where reading goes on beyond a
// page. OpenCL's own prefetch does nothing in PoCL.
#ifndef ATTRACTION_AHEAD
#define ATTRACTION_AHEAD 0
#endif
#if ATTRACTION_AHEAD > 0 && defined(__clang__)
#define PREFETCH(p) __builtin_prefetch((const void *)(size_t)(p))
#else
#define PREFETCH(p)
#endif

#if ATTRACTION_COMPACT
typedef ushort weight;
#define LEAST 0x30000000u  // 2^-31 in float32
#define vload_weights(e) JOIN(as_float, VECTOR)(                                                 \
      (convert_uintv(vloadv(0, weights + (e))) << 12) + (uintv)(LEAST))
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
#define EVENS(a, b) (floatv)((a).even, (b).even)
#define ODDS(a, b) (floatv)((a).odd, (b).odd)

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

// Where the first window of a row begins: the lowest place that it leads to, or its own place i.
static inline int first_place(const global int *rows, const global int *columns,
                              const global int *place, int row, int i, int n, int span) {
  if (n <= span) return 0;
  int first = i;
  for (int e = rows[row]; e < rows[row + 1]; e++) first = min(first, place[columns[e]]);
  return first;
}

kernel void count_runs(const global int *rows, const global int *columns, const global int *order,
                       const global int *place, global int2 *run_counts, int n, int span) {
  const int i = get_global_id(0);
  if (i >= n) return;
  const int row = order[i];
  if (n <= span) {
    run_counts[i] = (int2)(1, (rows[row + 1] - rows[row] + VECTOR - 1) / VECTOR * VECTOR);
    return;
  }
  int2 counts = 0;
  int window = first_place(rows, columns, place, row, i, n, span);
  while (window != INT_MAX) {
    int edges = 0, next = INT_MAX;
    for (int e = rows[row]; e < rows[row + 1]; e++) {
      const int at = place[columns[e]] - window;
      if (at >= span)
        next = min(next, at + window);
      else
        edges += at >= 0;
    }
    counts.x++;
    counts.y += (edges + VECTOR - 1) / VECTOR * VECTOR;
    window = next;
  }
  run_counts[i] = counts;
}

kernel void pack_edges(const global int *rows, const global int *columns,
                       const global float *affinities, const global int *order,
                       const global int *place, const global int *row_runs,
                       const global int *row_edges, global int2 *runs, global ushort *offsets,
                       global weight *weights, int n, int span) {
  const int i = get_global_id(0);
  if (i >= n) return;
  const int row = order[i];
  int run = row_runs[i], target = row_edges[i];
  int window = first_place(rows, columns, place, row, i, n, span);
  while (window != INT_MAX) {
    runs[run++] = (int2)(target, window);
    int next = INT_MAX;
    for (int e = rows[row]; e < rows[row + 1]; e++) {
      const int at = place[columns[e]] - window;
      if (at >= span) {
        next = min(next, at + window);
      } else if (at >= 0) {
        offsets[target] = (ushort)at;
        weights[target++] = weight_of(affinities[e] * (float)n);
      }
    }
    const int filling = i >= window && i - window < span ? i - window : 0;
    for (; target % VECTOR != 0; target++) {
      offsets[target] = (ushort)filling;
      weights[target] = weight_of(0.0f);
    }
    window = next;
  }
  if (i == n - 1) runs[run] = (int2)(target, 0);
}

// The points at the places `at` of a window.
static inline vectors fetch(const volatile global whole *points, const global ushort *at) {
  vectors v;
#if COMPONENTS == 2
  const floatv a = AS_FLOATS(JOIN(WHOLE, HALF_OF)(0));
  const floatv b = AS_FLOATS(JOIN(WHOLE, HALF_OF)(HALF_OF));
  v.x = EVENS(a, b);
  v.y = ODDS(a, b);
  v.z = 0.0f;
#else
  const floatv a = AS_FLOATS(JOIN(WHOLE, QUARTER_OF)(0));
  const floatv b = AS_FLOATS(JOIN(WHOLE, QUARTER_OF)(QUARTER_OF));
  const floatv c = AS_FLOATS(JOIN(WHOLE, QUARTER_OF)(2 * QUARTER_OF));
  const floatv d = AS_FLOATS(JOIN(WHOLE, QUARTER_OF)(3 * QUARTER_OF));
  const floatv ab_even = EVENS(a, b), cd_even = EVENS(c, d);
  v.x = EVENS(ab_even, cd_even);
  v.z = ODDS(ab_even, cd_even);
  v.y = EVENS(ODDS(a, b), ODDS(c, d));
#endif
  return v;
}

// sum_j p_ij w_ij (y - y_j) over the runs of one row.
static inline point attract(const global int2 *runs, int run, int last,
                            const global ushort *offsets, const global weight *weights,
                            const global point *layout, point y) {
  floatv fx = 0.0f, fy = 0.0f;
#if COMPONENTS == 3
  floatv fz = 0.0f;
#endif
  for (; run < last; run++) {
    const volatile global whole *window = (const volatile global whole *)layout + runs[run].y;
    const int end = runs[run + 1].x;
    for (int e = runs[run].x; e < end; e += VECTOR) {
      PREFETCH(offsets + e + ATTRACTION_AHEAD);
      PREFETCH(weights + e + ATTRACTION_AHEAD);
      floatv far;
      const vectors d = differences(y, fetch(window, offsets + e), &far);
      const floatv w = vload_weights(e) / far;
      fx += w * d.x;
      fy += w * d.y;
#if COMPONENTS == 3
      fz += w * d.z;
#endif
    }
  }
  point sum = 0.0f;
  sum.x = sumv(fx);
  sum.y = sumv(fy);
#if COMPONENTS == 3
  sum.z = sumv(fz);
#endif
  return sum;
}

kernel void attraction(const global int *row_runs, const global int2 *runs,
                       const global ushort *offsets, const global weight *weights,
                       const global point *layout, global point *force, int n) {
  const int first = get_global_id(0) * ATTRACTION_ROWS, last = min(n, first + ATTRACTION_ROWS);
  for (int i = first; i < last; i++)
    force[i] =
        attract(runs, row_runs[i], row_runs[i + 1], offsets, weights, layout, layout[i]) / (float)n;
}

kernel void divergence(const global int *row_runs, const global int2 *runs,
                       const global ushort *offsets, const global weight *weights,
                       const global point *layout, global float *share, int n) {
  const int first = get_global_id(0) * ATTRACTION_ROWS, last = min(n, first + ATTRACTION_ROWS);
  for (int i = first; i < last; i++) {
    const point y = layout[i];
    floatv sum = 0.0f;
    for (int run = row_runs[i]; run < row_runs[i + 1]; run++) {
      const volatile global whole *window = (const volatile global whole *)layout + runs[run].y;
      for (int e = runs[run].x; e < runs[run + 1].x; e += VECTOR) {
        floatv far;
        differences(y, fetch(window, offsets + e), &far);
        sum += vload_weights(e) * log(far);
      }
    }
    share[i] = sumv(sum) / (float)n;
  }
}

kernel void entropy(const global int *rows, const global float *affinities, global float *share,
                    int n) {
  const int i = get_global_id(0);
  if (i >= n) return;
  const int end = rows[i + 1];
  int e = rows[i];
  floatv sums = 0.0f;
  for (; e + VECTOR <= end; e += VECTOR) {
    const floatv p = vloadv(0, affinities + e);
    sums += p * log(fmax(p, FLT_MIN));
  }
  float sum = sumv(sums);
  for (; e < end; e++) sum += affinities[e] * log(fmax(affinities[e], FLT_MIN));
  share[i] = sum;
}

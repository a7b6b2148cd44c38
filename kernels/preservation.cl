// The nearest others of every point on a map, exactly, and how many original neighbors are among
// them:
//
//   share_i = |{first k of graph_i} and {first k of found_i}| / k
//
// Neighbors are ordered by squared distance, dx dx + dy dy (+ dz dz) in float32, then by index.
//
// The points lie in the leaves of a balanced tree, VECTOR a leaf: node 1 is its root, 2 i and
// 2 i + 1 are the children of i, leaf j is node `leaves` + j, `leaves` a power of two.
//
// places  used leaves x COMPONENTS x VECTOR coordinates; past the last point its coordinates again
// rows    used leaves x VECTOR: the point's index, or -1 past the last
// boxes   2 a node: the lowest and the highest coordinates below it
// firsts  the lowest index below each node, INT_MAX where there is no point
// found   n x FOUND indices, nearest first, -1 where there are no more
// graph   n rows of `stride` indices
// shares  n
//
// nearest: one item a leaf, whose points are its lanes. share: one item a point.

#pragma OPENCL FP_CONTRACT OFF  // a box must never seem farther than a point in it

// Neighbors that are found, and the length of a row of them.
#define NEAREST 15
#define FOUND 16

typedef JOIN(ulong, VECTOR) ulongv;
#define convert_ulongv JOIN(convert_ulong, VECTOR)

#if COMPONENTS == 2
#define SQUARE(v) ((v)[0] * (v)[0] + (v)[1] * (v)[1])
#else
#define SQUARE(v) ((v)[0] * (v)[0] + (v)[1] * (v)[1] + (v)[2] * (v)[2])
#endif

// A point's key: its distance, then its index. Distances are not negative, so their bits are in
// their order.
static inline ulongv keys(floatv square, int index) {
  return (convert_ulongv(as_uintv(square)) << 32) | (ulongv)((ulong)(uint)index);
}

static inline void coordinates(point p, float c[COMPONENTS]) {
  c[0] = p.x;
  c[1] = p.y;
#if COMPONENTS == 3
  c[2] = p.z;
#endif
}

// Whether a point below `node` may be nearer to some lane than its last one.
static inline int matters(const global point *boxes, const global int *firsts, int node,
                          const floatv y[COMPONENTS], ulongv last) {
  float low[COMPONENTS], high[COMPONENTS];
  coordinates(boxes[2 * node], low);
  coordinates(boxes[2 * node + 1], high);
  floatv gap[COMPONENTS];
#pragma unroll
  for (int c = 0; c < COMPONENTS; c++)
    gap[c] = fmax(fmax(low[c] - y[c], y[c] - high[c]), 0.0f);
  return any(keys(SQUARE(gap), firsts[node]) < last);
}

// The distance of two nodes' boxes, and the lowest index of the second, as a key.
static inline ulong box_gap(const global point *boxes, const global int *firsts, int own,
                            int node) {
  float own_low[COMPONENTS], own_high[COMPONENTS], low[COMPONENTS], high[COMPONENTS];
  coordinates(boxes[2 * own], own_low);
  coordinates(boxes[2 * own + 1], own_high);
  coordinates(boxes[2 * node], low);
  coordinates(boxes[2 * node + 1], high);
  float gap[COMPONENTS];
#pragma unroll
  for (int c = 0; c < COMPONENTS; c++)
    gap[c] = fmax(fmax(low[c] - own_high[c], own_low[c] - high[c]), 0.0f);
  return (ulong)as_uint(SQUARE(gap)) << 32 | (ulong)(uint)firsts[node];
}

// Offers every point of a leaf to all lanes; `best` stays sorted.
static inline void look(const global float *places, const global int *rows, int leaf,
                        const floatv y[COMPONENTS], intv self, ulongv best[NEAREST]) {
  const global float *p = places + (size_t)leaf * (COMPONENTS * VECTOR);
  for (int l = 0; l < VECTOR; l++) {
    const int index = rows[(size_t)leaf * VECTOR + l];
    if (index < 0) break;
    floatv difference[COMPONENTS];
#pragma unroll
    for (int c = 0; c < COMPONENTS; c++) difference[c] = y[c] - p[c * VECTOR + l];
    ulongv key = keys(SQUARE(difference), index);
    key |= convert_ulongv(as_uintv(self == index)) << 32;
    if (!any(key < best[NEAREST - 1])) continue;
#pragma unroll
    for (int e = 0; e < NEAREST; e++) {
      const ulongv nearer = min(key, best[e]);
      key = max(key, best[e]);
      best[e] = nearer;
    }
  }
}

kernel void nearest(const global float *places, const global int *rows, const global point *boxes,
                    const global int *firsts, global int *found, int used, int leaves) {
  const int leaf = get_global_id(0), own = leaves + leaf;
  if (leaf >= used) return;
  floatv y[COMPONENTS];
#pragma unroll
  for (int c = 0; c < COMPONENTS; c++)
    y[c] = vloadv((size_t)leaf * COMPONENTS + c, places);
  const intv self = vloadv(leaf, rows);
  // Nothing found: an endless distance, and -1 for an index.
  ulongv best[NEAREST];
#pragma unroll
  for (int e = 0; e < NEAREST; e++) best[e] = (ulongv)(0x7F800000FFFFFFFFul);
  look(places, rows, leaf, y, self, best);
  int stack[64], top = 0;
  stack[top++] = 1;
  while (top > 0) {
    const int node = stack[--top];
    if (node == own || firsts[node] == INT_MAX) continue;
    if (!matters(boxes, firsts, node, y, best[NEAREST - 1])) continue;
    if (node >= leaves) {
      look(places, rows, node - leaves, y, self, best);
      continue;
    }
    // The nearer child is looked at first, and so pushed last.
    const int right_first =
        box_gap(boxes, firsts, own, 2 * node + 1) < box_gap(boxes, firsts, own, 2 * node);
    stack[top++] = 2 * node + 1 - right_first;
    stack[top++] = 2 * node + right_first;
  }
  for (int e = 0; e < NEAREST; e++) {
    const intv indices = JOIN(convert_int, VECTOR)(best[e]);
    int lanes[VECTOR], owners[VECTOR];
    vstorev(indices, 0, lanes);
    vstorev(self, 0, owners);
    for (int l = 0; l < VECTOR; l++)
      if (owners[l] >= 0) found[(size_t)owners[l] * FOUND + e] = lanes[l];
  }
}

kernel void share(const global int *graph, const global int *found, global float *shares, int n,
                  int stride, int k) {
  const int i = get_global_id(0);
  if (i >= n) return;
  int hits = 0;
  for (int a = 0; a < k; a++) {
    const int wanted = graph[(size_t)i * stride + a];
    for (int b = 0; b < k; b++) hits += found[(size_t)i * FOUND + b] == wanted;
  }
  shares[i] = (float)hits / (float)k;
}

#pragma OPENCL FP_CONTRACT DEFAULT  // for files that follow in the same program

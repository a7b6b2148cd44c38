// Symmetric affinities over the union of edges, as compressed sparse rows:
//
//   p_ij = (p_j|i + p_i|j) / 2n,   for every i, j where either is a neighbor of the other
//
// neighbors         n rows of `stride`, of which the first k are the outgoing edges
// p                 n x k, the outgoing edges' shares
// offsets           n + 1 positions of each point's incoming edges in sources and values
// sources, values   n k, the incoming edges
// rows              n + 1 positions of each point's union in columns and affinities
//
// The steps, each with one item a point unless said: count_incoming and place_incoming (one item
// an edge), sort_incoming, count_union, merge. Edges are placed by an atomic counter in any order,
// and then sorted: the result does not depend on the order. The graph and p stay as they are.

static inline void sort_pairs(global int *keys, global float *values, int count) {
  for (int gap = count / 2; gap > 0; gap = gap > 2 ? (int)(gap * 5L / 11) : gap - 1)
    for (int i = gap; i < count; i++) {
      const int key = keys[i];
      const float value = values[i];
      int j = i;
      for (; j >= gap && keys[j - gap] > key; j -= gap) {
        keys[j] = keys[j - gap];
        values[j] = values[j - gap];
      }
      keys[j] = key;
      values[j] = value;
    }
}

// Writes distinct keys and their values in order. Of few, each goes to the place that is the number
// of those before it, a loop that compilers make vectors of.
#define MOST_RANKED 256
static inline void put_sorted(const global int *keys, const global float *values, int count,
                              global int *sorted_keys, global float *sorted_values) {
  for (int i = 0; i < count; i++) {
    const int key = keys[i];
    int rank = count <= MOST_RANKED ? 0 : i;
    if (count <= MOST_RANKED)
      for (int j = 0; j < count; j++) rank += keys[j] < key;
    sorted_keys[rank] = key;
    sorted_values[rank] = values[i];
  }
  if (count > MOST_RANKED) sort_pairs(sorted_keys, sorted_values, count);
}

// Whether `key` is among the ascending `keys`.
static inline int contains(const global int *keys, int count, int key) {
  int first = 0, end = count;
  while (first < end) {
    const int middle = first + (end - first) / 2;
    if (keys[middle] < key)
      first = middle + 1;
    else
      end = middle;
  }
  return first < count && keys[first] == key;
}

// Edge `edge` of n k, in the order of the rows: the point that it leads to.
static inline int end_of(const global int *neighbors, int edge, int stride, int k) {
  return neighbors[(size_t)(edge / k) * stride + edge % k];
}

kernel void count_incoming(const global int *neighbors, global int *counts, int edges, int stride,
                           int k) {
  const int edge = get_global_id(0);
  if (edge < edges) atomic_inc(counts + end_of(neighbors, edge, stride, k));
}

kernel void place_incoming(const global int *neighbors, const global float *p,
                           global int *cursors, global int *sources, global float *values,
                           int edges, int stride, int k) {
  const int edge = get_global_id(0);
  if (edge >= edges) return;
  const int place = atomic_inc(cursors + end_of(neighbors, edge, stride, k));
  sources[place] = edge / k;
  values[place] = p[edge];
}

kernel void sort_incoming(const global int *offsets, global int *sources, global float *values,
                          int n) {
  const int i = get_global_id(0);
  if (i >= n) return;
  const int first = offsets[i];
  sort_pairs(sources + first, values + first, offsets[i + 1] - first);
}

// A row's union has its outgoing edges and those incoming ones that are not among them.
kernel void count_union(const global int *neighbors, const global int *offsets,
                        const global int *sources, global int *counts, int n, int stride, int k) {
  const int i = get_global_id(0);
  if (i >= n) return;
  const global int *out = neighbors + (size_t)i * stride;
  const int incoming = offsets[i + 1] - offsets[i];
  int both = 0;
  for (int e = 0; e < k; e++) both += contains(sources + offsets[i], incoming, out[e]);
  counts[i] = k + incoming - both;
}

// The outgoing edges, in order, at the front of the union's row, then both from their ends on: what
// is yet to be read lies before what is written.
kernel void merge(const global int *neighbors, const global float *p, const global int *offsets,
                  const global int *sources, const global float *values, const global int *rows,
                  global int *columns, global float *affinities, int n, int stride, int k) {
  const int i = get_global_id(0);
  if (i >= n) return;
  const int start = offsets[i];
  global int *keys = columns + rows[i];
  global float *shares = affinities + rows[i];
  put_sorted(neighbors + (size_t)i * stride, p + (size_t)i * k, k, keys, shares);
  const float scale = 0.5f / (float)n;
  int a = k - 1, b = offsets[i + 1] - 1;
  for (int place = rows[i + 1] - rows[i] - 1; place >= 0; place--) {
    const int out_key = a >= 0 ? keys[a] : -1, in_key = b >= start ? sources[b] : -1;
    float sum = 0.0f;
    if (out_key >= in_key) sum += shares[a--];
    if (in_key >= out_key) sum += values[b--];
    keys[place] = max(out_key, in_key);
    shares[place] = sum * scale;
  }
}

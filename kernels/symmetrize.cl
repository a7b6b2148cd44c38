// Symmetric affinities over the union of edges, as compressed sparse rows:
//
//   p_ij = (p_j|i + p_i|j) / 2n,   for every i, j where either is a neighbor of the other
//
// neighbors, p      n x k, the outgoing edges
// offsets           n + 1 positions of each point's incoming edges in sources and values
// sources, values   n k, the incoming edges
// rows              n + 1 positions of each point's union in columns and affinities
//
// The steps, each with one item a point unless said: count_incoming and place_incoming (one item
// an edge), sort_incoming, sort_outgoing, count_union, merge. Edges are placed by an atomic counter
// in any order, and then sorted: the result does not depend on the order.

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

// The same for distinct keys, at most MOST_RANKED: each goes to the place that is the number of those
// before it, a loop that compilers make vectors of.
#define MOST_RANKED 256
static inline void rank_pairs(global int *keys, global float *values, int count) {
  int old_keys[MOST_RANKED];
  float old_values[MOST_RANKED];
  for (int i = 0; i < count; i++) {
    old_keys[i] = keys[i];
    old_values[i] = values[i];
  }
  for (int i = 0; i < count; i++) {
    const int key = old_keys[i];
    int rank = 0;
    for (int j = 0; j < count; j++) rank += old_keys[j] < key;
    keys[rank] = key;
    values[rank] = old_values[i];
  }
}

kernel void count_incoming(const global int *neighbors, global int *counts, int edges) {
  const int edge = get_global_id(0);
  if (edge < edges) atomic_inc(counts + neighbors[edge]);
}

kernel void place_incoming(const global int *neighbors, const global float *p,
                           global int *cursors, global int *sources, global float *values,
                           int edges, int k) {
  const int edge = get_global_id(0);
  if (edge >= edges) return;
  const int place = atomic_inc(cursors + neighbors[edge]);
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

kernel void sort_outgoing(global int *neighbors, global float *p, int n, int k) {
  const int i = get_global_id(0);
  if (i >= n) return;
  if (k <= MOST_RANKED)
    rank_pairs(neighbors + (size_t)i * k, p + (size_t)i * k, k);
  else
    sort_pairs(neighbors + (size_t)i * k, p + (size_t)i * k, k);
}

kernel void count_union(const global int *neighbors, const global int *offsets,
                        const global int *sources, global int *counts, int n, int k) {
  const int i = get_global_id(0);
  if (i >= n) return;
  const global int *out = neighbors + (size_t)i * k;
  int a = 0, b = offsets[i], count = 0;
  const int end = offsets[i + 1];
  while (a < k || b < end) {
    const int out_key = a < k ? out[a] : INT_MAX, in_key = b < end ? sources[b] : INT_MAX;
    a += out_key <= in_key;
    b += in_key <= out_key;
    count++;
  }
  counts[i] = count;
}

kernel void merge(const global int *neighbors, const global float *p, const global int *offsets,
                  const global int *sources, const global float *values, const global int *rows,
                  global int *columns, global float *affinities, int n, int k) {
  const int i = get_global_id(0);
  if (i >= n) return;
  const global int *out = neighbors + (size_t)i * k;
  int a = 0, b = offsets[i], place = rows[i];
  const int end = offsets[i + 1];
  const float scale = 0.5f / (float)n;
  while (a < k || b < end) {
    const int out_key = a < k ? out[a] : INT_MAX, in_key = b < end ? sources[b] : INT_MAX;
    float sum = 0.0f;
    if (out_key <= in_key) sum += p[(size_t)i * k + a++];
    if (in_key <= out_key) sum += values[b++];
    columns[place] = min(out_key, in_key);
    affinities[place++] = sum * scale;
  }
}

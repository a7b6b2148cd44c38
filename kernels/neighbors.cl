// The k nearest candidates of each query, by squared Euclidean distance, ties to the lower index.
//
// Product and selection are fused: no matrix of distances exists. Nearness is scored as
//   s = a.b - |b|^2 / 2 = (|a|^2 - |a - b|^2) / 2          (larger is nearer), or
//   s = -|a - b|^2                                         (SELECTION_DIRECT, for few dimensions)
// Each query keeps a buffer of the best so far; a candidate above the query's threshold is
// appended, and a full buffer is cut to its `keep` best, which raises the threshold. `keep` exceeds
// k, because s is rounded: the survivors' distances are computed again by direct difference.
//
// queries    panels of SELECTION_ROWS queries: [panel][dimension][SELECTION_ROWS]
// candidates panels of SELECTION_WIDTH candidates: [panel][1 + dimension][SELECTION_WIDTH]; the
//            first row is the start value of s: -|b|^2 / 2 (SELECTION_DIRECT: 0), minus infinity
//            past the last candidate
// self       the candidate that is the query itself and is left out, or -1
// scores, indices  rows x capacity; counts, thresholds: rows
//
// scan: one item for SELECTION_ROWS x NEIGHBORS_PANELS queries; scan_tiles: a group of 64 for 64
// queries. trim, rerank, finish: one item a query.

#include "selection.cl"

#ifndef NEIGHBORS_PANELS
#define NEIGHBORS_PANELS 8
#endif

kernel void pack_candidates(const global float *points, global float *panels, int count,
                            int dimensions, int stride) {
  const int o = get_global_id(0);
  if (o >= (count + SELECTION_WIDTH - 1) / SELECTION_WIDTH * SELECTION_WIDTH) return;
  global float *p = panels + start_of(o, dimensions);
  const global float *x = points + (size_t)o * stride;
  float norm = 0.0f;
  for (int k = 0; k < dimensions; k++) {
    const float value = o < count ? x[k] : 0.0f;
    p[(size_t)(k + 1) * SELECTION_WIDTH] = value;
    norm += value * value;
  }
  *p = o >= count ? -INFINITY : SELECTION_DIRECT ? 0.0f : -0.5f * norm;
}

kernel void scan(const global float *queries, const global float *candidates,
                 const global int *self, global float *scores, global int *indices,
                 global int *counts, global float *thresholds, int rows, int dimensions,
                 int first_candidate, int candidate_panels, int keep, int capacity) {
  const int first = get_global_id(0) * SELECTION_ROWS * NEIGHBORS_PANELS;
  const int last = min(rows, first + SELECTION_ROWS * NEIGHBORS_PANELS);
  const survivors best = {scores, indices, counts, thresholds, keep, capacity};
  for (int panel = 0; panel < candidate_panels; panel++) {
    const global float *b = candidates + (size_t)panel * (dimensions + 1) * SELECTION_WIDTH;
    for (int start = first; start < last; start += SELECTION_ROWS) {
      const global float *a = queries + (size_t)start * dimensions;
      floatv left[SELECTION_ROWS], right[SELECTION_ROWS];
      score_panel(a, b, dimensions, left, right);
      // Most rows have nothing to offer: one question for all.
      intv above = 0;
#pragma unroll
      for (int r = 0; r < SELECTION_ROWS; r++) {
        const floatv limit = thresholds[min(start + r, rows - 1)];
        above |= row_above(r, left[r], right[r], limit, limit);
      }
      const int offering = iorv(above);
#pragma unroll
      for (int r = 0; r < SELECTION_ROWS; r++) {
        const int row = start + r;
        if (row >= rows || (offering >> r & 1) == 0) continue;
        offer(left[r], right[r], row, self[row], first_candidate + panel * SELECTION_WIDTH, 0,
              best);
      }
    }
  }
}

// The same for a GPU: a group for 64 queries, tiles from local memory.
kernel __attribute__((reqd_work_group_size(TILES_SIDE, 1, 1)))
void scan_tiles(const global float *queries, const global float *candidates,
                const global int *self, global float *scores, global int *indices,
                global int *counts, global float *thresholds, int rows, int dimensions,
                int first_candidate, int candidate_panels, int keep, int capacity) {
  local float a[TILES_DEPTH * TILES_SIDE], b[TILES_DEPTH * TILES_SIDE];
  local float tile[TILES_SIDE * (TILES_SIDE + 1)];
  const survivors best = {scores, indices, counts, thresholds, keep, capacity};
  const int first = get_group_id(0) * TILES_SIDE, row = first + get_local_id(0);
  for (int panel = 0; panel < candidate_panels; panel += TILES_SIDE / SELECTION_WIDTH) {
    float s[8][8];
    start_scores(s, candidates, panel, candidate_panels, dimensions);
    for (int k = 0; k < dimensions; k += TILES_DEPTH) {
      fetch_tile(a, queries, first, rows, SELECTION_ROWS, dimensions, 0, k);
      fetch_tile(b, candidates, panel * SELECTION_WIDTH, candidate_panels * SELECTION_WIDTH,
                 SELECTION_WIDTH, dimensions, 1, k);
      barrier(CLK_LOCAL_MEM_FENCE);
      multiply_tile(a, b, SELECTION_DIRECT, s);
      barrier(CLK_LOCAL_MEM_FENCE);
    }
    offer_tile(s, tile, row < rows ? row : -1, row < rows ? self[row] : -1,
               first_candidate + panel * SELECTION_WIDTH, 0, best);
  }
}

kernel void trim(global float *scores, global int *indices, global int *counts,
                 global float *thresholds, int rows, int keep, int capacity) {
  const int row = get_global_id(0);
  if (row >= rows || counts[row] <= keep) return;
  const size_t start = (size_t)row * capacity;
  thresholds[row] = keep_best(scores + start, indices + start, counts[row], keep);
  counts[row] = keep;
}

// Replaces the scores of candidates first .. first + count - 1 by their squared distances.
kernel void rerank(const global float *queries, const global float *points, global float *scores,
                   const global int *indices, const global int *counts, int rows, int stride,
                   int first, int count, int capacity) {
  const int row = get_global_id(0);
  if (row >= rows) return;
  const global float *a = queries + (size_t)row * stride;
  for (int e = 0; e < counts[row]; e++) {
    const size_t entry = (size_t)row * capacity + e;
    const int candidate = indices[entry] - first;
    if (candidate < 0 || candidate >= count) continue;
    const global float *b = points + (size_t)candidate * stride;
    floatv sum = 0.0f;
    for (int k = 0; k < stride; k += VECTOR) {
      const floatv difference = vloadv(0, a + k) - vloadv(0, b + k);
      sum += difference * difference;
    }
    scores[entry] = sumv(sum);
  }
}

// Writes the first k by distance, then index, or as many as there are, each to the place that is
// the number of those before it: a loop that compilers make vectors of, and faster than sorting up
// to NEIGHBORS_MANY; of more, which have come in ascending order, the k nearest are chosen first.
// Queries and candidates that are `named` have other numbers from here on, and each row stands at
// its query's.
#define NEIGHBORS_MANY 512
kernel void finish(global float *distances, global int *indices, const global int *counts,
                   const global int *names, global int *neighbors,
                   global float *neighbor_distances, int rows, int first_row, int k, int capacity,
                   int named) {
  const int row = get_global_id(0);
  if (row >= rows) return;
  global float *d = distances + (size_t)row * capacity;
  global int *x = indices + (size_t)row * capacity;
  int count = counts[row];
  if (named) {
    for (int e = 0; e < count; e++) x[e] = names[x[e]];
  } else if (count > NEIGHBORS_MANY && count > 2 * k) {
    // The earlier of equal ones stay.
    for (int e = 0; e < count; e++) d[e] = -d[e];
    keep_best(d, x, count, k);
    count = k;
    for (int e = 0; e < count; e++) d[e] = -d[e];
  }
  const size_t target = (size_t)(named ? names[row] : first_row + row) * k;
  int ranks = 0;
  for (int e = 0; e < count; e++) {
    int rank = 0;
    for (int j = 0; j < count; j++) rank += d[j] < d[e];
    ranks += rank;
    if (rank >= k) continue;
    neighbors[target + rank] = x[e];
    neighbor_distances[target + rank] = d[e];
  }
  if (ranks == count * (count - 1) / 2) return;
  // Some distances are equal: their indices decide.
  for (int e = 0; e < count; e++) {
    const float distance = d[e];
    const int index = x[e];
    int rank = 0;
    for (int j = 0; j < count; j++)
      rank += (d[j] < distance) | ((d[j] == distance) & (x[j] < index));
    if (rank >= k) continue;
    neighbors[target + rank] = index;
    neighbor_distances[target + rank] = distance;
  }
}

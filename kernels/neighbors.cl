// The k nearest candidates of each query, by squared Euclidean distance, ties to the lower index.
//
// Product and selection are fused: no matrix of distances exists. Nearness is scored as
//   s = a.b - |b|^2 / 2 = (|a|^2 - |a - b|^2) / 2          (larger is nearer), or
//   s = -|a - b|^2                                         (DIRECT, for few dimensions)
// Each query keeps a buffer of the best so far; a candidate above the query's threshold is
// appended, and a full buffer is cut to its `keep` best, which raises the threshold. `keep` exceeds
// k, because s is rounded: the survivors' distances are computed again by direct difference.
//
// queries    panels of ROWS queries: [panel][dimension][ROWS]
// candidates panels of WIDTH candidates: [panel][1 + dimension][WIDTH]; the first row is the start
//            value of s: -|b|^2 / 2 (DIRECT: 0), minus infinity past the last candidate
// self       the candidate that is the query itself and is left out, or -1
// scores, indices  rows x capacity; counts, thresholds: rows
//
// scan: one item for ROWS x PANELS queries; scan_tiles: a group of 64 for 64 queries; scan_pairs: one
// item a task. trim, doubtful, rerank, order: one item a query.

#include "selection.cl"

#ifndef PANELS
#define PANELS 8
#endif

kernel void pack_candidates(const global float *points, global float *panels, int count,
                            int dimensions, int stride) {
  const int o = get_global_id(0);
  if (o >= (count + WIDTH - 1) / WIDTH * WIDTH) return;
  global float *p = panels + (size_t)(o / WIDTH) * (dimensions + 1) * WIDTH + o % WIDTH;
  const global float *x = points + (size_t)o * stride;
  float norm = 0.0f;
  for (int k = 0; k < dimensions; k++) {
    const float value = o < count ? x[k] : 0.0f;
    p[(size_t)(k + 1) * WIDTH] = value;
    norm += value * value;
  }
  *p = o >= count ? -INFINITY : DIRECT ? 0.0f : -0.5f * norm;
}

kernel void scan(const global float *queries, const global float *candidates,
                 const global int *self, global float *scores, global int *indices,
                 global int *counts, global float *thresholds, int rows, int dimensions,
                 int first_candidate, int candidate_panels, int keep, int capacity) {
  const int first = get_global_id(0) * ROWS * PANELS;
  const survivors best = {scores, indices, counts, thresholds, keep, capacity};
  for (int panel = 0; panel < candidate_panels; panel++) {
    const global float *b = candidates + (size_t)panel * (dimensions + 1) * WIDTH;
    for (int start = first; start < min(rows, first + ROWS * PANELS); start += ROWS) {
      const global float *a = queries + (size_t)start * dimensions;
      floatv left[ROWS], right[ROWS];
      score_panel(a, b, dimensions, left, right);
      // Most rows have nothing to offer: one question for all.
      intv above = 0;
#pragma unroll
      for (int r = 0; r < ROWS; r++) {
        const floatv limit = thresholds[min(start + r, rows - 1)];
        above |= row_above(r, left[r], right[r], limit, limit);
      }
      const int offering = iorv(above);
#pragma unroll
      for (int r = 0; r < ROWS; r++) {
        const int row = start + r;
        if (row >= rows || (offering >> r & 1) == 0) continue;
        offer(left[r], right[r], row, self[row], first_candidate + panel * WIDTH, 0, best);
      }
    }
  }
}

// Offers point `row` to the points of a panel, the queries of the tile's other side, by a row of its
// scores: those of the other side are a.b - |a|^2 / 2, so the starts of both are exchanged.
static inline void offer_back(floatv left, floatv right, int row, float own, int panel,
                              const global float *start, survivors best) {
  const floatv left_start = vloadv(0, start) - own, right_start = vloadv(1, start) - own;
  const global float *limits = best.thresholds + panel * WIDTH;
  uint above = lanes_above(left, right, vloadv(0, limits) + left_start,
                           vloadv(1, limits) + right_start);
  if (above == 0) return;
  float lanes[WIDTH];
  vstorev(left - left_start, 0, lanes);
  vstorev(right - right_start, 1, lanes);
  for (; above != 0; above &= above - 1) {
    const int lane = 31 - clz(above & (0 - above)), query = panel * WIDTH + lane;
    global float *scores = best.scores + (size_t)query * best.capacity;
    global int *indices = best.indices + (size_t)query * best.capacity;
    int count = best.counts[query];
    scores[count] = lanes[lane];
    indices[count++] = row;
    if (count > best.capacity - WIDTH) {
      best.thresholds[query] = keep_best(scores, indices, count, best.keep);
      count = best.keep;
    }
    best.counts[query] = count;
  }
}

// Every point is a query and a candidate, and every tile serves both its sides: half the products.
// A task (i, end of i, j, end of j) is two ranges of panels, the same one twice or two of which each
// is in one task only of a launch. The order of the candidates is none, so that of equally near ones
// any may stay: `doubtful` finds the queries where that matters.
kernel void scan_pairs(const global float *queries, const global float *candidates,
                       global float *scores, global int *indices, global int *counts,
                       global float *thresholds, const global int4 *tasks, int first_task,
                       int task_count, int rows, int dimensions, int keep, int capacity) {
  if ((int)get_global_id(0) >= task_count) return;
  const int4 task = tasks[first_task + get_global_id(0)];
  const int twice = task.x != task.z;
  const survivors best = {scores, indices, counts, thresholds, keep, capacity};
  for (int panel = task.z; panel < task.w; panel++) {
    const global float *b = candidates + (size_t)panel * (dimensions + 1) * WIDTH;
    for (int start = task.x * WIDTH; start < min(rows, task.y * WIDTH); start += ROWS) {
      const global float *a = queries + (size_t)start * dimensions;
      const global float *starts =
          candidates + (size_t)(start / WIDTH) * (dimensions + 1) * WIDTH + start % WIDTH;
      floatv left[ROWS], right[ROWS];
      score_panel(a, b, dimensions, left, right);
      intv above = 0, back = 0;
#pragma unroll
      for (int r = 0; r < ROWS; r++) {
        const floatv limit = thresholds[min(start + r, rows - 1)];
        above |= row_above(r, left[r], right[r], limit, limit);
      }
      if (twice) {
        const floatv left_limit = vloadv(0, thresholds + panel * WIDTH) + vloadv(0, b);
        const floatv right_limit = vloadv(1, thresholds + panel * WIDTH) + vloadv(1, b);
#pragma unroll
        for (int r = 0; r < ROWS; r++)
          back |= row_above(r, left[r], right[r], left_limit - starts[r], right_limit - starts[r]);
      }
      const int offering = iorv(above), offering_back = iorv(back);
#pragma unroll
      for (int r = 0; r < ROWS; r++) {
        const int row = start + r;
        if (row >= rows) continue;
        if (offering >> r & 1) offer(left[r], right[r], row, row, panel * WIDTH, 0, best);
        if (offering_back >> r & 1)
          offer_back(left[r], right[r], row, starts[r], panel, b, best);
      }
    }
  }
}

// 1 where candidates as near as the last of the k nearest may have been turned away, after `trim`.
kernel void doubtful(const global float *scores, const global int *counts,
                     const global float *thresholds, global int *doubts, int rows, int k,
                     int capacity) {
  const int row = get_global_id(0);
  if (row >= rows) return;
  int nearer = 0;
  for (int e = 0; e < counts[row]; e++)
    nearer += scores[(size_t)row * capacity + e] > thresholds[row];
  doubts[row] = thresholds[row] > -INFINITY && nearer < k;
}

// The same for a GPU: a group for 64 queries, tiles from local memory.
kernel __attribute__((reqd_work_group_size(TILE, 1, 1)))
void scan_tiles(const global float *queries, const global float *candidates,
                const global int *self, global float *scores, global int *indices,
                global int *counts, global float *thresholds, int rows, int dimensions,
                int first_candidate, int candidate_panels, int keep, int capacity) {
  local float a[DEPTH * TILE], b[DEPTH * TILE], tile[TILE * (TILE + 1)];
  const survivors best = {scores, indices, counts, thresholds, keep, capacity};
  const int first = get_group_id(0) * TILE, row = first + get_local_id(0);
  for (int panel = 0; panel < candidate_panels; panel += TILE / WIDTH) {
    float s[8][8];
    start_scores(s, candidates, panel, candidate_panels, dimensions);
    for (int k = 0; k < dimensions; k += DEPTH) {
      fetch_tile(a, queries, first, rows, ROWS, dimensions, 0, k);
      fetch_tile(b, candidates, panel * WIDTH, candidate_panels * WIDTH, WIDTH, dimensions, 1, k);
      barrier(CLK_LOCAL_MEM_FENCE);
      multiply_tile(a, b, s);
      barrier(CLK_LOCAL_MEM_FENCE);
    }
    offer_tile(s, tile, row < rows ? row : -1, row < rows ? self[row] : -1,
               first_candidate + panel * WIDTH, 0, best);
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

// Sorts by distance, then index, and writes the first k, or as many as there are.
kernel void order(global float *distances, global int *indices, const global int *counts,
                  global int *neighbors, global float *neighbor_distances, int rows, int first_row,
                  int k, int capacity) {
  const int row = get_global_id(0);
  if (row >= rows) return;
  global float *d = distances + (size_t)row * capacity;
  global int *x = indices + (size_t)row * capacity;
  const int count = counts[row];
  for (int gap = count > 12 ? 13 : 1; gap > 0; gap = gap > 4 ? 4 : gap > 1 ? 1 : 0)
    for (int i = gap; i < count; i++) {
      const float distance = d[i];
      const int index = x[i];
      int j = i;
      for (; j >= gap; j -= gap) {
        const float other = d[j - gap];
        if (other < distance || (other == distance && x[j - gap] < index)) break;
        d[j] = other;
        x[j] = x[j - gap];
      }
      d[j] = distance;
      x[j] = index;
    }
  const size_t target = (size_t)(first_row + row) * k;
  for (int e = 0; e < min(k, count); e++) {
    neighbors[target + e] = x[e];
    neighbor_distances[target + e] = d[e];
  }
}

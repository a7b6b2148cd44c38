// Inverted lists: candidates lie in lists around centroids, and a query looks only at some lists.
// Scores, tiles and the best of each query are those of neighbors.cl.
//
// points     rows of `stride` floats
// centroids  rows of `stride` floats, a row a list
// members    positions in lists: the candidate's place in the order of the lists, or -1; every list
//            fills whole panels
// panels     the members' coordinates: [panel][1 + dimension][SELECTION_WIDTH]; the first row is
//            the start value of the score: -|b|^2 / 2 (SELECTION_DIRECT: 0), minus infinity where
//            there is no member
// panel_starts  lists + 1: the first panel of each list
// tasks      (first, count, list, 0): queries order[first] ... of one list, each at most once a
//            launch, so that every query has one owner
//
// order      candidates in the order of the lists: the search works on rows in that order, where
//            the neighbors of a row are near it in memory, and `rename` translates at the end
//
// rename, scatter: one item a row. means: one item a centroid's VECTOR columns. pack_members: one
// item a position. visit: one item a task; visit_tiles: a group of 64 a task.

#include "selection.cl"

// Each centroid becomes the mean of the points order[starts[c]] ... order[starts[c + 1] - 1], added
// up in that order; one without points stays.
kernel void means(const global float *points, const global int *order, const global int *starts,
                  global float *centroids, int lists, int stride) {
  const int c = get_global_id(0), k = get_global_id(1) * VECTOR;
  if (c >= lists || k >= stride) return;
  const int first = starts[c], last = starts[c + 1];
  if (first == last) return;
  floatv sum = 0.0f;
  for (int i = first; i < last; i++) sum += vloadv(0, points + (size_t)order[i] * stride + k);
  vstorev(sum / (float)(last - first), 0, centroids + (size_t)c * stride + k);
}

kernel void pack_members(const global float *points, const global int *members,
                         global float *panels, int positions, int dimensions, int stride) {
  const int o = get_global_id(0);
  if (o >= positions) return;
  const int row = members[o];
  global float *p = panels + start_of(o, dimensions);
  float norm = 0.0f;
  for (int k = 0; k < dimensions; k++) {
    const float value = row < 0 ? 0.0f : points[(size_t)row * stride + k];
    p[(size_t)(k + 1) * SELECTION_WIDTH] = value;
    norm += value * value;
  }
  *p = row < 0 ? -INFINITY : SELECTION_DIRECT ? 0.0f : -0.5f * norm;
}

kernel void visit(const global float *queries, const global float *panels,
                  const global int *panel_starts, const global int *members,
                  const global int *self, const global int *order, const global int4 *tasks,
                  global float *scores, global int *indices, global int *counts,
                  global float *thresholds, int task_count, int dimensions, int stride, int keep,
                  int capacity) {
  if ((int)get_global_id(0) >= task_count) return;
  const int4 task = tasks[get_global_id(0)];
  const survivors best = {scores, indices, counts, thresholds, keep, capacity};
  for (int panel = panel_starts[task.z]; panel < panel_starts[task.z + 1]; panel++) {
    const global float *b = panels + (size_t)panel * (dimensions + 1) * SELECTION_WIDTH;
    for (int start = 0; start < task.y; start += SELECTION_ROWS) {
      const global float *a[SELECTION_ROWS];
      // Past the last query the last one is computed again, and not offered.
#pragma unroll
      for (int r = 0; r < SELECTION_ROWS; r++)
        a[r] = queries + (size_t)order[task.x + min(start + r, task.y - 1)] * stride;
      floatv left[SELECTION_ROWS], right[SELECTION_ROWS];
#pragma unroll
      for (int r = 0; r < SELECTION_ROWS; r++) left[r] = vloadv(0, b), right[r] = vloadv(1, b);
      for (int k = 0; k < dimensions; k++) {
        const floatv b0 = vloadv(2 * k + 2, b), b1 = vloadv(2 * k + 3, b);
#pragma unroll
        for (int r = 0; r < SELECTION_ROWS; r++) advance(left[r], right[r], a[r][k], b0, b1);
      }
#pragma unroll
      for (int r = 0; r < SELECTION_ROWS; r++) {
        if (start + r >= task.y) continue;
        const int row = order[task.x + start + r];
        offer(left[r], right[r], row, self[row], panel * SELECTION_WIDTH, members, best);
      }
    }
  }
}

// The same for a GPU: a group a task, of 64 queries at most.
kernel __attribute__((reqd_work_group_size(TILES_SIDE, 1, 1)))
void visit_tiles(const global float *queries, const global float *panels,
                 const global int *panel_starts, const global int *members,
                 const global int *self, const global int *order, const global int4 *tasks,
                 global float *scores, global int *indices, global int *counts,
                 global float *thresholds, int task_count, int dimensions, int stride, int keep,
                 int capacity) {
  local float a[TILES_DEPTH * TILES_SIDE], b[TILES_DEPTH * TILES_SIDE];
  local float tile[TILES_SIDE * (TILES_SIDE + 1)];
  local int rows[TILES_SIDE];
  if ((int)get_group_id(0) >= task_count) return;
  const survivors best = {scores, indices, counts, thresholds, keep, capacity};
  const int4 task = tasks[get_group_id(0)];
  const int item = get_local_id(0), row = item < task.y ? order[task.x + item] : -1;
  const int last = panel_starts[task.z + 1];
  rows[item] = row;
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int panel = panel_starts[task.z]; panel < last; panel += TILES_SIDE / SELECTION_WIDTH) {
    float s[8][8];
    start_scores(s, panels, panel, last, dimensions);
    for (int k = 0; k < dimensions; k += TILES_DEPTH) {
      for (int i = item; i < TILES_DEPTH * TILES_SIDE; i += TILES_SIDE) {
        // Side by side along a row: items of a group read whole lines.
        const int query = rows[i / TILES_DEPTH], from = k + i % TILES_DEPTH;
        a[i % TILES_DEPTH * TILES_SIDE + i / TILES_DEPTH] =
            query >= 0 && from < dimensions ? queries[(size_t)query * stride + from] : 0.0f;
      }
      fetch_tile(b, panels, panel * SELECTION_WIDTH, last * SELECTION_WIDTH, SELECTION_WIDTH,
                 dimensions, 1, k);
      barrier(CLK_LOCAL_MEM_FENCE);
      multiply_tile(a, b, SELECTION_DIRECT, s);
      barrier(CLK_LOCAL_MEM_FENCE);
    }
    offer_tile(s, tile, row, row < 0 ? -1 : self[row], panel * SELECTION_WIDTH, members, best);
  }
}

// Candidates' places become their numbers.
kernel void rename(const global int *order, global int *indices, const global int *counts,
                   int rows, int capacity) {
  const int row = get_global_id(0);
  if (row >= rows) return;
  for (int e = 0; e < counts[row]; e++) {
    const size_t entry = (size_t)row * capacity + e;
    indices[entry] = order[indices[entry]];
  }
}

// Row i of a piece of the graph becomes row order[first + i] of the graph.
kernel void scatter(const global int *order, const global int *part_neighbors,
                    const global float *part_distances, global int *neighbors,
                    global float *distances, int rows, int first, int k) {
  const int row = get_global_id(0);
  if (row >= rows) return;
  const size_t from = (size_t)row * k, to = (size_t)order[first + row] * k;
  for (int e = 0; e < k; e++) {
    neighbors[to + e] = part_neighbors[from + e];
    distances[to + e] = part_distances[from + e];
  }
}

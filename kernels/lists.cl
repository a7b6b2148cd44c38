// Inverted lists: candidates lie in lists around centroids, and a query looks only at some lists.
// Scores, tiles and the best of each query are those of neighbors.cl.
//
// points     rows of `stride` floats
// centroids  rows of `stride` floats, a row a list
// members    positions in lists: the candidate's place in the order of the lists, or -1; every list fills whole panels
// panels     the members' coordinates: [panel][1 + dimension][WIDTH]; the first row is the start
//            value of the score: -|b|^2 / 2 (DIRECT: 0), minus infinity where there is no member
// panel_starts  lists + 1: the first panel of each list
// tasks      (first, count, list, 0): queries order[first] ... of one list, each at most once a
//            launch, so that every query has one owner
//
// order      candidates in the order of the lists: the search works on rows in that order, where the
//            neighbors of a row are near it in memory, and `name` translates at the end
//
// take, rename, scatter: one item a row. means: one item a centroid's VECTOR columns. pack: one
// item a position. visit: one item a task.

#include "selection.cl"

// target[i] = points[rows[i]].
kernel void take(const global float *points, const global int *rows, global float *target,
                 int count, int stride) {
  const int i = get_global_id(0);
  if (i >= count) return;
  const global float *from = points + (size_t)rows[i] * stride;
  global float *to = target + (size_t)i * stride;
  for (int k = 0; k < stride; k += VECTOR) vstorev(vloadv(0, from + k), 0, to + k);
}

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

kernel void pack(const global float *points, const global int *members, global float *panels,
                 int positions, int dimensions, int stride) {
  const int o = get_global_id(0);
  if (o >= positions) return;
  const int row = members[o];
  global float *p = panels + (size_t)(o / WIDTH) * (dimensions + 1) * WIDTH + o % WIDTH;
  float norm = 0.0f;
  for (int k = 0; k < dimensions; k++) {
    const float value = row < 0 ? 0.0f : points[(size_t)row * stride + k];
    p[(size_t)(k + 1) * WIDTH] = value;
    norm += value * value;
  }
  *p = row < 0 ? -INFINITY : DIRECT ? 0.0f : -0.5f * norm;
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
    const global float *b = panels + (size_t)panel * (dimensions + 1) * WIDTH;
    for (int start = 0; start < task.y; start += ROWS) {
      const global float *a[ROWS];
      // Past the last query the last one is computed again, and not offered.
#pragma unroll
      for (int r = 0; r < ROWS; r++)
        a[r] = queries + (size_t)order[task.x + min(start + r, task.y - 1)] * stride;
      floatv left[ROWS], right[ROWS];
#pragma unroll
      for (int r = 0; r < ROWS; r++) left[r] = vloadv(0, b), right[r] = vloadv(1, b);
      for (int k = 0; k < dimensions; k++) {
        const floatv b0 = vloadv(2 * k + 2, b), b1 = vloadv(2 * k + 3, b);
#pragma unroll
        for (int r = 0; r < ROWS; r++) advance(left[r], right[r], a[r][k], b0, b1);
      }
#pragma unroll
      for (int r = 0; r < ROWS; r++) {
        if (start + r >= task.y) continue;
        const int row = order[task.x + start + r];
        offer(left[r], right[r], row, self[row], panel * WIDTH, members, best);
      }
    }
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

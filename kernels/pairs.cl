// The k nearest others of every point, where all points are queries and candidates: every pair is
// looked at once, which is half of the products (neighbors.cl says how scores are made and kept).
//
// Points come in an order in which near ones follow each other, and tiles of them have boxes: where
// the boxes of a tile's two sides are further apart than either side's points look, the tile is
// left out. What is left out would not have been kept, so that results do not depend on it.
//
// queries, candidates, scores, indices, counts, thresholds as in neighbors.cl
// row_boxes, panel_boxes   a record of 2 stride + VECTOR floats for every SELECTION_ROWS
//                          (SELECTION_WIDTH) points: lowest and highest coordinates, then the
//                          largest |x|^2
//
// boxes: items (box, VECTOR coordinates). scan_pairs: one item a task. doubtful: one item a query.

#include "selection.cl"

kernel void boxes(const global float *points, global float *boxes, int rows, int stride,
                  int width) {
  const int box = get_global_id(0), c = get_global_id(1) * VECTOR;
  const int first = box * width, last = min(rows, first + width);
  if (first >= rows || c >= stride) return;
  global float *record = boxes + (size_t)box * (2 * stride + VECTOR);
  floatv low = INFINITY, high = -INFINITY;
  for (int row = first; row < last; row++) {
    const floatv x = vloadv(0, points + (size_t)row * stride + c);
    low = fmin(low, x);
    high = fmax(high, x);
  }
  vstorev(low, 0, record + c);
  vstorev(high, 0, record + stride + c);
  if (c > 0) return;
  float largest = 0.0f;
  for (int row = first; row < last; row++) {
    floatv squares = 0.0f;
    for (int k = 0; k < stride; k += VECTOR) {
      const floatv x = vloadv(0, points + (size_t)row * stride + k);
      squares += x * x;
    }
    largest = fmax(largest, sumv(squares));
  }
  record[2 * stride] = largest;
}

// Whether the boxes a and b are more than sqrt(reach) apart, beyond doubt: scores are rounded by a
// few 2^-24 of the |x|^2 times a square root of the dimensions.
static inline int apart(const global float *a, const global float *b, int stride, float reach) {
  const float enough = reach + 2e-5f * (a[2 * stride] + b[2 * stride]);
  float sum = 0.0f;
  for (int c = 0; c < stride && !(sum > enough); c += VECTOR) {
    const floatv above = vloadv(0, a + c) - vloadv(0, b + stride + c);
    const floatv below = vloadv(0, b + c) - vloadv(0, a + stride + c);
    const floatv gap = fmax(fmax(above, below), 0.0f);
    sum += sumv(gap * gap);
  }
  return sum > enough;
}

// Up to which squared distance a query looks: s = (|a|^2 - d^2) / 2 above its threshold, where
// |a|^2 / 2 is minus its start as a candidate. `least`: threshold plus start, the least of several.
static inline float reach_of(float least) { return SELECTION_DIRECT ? -least : -2.0f * least; }

static inline float row_reach(const global float *thresholds, const global float *starts) {
  float least = INFINITY;
#pragma unroll
  for (int r = 0; r < SELECTION_ROWS; r++) least = fmin(least, thresholds[r] + starts[r]);
  return reach_of(least);
}

static inline float panel_reach(const global float *thresholds, const global float *starts) {
  return reach_of(leastv(fmin(vloadv(0, thresholds) + vloadv(0, starts),
                            vloadv(1, thresholds) + vloadv(1, starts))));
}

// Offers point `row` to the points of a panel, the queries of the tile's other side, by a row of
// its scores: those of the other side are a.b - |a|^2 / 2, so the starts of both are exchanged.
static inline void offer_back(floatv left, floatv right, int row, float own, int panel,
                              const global float *start, survivors best) {
  const floatv left_start = vloadv(0, start) - own, right_start = vloadv(1, start) - own;
  const global float *limits = best.thresholds + panel * SELECTION_WIDTH;
  uint above = lanes_above(left, right, vloadv(0, limits) + left_start,
                           vloadv(1, limits) + right_start);
  if (above == 0) return;
  float lanes[SELECTION_WIDTH];
  vstorev(left - left_start, 0, lanes);
  vstorev(right - right_start, 1, lanes);
  for (; above != 0; above &= above - 1) {
    const int lane = 31 - clz(above & (0 - above)), query = panel * SELECTION_WIDTH + lane;
    global float *scores = best.scores + (size_t)query * best.capacity;
    global int *indices = best.indices + (size_t)query * best.capacity;
    int count = best.counts[query];
    scores[count] = lanes[lane];
    indices[count++] = row;
    if (count > best.capacity - SELECTION_WIDTH) {
      best.thresholds[query] = keep_best(scores, indices, count, best.keep);
      count = best.keep;
    }
    best.counts[query] = count;
  }
}

// A task (i, end of i, j, end of j) is two ranges of panels, the same one twice or two of which
// each is in one task only of a launch. The order of the candidates is none, so that of equally
// near ones any may stay: `doubtful` finds the queries where that matters.
kernel void scan_pairs(const global float *queries, const global float *candidates,
                       const global float *row_boxes, const global float *panel_boxes,
                       global float *scores, global int *indices, global int *counts,
                       global float *thresholds, const global int4 *tasks, int first_task,
                       int task_count, int rows, int dimensions, int stride, int keep,
                       int capacity) {
  if ((int)get_global_id(0) >= task_count) return;
  const int4 task = tasks[first_task + get_global_id(0)];
  const int twice = task.x != task.z, record = 2 * stride + VECTOR;
  const survivors best = {scores, indices, counts, thresholds, keep, capacity};
  // Where boxes part no tiles, looking at them is given up.
  int looks = 0, left_out = 0;
  for (int panel = task.z; panel < task.w; panel++) {
    const global float *b = candidates + (size_t)panel * (dimensions + 1) * SELECTION_WIDTH;
    const int end = min(rows, task.y * SELECTION_WIDTH);
    for (int start = task.x * SELECTION_WIDTH; start < end; start += SELECTION_ROWS) {
      const global float *starts = candidates + start_of(start, dimensions);
      if (looks < 64 || 8 * left_out > looks) {
        looks++;
        float reach = row_reach(thresholds + start, starts);
        if (twice) reach = fmax(reach, panel_reach(thresholds + panel * SELECTION_WIDTH, b));
        if (apart(row_boxes + (size_t)(start / SELECTION_ROWS) * record,
                  panel_boxes + (size_t)panel * record, stride, reach)) {
          left_out++;
          continue;
        }
      }
      const global float *a = queries + (size_t)start * dimensions;
      floatv left[SELECTION_ROWS], right[SELECTION_ROWS];
      score_panel(a, b, dimensions, left, right);
      intv above = 0, back = 0;
#pragma unroll
      for (int r = 0; r < SELECTION_ROWS; r++) {
        const floatv limit = thresholds[min(start + r, rows - 1)];
        above |= row_above(r, left[r], right[r], limit, limit);
      }
      if (twice) {
        const floatv left_limit = vloadv(0, thresholds + panel * SELECTION_WIDTH) + vloadv(0, b);
        const floatv right_limit = vloadv(1, thresholds + panel * SELECTION_WIDTH) + vloadv(1, b);
#pragma unroll
        for (int r = 0; r < SELECTION_ROWS; r++)
          back |= row_above(r, left[r], right[r], left_limit - starts[r], right_limit - starts[r]);
      }
      const int offering = iorv(above), offering_back = iorv(back);
#pragma unroll
      for (int r = 0; r < SELECTION_ROWS; r++) {
        const int row = start + r;
        if (row >= rows) continue;
        if (offering >> r & 1) offer(left[r], right[r], row, row, panel * SELECTION_WIDTH, 0, best);
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

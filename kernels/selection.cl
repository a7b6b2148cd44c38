// Tiles of scores, and the best of them for each query: what the searches for neighbors share.
// A library, included by neighbors.cl, pairs.cl and lists.cl; it has no kernels.

#ifndef SELECTION
#define SELECTION

#ifndef SELECTION_ROWS
#define SELECTION_ROWS 8
#endif
#ifndef SELECTION_DIRECT
#define SELECTION_DIRECT 0
#endif
// Candidates of a panel.
#define SELECTION_WIDTH (2 * VECTOR)

// Integers in the order of the floats they stand for.
#define SELECTION_KEY(bits) ((bits) ^ ((bits) >> 31 & 0x7fffffff))

// Where the score of candidate `place` starts in panels; its coordinates follow, SELECTION_WIDTH
// apart.
static inline size_t start_of(int place, int dimensions) {
  const size_t panel = place / SELECTION_WIDTH;
  return panel * (dimensions + 1) * SELECTION_WIDTH + place % SELECTION_WIDTH;
}

// Bit l is set where lane l of the tile's row, left then right, lies above its limit.
static inline uint lanes_above(floatv left, floatv right, floatv left_limit, floatv right_limit) {
  const intv bit = (intv)1 << lanesv;
  // Every bit is there at most once, so that the sum is their union.
  return (uint)isumv(((left > left_limit) & bit) | ((right > right_limit) & (bit << VECTOR)));
}

// Bit r, in all lanes, where row r of a tile lies above its limits.
static inline intv row_above(int r, floatv left, floatv right, floatv left_limit,
                             floatv right_limit) {
  return ((left > left_limit) | (right > right_limit)) & (1 << r);
}

// Keeps the `keep` largest scores, the earliest of equal ones, in their order; returns the least.
// Scores from `count` to the next multiple of VECTOR are overwritten.
static inline float keep_best(global float *scores, global int *indices, int count, int keep) {
  const int padded = (count + VECTOR - 1) / VECTOR * VECTOR;
  for (int i = count; i < padded; i++) scores[i] = -INFINITY;
  int threshold = INT_MIN;
  for (int bit = 31; bit >= 0; bit--) {
    // The top bit is the sign: setting it in the ordered integers clears it in this one.
    const int trial = (int)((uint)threshold ^ 1u << bit);
    intv above = 0;
    for (int i = 0; i < padded; i += VECTOR) {
      const intv bits = as_intv(vloadv(0, scores + i));
      above -= SELECTION_KEY(bits) >= trial;
    }
    const int found = isumv(above);
    if (found >= keep) threshold = trial;
    if (found == keep) break;
  }
  intv above = 0;
  for (int i = 0; i < padded; i += VECTOR) {
    const intv bits = as_intv(vloadv(0, scores + i));
    above -= SELECTION_KEY(bits) > threshold;
  }
  // No branches: which ones stay is not to be foreseen.
  int equal = keep - isumv(above), kept = 0;
  float least = INFINITY;
  for (int i = 0; i < count; i++) {
    const float score = scores[i];
    const int index = indices[i], bits = as_int(score), key = SELECTION_KEY(bits);
    const int is_equal = key == threshold, stays = (key > threshold) | (is_equal & (equal > 0));
    scores[kept] = score;
    indices[kept] = index;
    kept += stays;
    equal -= is_equal;
    least = stays ? fmin(least, score) : least;
  }
  return least;
}

// Where queries keep their best: rows of `capacity`, of which `counts` are there.
typedef struct {
  global float *scores;
  global int *indices;
  global int *counts;
  global float *thresholds;
  int keep, capacity;
} survivors;

// Offers a row of a tile, `left` and `right`, to the query `row`. Lane l is the candidate
// first + l, or names[first + l] where there are names; the query itself, `self`, is left out.
static inline void offer(floatv left, floatv right, int row, int self, int first,
                         const global int *names, survivors best) {
  const float limit = best.thresholds[row];
  uint above = lanes_above(left, right, limit, limit);
  if (above == 0) return;
  float lanes[SELECTION_WIDTH];
  vstorev(left, 0, lanes);
  vstorev(right, 1, lanes);
  global float *scores = best.scores + (size_t)row * best.capacity;
  global int *indices = best.indices + (size_t)row * best.capacity;
  int count = best.counts[row];
  for (; above != 0; above &= above - 1) {
    const int lane = 31 - clz(above & (0 - above));
    const int index = names ? names[first + lane] : first + lane;
    if (index == self) continue;
    scores[count] = lanes[lane];
    indices[count++] = index;
  }
  if (count > best.capacity - SELECTION_WIDTH) {
    best.thresholds[row] = keep_best(scores, indices, count, best.keep);
    count = best.keep;
  }
  best.counts[row] = count;
}

// Row r of a tile of scores, left and right, grows dimension by dimension: by one value of the
// query, and the panel's b0 and b1.
#if SELECTION_DIRECT
#define advance(left, right, value, b0, b1)                                                      \
  {                                                                                              \
    left -= ((value) - b0) * ((value) - b0);                                                     \
    right -= ((value) - b1) * ((value) - b1);                                                    \
  }
#else
#define advance(left, right, value, b0, b1)                                                      \
  {                                                                                              \
    left = fma((floatv)(value), b0, left);                                                       \
    right = fma((floatv)(value), b1, right);                                                     \
  }
#endif

// Scores of SELECTION_ROWS queries, packed at `a`, among the candidates of the panel `b`.
static inline void score_panel(const global float *a, const global float *b, int dimensions,
                               floatv left[SELECTION_ROWS], floatv right[SELECTION_ROWS]) {
#pragma unroll
  for (int r = 0; r < SELECTION_ROWS; r++) left[r] = vloadv(0, b), right[r] = vloadv(1, b);
  for (int k = 0; k < dimensions; k++) {
    const floatv b0 = vloadv(2 * k + 2, b), b1 = vloadv(2 * k + 3, b);
#pragma unroll
    for (int r = 0; r < SELECTION_ROWS; r++)
      advance(left[r], right[r], a[k * SELECTION_ROWS + r], b0, b1);
  }
}

#include "tiles.cl"

// Offers a tile of scores, which the group's items hold, to the 64 queries `rows` (-1: none). Each
// query belongs to one item, which meets the candidates in their order; a query's buffer may be
// full before every candidate.
static inline void offer_tile(float s[8][8], local float *tile, int row, int self, int first,
                              const global int *names, survivors best) {
  const int across = get_local_id(0) % 8, down = get_local_id(0) / 8 * 8;
#pragma unroll
  for (int i = 0; i < 8; i++) {
#pragma unroll
    for (int j = 0; j < 8; j++) tile[(down + i) * (TILES_SIDE + 1) + across + 8 * j] = s[i][j];
  }
  barrier(CLK_LOCAL_MEM_FENCE);
  if (row >= 0) {
    const local float *mine = tile + get_local_id(0) * (TILES_SIDE + 1);
    global float *scores = best.scores + (size_t)row * best.capacity;
    global int *indices = best.indices + (size_t)row * best.capacity;
    float threshold = best.thresholds[row];
    int count = best.counts[row];
    for (int c = 0; c < TILES_SIDE; c++) {
      if (!(mine[c] > threshold)) continue;
      const int index = names ? names[first + c] : first + c;
      if (index == self) continue;
      if (count == best.capacity) {
        threshold = keep_best(scores, indices, count, best.keep);
        count = best.keep;
        if (!(mine[c] > threshold)) continue;
      }
      scores[count] = mine[c];
      indices[count++] = index;
    }
    best.thresholds[row] = threshold;
    best.counts[row] = count;
  }
  barrier(CLK_LOCAL_MEM_FENCE);
}

// The scores with which a tile of candidates starts: -|b|^2 / 2, minus infinity past the last
// panel.
static inline void start_scores(float s[8][8], const global float *panels, int panel, int last,
                                int dimensions) {
#pragma unroll
  for (int j = 0; j < 8; j++) {
    const int place = panel * SELECTION_WIDTH + get_local_id(0) % 8 + 8 * j;
    const float start =
        place < last * SELECTION_WIDTH ? panels[start_of(place, dimensions)] : -INFINITY;
#pragma unroll
    for (int i = 0; i < 8; i++) s[i][j] = start;
  }
}

#endif

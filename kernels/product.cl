// Matrix product C = A B, or C += A B, over operands packed in panels.
//
//   C_ij = sum_k A_ik B_kj,   i < rows, j < columns, k < inner
//
// a  panels of `width` rows, ROWS or WIDTH; panel p holds A_(p width + r),k at [k][r], zero past the
//    last row
// b  ceil(columns / WIDTH) panels; panel p holds B_k,(p WIDTH + l) at [k][l], zero past the last
// c  rows x stride floats, row-major, stride a multiple of VECTOR; columns up to the next multiple
//    of VECTOR are written (with zeros)
//
// pack: items (panel, chunk of the inner index).
// pack_lines: items (VECTOR outer indices, chunk of the inner index), for outer indices that lie side
//    by side: A's columns, each line filled up with zeros to a multiple of VECTOR.
// product: items (panels of b, panels of a); each owns a tile of ROWS x WIDTH cells of C. With
//    `upper`, tiles below the diagonal are left out.
// product_tiles: groups of 64 items, (tiles of b, tiles of a); likewise.
// mirror: items (column, row); C_ij = C_ji below the diagonal.

#ifndef ROWS
#define ROWS 8
#endif
#define WIDTH (2 * VECTOR)
#define CHUNK 64
#undef DIRECT
#define DIRECT 0
#include "tiles.cl"

kernel void pack(const global float *source, global float *panels, int outer, int inner,
                 int outer_stride, int inner_stride, int width) {
  const int o = get_global_id(0) * width, first = get_global_id(1) * CHUNK;
  if (o >= outer || first >= inner) return;
  const int end = min(inner, first + CHUNK);
  const int rows = min(width, outer - o);
  const global float *a = source + (size_t)o * outer_stride;
  global float *p = panels + (size_t)o * inner;
  for (int k = first; k < end; k++) {
    for (int r = 0; r < rows; r++)
      p[(size_t)k * width + r] = a[(size_t)r * outer_stride + (size_t)k * inner_stride];
    for (int r = rows; r < width; r++) p[(size_t)k * width + r] = 0.0f;
  }
}

kernel void pack_lines(const global float *source, global float *panels, int outer, int inner,
                       int inner_stride, int width) {
  const int o = get_global_id(0) * VECTOR, first = get_global_id(1) * CHUNK;
  if (o >= (outer + width - 1) / width * width || first >= inner) return;
  const int end = min(inner, first + CHUNK);
  global float *p = panels + ((size_t)(o / width) * inner) * width + o % width;
  for (int k = first; k < end; k++)
    vstorev(o < outer ? vloadv(0, source + o + (size_t)k * inner_stride) : (floatv)(0.0f), 0,
            p + (size_t)k * width);
}

kernel void product(const global float *a, const global float *b, global float *c, int inner,
                    int rows, int columns, int stride, int width, int accumulate, int upper) {
  const int first_column = get_global_id(0) * WIDTH, first_row = get_global_id(1) * ROWS;
  if (first_column >= columns || first_row >= rows) return;
  if (upper && first_column + WIDTH <= first_row) return;
  a += (size_t)(first_row / width * width) * inner + first_row % width;
  b += (size_t)first_column * inner;
  floatv left[ROWS], right[ROWS];
#pragma unroll
  for (int r = 0; r < ROWS; r++) left[r] = right[r] = 0.0f;
  for (int k = 0; k < inner; k++) {
    const floatv b0 = vloadv(0, b + (size_t)k * WIDTH), b1 = vloadv(1, b + (size_t)k * WIDTH);
#pragma unroll
    for (int r = 0; r < ROWS; r++) {
      const float value = a[(size_t)k * width + r];
      left[r] = fma((floatv)value, b0, left[r]);
      right[r] = fma((floatv)value, b1, right[r]);
    }
  }
#pragma unroll
  for (int r = 0; r < ROWS; r++) {
    if (first_row + r >= rows) continue;
    global float *p = c + (size_t)(first_row + r) * stride + first_column;
    vstorev(accumulate ? vloadv(0, p) + left[r] : left[r], 0, p);
    if (first_column + VECTOR < stride)
      vstorev(accumulate ? vloadv(1, p) + right[r] : right[r], 1, p);
  }
}

// The same for a GPU: a group of 64 owns 64 x 64 cells of C.
kernel __attribute__((reqd_work_group_size(TILE, 1, 1)))
void product_tiles(const global float *a, const global float *b, global float *c, int inner,
                   int rows, int columns, int stride, int width, int accumulate, int upper) {
  local float tile_a[DEPTH * TILE], tile_b[DEPTH * TILE];
  const int first_column = get_group_id(0) * TILE, first_row = get_group_id(1) * TILE;
  const int across = get_local_id(0) % 8, down = get_local_id(0) / 8 * 8;
  if (upper && first_column + TILE <= first_row) return;
  // Panels are filled up with zeros.
  const int all_rows = (rows + width - 1) / width * width;
  const int all_columns = (columns + WIDTH - 1) / WIDTH * WIDTH;
  float s[8][8];
#pragma unroll
  for (int i = 0; i < 8; i++) {
#pragma unroll
    for (int j = 0; j < 8; j++) s[i][j] = 0.0f;
  }
  for (int k = 0; k < inner; k += DEPTH) {
    fetch_tile(tile_a, a, first_row, all_rows, width, inner, 0, k);
    fetch_tile(tile_b, b, first_column, all_columns, WIDTH, inner, 0, k);
    barrier(CLK_LOCAL_MEM_FENCE);
    multiply_tile(tile_a, tile_b, s);
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  for (int i = 0; i < 8; i++) {
    const int row = first_row + down + i;
    for (int j = 0; j < 8; j++) {
      const int column = first_column + across + 8 * j;
      if (row >= rows || column >= min(stride, all_columns)) continue;
      global float *cell = c + (size_t)row * stride + column;
      *cell = accumulate ? *cell + s[i][j] : s[i][j];
    }
  }
}

kernel void mirror(global float *c, int n, int stride) {
  const int column = get_global_id(0), row = get_global_id(1);
  if (row < n && column < row)
    c[(size_t)row * stride + column] = c[(size_t)column * stride + row];
}

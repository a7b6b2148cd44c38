// Matrix product C = A B, or C += A B, over operands packed in panels.
//
//   C_ij = sum_k A_ik B_kj,   i < rows, j < columns, k < inner
//
// a  panels of `width` rows, PRODUCT_ROWS or PRODUCT_WIDTH; panel p holds A_(p width + r),k at
//    [k][r], zero past the last row
// b  ceil(columns / PRODUCT_WIDTH) panels; panel p holds B_k,(p PRODUCT_WIDTH + l) at [k][l], zero
//    past the last
// c  rows x stride floats, row-major, stride a multiple of VECTOR; columns up to the next multiple
//    of VECTOR are written (with zeros)
//
// pack_rows: items (panel, chunk of the inner index).
// pack_lines: items (VECTOR outer indices, chunk of the inner index), for outer indices that lie
//    side by side: A's columns, each line filled up with zeros to a multiple of VECTOR.
// product: items (panels of b, panels of a); each owns a tile of PRODUCT_ROWS x PRODUCT_WIDTH cells
//    of C. With `upper`, tiles below the diagonal are left out.
// product_tiles: groups of 64 items, (tiles of b, tiles of a); likewise.
// mirror: items (column, row); C_ij = C_ji below the diagonal.

#ifndef PRODUCT_ROWS
#define PRODUCT_ROWS 8
#endif
#define PRODUCT_WIDTH (2 * VECTOR)
#define PRODUCT_CHUNK 64
#include "tiles.cl"

kernel void pack_rows(const global float *source, global float *panels, int outer, int inner,
                      int outer_stride, int inner_stride, int width) {
  const int o = get_global_id(0) * width, first = get_global_id(1) * PRODUCT_CHUNK;
  if (o >= outer || first >= inner) return;
  const int end = min(inner, first + PRODUCT_CHUNK);
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
  const int o = get_global_id(0) * VECTOR, first = get_global_id(1) * PRODUCT_CHUNK;
  if (o >= (outer + width - 1) / width * width || first >= inner) return;
  const int end = min(inner, first + PRODUCT_CHUNK);
  global float *p = panels + ((size_t)(o / width) * inner) * width + o % width;
  for (int k = first; k < end; k++)
    vstorev(o < outer ? vloadv(0, source + o + (size_t)k * inner_stride) : (floatv)(0.0f), 0,
            p + (size_t)k * width);
}

kernel void product(const global float *a, const global float *b, global float *c, int inner,
                    int rows, int columns, int stride, int width, int accumulate, int upper) {
  const int first_column = get_global_id(0) * PRODUCT_WIDTH;
  const int first_row = get_global_id(1) * PRODUCT_ROWS;
  if (first_column >= columns || first_row >= rows) return;
  if (upper && first_column + PRODUCT_WIDTH <= first_row) return;
  a += (size_t)(first_row / width * width) * inner + first_row % width;
  b += (size_t)first_column * inner;
  floatv left[PRODUCT_ROWS], right[PRODUCT_ROWS];
#pragma unroll
  for (int r = 0; r < PRODUCT_ROWS; r++) left[r] = right[r] = 0.0f;
  for (int k = 0; k < inner; k++) {
    const global float *lanes = b + (size_t)k * PRODUCT_WIDTH;
    const floatv b0 = vloadv(0, lanes), b1 = vloadv(1, lanes);
#pragma unroll
    for (int r = 0; r < PRODUCT_ROWS; r++) {
      const float value = a[(size_t)k * width + r];
      left[r] = fma((floatv)value, b0, left[r]);
      right[r] = fma((floatv)value, b1, right[r]);
    }
  }
#pragma unroll
  for (int r = 0; r < PRODUCT_ROWS; r++) {
    if (first_row + r >= rows) continue;
    global float *p = c + (size_t)(first_row + r) * stride + first_column;
    vstorev(accumulate ? vloadv(0, p) + left[r] : left[r], 0, p);
    if (first_column + VECTOR < stride)
      vstorev(accumulate ? vloadv(1, p) + right[r] : right[r], 1, p);
  }
}

// The same for a GPU: a group of 64 owns 64 x 64 cells of C.
kernel __attribute__((reqd_work_group_size(TILES_SIDE, 1, 1)))
void product_tiles(const global float *a, const global float *b, global float *c, int inner,
                   int rows, int columns, int stride, int width, int accumulate, int upper) {
  local float tile_a[TILES_DEPTH * TILES_SIDE], tile_b[TILES_DEPTH * TILES_SIDE];
  const int first_column = get_group_id(0) * TILES_SIDE, first_row = get_group_id(1) * TILES_SIDE;
  const int across = get_local_id(0) % 8, down = get_local_id(0) / 8 * 8;
  if (upper && first_column + TILES_SIDE <= first_row) return;
  // Panels are filled up with zeros.
  const int all_rows = (rows + width - 1) / width * width;
  const int all_columns = (columns + PRODUCT_WIDTH - 1) / PRODUCT_WIDTH * PRODUCT_WIDTH;
  float s[8][8];
#pragma unroll
  for (int i = 0; i < 8; i++) {
#pragma unroll
    for (int j = 0; j < 8; j++) s[i][j] = 0.0f;
  }
  for (int k = 0; k < inner; k += TILES_DEPTH) {
    fetch_tile(tile_a, a, first_row, all_rows, width, inner, 0, k);
    fetch_tile(tile_b, b, first_column, all_columns, PRODUCT_WIDTH, inner, 0, k);
    barrier(CLK_LOCAL_MEM_FENCE);
    multiply_tile(tile_a, tile_b, 0, s);
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

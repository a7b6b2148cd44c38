// Tiles of 64 x 64 products, computed by a group of 64 items from local memory, 8 x 8 an item: how
// a GPU multiplies. A library, included by product.cl and selection.cl.
//
// Item i has the rows 8 (i / 8) ... + 7 and the columns i % 8, 8 + i % 8, ... of the tile. Local
// memory holds TILES_DEPTH inner indices of the tile's rows and columns at a time: a[k][row],
// b[k][column].

#ifndef TILES
#define TILES

#define TILES_SIDE 64
#define TILES_DEPTH 16

// s += a b (is_direct: s -= (a - b)^2) over the TILES_DEPTH inner indices that lie in local memory.
static inline void multiply_tile(const local float *a, const local float *b, const int is_direct,
                                 float s[8][8]) {
  const int across = get_local_id(0) % 8, down = get_local_id(0) / 8 * 8;
  for (int k = 0; k < TILES_DEPTH; k++) {
    float rows[8], columns[8];
#pragma unroll
    for (int i = 0; i < 8; i++) {
      rows[i] = a[k * TILES_SIDE + down + i];
      columns[i] = b[k * TILES_SIDE + across + 8 * i];
    }
#pragma unroll
    for (int i = 0; i < 8; i++) {
#pragma unroll
      for (int j = 0; j < 8; j++) {
        if (is_direct)
          s[i][j] -= (rows[i] - columns[j]) * (rows[i] - columns[j]);
        else
          s[i][j] = fma(rows[i], columns[j], s[i][j]);
      }
    }
  }
}

// Fetches TILES_DEPTH inner indices from `from` on of 64 places in panels of `width`,
// [panel][inner][width] with `skip` rows before the first inner index; zero past `inner`, and past
// `places`.
static inline void fetch_tile(local float *target, const global float *panels, int first,
                              int places, int width, int inner, int skip, int from) {
  for (int i = get_local_id(0); i < TILES_DEPTH * TILES_SIDE; i += TILES_SIDE) {
    const int k = from + i / TILES_SIDE, place = first + i % TILES_SIDE;
    const size_t panel = (size_t)(place / width) * (inner + skip);
    target[i] =
        k < inner && place < places ? panels[(panel + k + skip) * width + place % width] : 0.0f;
  }
}

#endif

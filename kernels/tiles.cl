// Tiles of 64 x 64 products, computed by a group of 64 items from local memory, 8 x 8 an item: how a
// GPU multiplies. A library, included by product.cl, neighbors.cl and lists.cl.
//
// Item i has the rows 8 (i / 8) ... + 7 and the columns i % 8, 8 + i % 8, ... of the tile. Local
// memory holds DEPTH inner indices of the tile's rows and columns at a time: a[k][row], b[k][column].

#define TILE 64
#define DEPTH 16

// s += a b (DIRECT: s -= (a - b)^2) over the DEPTH inner indices that lie in local memory.
static inline void multiply_tile(const local float *a, const local float *b, float s[8][8]) {
  const int across = get_local_id(0) % 8, down = get_local_id(0) / 8 * 8;
  for (int k = 0; k < DEPTH; k++) {
    float rows[8], columns[8];
#pragma unroll
    for (int i = 0; i < 8; i++) {
      rows[i] = a[k * TILE + down + i];
      columns[i] = b[k * TILE + across + 8 * i];
    }
#pragma unroll
    for (int i = 0; i < 8; i++) {
#pragma unroll
      for (int j = 0; j < 8; j++) {
#if DIRECT
        s[i][j] -= (rows[i] - columns[j]) * (rows[i] - columns[j]);
#else
        s[i][j] = fma(rows[i], columns[j], s[i][j]);
#endif
      }
    }
  }
}

// Fetches DEPTH inner indices from `from` on of 64 places in panels of `width`, [panel][inner][width]
// with `skip` rows before the first inner index; zero past `inner`, and past `places`.
static inline void fetch_tile(local float *target, const global float *panels, int first, int places,
                              int width, int inner, int skip, int from) {
  for (int i = get_local_id(0); i < DEPTH * TILE; i += TILE) {
    const int k = from + i / TILE, place = first + i % TILE;
    const size_t panel = (size_t)(place / width) * (inner + skip);
    target[i] =
        k < inner && place < places ? panels[(panel + k + skip) * width + place % width] : 0.0f;
  }
}

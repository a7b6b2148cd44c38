// The work of a grid's splines of one ORDER: 4 nodes an axis (cubic) or 6 (quintic).
// A library: field.cl includes it once for each order, so that its kernels serve both and nothing
// is compiled anew for another number of points.

#define window JOIN(window, ORDER)
#define cell_of JOIN(cell_of, ORDER)
#define splines JOIN(splines, ORDER)
#define weights JOIN(weights, ORDER)
#define places JOIN(places, ORDER)
#define place JOIN(place, ORDER)
#define spread JOIN(spread, ORDER)
#define add JOIN(add, ORDER)
#define own_field JOIN(own_field, ORDER)
#define read JOIN(read, ORDER)

// Nodes are read WINDOW at a time along a row, those past ORDER with weight zero.
#if ORDER == 4
#define WINDOW 4
#else
#define WINDOW 8
#endif
#define FIRST (ORDER / 2 - 1)
#define BEYOND (1 + ORDER / 2 + WINDOW - ORDER)

typedef JOIN(float, WINDOW) window;
#define vload_window JOIN(vload, WINDOW)
#define vstore_window JOIN(vstore, WINDOW)
#define sum_windows JOIN(sum_windows, ORDER)
#define to_charges(x) (JOIN(as_int, WINDOW)((x) + ROUNDING) - ROUNDED)

static inline cell cell_of(floatv y, float origin, float nodes_per_unit, int n) {
  const floatv u = (y - origin) * nodes_per_unit;
  const floatv inside = fmin(fmax(u, (float)FIRST), (float)(n - BEYOND));
  cell c;
  c.node = convert_intv(inside);
  c.t = inside - convert_floatv(c.node);
  c.outside = u != inside;
  c.node -= FIRST;
  return c;
}

// The B-splines over a cell at t in 0 ..< 1, node by node, and their derivatives (Essmann et al.
// 1995, appendix C): every order from the one before.
static inline void splines(floatv t, float w[ORDER][VECTOR], float slope[ORDER][VECTOR]) {
  floatv m[ORDER];
  m[0] = 1.0f - t;
  m[1] = t;
#pragma unroll
  for (int k = 3; k <= ORDER; k++) {
    if (k == ORDER) {
      vstorev(-m[0], 0, slope[0]);
#pragma unroll
      for (int i = 1; i < ORDER - 1; i++) vstorev(m[i - 1] - m[i], 0, slope[i]);
      vstorev(m[ORDER - 2], 0, slope[ORDER - 1]);
    }
    const float part = 1.0f / (float)(k - 1);
    m[k - 1] = part * t * m[k - 2];
#pragma unroll
    for (int i = k - 2; i > 0; i--)
      m[i] = part * ((t + (float)(k - 1 - i)) * m[i - 1] + ((float)(i + 1) - t) * m[i]);
    m[0] *= part * (1.0f - t);
  }
#pragma unroll
  for (int i = 0; i < ORDER; i++) vstorev(m[i], 0, w[i]);
}

// The weights of lane l along a row.
static inline window weights(float w[ORDER][VECTOR], int l) {
#if ORDER == 4
  return (window)(w[0][l], w[1][l], w[2][l], w[3][l]);
#else
  return (window)(w[0][l], w[1][l], w[2][l], w[3][l], w[4][l], w[5][l], 0.0f, 0.0f);
#endif
}

// Places and weights of VECTOR points.
typedef struct {
  float x[ORDER][VECTOR], y[ORDER][VECTOR];
  int node[VECTOR];
  int outside[VECTOR];
} places;

static inline void place(const global float *layout, int first, nodes g, places *p) {
  const floatv a = vloadv(0, layout + (size_t)first * 2);
  const floatv b = vloadv(1, layout + (size_t)first * 2);
  const cell cx = cell_of((floatv)(a.even, b.even), g.origin_x, g.per_unit, g.nx);
  const cell cy = cell_of((floatv)(a.odd, b.odd), g.origin_y, g.per_unit, g.ny);
  float unused[ORDER][VECTOR];
  splines(cx.t, p->x, unused);
  splines(cy.t, p->y, unused);
  vstorev(place_of(g, cx.node, cy.node), 0, p->node);
  vstorev(cx.outside | cy.outside, 0, p->outside);
}

static inline void spread(const global float *layout, global int *charges, global int *escaped,
                          int n, int chunk, nodes g, float scale) {
  const int copy = get_global_id(0);
  const int end = min(n, (copy + 1) * chunk);
  const int tiles = (g.ny + NODES_TILE - 1) / NODES_TILE;
  global int *grid = charges + (size_t)copy * tiles * g.nx * NODES_WIDTH;
  int wrong = 0;
  for (int first = copy * chunk; first < end; first += VECTOR) {
    places p;
    place(layout, first, g, &p);
    const int lanes = min(VECTOR, end - first);
    for (int l = 0; l < lanes; l++) {
      wrong |= p.outside[l];
      const window y = weights(p.y, l) * scale;
      global int *row = grid + p.node[l];
#pragma unroll
      for (int r = 0; r < ORDER; r++) {
        global int *nodes = row + r * NODES_WIDTH;
        vstore_window(vload_window(0, nodes) + to_charges(p.x[r][l] * y), 0, nodes);
      }
    }
  }
  if (wrong) *escaped = 1;
}

static inline void add(const global float *layout, global int *charges, global int *escaped, int n,
                       int chunk, nodes g, float scale) {
  const int item = get_global_id(0), end = min(n, (item + 1) * chunk);
  int wrong = 0;
  for (int first = item * chunk; first < end; first += VECTOR) {
    places p;
    place(layout, first, g, &p);
    const int lanes = min(VECTOR, end - first);
    for (int l = 0; l < lanes; l++) {
      wrong |= p.outside[l];
      global int *row = charges + p.node[l];
      for (int r = 0; r < ORDER; r++)
        for (int c = 0; c < ORDER; c++)
          atomic_add(row + r * NODES_WIDTH + c,
                     as_int(p.x[r][l] * (p.y[c][l] * scale) + ROUNDING) - ROUNDED);
    }
  }
  if (wrong) *escaped = 1;
}

// What the field makes of a charge at its own place in a cell, where the truth is 1 without slope:
// the largest error of a sparse layout, so it is taken off. The products of two splines are
// polynomials in s = t (1 - t) below s^ORDER; `own` holds the coefficients of the powers of sx
// (rows) and sy (columns).
static inline itself own_field(floatv tx, floatv ty, constant float *own) {
  const floatv sx = tx * (1.0f - tx), sy = ty * (1.0f - ty);
  floatv p = 0.0f, px = 0.0f, py = 0.0f;
#pragma unroll
  for (int a = ORDER - 1; a >= 0; a--) {
    floatv q = 0.0f, qy = 0.0f;
#pragma unroll
    for (int b = ORDER - 1; b >= 0; b--) {
      qy = qy * sy + q;
      q = q * sy + own[ORDER * a + b];
    }
    px = px * sx + p;
    p = p * sx + q;
    py = py * sx + qy;
  }
  itself f;
  f.phi = p;
  // Half of the derivative: only the place of reading moves, not the charge.
  f.slope_x = px * (0.5f - tx);
  f.slope_y = py * (0.5f - ty);
  return f;
}

// The sums of VECTOR windows that lie one after the other: neighbors are added until one is left of
// each.
static inline floatv sum_windows(const float *windows) {
  floatv v[WINDOW];
#pragma unroll
  for (int k = 0; k < WINDOW; k++) v[k] = vloadv(k, windows);
#pragma unroll
  for (int count = WINDOW / 2; count > 0; count /= 2) {
#pragma unroll
    for (int k = 0; k < count; k++)
      v[k] = (floatv)(v[2 * k].even, v[2 * k + 1].even) + (floatv)(v[2 * k].odd, v[2 * k + 1].odd);
  }
  return v[0];
}

static inline void read(const global float *layout, const global float *phi, global float *force,
                        global float *z, constant float *own, int n, nodes g) {
  const int item = get_global_id(0);
  const int end = min(n, (item + 1) * FIELD_POINTS);
  if (item * FIELD_POINTS >= n) return;
  float rest = 0.0f;
  floatv sum = 0.0f;
  for (int first = item * FIELD_POINTS; first < end; first += VECTOR) {
    const floatv a = vloadv(0, layout + (size_t)first * 2);
    const floatv b = vloadv(1, layout + (size_t)first * 2);
    const cell cx = cell_of((floatv)(a.even, b.even), g.origin_x, g.per_unit, g.nx);
    const cell cy = cell_of((floatv)(a.odd, b.odd), g.origin_y, g.per_unit, g.ny);
    float x[ORDER][VECTOR], y[ORDER][VECTOR], dx[ORDER][VECTOR], dy[ORDER][VECTOR];
    splines(cx.t, x, dx);
    splines(cy.t, y, dy);
    int node[VECTOR];
    vstorev(place_of(g, cx.node, cy.node), 0, node);
    float values[VECTOR * WINDOW], slopes_x[VECTOR * WINDOW], slopes_y[VECTOR * WINDOW];
    for (int l = 0; l < VECTOR; l++) {
      const global float *row = phi + node[l];
      window q = 0.0f, qx = 0.0f;
#pragma unroll
      for (int r = 0; r < ORDER; r++) {
        const window nodes = vload_window(0, row + r * NODES_WIDTH);
        q += x[r][l] * nodes;
        qx += dx[r][l] * nodes;
      }
      const window wy = weights(y, l);
      vstore_window(q * wy, l, values);
      vstore_window(qx * wy, l, slopes_x);
      vstore_window(q * weights(dy, l), l, slopes_y);
    }
    const itself self = own_field(cx.t, cy.t, own);
    const floatv others = sum_windows(values) - self.phi;
    const float half_nodes = -0.5f * g.per_unit;
    const floatv fx = (sum_windows(slopes_x) - self.slope_x) * half_nodes;
    const floatv fy = (sum_windows(slopes_y) - self.slope_y) * half_nodes;
    floatv low, high;
    low.even = fx.lo, low.odd = fy.lo;
    high.even = fx.hi, high.odd = fy.hi;
    if (end - first >= VECTOR) {
      sum += others;
      vstorev(low, 0, force + (size_t)first * 2);
      vstorev(high, 1, force + (size_t)first * 2);
      continue;
    }
    float forces[2 * VECTOR], shares[VECTOR];
    vstorev(low, 0, forces);
    vstorev(high, 1, forces);
    vstorev(others, 0, shares);
    for (int l = 0; l < end - first; l++) {
      rest += shares[l];
      vstore2(vload2(l, forces), first + l, force);
    }
  }
  z[item] = sumv(sum) + rest;
}

#undef window
#undef cell_of
#undef splines
#undef weights
#undef places
#undef place
#undef spread
#undef add
#undef own_field
#undef read
#undef WINDOW
#undef FIRST
#undef BEYOND
#undef vload_window
#undef vstore_window
#undef sum_windows
#undef to_charges
#undef ORDER

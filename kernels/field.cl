// Repulsion of t-SNE's gradient before normalization, and its normalizer, from one field in 2-D:
//
//   phi(y) = sum_j 1 / (1 + |y - y_j|^2)
//   f_i = sum_j w_ij^2 (y_i - y_j) = -1/2 grad phi(y_i),   Z = sum_i (phi(y_i) - 1)
//
// The field lives on a grid: `spread` puts every point's unit charge on the 4 x 4 nodes around it
// (ORDER 6: 6 x 6) with cubic (quintic) B-splines, `convolution.cl` turns
// charges into phi, `gather` reads phi and its gradient with the same splines.
//
// layout   n points, padded to a multiple of VECTOR
// charges  copies x nx x stride fixed-point numbers, zero before; y runs along a row
// phi      nx x stride floats
// node     of coordinate y: u = (y - origin) / h; a point needs FIRST <= u <= n - BEYOND on both
// escaped  set to 1 when a point lies outside; it is then moved to the rim, and the host must redo
//
// Charges are integers so that sums do not depend on order, chunks or threads; `scale` of them are
// a unit charge, few enough that all n points on one node do not overflow.
//
// bounds: items that each watch a chunk of points; box holds lowest x, y and highest x, y an item.
// spread_chunks: item c adds its chunk of the points to copy c. spread_atomic: to the one copy.
// A chunk is a multiple of VECTOR.
// gather: an item for POINTS points; z holds its share of Z.

#ifndef POINTS
#define POINTS 64
#endif
#ifndef ORDER
#define ORDER 4
#endif

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
#define sum_window JOIN(sum, WINDOW)
#define to_charges JOIN(JOIN(convert_int, WINDOW), _rte)

#define convert_intv JOIN(convert_int, VECTOR)
#define convert_floatv JOIN(convert_float, VECTOR)

kernel void bounds(const global float2 *layout, global float4 *box, int n, int chunk) {
  const int item = get_global_id(0);
  const int first = item * chunk, end = min(n, first + chunk);
  if (first >= end) return;
  float2 low = layout[first], high = low, wrong = 0.0f;
  for (int i = first; i < end; i++) {
    const float2 y = layout[i];
    low = fmin(low, y);
    high = fmax(high, y);
    wrong += y - y;  // NaN when a coordinate is not finite; fmin and fmax skip NaN
  }
  box[item] = (float4)(low + wrong, high + wrong);
}

// Where VECTOR points lie among the nodes of one axis: the cell's first node and the place in it.
typedef struct {
  intv node;
  floatv t;
  intv outside;
} cell;

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

static inline void place(const global float *layout, int first, float2 origin,
                         float nodes_per_unit, int nx, int ny, int stride, places *p) {
  const floatv a = vloadv(0, layout + (size_t)first * 2);
  const floatv b = vloadv(1, layout + (size_t)first * 2);
  const cell cx = cell_of((floatv)(a.even, b.even), origin.x, nodes_per_unit, nx);
  const cell cy = cell_of((floatv)(a.odd, b.odd), origin.y, nodes_per_unit, ny);
  float unused[ORDER][VECTOR];
  splines(cx.t, p->x, unused);
  splines(cy.t, p->y, unused);
  vstorev(cx.node * stride + cy.node, 0, p->node);
  vstorev(cx.outside | cy.outside, 0, p->outside);
}

kernel void spread_chunks(const global float *layout, global int *charges, global int *escaped,
                          int n, int chunk, int nx, int ny, int stride, float origin_x,
                          float origin_y, float nodes_per_unit, float scale) {
  const int copy = get_global_id(0);
  const int end = min(n, (copy + 1) * chunk);
  global int *grid = charges + (size_t)copy * nx * stride;
  int wrong = 0;
  for (int first = copy * chunk; first < end; first += VECTOR) {
    places p;
    place(layout, first, (float2)(origin_x, origin_y), nodes_per_unit, nx, ny, stride, &p);
    const int lanes = min(VECTOR, end - first);
    for (int l = 0; l < lanes; l++) {
      wrong |= p.outside[l];
      const window y = weights(p.y, l) * scale;
      global int *row = grid + p.node[l];
#pragma unroll
      for (int r = 0; r < ORDER; r++)
        vstore_window(vload_window(0, row + r * stride) + to_charges(p.x[r][l] * y), 0,
                      row + r * stride);
    }
  }
  if (wrong) *escaped = 1;
}

kernel void spread_atomic(const global float *layout, global int *charges, global int *escaped,
                          int n, int chunk, int nx, int ny, int stride, float origin_x,
                          float origin_y, float nodes_per_unit, float scale) {
  const int item = get_global_id(0), end = min(n, (item + 1) * chunk);
  int wrong = 0;
  for (int first = item * chunk; first < end; first += VECTOR) {
    places p;
    place(layout, first, (float2)(origin_x, origin_y), nodes_per_unit, nx, ny, stride, &p);
    const int lanes = min(VECTOR, end - first);
    for (int l = 0; l < lanes; l++) {
      wrong |= p.outside[l];
      global int *row = charges + p.node[l];
      for (int r = 0; r < ORDER; r++)
        for (int c = 0; c < ORDER; c++)
          atomic_add(row + r * stride + c, convert_int_rte(p.x[r][l] * (p.y[c][l] * scale)));
    }
  }
  if (wrong) *escaped = 1;
}

// What the field makes of a charge at its own place in a cell, where the truth is 1 without slope:
// the largest error of a sparse layout, so it is taken off. The products of two splines are
// polynomials in s = t (1 - t) below s^ORDER; `own` holds the coefficients of the powers of sx
// (rows) and sy (columns).
typedef struct {
  floatv phi, slope_x, slope_y;
} itself;

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

kernel void gather(const global float *layout, const global float *phi, global float *force,
                   global float *z, constant float *own, int n, int nx, int ny, int stride,
                   float origin_x, float origin_y, float nodes_per_unit) {
  const int item = get_global_id(0);
  const int end = min(n, (item + 1) * POINTS);
  if (item * POINTS >= n) return;
  float sum = 0.0f;
  for (int first = item * POINTS; first < end; first += VECTOR) {
    const floatv a = vloadv(0, layout + (size_t)first * 2);
    const floatv b = vloadv(1, layout + (size_t)first * 2);
    const cell cx = cell_of((floatv)(a.even, b.even), origin_x, nodes_per_unit, nx);
    const cell cy = cell_of((floatv)(a.odd, b.odd), origin_y, nodes_per_unit, ny);
    float x[ORDER][VECTOR], y[ORDER][VECTOR], dx[ORDER][VECTOR], dy[ORDER][VECTOR];
    splines(cx.t, x, dx);
    splines(cy.t, y, dy);
    int node[VECTOR];
    vstorev(cx.node * stride + cy.node, 0, node);
    float values[VECTOR], slopes_x[VECTOR], slopes_y[VECTOR];
    const int lanes = min(VECTOR, end - first);
    for (int l = 0; l < VECTOR; l++) {
      const global float *row = phi + node[l];
      window q = 0.0f, qx = 0.0f;
#pragma unroll
      for (int r = 0; r < ORDER; r++) {
        const window nodes = vload_window(0, row + r * stride);
        q += x[r][l] * nodes;
        qx += dx[r][l] * nodes;
      }
      const window wy = weights(y, l);
      values[l] = sum_window(q * wy);
      slopes_x[l] = sum_window(qx * wy);
      slopes_y[l] = sum_window(q * weights(dy, l));
    }
    const itself self = own_field(cx.t, cy.t, own);
    const floatv others = vloadv(0, values) - self.phi;
    const float half_nodes = -0.5f * nodes_per_unit;
    vstorev((vloadv(0, slopes_x) - self.slope_x) * half_nodes, 0, slopes_x);
    vstorev((vloadv(0, slopes_y) - self.slope_y) * half_nodes, 0, slopes_y);
    vstorev(others, 0, values);
    for (int l = 0; l < lanes; l++) {
      sum += values[l];
      vstore2((float2)(slopes_x[l], slopes_y[l]), first + l, force);
    }
  }
  z[item] = sum;
}

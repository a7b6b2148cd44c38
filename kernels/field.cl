// Repulsion of t-SNE's gradient before normalization, and its normalizer, from one field in 2-D:
//
//   phi(y) = sum_j 1 / (1 + |y - y_j|^2)
//   f_i = sum_j w_ij^2 (y_i - y_j) = -1/2 grad phi(y_i),   Z = sum_i (phi(y_i) - 1)
//
// The field lives on a grid: `spread` puts every point's unit charge on the 4 x 4 nodes around it
// with cubic B-splines, `convolution.cl` turns charges into phi, `gather` reads phi and its gradient
// with the same splines.
//
// layout   n points, padded to a multiple of VECTOR
// charges  copies x nx x stride fixed-point numbers, zero before; y runs along a row
// phi      nx x stride floats
// node     of coordinate y: u = (y - origin) / h; a point needs 1 <= u <= n - 3 on both axes
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

#define JOIN_CONVERT(a, b) JOIN(a, b)
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
  const floatv inside = fmin(fmax(u, 1.0f), (float)n - 3.0f);
  cell c;
  c.node = convert_intv(inside);
  c.t = inside - convert_floatv(c.node);
  c.outside = u != inside;
  c.node -= 1;
  return c;
}

// The four cubic B-splines over a cell, and their derivatives, at t in 0 ..< 1.
static inline void splines(floatv t, float w[4][VECTOR]) {
  const floatv s = 1.0f - t, sixth = 1.0f / 6.0f;
  vstorev(s * s * s * sixth, 0, w[0]);
  vstorev((0.5f * t - 1.0f) * t * t + 2.0f / 3.0f, 0, w[1]);
  vstorev((0.5f * s - 1.0f) * s * s + 2.0f / 3.0f, 0, w[2]);
  vstorev(t * t * t * sixth, 0, w[3]);
}

static inline void slopes(floatv t, float w[4][VECTOR]) {
  const floatv s = 1.0f - t;
  vstorev(-0.5f * s * s, 0, w[0]);
  vstorev((1.5f * t - 2.0f) * t, 0, w[1]);
  vstorev((2.0f - 1.5f * s) * s, 0, w[2]);
  vstorev(0.5f * t * t, 0, w[3]);
}

// Places and weights of VECTOR points.
typedef struct {
  float x[4][VECTOR], y[4][VECTOR];
  int node[VECTOR];
  int outside[VECTOR];
} places;

static inline void place(const global float *layout, int first, float2 origin,
                         float nodes_per_unit, int nx, int ny, int stride, places *p) {
  const floatv a = vloadv(0, layout + (size_t)first * 2);
  const floatv b = vloadv(1, layout + (size_t)first * 2);
  const cell cx = cell_of((floatv)(a.even, b.even), origin.x, nodes_per_unit, nx);
  const cell cy = cell_of((floatv)(a.odd, b.odd), origin.y, nodes_per_unit, ny);
  splines(cx.t, p->x);
  splines(cy.t, p->y);
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
      const float4 y = (float4)(p.y[0][l], p.y[1][l], p.y[2][l], p.y[3][l]) * scale;
      global int *row = grid + p.node[l];
#pragma unroll
      for (int r = 0; r < 4; r++)
        vstore4(vload4(0, row + r * stride) + convert_int4_rte(p.x[r][l] * y), 0,
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
      for (int r = 0; r < 4; r++)
        for (int c = 0; c < 4; c++)
          atomic_add(row + r * stride + c, convert_int_rte(p.x[r][l] * (p.y[c][l] * scale)));
    }
  }
  if (wrong) *escaped = 1;
}

// What the field makes of a charge at its own place in a cell, where the truth is 1 without slope:
// the largest error of a sparse layout, so it is taken off. The products of two
// splines are polynomials in s = t (1 - t) with the powers 0, 2 and 3; `own` holds the coefficients
// of the powers of sx (rows) and sy (columns).
typedef struct {
  floatv phi, slope_x, slope_y;
} itself;

static inline itself own_field(floatv tx, floatv ty, constant float *own) {
  const floatv sx = tx * (1.0f - tx), sy = ty * (1.0f - ty);
  floatv p[3], q[3];
#pragma unroll
  for (int a = 0; a < 3; a++) {
    constant float *c = own + 3 * a;
    p[a] = (c[2] * sy + c[1]) * sy * sy + c[0];
    q[a] = (3.0f * c[2] * sy + 2.0f * c[1]) * sy;
  }
  itself f;
  f.phi = (p[2] * sx + p[1]) * sx * sx + p[0];
  // Half of the derivative: only the place of reading moves, not the charge.
  f.slope_x = (3.0f * p[2] * sx + 2.0f * p[1]) * sx * (0.5f - tx);
  f.slope_y = ((q[2] * sx + q[1]) * sx * sx + q[0]) * (0.5f - ty);
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
    float x[4][VECTOR], y[4][VECTOR], dx[4][VECTOR], dy[4][VECTOR];
    splines(cx.t, x);
    splines(cy.t, y);
    slopes(cx.t, dx);
    slopes(cy.t, dy);
    int node[VECTOR];
    vstorev(cx.node * stride + cy.node, 0, node);
    float values[VECTOR], slopes_x[VECTOR], slopes_y[VECTOR];
    const int lanes = min(VECTOR, end - first);
    for (int l = 0; l < VECTOR; l++) {
      const global float *row = phi + node[l];
      const float4 r0 = vload4(0, row), r1 = vload4(0, row + stride);
      const float4 r2 = vload4(0, row + 2 * stride), r3 = vload4(0, row + 3 * stride);
      const float4 q = x[0][l] * r0 + x[1][l] * r1 + x[2][l] * r2 + x[3][l] * r3;
      const float4 qx = dx[0][l] * r0 + dx[1][l] * r1 + dx[2][l] * r2 + dx[3][l] * r3;
      const float4 wy = (float4)(y[0][l], y[1][l], y[2][l], y[3][l]);
      values[l] = sum4(q * wy);
      slopes_x[l] = sum4(qx * wy);
      slopes_y[l] = sum4(q * (float4)(dy[0][l], dy[1][l], dy[2][l], dy[3][l]));
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

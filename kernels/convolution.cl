// The field of charges on a grid of nx x ny nodes, free in space: with both axes padded by zeros to
// twice their length,
//
//   phi = F^-1 [ S . F [charges] ]
//
// F is the discrete Fourier transform and S the real, even transform of the kernel
// 1 / (1 + h^2 (i^2 + j^2)) times the splines' correction (TransformAxis.correction).
//
// charges   copies x nx x stride integers, y along a row, `unit` each; left as zeros
// spectrum  columns x 2 x stride floats: for each bin of x the real, then the imaginary parts of
//           all y. Column c is bin 2c for c <= nx / 2, else bin 2 (c - nx / 2 - 1) + 1: the rest
//           follows because charges are real. columns = nx + 1, rounded up to VECTOR
// filter    columns / VECTOR x 2 ny x VECTOR floats: S, bins of y as they lie in `work`
// phi       nx x stride floats
// roots, positions, radices, work   as in transform.cl, of the axis
//
// One group of GROUP items transforms 2 VECTOR rows y along x, paired into complex numbers, or
// VECTOR columns along y.

#include "transform.cl"

// The bins of column c and its mirror image, as places in `work`.
static inline int2 bins(const global int *positions, int c, int n) {
  if (c <= n / 2) return (int2)(positions[c], positions[c == 0 ? 0 : n - c]);
  const int k = c - n / 2 - 1;
  return (int2)(n + positions[k], n + positions[n - 1 - k]);
}

// Transforms the rows in `work` along x and takes apart the pairs a + i b: twice their spectra.
static inline void rows_to_columns(WORK floatv *w, global float *spectrum,
                                   const global float2 *roots, const global int *positions, int nx,
                                   int stride, int radices) {
  const int y = get_group_id(0) * 2 * VECTOR;
  forward(w, roots, nx, radices);
  for (int c = ITEM; c <= nx; c += GROUP) {
    const int2 bin = bins(positions, c, nx);
    const number z = get(w, bin.x), m = get(w, bin.y);
    global float *p = spectrum + (size_t)c * 2 * stride + y;
    vstorev(z.re + m.re, 0, p);
    vstorev(z.im + m.im, 1, p);
    vstorev(z.im - m.im, 0, p + stride);
    vstorev(m.re - z.re, 1, p + stride);
  }
}

kernel __attribute__((reqd_work_group_size(GROUP, 1, 1))) void transform_x(
    global int *charges, global float *spectrum, const global float2 *roots,
    const global int *positions, WORK floatv *work, int copies, int nx, int stride, int radices,
    float unit) {
  WORK floatv *w = WORK_OF_GROUP(nx);
  const int y = get_group_id(0) * 2 * VECTOR;
  for (int x = ITEM; x < nx; x += GROUP) {
    intv a = 0, b = 0;
    for (int copy = 0; copy < copies; copy++) {
      global int *row = charges + ((size_t)copy * nx + x) * stride + y;
      a += vloadv(0, row);
      b += vloadv(1, row);
      vstorev((intv)(0), 0, row);
      vstorev((intv)(0), 1, row);
    }
    const number z = {convert_floatv(a) * unit, convert_floatv(b) * unit};
    put(w, x, z);
    put(w, nx + x, times(z, roots[x]));
  }
  SYNC
  rows_to_columns(w, spectrum, roots, positions, nx, stride, radices);
}

// The kernel's samples in place of charges, those on an axis halved: twice the real part of their
// padded transform is the transform of the even, periodic kernel.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1))) void samples_x(
    global float *spectrum, const global float2 *roots, const global int *positions,
    WORK floatv *work, int nx, int stride, int radices, float spacing) {
  WORK floatv *w = WORK_OF_GROUP(nx);
  const int y = get_group_id(0) * 2 * VECTOR;
  for (int x = ITEM; x < nx; x += GROUP) {
    const float dx = spacing * (float)x, half_x = x == 0 ? 0.5f : 1.0f;
    number z;
    float re[VECTOR], im[VECTOR];
    for (int l = 0; l < VECTOR; l++) {
      const float a = spacing * (float)(y + l), b = spacing * (float)(y + VECTOR + l);
      re[l] = half_x * (y + l == 0 ? 0.5f : 1.0f) / (1.0f + dx * dx + a * a);
      im[l] = half_x / (1.0f + dx * dx + b * b);
    }
    z.re = vloadv(0, re);
    z.im = vloadv(0, im);
    put(w, x, z);
    put(w, nx + x, times(z, roots[x]));
  }
  SYNC
  rows_to_columns(w, spectrum, roots, positions, nx, stride, radices);
}

#if VECTOR == 16
#define ZIP(a, b, s)                                                                             \
  (floatv)((a).s.s0, (b).s.s0, (a).s.s1, (b).s.s1, (a).s.s2, (b).s.s2, (a).s.s3, (b).s.s3,       \
           (a).s.s4, (b).s.s4, (a).s.s5, (b).s.s5, (a).s.s6, (b).s.s6, (a).s.s7, (b).s.s7)
#elif VECTOR == 8
#define ZIP(a, b, s)                                                                             \
  (floatv)((a).s.s0, (b).s.s0, (a).s.s1, (b).s.s1, (a).s.s2, (b).s.s2, (a).s.s3, (b).s.s3)
#else
#define ZIP(a, b, s) (floatv)((a).s.s0, (b).s.s0, (a).s.s1, (b).s.s1)
#endif

// Swaps rows and lanes of VECTOR vectors: each round turns the joint index by one bit.
static inline void transpose(floatv *t) {
#pragma unroll
  for (int round = 1; round < VECTOR; round *= 2) {
    floatv u[VECTOR];
#pragma unroll
    for (int i = 0; i < VECTOR / 2; i++) {
      u[2 * i] = ZIP(t[i], t[i + VECTOR / 2], lo);
      u[2 * i + 1] = ZIP(t[i], t[i + VECTOR / 2], hi);
    }
#pragma unroll
    for (int i = 0; i < VECTOR; i++) t[i] = u[i];
  }
}

// The group's columns into `work`, both halves, transformed along y.
static inline void columns_forward(WORK floatv *w, const global float *spectrum,
                                   const global float2 *roots, int ny, int stride, int radices,
                                   const int real_only) {
  const global float *columns = spectrum + get_group_id(0) * (size_t)(VECTOR * 2 * stride);
  for (int y = ITEM * VECTOR; y < ny; y += GROUP * VECTOR) {
    for (int part = 0; part < 2; part++) {
      floatv t[VECTOR];
#pragma unroll
      for (int l = 0; l < VECTOR; l++)
        t[l] = vloadv(0, columns + (size_t)(2 * l + part) * stride + y);
      transpose(t);
      const int rows = min(VECTOR, ny - y);
      for (int r = 0; r < rows; r++)
        w[2 * (y + r) + part] = part == 1 && real_only ? (floatv)(0.0f) : t[r];
    }
    const int end = min(ny, y + VECTOR);
    for (int r = y; r < end; r++) put(w, ny + r, times(get(w, r), roots[r]));
  }
  SYNC
  forward(w, roots, ny, radices);
}

// In place: every column's transform along y, times the filter, and back.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1))) void convolve_y(
    global float *spectrum, const global float *filter, const global float2 *roots,
    WORK floatv *work, int ny, int stride, int radices) {
  WORK floatv *w = WORK_OF_GROUP(ny);
  columns_forward(w, spectrum, roots, ny, stride, radices, 0);
  const global float *s = filter + get_group_id(0) * (size_t)(2 * ny * VECTOR);
  for (int p = ITEM; p < 2 * ny; p += GROUP) {
    const number x = get(w, p);
    const floatv factor = vloadv(p, s);
    const number swapped = {x.im * factor, x.re * factor};
    put(w, p, swapped);
  }
  SYNC
  backward(w, roots, ny, radices);
  global float *columns = spectrum + get_group_id(0) * (size_t)(VECTOR * 2 * stride);
  for (int y = ITEM * VECTOR; y < ny; y += GROUP * VECTOR) {
    const int end = min(ny, y + VECTOR);
    for (int r = y; r < end; r++) put(w, r, plus(get(w, r), times(get(w, ny + r), roots[r])));
    for (int part = 0; part < 2; part++) {
      floatv t[VECTOR];
      for (int r = 0; r < VECTOR; r++) t[r] = w[2 * min(y + r, ny - 1) + 1 - part];
      transpose(t);
#pragma unroll
      for (int l = 0; l < VECTOR; l++)
        vstorev(t[l], 0, columns + (size_t)(2 * l + part) * stride + y);
    }
  }
}

// The filter from the samples' columns: real parts times the corrections of both axes.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1))) void samples_y(
    const global float *spectrum, global float *filter, const global float2 *roots,
    const global float *correction_x, const global float *correction_y, WORK floatv *work, int ny,
    int stride, int radices) {
  WORK floatv *w = WORK_OF_GROUP(ny);
  columns_forward(w, spectrum, roots, ny, stride, radices, 1);
  const floatv x = vloadv(get_group_id(0), correction_x);
  global float *s = filter + get_group_id(0) * (size_t)(2 * ny * VECTOR);
  for (int p = ITEM; p < 2 * ny; p += GROUP) vstorev(get(w, p).re * x * correction_y[p], p, s);
}

// Transforms the columns back along x: the field, two vectors of y at a time.
kernel __attribute__((reqd_work_group_size(GROUP, 1, 1))) void inverse_x(
    const global float *spectrum, global float *phi, const global float2 *roots,
    const global int *positions, WORK floatv *work, int nx, int stride, int radices) {
  WORK floatv *w = WORK_OF_GROUP(nx);
  const int y = get_group_id(0) * 2 * VECTOR;
  for (int c = ITEM; c <= nx; c += GROUP) {
    const int2 bin = bins(positions, c, nx);
    const global float *p = spectrum + (size_t)c * 2 * stride + y;
    const number a = {vloadv(0, p), vloadv(0, p + stride)};
    const number b = {vloadv(1, p), vloadv(1, p + stride)};
    // a + i b, and of the mirror image conj(a) + i conj(b), with their parts swapped.
    const number z = {a.im + b.re, a.re - b.im};
    const number m = {b.re - a.im, a.re + b.im};
    put(w, bin.y, m);
    put(w, bin.x, z);
  }
  SYNC
  backward(w, roots, nx, radices);
  for (int x = ITEM; x < nx; x += GROUP) {
    const number z = plus(get(w, x), times(get(w, nx + x), roots[x]));
    vstorev(z.im, 0, phi + (size_t)x * stride + y);
    vstorev(z.re, 1, phi + (size_t)x * stride + y);
  }
}

// The field of charges on a grid of nx x ny nodes, free in space: with both axes padded by zeros to
// twice their length,
//
//   phi = F^-1 [ S . F [charges] ]
//
// F is the discrete Fourier transform and S the real, even transform of the kernel
// 1 / (1 + h^2 (i^2 + j^2)) times the splines' correction (FieldSpectrum in Swift).
//
// A transform of length 2 n over n values and n zeros is two of length n: its even bins are those
// of x, its odd bins those of x_j w^j, w = exp(-i pi / n). The two halves lie one after the other in
// `work`. Forward: decimation in frequency, in place, natural order in and digits reversed out;
// back: decimation in time with the digits reversed in. So nothing is ever reordered.
// Backward transforms are forward ones of numbers whose parts are swapped.
//
// charges   copies x nx x stride integers, y along a row, `unit` each; left as zeros
// spectrum  columns x 2 x stride floats: for each bin of x the real, then the imaginary parts of
//           all y. Column c is bin 2c for c <= nx / 2, else bin 2 (c - nx / 2 - 1) + 1: the rest
//           follows because charges are real. columns = nx + 1, rounded up to VECTOR
// filter    columns / VECTOR x 2 ny x VECTOR floats: S, bins of y as they lie in `work`
// phi       nx x stride floats
// roots     exp(-i pi t / n) for t < 2 n, of the axis
// positions where bin k of n lies with its digits reversed
// radices   of the stages, the first in the lowest four bits: 2, 3, 4, 5 or 8
// work      4 n vectors a group: real and imaginary part of 2 n numbers
//
// One group of GROUP items transforms 2 VECTOR rows y along x, paired into complex numbers, or
// VECTOR columns along y.

#ifndef GROUP
#define GROUP 1
#endif
#ifndef GLOBAL_WORK
#define GLOBAL_WORK 0
#endif

#if GLOBAL_WORK
#define WORK global
#define FENCE CLK_GLOBAL_MEM_FENCE
#define WORK_OF_GROUP(n) (work + get_group_id(0) * (size_t)(4 * (n)))
#else
#define WORK local
#define FENCE CLK_LOCAL_MEM_FENCE
#define WORK_OF_GROUP(n) work
#endif

#if GROUP == 1
#define SYNC
#define ITEM 0
#else
#define SYNC barrier(FENCE);
#define ITEM (int)get_local_id(0)
#endif

#define convert_floatv JOIN(convert_float, VECTOR)

// VECTOR complex numbers.
typedef struct {
  floatv re, im;
} number;

static inline number get(const WORK floatv *w, int i) {
  const number x = {w[2 * i], w[2 * i + 1]};
  return x;
}

static inline void put(WORK floatv *w, int i, number x) {
  w[2 * i] = x.re;
  w[2 * i + 1] = x.im;
}

static inline number plus(number a, number b) {
  const number x = {a.re + b.re, a.im + b.im};
  return x;
}

static inline number minus(number a, number b) {
  const number x = {a.re - b.re, a.im - b.im};
  return x;
}

static inline number times(number a, float2 w) {
  const number x = {a.re * w.x - a.im * w.y, a.re * w.y + a.im * w.x};
  return x;
}

static inline number scaled(number a, float s) {
  const number x = {a.re * s, a.im * s};
  return x;
}

// a + i s b
static inline number plus_i(number a, number b, float s) {
  const number x = {a.re - s * b.im, a.im + s * b.re};
  return x;
}

static inline void dft2(number *x) {
  const number a = x[0], b = x[1];
  x[0] = plus(a, b);
  x[1] = minus(a, b);
}

static inline void dft3(number *x) {
  const number sum = plus(x[1], x[2]), difference = minus(x[1], x[2]);
  const number middle = {x[0].re - 0.5f * sum.re, x[0].im - 0.5f * sum.im};
  x[0] = plus(x[0], sum);
  x[1] = plus_i(middle, difference, -0.866025404f);
  x[2] = plus_i(middle, difference, 0.866025404f);
}

static inline void dft4(number *x) {
  const number a = plus(x[0], x[2]), b = minus(x[0], x[2]);
  const number c = plus(x[1], x[3]), d = minus(x[1], x[3]);
  x[0] = plus(a, c);
  x[1] = plus_i(b, d, -1.0f);
  x[2] = minus(a, c);
  x[3] = plus_i(b, d, 1.0f);
}

static inline void dft5(number *x) {
  const number s1 = plus(x[1], x[4]), d1 = minus(x[1], x[4]);
  const number s2 = plus(x[2], x[3]), d2 = minus(x[2], x[3]);
  const float c1 = 0.309016994f, c2 = -0.809016994f, k1 = 0.951056516f, k2 = 0.587785252f;
  const number m1 = plus(x[0], plus(scaled(s1, c1), scaled(s2, c2)));
  const number m2 = plus(x[0], plus(scaled(s1, c2), scaled(s2, c1)));
  const number n1 = plus(scaled(d1, k1), scaled(d2, k2));
  const number n2 = minus(scaled(d1, k2), scaled(d2, k1));
  x[0] = plus(x[0], plus(s1, s2));
  x[1] = plus_i(m1, n1, -1.0f);
  x[2] = plus_i(m2, n2, -1.0f);
  x[3] = plus_i(m2, n2, 1.0f);
  x[4] = plus_i(m1, n1, 1.0f);
}

static inline void dft8(number *x) {
  number a[4] = {x[0], x[2], x[4], x[6]}, b[4] = {x[1], x[3], x[5], x[7]};
  dft4(a);
  dft4(b);
  const float h = 0.707106781f;
  b[1] = times(b[1], (float2)(h, -h));
  b[3] = times(b[3], (float2)(-h, -h));
  x[0] = plus(a[0], b[0]);
  x[4] = minus(a[0], b[0]);
  x[1] = plus(a[1], b[1]);
  x[5] = minus(a[1], b[1]);
  x[2] = plus_i(a[2], b[2], -1.0f);
  x[6] = plus_i(a[2], b[2], 1.0f);
  x[3] = plus(a[3], b[3]);
  x[7] = minus(a[3], b[3]);
}

// One stage over `total` numbers in blocks of R m: the transform over r, and the roots
// w^(r j step) after it (in frequency) or before it (in time).
#define STAGE(R)                                                                             \
  static inline void stage##R(WORK floatv *w, const global float2 *roots, int total, int m, \
                              int step, const int in_frequency) {                            \
    int j = ITEM % m, base = ITEM / m * (R * m);                                             \
    const int next_j = GROUP % m, next_base = GROUP / m * (R * m);                           \
    for (int q = ITEM; q < total / R; q += GROUP) {                                          \
      number x[R];                                                                           \
      _Pragma("unroll") for (int r = 0; r < R; r++) {                                        \
        x[r] = get(w, base + j + r * m);                                                     \
        if (!in_frequency && r > 0) x[r] = times(x[r], roots[r * j * step]);                 \
      }                                                                                      \
      dft##R(x);                                                                             \
      _Pragma("unroll") for (int r = 0; r < R; r++) {                                        \
        if (in_frequency && r > 0) x[r] = times(x[r], roots[r * j * step]);                  \
        put(w, base + j + r * m, x[r]);                                                      \
      }                                                                                      \
      j += next_j;                                                                           \
      base += next_base;                                                                     \
      if (j >= m) {                                                                          \
        j -= m;                                                                              \
        base += R * m;                                                                       \
      }                                                                                      \
    }                                                                                        \
  }
STAGE(2)
STAGE(3)
STAGE(4)
STAGE(5)
STAGE(8)

static inline void stage(WORK floatv *w, const global float2 *roots, int radix, int total, int m,
                         int step, const int in_frequency) {
  switch (radix) {
    case 2: stage2(w, roots, total, m, step, in_frequency); break;
    case 3: stage3(w, roots, total, m, step, in_frequency); break;
    case 4: stage4(w, roots, total, m, step, in_frequency); break;
    case 5: stage5(w, roots, total, m, step, in_frequency); break;
    default: stage8(w, roots, total, m, step, in_frequency);
  }
}

// One item walks through the halves one after the other, which keeps them near; a group shares both.
#define HALVES (GROUP == 1 ? 2 : 1)

static inline void forward(WORK floatv *w, const global float2 *roots, int n, int radices) {
  for (int part = 0; part < HALVES; part++) {
    int m = n, step = 2;
    for (int rest = radices; rest > 0; rest >>= 4) {
      const int radix = rest & 15;
      m /= radix;
      stage(w + part * 2 * n, roots, radix, 2 * n / HALVES, m, step, 1);
      step *= radix;
      SYNC
    }
  }
}

static inline void backward(WORK floatv *w, const global float2 *roots, int n, int radices) {
  for (int part = 0; part < HALVES; part++) {
    int m = 1, step = 2 * n;
    for (int shift = 28; shift >= 0; shift -= 4) {
      const int radix = radices >> shift & 15;
      if (radix == 0) continue;
      step /= radix;
      stage(w + part * 2 * n, roots, radix, 2 * n / HALVES, m, step, 0);
      m *= radix;
      SYNC
    }
  }
}

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

// Discrete Fourier transforms of VECTOR columns at a time, in memory that a group shares, for the
// kernels of convolution.cl and filter.cl, which include this file.
//
// With `fold` 1: of n values. With 2: of length 2 n, of n values and n zeros; that is two
// transforms of length n, whose halves lie one behind the other in `work`: its even bins are those
// of x, its odd bins those of x_j w^j, w = exp(-i pi / n).
// Forward: decimation in frequency, in place, natural order in and digits reversed out; back:
// decimation in time with the digits reversed in. So nothing is ever reordered. Backward transforms
// are forward ones of numbers whose parts are swapped.
//
// line      n as its length, fold, and:
// roots     exp(-2 pi i t / (fold n)) for t < fold n
// positions where bin k of n lies with its digits reversed
// radices   of the stages, the first in the lowest four bits: 2, 3, 4, 5 or 8
// work      two vectors, real and imaginary part, a number

#ifndef TRANSFORM_GROUP
#define TRANSFORM_GROUP 1
#endif
#ifndef TRANSFORM_GLOBAL
#define TRANSFORM_GLOBAL 0
#endif

#if TRANSFORM_GLOBAL
#define WORK global
#define FENCE CLK_GLOBAL_MEM_FENCE
#define WORK_OF_GROUP(numbers) (work + get_group_id(0) * (size_t)(2 * (numbers)))
#else
#define WORK local
#define FENCE CLK_LOCAL_MEM_FENCE
#define WORK_OF_GROUP(numbers) work
#endif

#if TRANSFORM_GROUP == 1
#define SYNC
#define ITEM 0
#else
#define SYNC barrier(FENCE);
#define ITEM (int)get_local_id(0)
#endif

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
    const int group = TRANSFORM_GROUP;                                                       \
    const int next_j = group % m, next_base = group / m * (R * m);                           \
    for (int q = ITEM; q < total / R; q += group) {                                          \
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

// What is transformed at once.
typedef struct {
  int length, fold, radices;
  const global float2 *roots;
} line;

// A group goes through all numbers stage by stage. An item alone does so only while the blocks that
// later stages keep apart exceed the nearest cache; the rest it does block by block.
#define NEAR (TRANSFORM_GROUP == 1 ? 3072 / VECTOR : 0)

// How many stages go through all numbers, how many there are, and the numbers of a block.
typedef struct {
  int far, all, block;
} stages;

static inline stages stages_of(line x) {
  int far = 0, all = 0, block = x.length;
  for (int rest = x.radices; rest > 0; rest >>= 4, all++)
    if (block > NEAR) {
      block /= rest & 15;
      far++;
    }
  const stages s = {far, all, far == all ? x.fold * x.length : block};
  return s;
}

static inline void forward(WORK floatv *w, line x) {
  const int total = x.fold * x.length;
  const stages parts = stages_of(x);
  int start = x.length, step_then = x.fold;
  for (int phase = 0; phase < 2; phase++) {
    const int size = phase == 0 ? total : parts.block, end = phase == 0 ? parts.far : parts.all;
    int m = start, step = step_then;
    for (int first = 0; first < total; first += size) {
      m = start;
      step = step_then;
      for (int s = phase == 0 ? 0 : parts.far; s < end; s++) {
        const int radix = x.radices >> 4 * s & 15;
        m /= radix;
        stage(w + 2 * first, x.roots, radix, size, m, step, 1);
        step *= radix;
        SYNC
      }
    }
    start = m;
    step_then = step;
  }
}

static inline void backward(WORK floatv *w, line x) {
  const int total = x.fold * x.length;
  const stages parts = stages_of(x);
  int start = 1, step_then = total;
  for (int phase = 1; phase >= 0; phase--) {
    const int size = phase == 0 ? total : parts.block, end = phase == 0 ? 0 : parts.far;
    int m = start, step = step_then;
    for (int first = 0; first < total; first += size) {
      m = start;
      step = step_then;
      for (int s = (phase == 0 ? parts.far : parts.all) - 1; s >= end; s--) {
        const int radix = x.radices >> 4 * s & 15;
        step /= radix;
        stage(w + 2 * first, x.roots, radix, size, m, step, 0);
        m *= radix;
        SYNC
      }
    }
    start = m;
    step_then = step;
  }
}

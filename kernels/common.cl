// Shared by every kernel; the host puts this text before each of them.
// OpenCL C 1.2, float32.

// Lanes of the vectors that hot loops use: 16 fills an AVX-512 register, 4 suits a GPU.
#ifndef VECTOR
#define VECTOR 16
#endif

#define JOIN_TEXT(a, b) a##b
#define JOIN(a, b) JOIN_TEXT(a, b)

typedef JOIN(float, VECTOR) floatv;
typedef JOIN(int, VECTOR) intv;
typedef JOIN(uint, VECTOR) uintv;

#define vloadv JOIN(vload, VECTOR)
#define vstorev JOIN(vstore, VECTOR)
#define as_intv JOIN(as_int, VECTOR)
#define as_uintv JOIN(as_uint, VECTOR)
#define convert_floatv JOIN(convert_float, VECTOR)
#define convert_intv JOIN(convert_int, VECTOR)
#define convert_uintv JOIN(convert_uint, VECTOR)

// Sums of a vector's lanes, always in the same order.
static inline float sum4(float4 v) { return (v.x + v.y) + (v.z + v.w); }
static inline float sum8(float8 v) { return sum4(v.lo + v.hi); }
static inline float sum16(float16 v) { return sum8(v.lo + v.hi); }
#define sumv JOIN(sum, VECTOR)

static inline int isum4(int4 v) { return (v.x + v.y) + (v.z + v.w); }
static inline int isum8(int8 v) { return isum4(v.lo + v.hi); }
static inline int isum16(int16 v) { return isum8(v.lo + v.hi); }
#define isumv JOIN(isum, VECTOR)

// The bits that any lane has.
static inline int ior4(int4 v) { return (v.x | v.y) | (v.z | v.w); }
static inline int ior8(int8 v) { return ior4(v.lo | v.hi); }
static inline int ior16(int16 v) { return ior8(v.lo | v.hi); }
#define iorv JOIN(ior, VECTOR)

// The least of a vector's lanes.
static inline float least4(float4 v) { return fmin(fmin(v.x, v.y), fmin(v.z, v.w)); }
static inline float least8(float8 v) { return least4(fmin(v.lo, v.hi)); }
static inline float least16(float16 v) { return least8(fmin(v.lo, v.hi)); }
#define leastv JOIN(least, VECTOR)

// Lane numbers 0, 1, 2 ...
#define LANES4 0, 1, 2, 3
#define LANES8 LANES4, 4, 5, 6, 7
#define LANES16 LANES8, 8, 9, 10, 11, 12, 13, 14, 15
#define lanesv ((intv)(JOIN(LANES, VECTOR)))

// A layout's point: 2-D, or 3-D in four floats of which the last is zero.
#ifndef COMPONENTS
#define COMPONENTS 2
#endif
#if COMPONENTS == 2
typedef float2 point;
#define POINT_FLOATS 2
#else
typedef float4 point;
#define POINT_FLOATS 4
#endif

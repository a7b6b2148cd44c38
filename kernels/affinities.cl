// Conditional affinities of each point over its k nearest neighbors (van der Maaten and Hinton
// 2008, equation 1), the precision beta found by Newton's steps on the entropy,
//
//   p_j|i = exp(-beta_i (d_ij - d_min)) / sum,   entropy of p_.|i = ln(perplexity)
//   d entropy / d beta = -beta (the variance of d under p_.|i)
//
// within bounds that close in from both sides, halved where a step would leave them.
//
// distances  n rows of `stride` squared distances, ascending, of which the first k count
// p          n x k, every row sums to one
// betas      n
//
// One item a point.

// Steps end when the entropy is this near, relative to ln(perplexity).
#define TOLERANCE 1e-5f
#define STEPS 100

// The weights of a point's neighbors e to e + VECTOR - 1, where there are so many; and how far
// beyond the nearest they are. At the end of the row the last VECTOR neighbors, those before e
// without weight.
static inline floatv weights_of(const global float *d, int e, int k, float beta, floatv *distance) {
  const int start = min(e, k - VECTOR);
  *distance = vloadv(0, d + start) - d[0];
  const floatv w = exp(-beta * *distance);
  return start == e ? w : select((floatv)(0.0f), w, lanesv >= e - start);
}

// Sums of weights, and of weights times distance and its square.
static inline float4 moments_of(const global float *d, int k, float beta) {
  float4 sums = 0.0f;
  if (k < VECTOR) {
    for (int e = 0; e < k; e++) {
      const float distance = d[e] - d[0], w = exp(-beta * distance);
      sums += (float4)(w, w * distance, w * distance * distance, 0.0f);
    }
    return sums;
  }
  floatv weights = 0.0f, first = 0.0f, second = 0.0f;
  for (int e = 0; e < k; e += VECTOR) {
    floatv distance;
    const floatv w = weights_of(d, e, k, beta, &distance), moment = w * distance;
    weights += w;
    first += moment;
    second += moment * distance;
  }
  return (float4)(sumv(weights), sumv(first), sumv(second), 0.0f);
}

kernel void conditional(const global float *distances, global float *p, global float *betas,
                        int n, int stride, int k, float entropy) {
  const int row = get_global_id(0);
  if (row >= n) return;
  const global float *d = distances + (size_t)row * stride;
  global float *q = p + (size_t)row * k;
  const float spread = d[k - 1] - d[0];
  float low = 0.0f, high = INFINITY, beta = spread > 0.0f ? 2.0f / spread : 1.0f;
  for (int step = 0; step < STEPS; step++) {
    const float4 sums = moments_of(d, k, beta);
    const float mean = sums.y / sums.x, variance = sums.z / sums.x - mean * mean;
    const float gap = log(sums.x) + beta * mean - entropy;
    if (fabs(gap) <= TOLERANCE * entropy) break;
    if (gap > 0.0f)
      low = beta;
    else
      high = beta;
    if (low > 1e30f) break;  // equal distances: no precision lowers the entropy
    const float next = beta + gap / (beta * variance);
    // Not more than fourfold at once: far from the end the entropy is no straight line.
    if (next > low && next < high && next < 4.0f * beta)
      beta = next;
    else
      beta = isinf(high) ? beta * 2.0f : 0.5f * (low + high);
  }
  betas[row] = beta;
  const float sum = moments_of(d, k, beta).x;
  // From the end on: the last vector writes numbers before its own, too, which are right
  // afterwards.
  if (k < VECTOR) {
    for (int e = 0; e < k; e++) q[e] = exp(-beta * (d[e] - d[0])) / sum;
    return;
  }
  for (int e = (k - 1) / VECTOR * VECTOR; e >= 0; e -= VECTOR) {
    floatv distance;
    const floatv w = weights_of(d, e, k, beta, &distance);
    vstorev(w / sum, 0, q + min(e, k - VECTOR));
  }
}

// Conditional affinities of each point over its k nearest neighbors (van der Maaten and Hinton
// 2008, equation 1), the precision beta found by bisection:
//
//   p_j|i = exp(-beta_i (d_ij - d_min)) / sum,   entropy of p_.|i = ln(perplexity)
//
// distances  n x k squared distances, ascending
// p          n x k, every row sums to one
// betas      n
//
// One item a point.

// Bisection stops when the entropy is this near, relative to ln(perplexity).
#define TOLERANCE 1e-5f
#define STEPS 100

kernel void conditional(const global float *distances, global float *p, global float *betas,
                        int n, int k, float entropy) {
  const int row = get_global_id(0);
  if (row >= n) return;
  const global float *d = distances + (size_t)row * k;
  global float *q = p + (size_t)row * k;
  const float nearest = d[0], spread = d[k - 1] - nearest;
  float low = 0.0f, high = INFINITY, beta = spread > 0.0f ? 2.0f / spread : 1.0f, sum = 0.0f;
  for (int step = 0; step < STEPS; step++) {
    floatv weights = 0.0f, moments = 0.0f;
    for (int e = 0; e < k; e += VECTOR) {
      floatv distance = 0.0f;
      if (e + VECTOR <= k) {
        distance = vloadv(0, d + e) - nearest;
        const floatv w = exp(-beta * distance);
        weights += w;
        moments += w * distance;
      } else {
        for (int l = e; l < k; l++) {
          const float x = d[l] - nearest, w = exp(-beta * x);
          weights.s0 += w;
          moments.s0 += w * x;
        }
      }
    }
    sum = sumv(weights);
    const float gap = log(sum) + beta * sumv(moments) / sum - entropy;
    if (fabs(gap) <= TOLERANCE * entropy) break;
    if (gap > 0.0f) {
      low = beta;
      beta = isinf(high) ? beta * 2.0f : 0.5f * (low + high);
      if (beta > 1e30f) break;  // equal distances: no precision lowers the entropy
    } else {
      high = beta;
      beta = 0.5f * (low + high);
    }
  }
  betas[row] = beta;
  float total = 0.0f;
  for (int e = 0; e < k; e++) {
    q[e] = exp(-beta * (d[e] - nearest));
    total += q[e];
  }
  for (int e = 0; e < k; e++) q[e] /= total;
}

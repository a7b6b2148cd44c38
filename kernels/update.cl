// One step of gradient descent with momentum and gains (Jacobs 1988; van der Maaten 2014):
//
//   g   = exaggeration * attraction - repulsion / Z
//   gain = sign(v) != sign(g) ? gain + 0.2 : gain * decay, at least 0.01     (per coordinate)
//   v   = momentum * v - rate * gain * g,  |v| at most 5
//   y   = y + v - mean of y before the step
//
// The factor 4 of the gradient belongs to the rate. The layout is recentered by the mean it had
// before the step: that costs no pass of its own, and a translation changes no distance.
//
// totals  Z, then the mean's components; written by `total`, read by `update`
// z       z_count partial sums of Z
// means   groups x POINT_FLOATS partial sums of the layout; written by `update`, summed by `total`
//
// total: one group of TOTAL_GROUP items. update: one item a point.

#ifndef TOTAL_GROUP
#define TOTAL_GROUP 64
#endif

#define MAX_STEP 5.0f
#define MIN_GAIN 0.01f

// Item i adds values i, i + TOTAL_GROUP ...; then a tree adds the items: always the same order.
static inline float group_sum(const global float *values, int count, int step, local float *sums) {
  const int item = get_local_id(0);
  float sum = 0.0f;
  for (int i = item; i < count; i += TOTAL_GROUP) sum += values[(size_t)i * step];
  barrier(CLK_LOCAL_MEM_FENCE);
  sums[item] = sum;
  barrier(CLK_LOCAL_MEM_FENCE);
  for (int width = TOTAL_GROUP / 2; width > 0; width /= 2) {
    if (item < width) sums[item] += sums[item + width];
    barrier(CLK_LOCAL_MEM_FENCE);
  }
  return sums[0];
}

kernel __attribute__((reqd_work_group_size(TOTAL_GROUP, 1, 1))) void total(
    const global float *z, const global float *means, global float *totals, int z_count,
    int mean_count, int n) {
  local float sums[TOTAL_GROUP];
  const float normalizer = group_sum(z, z_count, 1, sums);
  if (get_local_id(0) == 0) totals[0] = normalizer;
  for (int c = 0; c < COMPONENTS; c++) {
    const float sum = group_sum(means + c, mean_count, POINT_FLOATS, sums);
    if (get_local_id(0) == 0) totals[1 + c] = sum / (float)n;
  }
}

kernel void update(global point *layout, global point *velocity, global point *gains,
                   const global point *attraction, const global point *repulsion,
                   const global float *totals, global point *means, local point *sums, int n,
                   float exaggeration, float rate, float momentum, float decay) {
  const int i = get_global_id(0);
  point y = 0.0f;
  if (i < n) {
    const point g = exaggeration * attraction[i] - repulsion[i] / totals[0];
    const point v = velocity[i], gain = gains[i];
    const point grown = select(gain * decay, gain + 0.2f, sign(v) != sign(g));
    const point next_gain = fmax(grown, MIN_GAIN);
    point step = momentum * v - rate * next_gain * g;
    const float length_of_step = length(step);
    if (length_of_step > MAX_STEP) step *= MAX_STEP / length_of_step;
    point mean = 0.0f;
    mean.x = totals[1];
    mean.y = totals[2];
#if COMPONENTS == 3
    mean.z = totals[3];
#endif
    y = layout[i] + step - mean;
    gains[i] = next_gain;
    velocity[i] = step;
    layout[i] = y;
  }
  sums[get_local_id(0)] = y;
  barrier(CLK_LOCAL_MEM_FENCE);
  if (get_local_id(0) != 0) return;
  point sum = 0.0f;
  for (int l = 0; l < (int)get_local_size(0); l++) sum += sums[l];
  means[get_group_id(0)] = sum;
}

/**
 * Where a map lies: world = (value - center) / half, so that all but a few outliers lie between -1
 * and 1 on every axis.
 * @typedef {{center: number[], half: number}} Frame
 */

/** If all points reach no further than this, the frame takes them all. */
const reach = 1.5;

/**
 * @param {Float32Array[]} axes two or three
 * @returns {Frame}
 */
export function frameOf(axes) {
  const ranges = axes.map(centralRange);
  const half = Math.max(...ranges.map(({ low, high }) => (high - low) / 2)) || 1;
  const whole = axes.map(fullRange);
  const wholeHalf = Math.max(...whole.map(({ low, high }) => (high - low) / 2)) || 1;
  const used = wholeHalf <= half * reach ? whole : ranges;
  return {
    center: used.map(({ low, high }) => (low + high) / 2),
    half: (used === whole ? wholeHalf : half * 1.1),
  };
}

/**
 * From the 1st to the 99th hundredth of a sample.
 * @param {Float32Array} values
 */
function centralRange(values) {
  const stride = Math.max(1, Math.floor(values.length / 5000));
  const sample = [];
  for (let i = 0; i < values.length; i += stride) {
    if (Number.isFinite(values[i])) sample.push(values[i]);
  }
  sample.sort((a, b) => a - b);
  const cut = Math.floor(sample.length / 100);
  return { low: sample[cut] ?? 0, high: sample[sample.length - 1 - cut] ?? 0 };
}

/** @param {Float32Array} values */
function fullRange(values) {
  let [low, high] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value < low && value > -Infinity) low = value;
    if (value > high && value < Infinity) high = value;
  }
  return low <= high ? { low, high } : { low: 0, high: 0 };
}

/**
 * The points in the frame, x, y, z of each; y grows upward. A point without a place is NaN.
 * @param {Float32Array[]} axes
 * @param {Frame} frame
 */
export function worldOf(axes, frame) {
  const count = axes[0].length;
  const world = new Float32Array(3 * count);
  axes.forEach((values, a) => {
    const [center, scale] = [frame.center[a], 1 / frame.half];
    for (let i = 0; i < count; i++) world[3 * i + a] = (values[i] - center) * scale;
  });
  return world;
}

import { noneColor, rampColor, ramps } from "./palette.js";

/** @typedef {"linear" | "log" | "quantile" | "diverging"} Scaling */

/**
 * How the run's pictures turn these numbers into colors: the values at both ends, and how many
 * points lie beyond them.
 * @typedef {{scaling: Scaling, low: number, high: number, below: number, above: number}} Ends
 */

/**
 * Points on a continuous scale: `shares` holds each point's place on the ramp, 0 to 254, and 255
 * where there is no value. `at` gives the value at a share of the ramp.
 * @typedef {{kind: "scale", shares: Uint8Array, colors: number[], missing: number, below: number,
 *   above: number, scaling: Scaling, options: Scaling[], at: (share: number) => number}} Scale
 */

/** How many steps a ramp has; the last index is for what is missing. */
const steps = 255;

/**
 * @param {Float32Array} values NaN: none
 * @param {{scaling: Scaling | "auto", ramp: string}} wish auto: as the ends say
 * @param {boolean} isDark
 * @param {Ends} [ends] those of all values, where nothing is said
 * @returns {Scale}
 */
export function scaleOf(values, wish, isDark, ends = wholeRange(values)) {
  const { low, high } = ends;
  /** @type {Scaling[]} */
  const options = ["linear", "quantile"];
  if (low > 0) options.push("log");
  if (low < 0 && high > 0) options.push("diverging");
  const scaling = options.find((option) => option === wish.scaling) ?? ends.scaling;
  const { share, at } = mapping(scaling, values, low, high);
  const shares = new Uint8Array(values.length);
  let missing = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    const isMissing = Number.isNaN(value);
    if (isMissing) missing++;
    shares[i] = isMissing ? steps : Math.min(steps - 1, Math.floor(share(value) * steps));
  }
  const stops = ramps[scaling === "diverging" ? "diverging" : wish.ramp] ?? ramps.viridis;
  const colors = Array.from({ length: steps }, (_, i) => rampColor(stops, i / (steps - 1)));
  colors.push(noneColor(isDark));
  // By rank, every value has a place of its own.
  const [below, above] = scaling === "quantile" ? [0, 0] : [ends.below, ends.above];
  return { kind: "scale", shares, colors, missing, below, above, scaling, options, at };
}

/**
 * From the least value to the most.
 * @param {Float32Array} values
 * @returns {Ends}
 */
function wholeRange(values) {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low && value > -Infinity) low = value;
    if (value > high && value < Infinity) high = value;
  }
  if (low > high) [low, high] = [0, 0];
  return { scaling: "linear", low, high, below: 0, above: 0 };
}

/**
 * The way from a value to its share of the ramp, and back. Values beyond an end lie on it.
 * @param {Scaling} scaling
 * @param {Float32Array} values
 * @param {number} low
 * @param {number} high
 * @returns {{share: (value: number) => number, at: (share: number) => number}}
 */
function mapping(scaling, values, low, high) {
  if (high === low) return { share: () => 0.5, at: () => low };
  const held = (/** @type {number} */ value) => Math.min(high, Math.max(low, value));
  switch (scaling) {
    case "log": {
      const [first, last] = [Math.log(low), Math.log(high)];
      return {
        share: (value) => (Math.log(held(value)) - first) / (last - first),
        at: (share) => Math.exp(first + share * (last - first)),
      };
    }
    case "quantile": {
      const sorted = values.filter(Number.isFinite).sort();
      return {
        share: (value) => rank(sorted, value) / (sorted.length - 1),
        at: (share) => sorted[Math.round(share * (sorted.length - 1))],
      };
    }
    case "diverging": {
      const reach = Math.max(-low, high);
      return {
        share: (value) => 0.5 + held(value) / reach / 2, at: (share) => (2 * share - 1) * reach,
      };
    }
    default: {
      // Halves, because the whole span can be more than any number.
      const span = high / 2 - low / 2;
      return {
        share: (value) => (held(value) / 2 - low / 2) / span,
        at: (share) => low + share * span * 2,
      };
    }
  }
}

/**
 * How many of the sorted values are below `value`.
 * @param {Float32Array} sorted
 * @param {number} value
 */
function rank(sorted, value) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return Math.min(low, sorted.length - 1);
}

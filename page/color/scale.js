import { noneColor, rampColor, ramps } from "./palette.js";

/** @typedef {"linear" | "log" | "quantile" | "diverging"} Scaling */

/**
 * Points on a continuous scale: `shares` holds each point's place on the ramp, 0 to 254, and 255
 * where there is no value.
 * @typedef {{kind: "scale", shares: Uint8Array, colors: number[], least: number, most: number,
 *   missing: number, scaling: Scaling, options: Scaling[], at: (share: number) => number}} Scale
 */

/** How many steps a ramp has; the last index is for what is missing. */
const steps = 255;

/**
 * @param {Float32Array} values NaN: none
 * @param {{scaling: Scaling, ramp: string}} wish
 * @param {boolean} isDark
 * @returns {Scale}
 */
export function scaleOf(values, wish, isDark) {
  const sorted = Float32Array.from(values.filter(Number.isFinite)).sort();
  const [least, most] = sorted.length > 0 ? [sorted[0], sorted[sorted.length - 1]] : [0, 0];
  /** @type {Scaling[]} */
  const options = ["linear", "quantile"];
  if (least > 0) options.push("log");
  if (least < 0 && most > 0) options.push("diverging");
  const scaling = options.includes(wish.scaling) ? wish.scaling : "linear";
  const { share, at } = mapping(scaling, sorted, least, most);
  const shares = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    const step = Math.min(steps - 1, Math.floor(share(value) * steps));
    shares[i] = Number.isFinite(value) ? step : steps;
  }
  const stops = ramps[scaling === "diverging" ? "diverging" : wish.ramp] ?? ramps.viridis;
  const colors = Array.from({ length: steps }, (_, i) => rampColor(stops, i / (steps - 1)));
  colors.push(noneColor(isDark));
  const missing = values.length - sorted.length;
  return { kind: "scale", shares, colors, least, most, missing, scaling, options, at };
}

/**
 * The way from a value to its share of the ramp, and back.
 * @param {Scaling} scaling
 * @param {Float32Array} sorted
 * @param {number} least
 * @param {number} most
 * @returns {{share: (value: number) => number, at: (share: number) => number}}
 */
function mapping(scaling, sorted, least, most) {
  if (most === least) return { share: () => 0.5, at: () => least };
  switch (scaling) {
    case "log": {
      const [low, high] = [Math.log(least), Math.log(most)];
      return {
        share: (value) => (Math.log(value) - low) / (high - low),
        at: (share) => Math.exp(low + share * (high - low)),
      };
    }
    case "quantile":
      return {
        share: (value) => rank(sorted, value) / (sorted.length - 1),
        at: (share) => sorted[Math.round(share * (sorted.length - 1))],
      };
    case "diverging": {
      const reach = Math.max(-least, most);
      return {
        share: (value) => 0.5 + value / (2 * reach), at: (share) => (2 * share - 1) * reach,
      };
    }
    default:
      return {
        share: (value) => (value - least) / (most - least),
        at: (share) => least + share * (most - least),
      };
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

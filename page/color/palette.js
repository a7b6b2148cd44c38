/**
 * A color as 0xRRGGBB.
 * @typedef {number} RGB
 */

/** Okabe and Ito's eight, their yellow a little darker; the same as in the run's pictures. */
const few = [0x0072b2, 0xe69f00, 0x009e73, 0xd55e00, 0x56b4e9, 0xcc79a7, 0xd9c51d, 0x222222];

/** Twelve for nine groups and more, the first ten furthest apart, also to the color-blind. */
const many = [
  0x1a66d0, 0xfe6e1a, 0x0dae5c, 0x4d3392, 0x14aefa, 0xffb521, 0xd97ac1, 0x9f1235, 0xa45905,
  0x065f76, 0x59e177, 0x2e0008,
];

/** What is too dark to be seen on a dark page, and what stands for it there. */
const onDark = new Map([
  [0x222222, 0xe8e8e8], [0x2e0008, 0xf6d5dc], [0x4d3392, 0x8f78e0], [0x9f1235, 0xe0486f],
  [0x065f76, 0x2aa5c2], [0xa45905, 0xc9803a], [0x0072b2, 0x2b95d6], [0x1a66d0, 0x4a8bea],
]);

/** Groups that can have a color of their own; with more, this many are named. */
export const mostGroups = many.length;
export const namedGroups = many.length;

/**
 * A color for each of `count` groups.
 * @param {number} count
 * @param {boolean} isDark
 */
export function categoryColors(count, isDark) {
  const colors = (count <= few.length ? few : many).slice(0, count);
  return isDark ? colors.map((color) => onDark.get(color) ?? color) : colors;
}

/** @param {boolean} isDark */
export const paperColor = (isDark) => (isDark ? 0x15171b : 0xfcfcfb);

/**
 * Points of no group: other, empty.
 * @param {boolean} isDark
 */
export const noneColor = (isDark) => (isDark ? 0x565c66 : 0xbcc1c9);

/**
 * Points that no column tells apart.
 * @param {boolean} isDark
 */
export const singleColor = (isDark) => (isDark ? 0x2b95d6 : 0x0072b2);

/**
 * Stops of each ramp, from the smallest to the largest value.
 * @type {Record<string, RGB[]>}
 */
export const ramps = {
  viridis: [
    0x440154, 0x482878, 0x3e4a89, 0x31688e, 0x26828e, 0x1f9e89, 0x35b779, 0x6dcd59, 0xb4de2c,
    0xdde318,
  ],
  cividis: [
    0x00224e, 0x123570, 0x3b496c, 0x575d6d, 0x707173, 0x8a8678, 0xa59c74, 0xc3b369, 0xe1cc55,
    0xfee838,
  ],
  diverging: [0x2166ac, 0x4393c3, 0x92c5de, 0xc9d4da, 0xf4a582, 0xd6604d, 0xb2182b],
};

/**
 * @param {RGB[]} stops
 * @param {number} share 0 to 1
 * @returns {RGB}
 */
export function rampColor(stops, share) {
  const position = Math.min(1, Math.max(0, share)) * (stops.length - 1);
  const index = Math.min(Math.floor(position), stops.length - 2);
  return mixed(stops[index], stops[index + 1], position - index);
}

/**
 * @param {RGB} a
 * @param {RGB} b
 * @param {number} share
 * @returns {RGB}
 */
export function mixed(a, b, share) {
  let color = 0;
  for (const shift of [16, 8, 0]) {
    const [from, to] = [(a >> shift) & 255, (b >> shift) & 255];
    color |= Math.round(from + (to - from) * share) << shift;
  }
  return color;
}

/** @param {RGB} color */
export const css = (color) => "#" + color.toString(16).padStart(6, "0");

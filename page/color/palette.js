/**
 * A color as 0xRRGGBB.
 * @typedef {number} RGB
 */

/**
 * Sets of 8, 12 and 24, of which the smallest that is enough is taken: those of the run's pictures,
 * so that a group has the same color in both, also told apart by the color-blind;
 * Sources/Formats/Pictures/Colors/PaletteTables.swift says how they were found.
 * @type {RGB[][]}
 */
const setsOnLight = [
  [
    0x137fa7, 0xe77412, 0x00b080, 0x9a1b5e, 0xaf80f4, 0xeebd0c, 0x5640af, 0x845f00,
  ],
  [
    0x364ec6, 0xff9900, 0x3aab98, 0x9b2f06, 0xe991ff, 0x95750d, 0x842e8c, 0x60e788,
    0x3782b3, 0xff6669, 0x9279fe, 0xbb4974,
  ],
  [
    0x2f6dd9, 0xe5d000, 0x86131a, 0x36e6ff, 0xe3597c, 0x6a1689, 0xbf98c8, 0x9b7523,
    0x5e95ff, 0xfa8669, 0x136f4c, 0x93e491, 0x7b6caa, 0x9f4200, 0x02bdff, 0x8a9e00,
    0xc76ed2, 0x52406a, 0x0e9998, 0xc03469, 0x82b993, 0x8d3a93, 0x4f45bc, 0xe5aa11,
  ],
];

/** @type {RGB[][]} */
const setsOnDark = [
  [
    0x2f81dc, 0xf59629, 0x18c79c, 0xc65691, 0xbca0ff, 0xe2de52, 0x8ee7ff, 0x958007,
  ],
  [
    0x63cbfe, 0xf6e056, 0xec77b2, 0x00a176, 0xbc470d, 0x998eff, 0xffb2a2, 0x0bffed,
    0xadbf2f, 0x9f5194, 0xb68500, 0x4f69d1,
  ],
  [
    0x476faf, 0xebe54a, 0xa68300, 0xa4ceff, 0x29bf8d, 0xb05258, 0xf58a63, 0xce70d0,
    0xffb524, 0xcd9dc8, 0x8166da, 0xffc1ce, 0xc0ca7a, 0x1ffbff, 0xdf6366, 0x4996fc,
    0xa7f59e, 0x88ac13, 0x91578b, 0x1ae2ad, 0x6b7700, 0x41bbff, 0x29a28b, 0x4e8aa0,
  ],
];

/**
 * A color for each of `count` groups, at most 24.
 * @param {number} count
 * @param {boolean} isDark
 */
export function categoryColors(count, isDark) {
  const sets = isDark ? setsOnDark : setsOnLight;
  return (sets.find((set) => set.length >= count) ?? sets[sets.length - 1]).slice(0, count);
}

/** @param {boolean} isDark */
export const paperColor = (isDark) => (isDark ? 0x15171b : 0xfcfcfb);

/**
 * Points of no group: other, empty.
 * @param {boolean} isDark
 */
export const noneColor = (isDark) => (isDark ? 0x4a515c : 0xbcc1c9);

/**
 * Points that no column tells apart.
 * @param {boolean} isDark
 */
export const singleColor = (isDark) => categoryColors(1, isDark)[0];

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

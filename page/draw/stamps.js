/**
 * How much a disc covers of the pixels around it, 0 to 256, for 4 x 4 places of its center within
 * its own pixel.
 * @typedef {{reach: number, side: number, cells: Uint16Array[]}} Stamp
 */

/** @type {Map<number, Stamp>} */
const stamps = new Map();

/**
 * @param {number} radius in pixels; taken in steps of 1/16
 * @returns {Stamp}
 */
export function stampOf(radius) {
  const step = Math.round(radius * 16);
  let stamp = stamps.get(step);
  if (!stamp) {
    if (stamps.size > 200) stamps.clear();
    stamp = made(step / 16);
    stamps.set(step, stamp);
  }
  return stamp;
}

/** @param {number} radius */
function made(radius) {
  const reach = Math.ceil(radius + 0.5);
  const side = 2 * reach + 1;
  const cells = Array.from({ length: 16 }, (_, place) => {
    const [x, y] = [((place & 3) + 0.5) / 4, ((place >> 2) + 0.5) / 4];
    return Uint16Array.from({ length: side * side }, (_, pixel) => {
      const dx = (pixel % side) - reach + 0.5 - x;
      const dy = Math.floor(pixel / side) - reach + 0.5 - y;
      const cover = radius + 0.5 - Math.hypot(dx, dy);
      return Math.round(256 * Math.min(1, Math.max(0, cover)));
    });
  });
  return { reach, side, cells };
}

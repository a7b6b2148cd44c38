/**
 * The pixels that a disc covers, seen from its center's own pixel, and how much of each, 1 to 256.
 * @typedef {{across: Int16Array, down: Int16Array, cover: Uint16Array}} Cell
 */

/**
 * A disc for 4 x 4 places of its center in its pixel; it reaches no further than `reach` pixels.
 * @typedef {{reach: number, cells: Cell[]}} Stamp
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

/**
 * @param {number} radius
 * @returns {Stamp}
 */
function made(radius) {
  const reach = Math.ceil(radius + 0.5);
  const cells = Array.from({ length: 16 }, (_, place) => {
    const [x, y] = [((place & 3) + 0.5) / 4, ((place >> 2) + 0.5) / 4];
    const found = [];
    for (let down = -reach; down <= reach; down++) {
      for (let across = -reach; across <= reach; across++) {
        const distance = Math.hypot(across + 0.5 - x, down + 0.5 - y);
        const cover = Math.round(256 * Math.min(1, Math.max(0, radius + 0.5 - distance)));
        if (cover > 0) found.push({ across, down, cover });
      }
    }
    return {
      across: Int16Array.from(found, (pixel) => pixel.across),
      down: Int16Array.from(found, (pixel) => pixel.down),
      cover: Uint16Array.from(found, (pixel) => pixel.cover),
    };
  });
  return { reach, cells };
}

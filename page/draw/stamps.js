/** So many places of a disc's center in its pixel are told apart, across and down. */
export const stampPlaces = 4;

/** Less cover than this, of 256, is not seen. */
const leastCover = 6;

/**
 * The pixels that a disc covers, seen from its center's own pixel, and how much of each, 1 to 256:
 * for every place of the center in its pixel those from `starts[place]` to `starts[place + 1]`. It
 * reaches no further than `reach` pixels.
 * @typedef {{reach: number, starts: Int32Array, across: Int32Array, down: Int32Array,
 *   cover: Int32Array}} Stamp
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
  const starts = [0];
  /** @type {[across: number, down: number, cover: number][]} */
  const found = [];
  for (let place = 0; place < stampPlaces * stampPlaces; place++) {
    const x = ((place % stampPlaces) + 0.5) / stampPlaces;
    const y = (Math.floor(place / stampPlaces) + 0.5) / stampPlaces;
    for (let down = -reach; down <= reach; down++) {
      for (let across = -reach; across <= reach; across++) {
        const distance = Math.hypot(across + 0.5 - x, down + 0.5 - y);
        const cover = Math.round(256 * Math.min(1, Math.max(0, radius + 0.5 - distance)));
        if (cover >= leastCover) found.push([across, down, cover]);
      }
    }
    starts.push(found.length);
  }
  return {
    reach, starts: Int32Array.from(starts), across: Int32Array.from(found, ([across]) => across),
    down: Int32Array.from(found, ([, down]) => down),
    cover: Int32Array.from(found, ([, , cover]) => cover),
  };
}

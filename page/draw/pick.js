/**
 * The picture in which points are picked.
 * @typedef {{world: Float32Array, paint: Uint32Array, matrix: Float64Array,
 *   viewport: import("./camera.js").Viewport, isDeep: boolean}} Shot
 */

/** In three dimensions the nearest to the eye wins among points within so many pixels, squared. */
const underPointer = 16;

/**
 * Calls `visit` with each visible point before the eye: its number, its place on the page in CSS
 * pixels, and its distance from the eye.
 * @param {Shot} shot
 * @param {(i: number, x: number, y: number, w: number) => void} visit
 */
function eachPlace({ world, paint, matrix: m, viewport: { width, height } }, visit) {
  const [a, b, c, d] = [m[0], m[4], m[8], m[12]];
  const [e, f, g, h] = [m[1], m[5], m[9], m[13]];
  const [p, q, r, s] = [m[3], m[7], m[11], m[15]];
  for (let i = 0, at = 0; i < paint.length; i++, at += 3) {
    if (paint[i] >>> 24 === 0) continue;
    const [x, y, z] = [world[at], world[at + 1], world[at + 2]];
    const w = p * x + q * y + r * z + s;
    if (!(w > 0)) continue;
    const across = (((a * x + b * y + c * z + d) / w + 1) * width) / 2;
    visit(i, across, ((1 - (e * x + f * y + g * z + h) / w) * height) / 2, w);
  }
}

/**
 * The visible point nearest to a spot, no further than `reach` pixels away; -1: none.
 * @param {Shot} shot
 * @param {[x: number, y: number]} spot
 * @param {number} reach
 */
export function pickAt(shot, [x, y], reach) {
  if (!shot.isDeep) return pickFlat(shot, [x, y], reach);
  let best = -1;
  let least = reach * reach;
  let bestDepth = Infinity;
  eachPlace(shot, (i, px, py, w) => {
    const square = (px - x) * (px - x) + (py - y) * (py - y);
    const isUnder = shot.isDeep && square < underPointer && least < underPointer;
    if (isUnder ? w >= bestDepth : !(square < least)) return;
    best = i;
    least = square;
    bestDepth = w;
  });
  return best;
}

/**
 * The same in two dimensions, where distances on the page are those in the world, but for a factor:
 * among a million points in a few milliseconds.
 * @param {Shot} shot
 * @param {[x: number, y: number]} spot
 * @param {number} reach
 */
function pickFlat({ world, paint, matrix: m, viewport: { width, height } }, [x, y], reach) {
  const [wx, wy] = [((2 * x) / width - 1 - m[12]) / m[0], (1 - (2 * y) / height - m[13]) / m[5]];
  let best = -1;
  let least = ((2 * reach) / width / m[0]) ** 2;
  for (let i = 0, at = 0; i < paint.length; i++, at += 3) {
    const [dx, dy] = [world[at] - wx, world[at + 1] - wy];
    const square = dx * dx + dy * dy;
    if (square < least && paint[i] >>> 24 !== 0) {
      best = i;
      least = square;
    }
  }
  return best;
}

/**
 * @param {Shot} shot
 * @param {(x: number, y: number) => boolean} contains
 */
export function pickInside(shot, contains) {
  const mask = new Uint8Array(shot.paint.length);
  eachPlace(shot, (i, x, y) => {
    if (contains(x, y)) mask[i] = 1;
  });
  return mask;
}

/** @typedef {[x: number, y: number]} Spot */

/**
 * Whether (x, y) lies inside a polygon: an odd number of its edges is crossed on the way to the
 * right.
 * @param {Spot[]} polygon
 * @param {number} x
 * @param {number} y
 */
export function isInside(polygon, x, y) {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const [[xi, yi], [xj, yj]] = [polygon[i], polygon[j]];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/**
 * The rectangle between two corners, as a polygon.
 * @param {Spot} a
 * @param {Spot} b
 * @returns {Spot[]}
 */
export const rectangle = ([ax, ay], [bx, by]) => [[ax, ay], [bx, ay], [bx, by], [ax, by]];

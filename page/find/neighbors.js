/**
 * @typedef {{id: number, distance: number, share: number, isFar: boolean}} Neighbor
 *   isFar: near in the original space, but far away on the map
 */

/** A neighbor is far when so many times k others, and this share of all, lie nearer on the map. */
const [farFactor, farShare] = [6, 0.04];

/**
 * The neighbors of a point in the original space, and which of them the map put far away.
 * @param {import("../app.js").App} app
 * @param {number} point
 * @returns {Neighbor[]}
 */
export function neighborsOf(app, point) {
  const { graph } = app.model;
  if (!graph) return [];
  const { world } = app;
  const square = (/** @type {number} */ i) =>
    (world[3 * i] - world[3 * point]) ** 2 + (world[3 * i + 1] - world[3 * point + 1]) ** 2 +
    (world[3 * i + 2] - world[3 * point + 2]) ** 2;
  const neighbors = graph.of(point).map((neighbor) => ({
    ...neighbor, square: square(neighbor.id), isFar: false,
  }));
  // How many points lie nearer than each neighbor: counted between the sorted distances.
  const sorted = [...neighbors].sort((a, b) => a.square - b.square);
  const between = new Uint32Array(sorted.length + 1);
  for (let i = 0; i < app.model.count; i++) {
    const distance = square(i);
    let place = 0;
    while (place < sorted.length && sorted[place].square <= distance) place++;
    between[place]++;
  }
  let nearer = 0;
  sorted.forEach((neighbor, place) => {
    nearer += between[place];
    neighbor.isFar = nearer > Math.max(farFactor * graph.k, farShare * app.model.count);
  });
  return neighbors.map(({ id, distance, share, isFar }) => ({ id, distance, share, isFar }));
}

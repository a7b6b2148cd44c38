/** @typedef {import("./camera.js").Camera} Camera */

/**
 * Slow at both ends.
 * @param {number} share
 */
export const eased = (share) => share * share * (3 - 2 * share);

/**
 * The way from one camera (0) to another (1); the zoom grows by equal factors.
 * @param {Camera} from
 * @param {Camera} to
 * @param {number} share
 * @returns {Camera}
 */
export function flown(from, to, share) {
  const way = (/** @type {"x" | "y" | "z" | "yaw" | "pitch"} */ key) =>
    from[key] + (to[key] - from[key]) * share;
  const zoom = from.zoom * Math.pow(to.zoom / from.zoom, share);
  return { x: way("x"), y: way("y"), z: way("z"), yaw: way("yaw"), pitch: way("pitch"), zoom };
}

/**
 * The zoom at which the chosen point's neighbors, but for the far ones, can be told apart.
 * @param {import("./view.js").MapView} view
 * @param {number} i
 */
export function closeZoom({ app, camera, isDeep }, i) {
  if (isDeep) return Math.max(camera.zoom, 2.5);
  const { world } = app;
  const near = app.state.focus === i ? app.neighbors.filter(({ isFar }) => !isFar) : [];
  const reaches = near.map(({ id }) =>
    Math.hypot(world[3 * id] - world[3 * i], world[3 * id + 1] - world[3 * i + 1]));
  reaches.sort((a, b) => a - b);
  const reach = reaches[Math.floor(0.8 * reaches.length)] || 0.1;
  return Math.min(120, Math.max(3, 0.5 / reach));
}

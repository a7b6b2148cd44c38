import { search } from "./find/search.js";
import { frameOf, worldOf } from "./draw/frame.js";

/** @typedef {import("./data/model.js").MapData} MapData */

/**
 * The map that a state shows; null: there is none, or the custom axes still lack their searches.
 * @param {import("./data/model.js").Model} model
 * @param {import("./state/state.js").State} state
 * @returns {MapData | null}
 */
export function shownMap(model, state) {
  if (state.map === "custom") return customMap(model, state.custom);
  const map = model.maps.find(({ id }) => id === state.map) ?? model.maps[0];
  if (!map || map.axes.length === 0) return null;
  if (!map.isPrincipal) return map;
  const chosen = state.axes.slice(0, state.dims).filter((axis) => axis < model.components);
  const known = chosen.flatMap((axis) => model.principal?.at(axis) ?? []);
  // A line is shown as a map whose second axis is flat.
  while (known.length < 2) known.push(new Float32Array(model.count));
  return { ...map, axes: known };
}

/**
 * Points along the lines between the centroids of what two searches find, in the space of the
 * principal components. Without a second pair of searches the other axis is the first component.
 * @param {import("./data/model.js").Model} model
 * @param {{left: string, right: string, down: string, up: string}} ends
 * @returns {MapData | null}
 */
function customMap(model, ends) {
  const across = axisBetween(model, ends.left, ends.right);
  if (!across || !model.principal) return null;
  const upward = axisBetween(model, ends.down, ends.up) ?? model.principal.at(0);
  return {
    id: "custom", title: "Custom axis", dims: 2, axes: [across, upward], metrics: {}, quality: null,
    isPrincipal: false, rank: Infinity,
  };
}

/**
 * All principal components that the file holds, once they are loaded.
 * @param {import("./data/model.js").Model} model
 */
const components = ({ principal, components }) =>
  Array.from({ length: principal ? components : 0 }, (_, axis) => principal?.at(axis) ?? []);

/**
 * @param {import("./data/model.js").Model} model
 * @param {string} from
 * @param {string} to
 * @returns {Float32Array | null} 0 at one end's centroid, 1 at the other's
 */
function axisBetween(model, from, to) {
  if (from.trim() === "" || to.trim() === "") return null;
  const [a, b] = [centroid(model, from), centroid(model, to)];
  if (!a || !b) return null;
  const direction = a.map((value, axis) => b[axis] - value);
  const length = direction.reduce((sum, value) => sum + value * value, 0);
  if (length === 0) return null;
  const values = new Float32Array(model.count);
  components(model).forEach((scores, axis) => {
    const factor = direction[axis] / length;
    for (let i = 0; i < values.length; i++) values[i] += (scores[i] - a[axis]) * factor;
  });
  return values;
}

/**
 * @param {import("./data/model.js").Model} model
 * @param {string} text
 * @returns {number[] | null} null when nothing is found
 */
function centroid(model, text) {
  /** @type {Uint8Array} */
  let found;
  try {
    found = search(model, text);
  } catch {
    return null;
  }
  let count = 0;
  for (const hit of found) count += hit;
  if (count === 0) return null;
  return components(model).map((scores) => {
    let sum = 0;
    for (let i = 0; i < scores.length; i++) if (found[i]) sum += scores[i];
    return sum / count;
  });
}

/**
 * The points of a map in the world of the camera.
 * @param {MapData} map
 */
export const worldOfMap = (map) => worldOf(map.axes, frameOf(map.axes));

/**
 * How much of the variance a map of principal components shows; "" for other maps.
 * @param {import("./data/model.js").Model} model
 * @param {import("./state/state.js").State} state
 * @param {MapData} map
 */
export function varianceText(model, state, map) {
  if (!map.isPrincipal) return "";
  const variance = model.manifest.principal?.variance ?? [];
  const shown = state.axes.slice(0, map.axes.length).filter((axis) => axis < model.components);
  const total = shown.reduce((sum, axis) => sum + (variance[axis] ?? 0), 0);
  return `${(100 * total).toFixed(1)} % of the variance`;
}

import { fieldList, startState } from "./state.js";

/**
 * A view under a name: the fragment of its address.
 * @typedef {{name: string, fragment: string}} NamedView
 */

/**
 * The page's state as the fragment of its address; what is as at the start is left out.
 * @param {import("../data/model.js").Model} model
 * @param {import("./state.js").State} state
 * @param {import("../draw/camera.js").Camera | null} camera null: the whole map
 */
export function toFragment(model, state, camera) {
  const start = startState(model);
  const parts = new URLSearchParams();
  for (const [name, { toLink }] of fieldList) {
    for (const [part, text] of Object.entries(toLink(state[name], start[name]))) {
      if (text !== "") parts.set(part, text);
    }
  }
  if (camera) {
    const { x, y, z, zoom, yaw, pitch } = camera;
    const numbers = [x, y, z, zoom, yaw, pitch].map((value) => Number(value.toPrecision(6)));
    parts.set("view", numbers.join("_"));
  }
  return parts.toString();
}

/**
 * What a fragment says; anything odd in it is passed over.
 * @param {import("../data/model.js").Model} model
 * @param {string} fragment without its #
 */
export function fromFragment(model, fragment) {
  const parts = new URLSearchParams(fragment);
  const part = (/** @type {string} */ name) => parts.get(name);
  const start = startState(model);
  const state = /** @type {import("./state.js").State} */ (Object.fromEntries(
    fieldList.map(([name, { fromLink }]) => [name, fromLink(part, start[name], model)])));
  const view = (part("view") ?? "").split("_").map(Number);
  const [x, y, z, zoom, yaw, pitch] = view;
  const isView = view.length === 6 && view.every(Number.isFinite) && zoom > 0;
  const camera = isView ? { x, y, z, zoom, yaw, pitch } : null;
  return { state, camera, views: viewsOf(part("views") ?? "") };
}

/**
 * A fragment that also holds views.
 * @param {string} fragment
 * @param {NamedView[]} views
 */
export function withViews(fragment, views) {
  if (views.length === 0) return fragment;
  const parts = new URLSearchParams(fragment);
  parts.set("views", JSON.stringify(views.map(({ name, fragment }) => [name, fragment])));
  return parts.toString();
}

/**
 * @param {string} text
 * @returns {NamedView[]}
 */
function viewsOf(text) {
  try {
    const views = JSON.parse(text);
    if (!Array.isArray(views)) return [];
    return views.filter(Array.isArray).map(([name, fragment]) => ({
      name: String(name), fragment: String(fragment),
    }));
  } catch {
    return [];
  }
}

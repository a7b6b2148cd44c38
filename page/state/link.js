import { maskOf, rowsOf } from "../select/selection.js";
import { startState } from "./state.js";

/** Longer selections than this many letters stay out of the link. */
const longestRows = 60000;

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
  if (state.map !== start.map) parts.set("map", state.map);
  if (state.dims !== start.dims) parts.set("dims", String(state.dims));
  if (String(state.axes) !== String(start.axes)) parts.set("axes", state.axes.join("."));
  for (const [end, text] of Object.entries(state.custom)) if (text !== "") parts.set(end, text);
  if (state.color.by !== start.color.by) parts.set("color", state.color.by);
  if (state.color.scaling !== "linear") parts.set("scale", state.color.scaling);
  if (state.color.ramp !== "viridis") parts.set("ramp", state.color.ramp);
  if (state.hidden.length > 0) parts.set("hidden", JSON.stringify(state.hidden));
  if (state.query !== "") parts.set("find", state.query);
  for (const [name, mask] of /** @type {const} */ ([
    ["selection", state.selection], ["only", state.isolated],
  ])) {
    const text = mask ? rowsText(mask) : "";
    if (text !== "" && text.length <= longestRows) parts.set(name, text);
  }
  if (state.focus >= 0) parts.set("point", String(state.focus));
  if (state.sprites) parts.set("pictures", "1");
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
  const state = startState(model);
  const text = (/** @type {string} */ name) => parts.get(name) ?? "";
  const map = text("map");
  if (map === "custom" || model.maps.some(({ id }) => id === map)) state.map = map;
  if (text("dims") === "2" || text("dims") === "3") state.dims = text("dims") === "2" ? 2 : 3;
  const axes = text("axes").split(".").map(Number);
  const known = [...Array(model.components).keys()];
  if (axes.length === 3 && axes.every((axis) => known.includes(axis))) state.axes = axes;
  for (const end of /** @type {const} */ (["left", "right", "down", "up"])) {
    state.custom[end] = text(end);
  }
  if (parts.has("color")) state.color.by = text("color");
  if (parts.has("scale")) state.color.scaling = /** @type {"linear"} */ (text("scale"));
  if (parts.has("ramp")) state.color.ramp = text("ramp");
  state.hidden = namesOf(text("hidden"));
  state.query = text("find");
  state.selection = maskFrom(text("selection"), model.count);
  state.isolated = maskFrom(text("only"), model.count);
  const point = parts.has("point") ? Number(text("point")) : -1;
  if (Number.isInteger(point) && point >= 0 && point < model.count) state.focus = point;
  state.sprites = text("pictures") === "1";
  const view = text("view").split("_").map(Number);
  const [x, y, z, zoom, yaw, pitch] = view;
  const isView = view.length === 6 && view.every(Number.isFinite) && zoom > 0;
  const camera = isView ? { x, y, z, zoom, yaw, pitch } : null;
  return { state, camera, views: viewsOf(text("views")) };
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

/** @param {string} text */
function namesOf(text) {
  try {
    const names = JSON.parse(text);
    return Array.isArray(names) ? names.map(String) : [];
  } catch {
    return [];
  }
}

/**
 * Rows in few letters: the gaps between runs and the lengths of the runs, by turns, in base 36.
 * @param {Uint8Array} mask
 */
function rowsText(mask) {
  const parts = [];
  let last = 0;
  for (let i = 0; i < mask.length; ) {
    if (!mask[i]) {
      i++;
      continue;
    }
    let end = i;
    while (end < mask.length && mask[end]) end++;
    parts.push(i - last, end - i);
    last = end;
    i = end;
  }
  return parts.map((part) => part.toString(36)).join(".");
}

/**
 * @param {string} text
 * @param {number} count
 */
function maskFrom(text, count) {
  if (text === "") return null;
  const parts = text.split(".").map((part) => parseInt(part, 36));
  const rows = [];
  let at = 0;
  for (let i = 0; i + 1 < parts.length; i += 2) {
    at += parts[i];
    const end = Math.min(count, at + parts[i + 1]);
    for (; at < end; at++) rows.push(at);
  }
  const mask = maskOf(rows, count);
  return rowsOf(mask).length > 0 ? mask : null;
}

import { groupsOf } from "./groups.js";
import { css, singleColor } from "./palette.js";
import { scaleOf } from "./scale.js";

/**
 * What colors the points.
 * @typedef {{by: string, scaling: import("./scale.js").Scaling, ramp: string}} ColorChoice
 *   `by`: "none", "quality", or "column:" and a name
 */

/** @typedef {{kind: "single", color: number}} Single */

/** @typedef {Single | import("./groups.js").Groups | import("./scale.js").Scale} Coloring */

/** More different numbers than this are a scale, not groups; more where the name says groups. */
const [mostNumberGroups, mostClassNumbers] = [12, 1000];

/** Words in a column's name that say that its numbers are groups; as in the run's pictures. */
const groupWords = new Set([
  "label", "labels", "class", "target", "cluster", "clusters", "category", "group", "topic",
  "community", "species", "type", "kind",
]);

/**
 * @param {import("../data/model.js").Model} model
 * @param {import("../data/model.js").MapData | null} map the one that is shown, for its quality
 * @param {ColorChoice} choice
 * @param {boolean} isDark
 * @returns {Coloring}
 */
export function coloringOf(model, map, choice, isDark) {
  if (choice.by === "quality" && map?.quality) {
    return scaleOf(Float32Array.from(map.quality, (share) => share / 255), choice, isDark);
  }
  const column = columnOf(model, choice.by);
  if (!column || !(column.numbers || column.texts)) {
    return { kind: "single", color: singleColor(isDark) };
  }
  if (column.numbers && isScale(column.numbers, column.name)) {
    return scaleOf(column.numbers, choice, isDark);
  }
  return groupsOf(column, model.count, isDark);
}

/**
 * @param {import("../data/model.js").Model} model
 * @param {string} by
 */
export function columnOf(model, by) {
  if (!by.startsWith("column:")) return undefined;
  return model.columns.find((column) => column.name === by.slice("column:".length));
}

/**
 * Whether numbers are measures rather than names of groups.
 * @param {Float32Array} numbers
 * @param {string} name of their column
 */
function isScale(numbers, name) {
  const words = name.toLowerCase().split(/[^\p{L}]+/u);
  const limit = words.some((word) => groupWords.has(word)) ? mostClassNumbers : mostNumberGroups;
  const seen = new Set();
  for (const value of numbers) {
    if (!Number.isNaN(value)) seen.add(value);
    if (seen.size > limit) return true;
  }
  return seen.size > mostNumberGroups && [...seen].some((value) => !Number.isInteger(value));
}

/**
 * The color of a point, as it is on the map.
 * @param {{coloring: Coloring}} app
 * @param {number} i
 */
export function colorOf({ coloring }, i) {
  if (coloring.kind === "single") return css(coloring.color);
  if (coloring.kind === "groups") return css(coloring.groups[coloring.classes[i]].color);
  return css(coloring.colors[coloring.shares[i]]);
}

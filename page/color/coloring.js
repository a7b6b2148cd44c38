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

/** More different numbers than this are a scale, not groups. */
const mostNumberGroups = 12;

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
  if (column.numbers && hasMoreThan(column.numbers, mostNumberGroups)) {
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
 * @param {Float32Array} numbers
 * @param {number} limit
 */
function hasMoreThan(numbers, limit) {
  const seen = new Set();
  for (const value of numbers) {
    if (!Number.isNaN(value)) seen.add(value);
    if (seen.size > limit) return true;
  }
  return false;
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

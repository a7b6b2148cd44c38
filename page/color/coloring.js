import { groupsOf } from "./groups.js";
import { css, singleColor } from "./palette.js";
import { scaleOf } from "./scale.js";

/**
 * What colors the points.
 * @typedef {{by: string, scaling: import("./scale.js").Scaling | "auto", ramp: string}} ColorChoice
 *   `by`: "none", "quality", or "column:" and a name; `scaling`: auto is what the run decided
 */

/** @typedef {{kind: "single", color: number}} Single */

/** @typedef {Single | import("./groups.js").Groups | import("./scale.js").Scale} Coloring */

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
  // Whether it is a scale or groups, the run has decided: for its pictures, too.
  const { scale, groups } = column.entry;
  return column.numbers && scale
    ? scaleOf(column.numbers, choice, isDark, scale)
    : groupsOf(column, groups ?? [], model.count, isDark);
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
 * The color of a point, as it is on the map.
 * @param {{coloring: Coloring}} app
 * @param {number} i
 */
export function colorOf({ coloring }, i) {
  if (coloring.kind === "single") return css(coloring.color);
  if (coloring.kind === "groups") return css(coloring.groups[coloring.classes[i]].color);
  return css(coloring.colors[coloring.shares[i]]);
}

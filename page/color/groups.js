import { categoryColors, noneColor } from "./palette.js";

/**
 * One row of the legend.
 * @typedef {{name: string, count: number, color: number, isRest: boolean}} Group
 */

/**
 * Points in groups: `classes` holds each point's place among `groups`.
 * @typedef {{kind: "groups", groups: Group[], classes: Uint8Array | Uint16Array}} Groups
 */

/** The most groups that the legend lists one by one; the rest goes into one row. */
const mostRows = 200;

/** Some earlier output says so where its input said nothing. */
export const emptyName = "(empty)";

/**
 * The groups of a column: those that the run gave colors, in its order, then the most frequent of
 * the others; what is empty comes last. Colors are those of the run's pictures (PointColors.swift).
 * @param {import("../data/column.js").Column} column
 * @param {number[]} rows a row of each group that has a color
 * @param {number} count
 * @param {boolean} isDark
 * @returns {Groups}
 */
export function groupsOf(column, rows, count, isDark) {
  const { keys, places } = distinct(column, count);
  const counts = new Uint32Array(keys.length);
  for (let i = 0; i < count; i++) counts[places[i]]++;
  const isEmpty = keys.map((key) => key === "" || key === emptyName);
  const colored = rows.map((row) => places[row]);
  const isColored = new Set(colored);
  const known = keys.map((_, place) => place).filter((place) =>
    !isEmpty[place] && counts[place] && !isColored.has(place));
  known.sort((a, b) => counts[b] - counts[a] || (keys[a] < keys[b] ? -1 : 1));
  const listed = known.slice(0, mostRows - colored.length);
  const colors = categoryColors(colored.length, isDark);
  const gray = noneColor(isDark);
  /** @type {Group[]} */
  const groups = [...colored, ...listed].map((place, i) => ({
    name: keys[place], count: counts[place], color: colors[i] ?? gray, isRest: i >= colored.length,
  }));
  const classOf = new Uint16Array(keys.length);
  [...colored, ...listed].forEach((place, i) => (classOf[place] = i));
  appendRest(groups, known.slice(listed.length), counts, classOf, gray);
  const empty = keys.map((_, place) => place).filter((place) => isEmpty[place] && counts[place]);
  if (empty.length > 0) {
    empty.forEach((place) => (classOf[place] = groups.length));
    groups.push({ name: emptyName, count: sum(empty, counts), color: gray, isRest: true });
  }
  const classes = new Uint16Array(count);
  for (let i = 0; i < count; i++) classes[i] = classOf[places[i]];
  return { kind: "groups", groups, classes };
}

/**
 * @param {Group[]} groups
 * @param {number[]} rest
 * @param {Uint32Array} counts
 * @param {Uint16Array} classOf
 * @param {number} color
 */
function appendRest(groups, rest, counts, classOf, color) {
  if (rest.length === 0) return;
  rest.forEach((place) => (classOf[place] = groups.length));
  const name = `other (${rest.length.toLocaleString("en")})`;
  groups.push({ name, count: sum(rest, counts), color, isRest: true });
}

/**
 * @param {number[]} places
 * @param {Uint32Array} counts
 */
const sum = (places, counts) => places.reduce((total, place) => total + counts[place], 0);

/**
 * The different values of a column, and each point's place among them.
 * @param {import("../data/column.js").Column} column
 * @param {number} count
 */
function distinct(column, count) {
  if (column.codes && column.texts) {
    const { texts } = column;
    const keys = Array.from({ length: texts.count }, (_, i) => texts.at(i));
    return { keys, places: column.codes };
  }
  /** @type {Map<string | number, number>} */
  const seen = new Map();
  const keys = [];
  const places = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const value = column.texts || !column.numbers ? column.text(i) : column.numbers[i];
    let place = seen.get(value);
    if (place === undefined) {
      place = seen.size;
      seen.set(value, place);
      keys.push(column.text(i));
    }
    places[i] = place;
  }
  return { keys, places };
}

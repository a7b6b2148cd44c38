import { Column, Texts } from "../../page/data/column.js";

/** @typedef {import("../../page/data/model.js").Model} Model */

/**
 * Texts as a file holds them.
 * @param {string[]} values
 */
export function textsOf(values) {
  const parts = values.map((value) => new TextEncoder().encode(value));
  const bytes = Uint8Array.from(parts.flatMap((part) => [...part]));
  const lengths = Uint32Array.from(parts, (part) => part.length);
  return new Texts(bytes, new Uint8Array(lengths.buffer));
}

/**
 * A column of texts, a text a point.
 * @param {string} name
 * @param {string[]} values
 */
export function textColumn(name, values) {
  const column = new Column({ name, kind: "text" });
  column.texts = textsOf(values);
  return column;
}

/**
 * A column of few different texts, in a dictionary.
 * @param {string} name
 * @param {string[]} values
 */
export function codedColumn(name, values) {
  const column = new Column({ name, kind: "category" });
  const known = [...new Set(values)];
  column.texts = textsOf(known);
  column.codes = Uint8Array.from(values, (value) => known.indexOf(value));
  return column;
}

/**
 * A column of numbers; NaN: none.
 * @param {string} name
 * @param {number[]} values
 */
export function numberColumn(name, values) {
  const column = new Column({ name, kind: "number" });
  column.numbers = Float32Array.from(values);
  return column;
}

/**
 * What the tested modules ask of a model.
 * @param {Partial<Record<keyof Model, unknown>>} members
 */
export function modelOf(members) {
  const model = {
    count: 0, columns: [], components: 0, maps: [], manifest: { color: null }, graph: null,
    ...members,
  };
  return /** @type {Model} */ (/** @type {unknown} */ (model));
}

/** Numbers from 0 to 1, the same at every run: a linear congruential generator. */
export function numbersFrom(seed = 1) {
  let state = seed;
  return () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
}

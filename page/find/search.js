import { parseQuery } from "./query.js";

/** @typedef {import("../data/column.js").Column} Column */
/** @typedef {import("./query.js").Term} Term */

/**
 * The points that a search finds: 1 for each that does.
 * @param {import("../data/model.js").Model} model
 * @param {string} text not blank
 * @returns {Uint8Array}
 */
export function search(model, text) {
  const terms = parseQuery(text, model.columns.map((column) => column.name));
  const found = new Uint8Array(model.count).fill(1);
  for (const term of terms) {
    const hits = new Uint8Array(model.count);
    if (term.op === "row") {
      if (term.row < model.count) hits[term.row] = 1;
    } else {
      const columns = term.column === null
        ? model.columns : model.columns.filter((column) => column.name === term.column);
      for (const column of columns) mark(column, term, hits);
    }
    const wanted = term.isNegative ? 0 : 1;
    for (let i = 0; i < found.length; i++) if (hits[i] !== wanted) found[i] = 0;
  }
  return found;
}

/**
 * @param {Column} column
 * @param {Term} term
 * @param {Uint8Array} hits
 */
function mark(column, term, hits) {
  if (term.op === "contains" && column.texts && column.kind !== "number") {
    return markTexts(column, term.text, hits);
  }
  const holds = conditionOf(column, term);
  if (!holds) return;
  // Makes reading the single texts fast.
  void column.texts?.folded;
  if (column.codes && column.texts) {
    // Each different text is tried once.
    const { texts, codes } = column;
    const known = Uint8Array.from({ length: texts.count }, (_, i) =>
      holds(texts.at(i), NaN) ? 1 : 0);
    if (!column.numbers) {
      for (let i = 0; i < hits.length; i++) if (known[codes[i]]) hits[i] = 1;
      return;
    }
  }
  const { numbers } = column;
  const needsText = term.op === "regex" || !numbers;
  for (let i = 0; i < hits.length; i++) {
    if (holds(needsText ? column.text(i) : "", numbers ? numbers[i] : NaN)) hits[i] = 1;
  }
}

/**
 * Whether a text and a number hold to a term; null: the term says nothing to this column.
 * @param {Column} column
 * @param {Term} term
 * @returns {((text: string, number: number) => boolean) | null}
 */
function conditionOf(column, term) {
  const isNumber = column.kind === "number";
  switch (term.op) {
    case "contains": {
      // A bare number means that number, in columns of numbers.
      const wanted = Math.fround(Number(term.text));
      if (term.text === "" || Number.isNaN(wanted)) return null;
      return (_, number) => number === wanted;
    }
    case "regex": {
      const { regex } = term;
      if (isNumber && term.column === null) return null;
      return (text) => regex.test(text);
    }
    case "=":
    case "!=": {
      const wanted = Math.fround(term.value);
      /** @type {(text: string, number: number) => boolean} */
      const isEqual = isNumber
        ? (_, number) => number === wanted
        : (text) => text.toLowerCase() === term.text.toLowerCase();
      return term.op === "=" ? isEqual : (text, number) => !isEqual(text, number);
    }
    case "<": return (_, number) => number < term.value;
    case "<=": return (_, number) => number <= Math.fround(term.value);
    case ">": return (_, number) => number > term.value;
    case ">=": return (_, number) => number >= Math.fround(term.value);
    default: return null;
  }
}

/**
 * One scan over all texts at once.
 * @param {Column} column
 * @param {string} wanted in lower case
 * @param {Uint8Array} hits
 */
function markTexts(column, wanted, hits) {
  const { texts, codes } = column;
  if (!texts || wanted === "") return;
  const { text, starts } = texts.folded;
  const target = codes ? new Uint8Array(texts.count) : hits;
  let row = 0;
  let at = text.indexOf(wanted);
  while (at >= 0) {
    while (starts[row + 1] <= at) row++;
    if (at + wanted.length <= starts[row + 1]) {
      target[row] = 1;
      at = text.indexOf(wanted, starts[row + 1]);
    } else {
      at = text.indexOf(wanted, at + 1);
    }
  }
  if (codes) for (let i = 0; i < hits.length; i++) if (target[codes[i]]) hits[i] = 1;
}

/**
 * The first `most` hits, best first: the whole cell, then its beginning, then the rest, each in the
 * order of the file.
 * @param {import("../data/model.js").Model} model
 * @param {Uint8Array} found
 * @param {string} text
 * @param {number} most
 * @returns {number[]}
 */
export function bestHits(model, found, text, most) {
  const wanted = text.trim().replace(/^[^:]*:/, "").replace(/^"|"$/g, "").toLowerCase();
  /** @type {number[][]} */
  const ranks = [[], [], []];
  const columns = model.columns.flatMap(({ kind, texts, codes }) =>
    kind !== "number" && texts ? [{ ...texts.folded, codes }] : []);
  for (let i = 0; i < found.length && ranks[0].length < most; i++) {
    if (!found[i]) continue;
    let rank = 2;
    for (const { text, starts, codes } of columns) {
      const cell = codes ? codes[i] : i;
      if (!text.startsWith(wanted, starts[cell])) continue;
      const length = starts[cell + 1] - starts[cell];
      if (length === wanted.length) rank = 0;
      else if (rank > 1 && length > wanted.length) rank = 1;
    }
    if (ranks[rank].length < most) ranks[rank].push(i);
  }
  return ranks.flat().slice(0, most);
}

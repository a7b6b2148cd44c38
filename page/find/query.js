/**
 * One condition of a search. `column` null: any column of text.
 * @typedef {{isNegative: boolean, column: string | null} & (
 *   {op: "contains", text: string} | {op: "regex", regex: RegExp} |
 *   {op: "row", row: number} |
 *   {op: "<" | "<=" | ">" | ">=" | "=" | "!=", value: number, text: string})} Term
 */

/** A search that cannot be understood, in words. */
export class QueryProblem extends Error {}

/** A negation, a column, an operator, and then a phrase, an expression or a word. */
const pattern = new RegExp([
  /(-?)(?:(?:"([^"]+)"|([^\s":<>=!\/#]+))(:|<=|>=|!=|<|>|=))?/,
  /(?:"([^"]*)"|\/((?:[^\/\\]|\\.)+)\/([a-z]*)(?=\s|$)|(\S+))/,
].map(({ source }) => source).join(""), "gy");

/**
 * Terms separated by blanks, all of which must hold: `word`, `"a phrase"`, `/expression/`,
 * `column:word`, `column:/expression/`, `column>3`, `#row`; a `-` before a term turns it round.
 * @param {string} text
 * @param {string[]} columns the columns' names: what stands before an operator must be one of them
 * @returns {Term[]}
 */
export function parseQuery(text, columns) {
  /** @type {Term[]} */
  const terms = [];
  pattern.lastIndex = 0;
  let start = 0;
  while (start < text.length) {
    if (/\s/.test(text[start])) {
      start++;
      continue;
    }
    pattern.lastIndex = start;
    const match = pattern.exec(text);
    if (!match) {
      terms.push({ isNegative: false, column: null, op: "contains", text: text.slice(start) });
      break;
    }
    start = pattern.lastIndex;
    terms.push(termOf(match, columns));
  }
  return terms;
}

/**
 * @param {RegExpExecArray} match
 * @param {string[]} columns
 * @returns {Term}
 */
function termOf(match, columns) {
  const [whole, minus, quotedColumn, plainColumn, op, phrase, expression, flags, word] = match;
  const isNegative = minus === "-" && whole.length > 1;
  const wanted = quotedColumn ?? plainColumn;
  const column = wanted === undefined ? null : nameAmong(columns, wanted);
  const row = /^#(\d+)$/.exec(whole);
  if (row) return { isNegative: false, column: null, op: "row", row: Number(row[1]) };
  if (wanted !== undefined && column === null) {
    // No column of that name: the words are meant as they stand.
    const words = whole.slice(minus.length).toLowerCase();
    return { isNegative, column: null, op: "contains", text: words };
  }
  if (expression !== undefined) {
    return { isNegative, column, op: "regex", regex: regexOf(expression, flags) };
  }
  const text = phrase ?? word ?? "";
  if (column === null || op === ":") {
    return { isNegative, column, op: "contains", text: text.toLowerCase() };
  }
  const value = Number(text);
  if (op !== "=" && op !== "!=" && (text === "" || Number.isNaN(value))) {
    throw new QueryProblem(`${column} ${op} needs a number after it`);
  }
  return { isNegative, column, op: /** @type {"<"} */ (op), value, text };
}

/**
 * @param {string} expression
 * @param {string} flags
 */
function regexOf(expression, flags) {
  try {
    return new RegExp(expression, flags === "" ? "iu" : flags.replace(/[gy]/g, ""));
  } catch (problem) {
    const reason = problem instanceof Error ? problem.message : String(problem);
    throw new QueryProblem(reason.replace(/^Invalid regular expression: /, "not an expression: "));
  }
}

/**
 * @param {string[]} names
 * @param {string} wanted
 */
function nameAmong(names, wanted) {
  const lower = wanted.toLowerCase();
  return names.find((name) => name === wanted) ??
    names.find((name) => name.toLowerCase() === lower) ?? null;
}

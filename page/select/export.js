import { rowsOf } from "./selection.js";

/** @typedef {"csv" | "jsonl" | "ids"} ExportFormat */

/**
 * The selected points as a file: their row in the input, where they lie on the map, and their
 * metadata.
 * @param {import("../data/model.js").Model} model
 * @param {import("../data/model.js").MapData} map
 * @param {Uint8Array} mask
 * @param {ExportFormat} format
 */
export function exported(model, map, mask, format) {
  const rows = rowsOf(mask);
  if (format === "ids") return rows.join("\n") + "\n";
  const axes = ["x", "y", "z"].slice(0, map.axes.length).map((name) => `${map.id}_${name}`);
  const names = ["row", ...axes, ...model.columns.map((column) => column.name)];
  const cells = (/** @type {number} */ row) => [
    row, ...map.axes.map((axis) => axis[row]),
    ...model.columns.map((column) => cellValue(column, row)),
  ];
  if (format === "jsonl") {
    return rows.map((row) => JSON.stringify(objectOf(names, cells(row))) + "\n").join("");
  }
  return [names, ...rows.map(cells)].map((line) => line.map(csvCell).join(",") + "\r\n").join("");
}

/**
 * @param {import("../data/column.js").Column} column
 * @param {number} row
 */
function cellValue(column, row) {
  const text = column.text(row);
  // What the file said, unless a number says the same.
  return column.numbers && !column.texts && text !== "" ? Number(text) : text;
}

/**
 * Columns of one name are told apart by their number.
 * @param {string[]} names
 * @param {(string | number)[]} values
 */
function objectOf(names, values) {
  /** @type {Map<string, string | number>} */
  const members = new Map();
  names.forEach((name, i) => members.set(members.has(name) ? `${name}_${i}` : name, values[i]));
  return Object.fromEntries(members);
}

/**
 * RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe before it.
 * @param {string | number} value
 */
function csvCell(value) {
  if (typeof value === "number") return String(value);
  const text = /^[=+\-@\t\r]/.test(value) && Number.isNaN(Number(value)) ? "'" + value : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Hands the person a file.
 * @param {string} name
 * @param {string} text
 */
export function download(name, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

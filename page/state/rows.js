import { maskOf, rowsOf } from "../select/selection.js";

/**
 * Rows in few letters: the gaps between runs and the lengths of the runs, by turns, in base 36.
 * @param {Uint8Array} mask
 */
export function rowsText(mask) {
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
 * The rows of such a text; null: there are none.
 * @param {string} text
 * @param {number} count of points
 */
export function maskFrom(text, count) {
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

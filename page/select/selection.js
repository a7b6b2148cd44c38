/**
 * How a new selection goes with the one that is there.
 * @typedef {"replace" | "add" | "subtract" | "intersect"} Mode
 */

/**
 * @param {{shiftKey: boolean, altKey: boolean}} event
 * @returns {Mode}
 */
export function modeOf({ shiftKey, altKey }) {
  if (shiftKey) return altKey ? "intersect" : "add";
  return altKey ? "subtract" : "replace";
}

/**
 * Masks of points, 1 for each that is in; null stands for no selection.
 * @param {Uint8Array | null} old
 * @param {Uint8Array} fresh
 * @param {Mode} mode
 * @returns {Uint8Array | null}
 */
export function combined(old, fresh, mode) {
  const result = Uint8Array.from(fresh);
  for (let i = 0; i < fresh.length; i++) {
    const was = old ? old[i] : 0;
    if (mode === "add") result[i] = was | fresh[i];
    else if (mode === "subtract") result[i] = was & (1 - fresh[i]);
    else if (mode === "intersect") result[i] = was & fresh[i];
  }
  return countOf(result) > 0 ? result : null;
}

/** @param {Uint8Array | null} mask */
export function countOf(mask) {
  let count = 0;
  if (mask) for (let i = 0; i < mask.length; i++) count += mask[i];
  return count;
}

/**
 * @param {Uint8Array} mask
 * @returns {number[]}
 */
export function rowsOf(mask) {
  const rows = [];
  for (let i = 0; i < mask.length; i++) if (mask[i]) rows.push(i);
  return rows;
}

/**
 * @param {Iterable<number>} rows
 * @param {number} count
 */
export function maskOf(rows, count) {
  const mask = new Uint8Array(count);
  for (const row of rows) if (row >= 0 && row < count) mask[row] = 1;
  return mask;
}

/**
 * The points of one class.
 * @param {ArrayLike<number>} classes
 * @param {number} wanted
 */
export function maskWhere(classes, wanted) {
  const mask = new Uint8Array(classes.length);
  for (let i = 0; i < mask.length; i++) if (classes[i] === wanted) mask[i] = 1;
  return mask;
}

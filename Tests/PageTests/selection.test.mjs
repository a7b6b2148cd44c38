import assert from "node:assert/strict";
import test from "node:test";
import { exported } from "../../page/select/export.js";
import { isInside, rectangle } from "../../page/select/regions.js";
import {
  combined, countOf, maskOf, maskWhere, modeOf, rowsOf,
} from "../../page/select/selection.js";
import { codedColumn, modelOf, numberColumn } from "./support.mjs";

const [old, fresh] = [Uint8Array.of(1, 1, 0, 0), Uint8Array.of(0, 1, 1, 0)];

test("keys choose how selections go together", () => {
  const mode = (/** @type {boolean} */ shiftKey, /** @type {boolean} */ altKey) =>
    modeOf({ shiftKey, altKey });
  assert.deepEqual([mode(false, false), mode(true, false), mode(false, true), mode(true, true)],
    ["replace", "add", "subtract", "intersect"]);
});

test("masks are combined point by point; an empty one is none", () => {
  assert.deepEqual(combined(old, fresh, "replace"), fresh);
  assert.deepEqual(combined(old, fresh, "add"), Uint8Array.of(1, 1, 1, 0));
  assert.deepEqual(combined(old, fresh, "subtract"), Uint8Array.of(1, 0, 0, 0));
  assert.deepEqual(combined(old, fresh, "intersect"), Uint8Array.of(0, 1, 0, 0));
  assert.deepEqual(combined(null, fresh, "add"), fresh);
  assert.equal(combined(null, fresh, "intersect"), null);
  assert.deepEqual(fresh, Uint8Array.of(0, 1, 1, 0), "what is combined stays as it was");
});

test("rows and masks say the same", () => {
  assert.deepEqual(rowsOf(maskOf([3, 1, 99, -1], 5)), [1, 3]);
  assert.deepEqual(rowsOf(maskWhere([2, 0, 2], 2)), [0, 2]);
  assert.equal(countOf(null), 0);
});

test("inside is by the even-odd rule", () => {
  const box = rectangle([0, 0], [4, 2]);
  assert.ok(isInside(box, 1, 1) && !isInside(box, 5, 1) && !isInside(box, 1, 3));
  /** @type {import("../../page/select/regions.js").Spot[]} */
  const bow = [[0, 0], [4, 4], [4, 0], [0, 4]];
  // Beside and above, where edges would cross if they went on.
  assert.ok(!isInside(box, -1, 5) && !isInside(box, -1, 1) && !isInside(box, 1, -1));
  assert.ok(isInside(bow, 1, 2) && isInside(bow, 3, 2) && !isInside(bow, 2, 1));
});

test("a selection as a file", () => {
  const columns = [
    codedColumn("say", ['a,"b"', "=1+1", "-5"]), numberColumn("n", [1.5, NaN, 3]),
    numberColumn("n", [7, 8, 9]),
  ];
  const model = modelOf({ count: 3, columns });
  const map = /** @type {import("../../page/data/model.js").MapData} */ (/** @type {unknown} */ ({
    id: "pca", axes: [Float32Array.of(0, 1, 2), Float32Array.of(0.5, 0, 0)],
  }));
  const all = Uint8Array.of(1, 1, 1);
  assert.equal(exported(model, map, Uint8Array.of(1, 0, 1), "ids"), "0\n2\n");
  // RFC 4180; a spreadsheet takes no cell for a formula, and a number stays one.
  assert.equal(exported(model, map, all, "csv"), [
    "row,pca_x,pca_y,say,n,n", '0,0,0.5,"a,""b""",1.5,7', "1,1,0,'=1+1,,8", "2,2,0,-5,3,9", "",
  ].join("\r\n"));
  const [first] = exported(model, map, all, "jsonl").split("\n");
  assert.deepEqual(JSON.parse(first),
    { row: 0, pca_x: 0, pca_y: 0.5, say: 'a,"b"', n: 1.5, n_5: 7 });
});

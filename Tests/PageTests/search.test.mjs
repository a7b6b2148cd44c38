import assert from "node:assert/strict";
import test from "node:test";
import { bestHits, search } from "../../page/find/search.js";
import { rowsOf } from "../../page/select/selection.js";
import { codedColumn, modelOf, numberColumn, textColumn } from "./support.mjs";

const model = modelOf({
  count: 6,
  columns: [
    textColumn("title", ["River", "stone river", "Größe", "riverbank", "", "İstanbul river"]),
    codedColumn("kind", ["a", "b", "a", "b", "", "a"]),
    numberColumn("score", [1, 2.5, NaN, -3, 0.1, 7]),
  ],
});
const found = (/** @type {string} */ text) => rowsOf(search(model, text));

test("parts of words, in any column of text", () => {
  assert.deepEqual(found("river"), [0, 1, 3, 5]);
  assert.deepEqual(found("GRÖSSE"), []);
  assert.deepEqual(found("größe"), [2]);
  // No hit goes over the end of a cell.
  assert.deepEqual(found("rivers"), []);
});

test("all terms must hold", () => {
  assert.deepEqual(found("river kind:b"), [1, 3]);
  assert.deepEqual(found("river -kind:b"), [0, 5]);
  assert.deepEqual(found("-river"), [2, 4]);
});

test("numbers are compared as numbers, and gaps are none", () => {
  assert.deepEqual(found("score>1"), [1, 5]);
  assert.deepEqual(found("score<=0.1"), [3, 4]);
  assert.deepEqual(found("score=0.1"), [4]);
  assert.deepEqual(found("2.5"), [1]);
  assert.deepEqual(found("score!=1"), [1, 2, 3, 4, 5]);
});

test("expressions and rows", () => {
  assert.deepEqual(found("title:/^r/"), [0, 3]);
  assert.deepEqual(found("kind:/^$/"), [4]);
  assert.deepEqual(found("#3"), [3]);
  assert.deepEqual(found("#99"), []);
});

test("the best hits are whole cells, then beginnings", () => {
  assert.deepEqual(bestHits(model, search(model, "river"), "river", 10), [0, 3, 1, 5]);
  assert.deepEqual(bestHits(model, search(model, "river"), "river", 2), [0, 3]);
});

import assert from "node:assert/strict";
import test from "node:test";
import { coloringOf, columnOf } from "../../page/color/coloring.js";
import { groupsOf } from "../../page/color/groups.js";
import { categoryColors, css, mixed, noneColor, rampColor } from "../../page/color/palette.js";
import { scaleOf } from "../../page/color/scale.js";
import { codedColumn, modelOf, numberColumn, textColumn } from "./support.mjs";

/** @typedef {import("../../page/color/scale.js").Ends} Ends */

const auto = /** @type {const} */ ({ scaling: "auto", ramp: "viridis" });
/** @type {(change: Partial<Ends>) => Ends} */
const ends = (change) => ({ scaling: "linear", low: 0, high: 10, below: 0, above: 0, ...change });

test("a scale goes from end to end, and what lies beyond has their colors", () => {
  const values = Float32Array.of(-5, 0, 5, 10, 1e30, NaN, Infinity);
  const scale = scaleOf(values, auto, false, ends({ below: 1, above: 2 }));
  assert.deepEqual([...scale.shares], [0, 0, 127, 254, 254, 255, 254]);
  assert.deepEqual([scale.missing, scale.below, scale.above], [1, 1, 2]);
  assert.deepEqual([0, 0.5, 1].map(scale.at), [0, 5, 10]);
  assert.equal(scale.colors[255], noneColor(false));
  assert.deepEqual(scale.options, ["linear", "quantile"]);
});

test("without ends they are the least and the most", () => {
  const scale = scaleOf(Float32Array.of(NaN, 2, 4), auto, false);
  assert.deepEqual([0, 1].map(scale.at), [2, 4]);
  assert.deepEqual(scale.options, ["linear", "quantile", "log"]);
  const none = scaleOf(Float32Array.of(NaN), auto, false);
  assert.deepEqual([...none.shares], [255]);
});

test("the run's scaling, unless another is wished for and possible", () => {
  const values = Float32Array.of(1, 10, 100);
  const decided = ends({ scaling: "log", low: 1, high: 100 });
  const log = scaleOf(values, auto, false, decided);
  assert.equal(log.scaling, "log");
  assert.deepEqual([...log.shares], [0, 127, 254]);
  assert.ok(Math.abs(log.at(0.5) - 10) < 1e-9);
  assert.equal(scaleOf(values, { ...auto, scaling: "linear" }, false, decided).scaling, "linear");
  assert.equal(scaleOf(values, { ...auto, scaling: "diverging" }, false, decided).scaling, "log");
});

test("both sides of zero are equally far from the middle", () => {
  const values = Float32Array.of(-1, 0, 1, 4);
  const scale = scaleOf(values, auto, false, ends({ scaling: "diverging", low: -1, high: 4 }));
  assert.deepEqual([...scale.shares], [95, 127, 159, 254]);
  assert.deepEqual([0, 0.5, 1].map(scale.at), [-4, 0, 4]);
});

test("by rank each value has a place of its own", () => {
  const values = Float32Array.of(1e9, 1, 2, NaN);
  const scale = scaleOf(values, { ...auto, scaling: "quantile" }, false, ends({ above: 1 }));
  assert.deepEqual([...scale.shares], [254, 0, 127, 255]);
  assert.equal(scale.above, 0);
});

test("groups come as the run ordered them, then the rest by size, then what is empty", () => {
  const column = codedColumn("c", ["b", "a", "", "c", "c", "b", "d", "(empty)", "c"]);
  const { groups, classes } = groupsOf(column, [1, 0], 9, false);
  assert.deepEqual(groups.map(({ name, count }) => [name, count]),
    [["a", 1], ["b", 2], ["c", 3], ["d", 1], ["(empty)", 2]]);
  assert.deepEqual(groups.map(({ isRest }) => isRest), [false, false, true, true, true]);
  assert.deepEqual([...classes], [1, 0, 4, 2, 2, 1, 3, 4, 2]);
  assert.deepEqual(groups.slice(0, 2).map(({ color }) => color), categoryColors(2, false));
});

test("numbers and free texts are groups, too", () => {
  const digits = groupsOf(numberColumn("n", [2, 10, 2, NaN]), [0, 1], 4, false);
  assert.deepEqual(digits.groups.map(({ name, count }) => [name, count]),
    [["2", 2], ["10", 1], ["(empty)", 1]]);
  const texts = Array.from({ length: 300 }, (_, i) => `text ${i}`);
  const many = groupsOf(textColumn("t", texts), [0, 1, 2], 300, false);
  assert.equal(many.groups.length, 201);
  assert.deepEqual(many.groups[200].name, "other (100)");
});

test("the column says what it is", () => {
  const number = numberColumn("n", [0, 10]);
  const model = modelOf({ count: 2, columns: [number] });
  const by = { by: "column:n", ...auto };
  number.entry.groups = [0, 1];
  assert.equal(coloringOf(model, null, by, false).kind, "groups");
  number.entry.groups = undefined;
  number.entry.scale = ends({});
  assert.equal(coloringOf(model, null, by, false).kind, "scale");
  assert.equal(coloringOf(model, null, { ...by, by: "none" }, false).kind, "single");
  assert.equal(coloringOf(model, null, { ...by, by: "quality" }, false).kind, "single");
  assert.equal(columnOf(model, "column:other"), undefined);
});

test("colors between colors", () => {
  assert.equal(mixed(0x000000, 0xff8040, 0.5), 0x804020);
  assert.equal(rampColor([0, 0xffffff], 2), 0xffffff);
  assert.equal(css(0x00ff), "#0000ff");
  for (const count of [1, 8, 9, 24]) {
    assert.equal(new Set(categoryColors(count, true)).size, count);
  }
});

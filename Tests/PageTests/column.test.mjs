import assert from "node:assert/strict";
import test from "node:test";
import { crc32 } from "../../page/data/checksum.js";
import { shortest, Texts, widened } from "../../page/data/column.js";
import { DataProblem } from "../../page/data/problem.js";
import { codedColumn, numberColumn, textsOf } from "./support.mjs";

test("numbers of one to four bytes, the lowest first", () => {
  const bytes = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
  assert.deepEqual([...widened(bytes, 1)], [...bytes]);
  assert.deepEqual([...widened(bytes, 2)].slice(0, 2), [0x0201, 0x0403]);
  assert.deepEqual([...widened(bytes, 3)].slice(0, 2), [0x030201, 0x060504]);
  assert.deepEqual([...widened(bytes, 4)].slice(0, 2), [0x04030201, 0x08070605]);
});

test("texts come back, before and after a search has joined them", () => {
  const family = "\u{1F469}\u200D\u{1F467}";
  for (const values of [["a", "", "bcd"], ["ü", family, "x"], ["İ", "ǅ", "ẞ"], []]) {
    const texts = textsOf(values);
    const read = () => values.map((_, i) => texts.at(i));
    assert.deepEqual(read(), values);
    const { text, starts } = texts.folded;
    assert.deepEqual(read(), values);
    assert.deepEqual(values.map((_, i) => text.slice(starts[i], starts[i + 1])),
      values.map((value) => value.toLowerCase()));
  }
});

test("lengths that do not add up are a damaged file", () => {
  assert.throws(() => new Texts(new Uint8Array(3), Uint8Array.of(2, 0, 0, 0)), DataProblem);
});

test("a cell is what stood in the file", () => {
  assert.equal(codedColumn("c", ["x", "y", "x"]).text(2), "x");
  const numbers = numberColumn("n", [0.1, 99.9999, -7, NaN, 123456]);
  assert.deepEqual([0, 1, 2, 3, 4].map((i) => numbers.text(i)),
    ["0.1", "99.9999", "-7", "", "123456"]);
  assert.equal(shortest(Math.fround(1 / 3)), "0.333333");
});

test("the CRC-32 of RFC 1952", () => {
  assert.equal(crc32(new TextEncoder().encode("123456789")), 0xcbf43926);
  assert.equal(crc32(new Uint8Array(0)), 0);
});

import assert from "node:assert/strict";
import test from "node:test";
import { parseQuery, QueryProblem } from "../../page/find/query.js";

const columns = ["title", "Score", "two words"];
const parse = (/** @type {string} */ text) => parseQuery(text, columns);
const contains = (/** @type {string} */ text, column = /** @type {string | null} */ (null)) => ({
  isNegative: false, column, op: "contains", text,
});

test("words, phrases and columns are terms, all in lower case", () => {
  assert.deepEqual(parse('River "Big Stone"'), [contains("river"), contains("big stone")]);
  assert.deepEqual(parse("title:River"), [contains("river", "title")]);
  assert.deepEqual(parse('"two words":x'), [contains("x", "two words")]);
  assert.deepEqual(parse("   "), []);
});

test("a column is found whatever its case, and an unknown one is a word", () => {
  assert.deepEqual(parse("score:7"), [contains("7", "Score")]);
  assert.deepEqual(parse("nope:River"), [contains("nope:river")]);
  assert.deepEqual(parse("https://example.com"), [contains("https://example.com")]);
});

test("a minus turns a term round; alone it is a word", () => {
  assert.equal(parse("-stone")[0].isNegative, true);
  assert.equal(parse("-title:stone")[0].isNegative, true);
  assert.equal(parse("-")[0].isNegative, false);
});

test("comparisons need a number, equality takes words", () => {
  assert.deepEqual(parse("score>=2.5"), [
    { isNegative: false, column: "Score", op: ">=", value: 2.5, text: "2.5" },
  ]);
  assert.equal(/** @type {any} */ (parse("title=River")[0]).text, "River");
  assert.throws(() => parse("score>many"), (/** @type {unknown} */ problem) =>
    problem instanceof QueryProblem && problem.message === "Score > needs a number after it");
});

test("rows and expressions", () => {
  assert.deepEqual(parse("#12"), [{ isNegative: false, column: null, op: "row", row: 12 }]);
  const [term] = /** @type {any[]} */ (parse("title:/^A.*z$/"));
  assert.equal(term.column, "title");
  assert.ok(term.regex.test("abcZ"), "letters of either case");
  assert.ok(!/** @type {any} */ (parse("/x/u")[0]).regex.test("X"), "flags as they are given");
  assert.throws(() => parse("/(/"), QueryProblem);
});

test("what cannot be read is a word", () => {
  assert.deepEqual(parse('"unfinished'), [contains('"unfinished')]);
});

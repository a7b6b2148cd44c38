import assert from "node:assert/strict";
import test from "node:test";
import { fields } from "../../page/state/fields.js";
import { fromFragment, toFragment, withViews } from "../../page/state/link.js";
import { maskFrom, rowsText } from "../../page/state/rows.js";
import { changedAspects, History, startState } from "../../page/state/state.js";
import { modelOf, numbersFrom } from "./support.mjs";

/** @typedef {import("../../page/state/state.js").State} State */

const model = modelOf({
  count: 300, components: 10, manifest: { color: "kind" },
  maps: [{ id: "tsne", dims: 2 }, { id: "pca", dims: 2 }],
});

/** Another value of every key that the first pages had. */
const earlier = () => /** @type {State} */ ({
  map: "pca", dims: 3, axes: [3, 0, 9],
  custom: { left: "a & b", right: 'kind:"x"', down: "", up: "#1" },
  color: { by: "column:ü=&", scaling: "log", ramp: "cividis" },
  hidden: ["a,b", "ü"], query: "/x+/ =1", selection: maskOfRows(0, 1, 2, 299),
  isolated: maskOfRows(7), focus: 0, sprites: true,
});

/**
 * Another value of every key: those that came later stand here.
 * @returns {State}
 */
const changed = () => ({ ...startState(model), ...earlier() });

/** @param {...number} rows */
function maskOfRows(...rows) {
  return Uint8Array.from({ length: 300 }, (_, i) => (rows.includes(i) ? 1 : 0));
}

test("the start is said by nothing, and nothing says the start", () => {
  const start = startState(model);
  assert.deepEqual(Object.keys(start), Object.keys(fields));
  assert.equal(toFragment(model, start, null), "");
  assert.deepEqual(fromFragment(model, "").state, start);
  assert.equal(start.map, "tsne");
  assert.equal(start.color.by, "column:kind");
});

test("every key comes back from the link, and touches something", () => {
  const [start, other] = [startState(model), changed()];
  for (const name of /** @type {(keyof State)[]} */ (Object.keys(fields))) {
    const state = { ...start, [name]: other[name] };
    assert.notDeepEqual(state, start, name);
    const fragment = toFragment(model, state, null);
    assert.deepEqual(fromFragment(model, fragment).state, state, name);
    assert.deepEqual([...changedAspects(start, state)], [fields[name].aspect], name);
  }
  assert.deepEqual(fromFragment(model, toFragment(model, other, null)).state, other);
});

test("links of earlier pages open the same view", () => {
  const link = "map=pca&dims=3&axes=3.0.9&left=a+%26+b&right=kind%3A%22x%22&up=%231" +
    "&color=column%3A%C3%BC%3D%26&scale=log&ramp=cividis&hidden=%5B%22a%2Cb%22%2C%22%C3%BC%22%5D" +
    "&find=%2Fx%2B%2F+%3D1&selection=0.3.88.1&only=7.1&point=0&pictures=1&view=0.5_-1_0_2_0.6_0.35";
  const { state, camera } = fromFragment(model, link);
  assert.deepEqual(state, { ...startState(model), ...earlier() });
  assert.deepEqual(camera, { x: 0.5, y: -1, z: 0, zoom: 2, yaw: 0.6, pitch: 0.35 });
  assert.equal(toFragment(model, state, camera), link);
});

test("what is odd in a link is passed over", () => {
  const odd = "map=none&dims=4&axes=0.1.77&hidden={&selection=zz.zz&point=300&view=1_2&views=[[";
  const { state, camera, views } = fromFragment(model, odd);
  assert.deepEqual(state, startState(model));
  assert.equal(camera, null);
  assert.deepEqual(views, []);
});

test("named views stand in the link beside the state", () => {
  const views = [{ name: "a & b", fragment: "map=pca" }];
  const fragment = withViews("find=x", views);
  assert.deepEqual(fromFragment(model, fragment).views, views);
  assert.equal(fromFragment(model, fragment).state.query, "x");
  assert.equal(withViews("find=x", []), "find=x");
});

test("rows in few letters, whichever they are", () => {
  const random = numbersFrom(3);
  for (let round = 0; round < 200; round++) {
    const share = random();
    const mask = Uint8Array.from({ length: 300 }, () => (random() < share ? 1 : 0));
    const text = rowsText(mask);
    assert.deepEqual(maskFrom(text, 300), text === "" ? null : mask);
  }
  assert.equal(rowsText(new Uint8Array(9).fill(1)), "0.9");
});

test("a mask that was replaced is a change, the same mask none", () => {
  const state = { ...startState(model), selection: maskOfRows(1) };
  assert.equal(changedAspects(state, { ...state }).size, 0);
  assert.ok(changedAspects(state, { ...state, selection: maskOfRows(2) }).has("points"));
  assert.ok(changedAspects(state, { ...state, selection: null }).has("points"));
});

test("undo takes letters typed in a row as one step", () => {
  const start = startState(model);
  const history = new History(start);
  const states = ["a", "am", "amb"].map((query) => ({ ...start, query }));
  for (const state of states) history.note(state, "find");
  history.note({ ...states[2], focus: 3 }, "");
  assert.equal(history.move(-1), states[2]);
  assert.equal(history.move(-1), start);
  assert.equal(history.canUndo, false);
  assert.equal(history.move(-1), null);
  assert.equal(history.move(1), states[2]);
  history.note({ ...start, focus: 9 }, "");
  assert.equal(history.canRedo, false);
  for (let i = 0; i < 300; i++) history.note({ ...start, focus: i }, "");
  assert.equal(history.states.length, 200);
});

import assert from "node:assert/strict";
import test from "node:test";
import { Graph } from "../../page/data/graph.js";
import { neighborsOf } from "../../page/find/neighbors.js";
import { modelOf } from "./support.mjs";

test("ids of any width, and distances as shares of the farthest", () => {
  for (const width of [1, 2, 3, 4]) {
    const ids = new Uint8Array(4 * width);
    [1, 2, 0, 2].forEach((id, at) => (ids[at * width] = id));
    if (width > 2) ids[2 * width + 2] = 1;
    const shares = Uint8Array.of(51, 255, 255, 255);
    const graph = new Graph(2, ids, width, shares, Float32Array.of(10, 4));
    assert.deepEqual(graph.of(0), [
      { id: 1, distance: 2, share: 0.2 }, { id: 2, distance: 10, share: 1 },
    ]);
    assert.equal(graph.of(1)[0].id, width > 2 ? 65536 : 0);
  }
});

test("a neighbor is far when many others lie nearer on the map", () => {
  const count = 200;
  const world = new Float32Array(3 * count);
  for (let i = 0; i < count; i++) world[3 * i] = i;
  const graph = new Graph(
    2, Uint8Array.of(1, 199), 1, Uint8Array.of(128, 255), Float32Array.of(1));
  const model = modelOf({ count, graph });
  const app = /** @type {any} */ ({ model, world });
  assert.deepEqual(neighborsOf(app, 0).map(({ id, isFar }) => [id, isFar]),
    [[1, false], [199, true]]);
  // Among few neighbors, that of a share of all points is near still.
  const single = new Graph(1, Uint8Array.of(7), 1, Uint8Array.of(255), Float32Array.of(1));
  const small = { ...app, model: modelOf({ count, graph: single }) };
  assert.deepEqual(neighborsOf(small, 0).map(({ isFar }) => isFar), [false]);
  const bare = { ...app, model: modelOf({ count }) };
  assert.deepEqual(neighborsOf(bare, 0), []);
});

import assert from "node:assert/strict";
import test from "node:test";
import { matrixOf, mixedMatrix, placeOf, startCamera } from "../../page/draw/camera.js";
import { frameOf, worldOf } from "../../page/draw/frame.js";
import { pickAt, pickInside } from "../../page/draw/pick.js";
import { numbersFrom } from "./support.mjs";

const viewport = { width: 1000, height: 600, middleX: 400, middleY: 300, unit: 250 };
/** The middle of the world, and a unit along each axis. */
const world = Float32Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1);
const near = (/** @type {number[]} */ a, /** @type {number[]} */ b, most = 1e-4) =>
  a.forEach((value, i) => assert.ok(Math.abs(value - b[i]) < most, `${a} is not ${b}`));

test("a flat map: the middle in the middle, y upward, zoom about the camera", () => {
  const matrix = matrixOf(startCamera(), viewport, false);
  near(placeOf(matrix, viewport, world, 0), [400, 300, 1]);
  near(placeOf(matrix, viewport, world, 1), [650, 300, 1]);
  near(placeOf(matrix, viewport, world, 2), [400, 50, 1]);
  const close = matrixOf({ ...startCamera(), x: 1, zoom: 3 }, viewport, false);
  near(placeOf(close, viewport, world, 1), [400, 300, 1]);
  near(placeOf(close, viewport, world, 0), [400 - 750, 300, 1]);
});

test("a deep map: what one circles around stays, what is nearer is larger", () => {
  for (const yaw of [0, 0.6, 2]) {
    const matrix = matrixOf({ ...startCamera(), yaw }, viewport, true);
    near(placeOf(matrix, viewport, world, 0).slice(0, 2), [400, 300]);
  }
  const front = matrixOf({ ...startCamera(), yaw: 0, pitch: 0 }, viewport, true);
  const [, , far] = placeOf(front, viewport, world, 0);
  const [, , close] = placeOf(front, viewport, world, 3);
  assert.ok(Math.abs(far - close - 1) < 1e-6, "w is the distance from the eye");
});

test("half way between two matrices", () => {
  const [a, b] = [Float64Array.of(0, 2), Float64Array.of(4, 2)];
  assert.deepEqual([...mixedMatrix(a, b, 0.5)], [2, 2]);
});

test("the frame holds all, but is not squeezed by an outlier", () => {
  const random = numbersFrom(7);
  const axes = [0, 1].map((axis) => Float32Array.from({ length: 1000 }, () => 5 * axis + random()));
  const { center, half } = frameOf(axes);
  near([...center, half], [0.5, 5.5, 0.5], 0.01);
  const plain = worldOf(axes, frameOf(axes));
  assert.ok(plain.every((value) => Math.abs(value) <= 1.0001));
  axes[0][17] = 500;
  near([frameOf(axes).half], [0.55], 0.05);
  assert.deepEqual(frameOf([Float32Array.of(3), Float32Array.of(4)]), { center: [3, 4], half: 1 });
});

test("pointing takes the nearest point that is seen, a shape all inside", () => {
  const matrix = matrixOf(startCamera(), viewport, false);
  const paint = Uint32Array.of(0xff000000, 0xff000000, 0, 0xff000000);
  const shot = { world, paint, matrix, viewport, isDeep: false };
  assert.equal(pickAt(shot, [648, 303], 10), 1);
  assert.equal(pickAt(shot, [400, 52], 10), -1, "what is hidden is not there");
  assert.equal(pickAt(shot, [500, 500], 10), -1);
  assert.deepEqual([...pickInside(shot, (x) => x > 500)], [0, 1, 0, 0]);
});

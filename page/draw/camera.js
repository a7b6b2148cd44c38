/**
 * Where one looks from. In two dimensions: the world's point in the middle of the view. In three:
 * the point that one circles around, and the angles.
 * @typedef {{x: number, y: number, z: number, zoom: number, yaw: number, pitch: number}} Camera
 */

/**
 * The part of the page that is free for the map, in CSS pixels: its middle, and the pixels from
 * there to the edge of the frame at zoom 1; and the size of the whole canvas.
 * @typedef {{width: number, height: number, middleX: number, middleY: number,
 *   unit: number}} Viewport
 */

/** World units from the eye to the point that one circles around, at zoom 1. */
export const eyeDistance = 3.2;

/** @returns {Camera} */
export const startCamera = () => ({ x: 0, y: 0, z: 0, zoom: 1, yaw: 0.6, pitch: 0.35 });

/**
 * The 4 x 4 matrix, column by column, from the world to clip space.
 * @param {Camera} camera
 * @param {Viewport} viewport
 * @param {boolean} isDeep three dimensions
 */
export function matrixOf(camera, viewport, isDeep) {
  return isDeep ? deepMatrix(camera, viewport) : flatMatrix(camera, viewport);
}

/**
 * @param {Camera} camera
 * @param {Viewport} viewport
 */
function flatMatrix(camera, { width, height, middleX, middleY, unit }) {
  const scale = unit * camera.zoom;
  const [sx, sy] = [(2 * scale) / width, (2 * scale) / height];
  const [mx, my] = [(2 * middleX) / width - 1, 1 - (2 * middleY) / height];
  // prettier-ignore
  return Float64Array.of(
    sx, 0, 0, 0,
    0, sy, 0, 0,
    0, 0, 0, 0,
    mx - sx * camera.x, my - sy * camera.y, 0, 1);
}

/**
 * Turned by yaw about the vertical axis, then by pitch; w is the distance to the eye.
 * @param {Camera} camera
 * @param {Viewport} viewport
 */
function deepMatrix(camera, { width, height, middleX, middleY, unit }) {
  const { yaw, pitch, x, y, z } = camera;
  const [cy, sy, cp, sp] = [Math.cos(yaw), Math.sin(yaw), Math.cos(pitch), Math.sin(pitch)];
  const right = [cy, 0, -sy];
  const up = [-sp * sy, cp, -sp * cy];
  const toEye = [cp * sy, sp, cp * cy];
  const distance = eyeDistance / camera.zoom;
  const at = (/** @type {number[]} */ axis) => axis[0] * x + axis[1] * y + axis[2] * z;
  // Row of w: the distance along the view, distance - toEye . (p - target).
  const w = [-toEye[0], -toEye[1], -toEye[2], distance + at(toEye)];
  const [fx, fy] = [(2 * unit * eyeDistance) / width, (2 * unit * eyeDistance) / height];
  const [mx, my] = [(2 * middleX) / width - 1, 1 - (2 * middleY) / height];
  const [near, far] = [0.02, distance + 8];
  const [za, zb] = [(far + near) / (far - near), (-2 * far * near) / (far - near)];
  const matrix = new Float64Array(16);
  for (let c = 0; c < 4; c++) {
    const [r, u] = c < 3 ? [right[c], up[c]] : [-at(right), -at(up)];
    matrix[4 * c] = fx * r + mx * w[c];
    matrix[4 * c + 1] = fy * u + my * w[c];
    matrix[4 * c + 2] = za * w[c] + (c === 3 ? zb : 0);
    matrix[4 * c + 3] = w[c];
  }
  return matrix;
}

/**
 * The way from one matrix (0) to another (1).
 * @param {Float64Array} a
 * @param {Float64Array} b
 * @param {number} share
 */
export function mixedMatrix(a, b, share) {
  return a.map((value, i) => value + (b[i] - value) * share);
}

/**
 * Where a point of the world stands on the canvas, in CSS pixels, and its distance from the eye
 * (1 in two dimensions).
 * @param {Float64Array} m
 * @param {Viewport} viewport
 * @param {Float32Array} world
 * @param {number} i
 * @returns {[x: number, y: number, w: number]}
 */
export function placeOf(m, viewport, world, i) {
  const [x, y, z] = [world[3 * i], world[3 * i + 1], world[3 * i + 2]];
  const w = m[3] * x + m[7] * y + m[11] * z + m[15];
  const cx = (m[0] * x + m[4] * y + m[8] * z + m[12]) / w;
  const cy = (m[1] * x + m[5] * y + m[9] * z + m[13]) / w;
  return [((cx + 1) / 2) * viewport.width, ((1 - cy) / 2) * viewport.height, w];
}

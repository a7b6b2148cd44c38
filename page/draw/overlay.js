import { colorOf } from "../color/coloring.js";
import { css } from "../color/palette.js";
import { countOf } from "../select/selection.js";

/** More marked points than this are told by their color alone. */
const mostRings = 80;

/** @typedef {import("./view.js").MapView} MapView */

/**
 * What lies over the points: thumbnails, the neighbors of the chosen point, rings around what is
 * found, pointed at or chosen, and the outline being drawn.
 * @param {MapView} view
 */
export function drawOverlay(view) {
  const { overlay, viewport } = view;
  const ratio = devicePixelRatio;
  const [width, height] = [Math.round(viewport.width * ratio), Math.round(viewport.height * ratio)];
  if (overlay.width !== width) overlay.width = width;
  if (overlay.height !== height) overlay.height = height;
  const context = overlay.getContext("2d");
  if (!context) return;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, viewport.width, viewport.height);
  if (!view.morph) {
    if (view.app.state.sprites) drawThumbnails(view, context);
    drawFound(view, context);
    drawNeighbors(view, context);
    drawPointed(view, context);
  }
  drawOutline(view, context);
}

/** @param {MapView} view */
const inkColor = (view) => (view.app.isDark ? "#f2f3f5" : "#16181d");
/** @param {MapView} view */
const accentColor = (view) => (view.app.isDark ? "#ffb454" : "#c2410c");

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 * @param {string} color
 * @param {string} halo
 */
function ring(context, x, y, radius, color, halo) {
  for (const [width, style] of /** @type {[number, string][]} */ ([[4, halo], [2, color]])) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.lineWidth = width;
    context.strokeStyle = style;
    context.stroke();
  }
}

/** @param {MapView} view */
const haloColor = (view) => css(view.scene.paper) + "cc";

/** @param {MapView} view */
const ringRadius = (view) => Math.max(5, view.scene.radius / devicePixelRatio + 3);

/**
 * @param {MapView} view
 * @param {CanvasRenderingContext2D} context
 */
function drawFound(view, context) {
  const { app, scene } = view;
  const { emphasis } = app;
  if (!emphasis || app.state.focus >= 0) return;
  if ((app.hits ? app.hitCount : countOf(emphasis)) > mostRings) return;
  for (let i = 0; i < emphasis.length; i++) {
    if (!emphasis[i] || scene.paint[i] >>> 24 === 0) continue;
    const [x, y, w] = view.place(i);
    if (w > 0) ring(context, x, y, ringRadius(view), inkColor(view), haloColor(view));
  }
}

/**
 * @param {MapView} view
 * @param {CanvasRenderingContext2D} context
 */
function drawNeighbors(view, context) {
  const { app } = view;
  const { focus } = app.state;
  if (focus < 0) return;
  const [x, y] = view.place(focus);
  for (const { id, isFar } of app.neighbors) {
    const [nx, ny, w] = view.place(id);
    if (w <= 0) continue;
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(nx, ny);
    context.lineWidth = id === view.marked ? 2.5 : 1.25;
    context.setLineDash(isFar ? [5, 4] : []);
    context.strokeStyle = isFar ? accentColor(view) : inkColor(view);
    context.globalAlpha = id === view.marked ? 1 : 0.6;
    context.stroke();
    context.globalAlpha = 1;
    context.setLineDash([]);
    const color = isFar ? accentColor(view) : inkColor(view);
    ring(context, nx, ny, ringRadius(view) - 2, color, haloColor(view));
    context.fillStyle = colorOf(app, id);
    context.beginPath();
    context.arc(nx, ny, ringRadius(view) - 3, 0, 2 * Math.PI);
    context.fill();
  }
}

/**
 * @param {MapView} view
 * @param {CanvasRenderingContext2D} context
 */
function drawPointed(view, context) {
  const { app, hover, marked } = view;
  for (const [i, extra] of /** @type {[number, number][]} */ ([
    [app.state.focus, 3], [marked, 2], [hover, 1],
  ])) {
    if (i < 0) continue;
    const [x, y, w] = view.place(i);
    if (w <= 0) continue;
    ring(context, x, y, ringRadius(view) + extra, inkColor(view), haloColor(view));
    if (i === app.state.focus) label(view, context, app.label(i), x, y - ringRadius(view) - 8);
  }
}

/**
 * @param {MapView} view
 * @param {CanvasRenderingContext2D} context
 * @param {string} text
 * @param {number} x
 * @param {number} y
 */
function label(view, context, text, x, y) {
  const shown = text.length > 48 ? text.slice(0, 47) + "…" : text;
  context.font = "600 13px system-ui, sans-serif";
  context.textAlign = "center";
  context.lineWidth = 4;
  context.lineJoin = "round";
  context.strokeStyle = css(view.scene.paper);
  context.strokeText(shown, x, y);
  context.fillStyle = inkColor(view);
  context.fillText(shown, x, y);
}

/**
 * Thumbnails instead of points, as many as have room: on a grid, one a cell.
 * @param {MapView} view
 * @param {CanvasRenderingContext2D} context
 */
function drawThumbnails(view, context) {
  const { app, viewport, scene } = view;
  const { sprites } = app.model;
  if (!sprites) return;
  const size = Math.min(56, Math.max(18, 20 * Math.sqrt(view.camera.zoom)));
  const columns = Math.ceil(viewport.width / size);
  const taken = new Set();
  for (let place = scene.count - 1; place >= 0; place--) {
    const i = scene.order[place];
    if (scene.paint[i] >>> 24 < 100) continue;
    const [x, y, w] = view.place(i);
    if (w <= 0 || x < 0 || y < 0 || x > viewport.width || y > viewport.height) continue;
    const cell = Math.floor(y / size) * columns + Math.floor(x / size);
    if (taken.has(cell)) continue;
    taken.add(cell);
    const pixel = scene.paint[i];
    const color = ((pixel & 255) << 16) | (pixel & 0xff00) | ((pixel >> 16) & 255);
    const [left, top, side] = [x - size / 2 + 1, y - size / 2 + 1, size - 3];
    context.fillStyle = css(color);
    context.fillRect(left - 1.5, top - 1.5, side + 3, side + 3);
    sprites.draw(context, i, left, top, side);
  }
}

/**
 * @param {MapView} view
 * @param {CanvasRenderingContext2D} context
 */
function drawOutline(view, context) {
  const { outline } = view;
  if (outline.length < 2) return;
  context.beginPath();
  context.moveTo(...outline[0]);
  for (const spot of outline.slice(1)) context.lineTo(...spot);
  context.closePath();
  context.fillStyle = inkColor(view) + "14";
  context.fill();
  context.lineWidth = 1.5;
  context.setLineDash([5, 4]);
  context.strokeStyle = inkColor(view);
  context.stroke();
  context.setLineDash([]);
}

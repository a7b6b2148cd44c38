import { css } from "../color/palette.js";

/** @typedef {import("../draw/view.js").MapView} MapView */

/**
 * Something that lies over the points. isForMorphs: it is drawn while points move from map to map,
 * too.
 * @typedef {{isForMorphs: boolean,
 *   draw: (view: MapView, context: CanvasRenderingContext2D) => void}} Layer
 */

/** @param {MapView} view */
export const inkColor = (view) => (view.app.isDark ? "#f2f3f5" : "#16181d");

/** @param {MapView} view */
export const accentColor = (view) => (view.app.isDark ? "#ffb454" : "#c2410c");

/** @param {MapView} view */
export const haloColor = (view) => css(view.scene.paper) + "cc";

/** @param {MapView} view */
export const ringRadius = (view) => Math.max(5, view.scene.radius / devicePixelRatio + 3);

/**
 * A circle around a place, with a halo that lifts it off the points.
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} radius
 * @param {string} color
 * @param {string} halo
 */
export function ring(context, x, y, radius, color, halo) {
  for (const [width, style] of /** @type {[number, string][]} */ ([[4, halo], [2, color]])) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.lineWidth = width;
    context.strokeStyle = style;
    context.stroke();
  }
}

/**
 * A short text above a place.
 * @param {MapView} view
 * @param {CanvasRenderingContext2D} context
 * @param {string} text
 * @param {number} x
 * @param {number} y
 */
export function label(view, context, text, x, y) {
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

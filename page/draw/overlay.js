import { foundLayer } from "../layers/found.js";
import { neighborLayer } from "../layers/neighbors.js";
import { outlineLayer } from "../layers/outline.js";
import { pointedLayer } from "../layers/pointed.js";
import { thumbnailLayer } from "../layers/thumbnails.js";

/** What lies over the points, from the lowest to the topmost. */
const layers = [thumbnailLayer, foundLayer, neighborLayer, pointedLayer, outlineLayer];

/**
 * Clears the overlay, and draws its layers.
 * @param {import("./view.js").MapView} view
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
  for (const { isForMorphs, draw } of layers) {
    if (isForMorphs || !view.morph) draw(view, context);
  }
}

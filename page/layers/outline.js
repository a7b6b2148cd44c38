import { inkColor } from "./marks.js";

/**
 * The outline that is being drawn around points.
 * @type {import("./marks.js").Layer}
 */
export const outlineLayer = {
  isForMorphs: true,

  draw(view, context) {
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
  },
};

import { colorOf } from "../color/coloring.js";
import { accentColor, haloColor, inkColor, ring, ringRadius } from "./marks.js";

/**
 * Lines from the chosen point to its neighbors.
 * @type {import("./marks.js").Layer}
 */
export const neighborLayer = {
  isForMorphs: false,

  draw(view, context) {
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
  },
};

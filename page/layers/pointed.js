import { haloColor, inkColor, label, ring, ringRadius } from "./marks.js";

/**
 * Rings around the points that are chosen, walked to and pointed at; the first with its name.
 * @type {import("./marks.js").Layer}
 */
export const pointedLayer = {
  isForMorphs: false,

  draw(view, context) {
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
  },
};

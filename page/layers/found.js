import { countOf } from "../select/selection.js";
import { haloColor, inkColor, ring, ringRadius } from "./marks.js";

/** More marked points than this are told by their color alone. */
const mostRings = 80;

/**
 * Rings around the points that stand out, where they are few.
 * @type {import("./marks.js").Layer}
 */
export const foundLayer = {
  isForMorphs: false,

  draw(view, context) {
    const { app, scene } = view;
    const { emphasis } = app;
    if (!emphasis || app.state.focus >= 0) return;
    if ((app.hits ? app.hitCount : countOf(emphasis)) > mostRings) return;
    for (let i = 0; i < emphasis.length; i++) {
      if (!emphasis[i] || scene.paint[i] >>> 24 === 0) continue;
      const [x, y, w] = view.place(i);
      if (w > 0) ring(context, x, y, ringRadius(view), inkColor(view), haloColor(view));
    }
  },
};

import { css } from "../color/palette.js";

/**
 * Thumbnails instead of points, as many as have room: on a grid, one a cell.
 * @type {import("./marks.js").Layer}
 */
export const thumbnailLayer = {
  isForMorphs: false,

  draw(view, context) {
    const { app, viewport, scene } = view;
    const { sprites } = app.model;
    if (!app.state.sprites || !sprites) return;
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
  },
};

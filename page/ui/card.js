import { cellsOf } from "./cells.js";
import { byId, element, shown } from "./element.js";

/** The card beside the pointer. */
export class HoverCard {
  /** @param {import("../app.js").App} app */
  constructor(app) {
    this.app = app;
    this.card = byId("card", HTMLElement);
    this.point = -1;
  }

  /**
   * @param {number} point -1: none
   * @param {number} x of the pointer
   * @param {number} y
   */
  show(point, x, y) {
    const { card, app } = this;
    card.hidden = point < 0;
    if (point < 0) {
      this.point = -1;
      return;
    }
    if (point !== this.point) {
      this.point = point;
      card.dataset.point = String(point);
      card.replaceChildren(
        element("div", { className: "head" },
          app.model.sprites ? app.model.sprites.picture(point, 56) : null,
          element("div", { className: "grow" },
            element("h2", {}, shown(app.label(point), 90)),
            cellsOf(app, point, { most: 6, isFolded: false }))));
    }
    const { width, height } = card.getBoundingClientRect();
    const left = x + 18 + width > innerWidth ? x - 18 - width : x + 18;
    const top = Math.min(Math.max(8, y - height / 2), innerHeight - height - 8);
    card.style.transform = `translate(${Math.round(Math.max(8, left))}px, ${Math.round(top)}px)`;
  }
}

import { maskOf } from "../select/selection.js";
import { cellsOf } from "./cells.js";
import { brief, byId, element, selectHint, shown } from "./element.js";
import { hitButton } from "./hit.js";

/** The card of the chosen point: its metadata and its neighbors in the original space. */
export class PointPanel {
  /**
   * @param {import("../app.js").App} app
   * @param {import("../draw/view.js").MapView} view
   */
  constructor(app, view) {
    this.app = app;
    this.view = view;
    this.box = byId("point", HTMLElement);
    /** Points that one came from, for the way back.
     * @type {number[]} */
    this.path = [];
    app.listen((aspects) => {
      if (aspects.size > 1 || !aspects.has("points")) this.show();
    });
    this.show();
  }

  /**
   * Goes to a neighbor, and remembers the way.
   * @param {number} id
   */
  go(id) {
    this.path.push(this.app.state.focus);
    this.app.change({ focus: id });
    this.view.flyTo(id);
  }

  back() {
    const id = this.path.pop();
    if (id === undefined) return;
    this.app.change({ focus: id });
    this.view.flyTo(id);
  }

  /**
   * Marks the next neighbor in the list, or the one before.
   * @param {1 | -1} step
   */
  walk(step) {
    const ids = this.app.neighbors.map(({ id }) => id);
    if (ids.length === 0) return;
    const place = ids.indexOf(this.view.marked);
    this.mark(ids[(place + step + ids.length + (place < 0 && step < 0 ? 1 : 0)) % ids.length]);
  }

  /** @param {number} id */
  mark(id) {
    this.view.marked = id;
    for (const item of this.box.querySelectorAll("li")) {
      const isMarked = item.dataset.point === String(id);
      item.firstElementChild?.classList.toggle("marked", isMarked);
      if (isMarked && id >= 0) item.scrollIntoView({ block: "nearest" });
    }
    this.view.redraw();
  }

  /**
   * Selects the chosen point and its neighbors.
   * @param {{shiftKey: boolean, altKey: boolean}} keys
   */
  select(keys) {
    const { app } = this;
    const { focus } = app.state;
    if (focus < 0) return;
    app.select(maskOf([focus, ...app.neighbors.map(({ id }) => id)], app.model.count), keys);
  }

  show() {
    const { app, view } = this;
    const { focus } = app.state;
    view.marked = -1;
    if (focus < 0) {
      this.path = [];
      this.box.replaceChildren(element("p", { className: "hint" },
        matchMedia("(hover: none)").matches
          ? "Tap a dot to see what it is, and the rows most like it."
          : "Point at a dot to see what it is; click it for the rows most like it."));
      return;
    }
    this.box.replaceChildren(
      element("div", { className: "head" },
        app.model.sprites ? app.model.sprites.picture(focus, 72) : null,
        element("div", { className: "grow" }, element("h2", {}, shown(app.label(focus), 200)),
          element("small", { className: "hint" }, `row ${focus.toLocaleString("en")}`)),
        element("button", {
          className: "close", title: "Let go of this point (Escape)", ariaLabel: "Close",
          onclick: () => app.change({ focus: -1 }),
        }, "✕")),
      cellsOf(app, focus, { most: 200, isFolded: true }), ...this.neighborList());
  }

  /** @returns {Node[]} */
  neighborList() {
    const { app } = this;
    const { neighbors } = app;
    if (neighbors.length === 0) {
      return [element("p", { className: "hint" }, app.isComplete
        ? "The run found no neighbors to show: only t-SNE searches them."
        : "Loading neighbors…")];
    }
    const items = neighbors.map(({ id, distance, share, isFar }) => {
      const note = isFar ? `${brief(distance)} · far away on this map` : `${brief(distance)}`;
      const item = element("li", {}, hitButton(app, id, {
        title: "Go to this neighbor", act: () => this.go(id), note,
        noteClass: isFar ? "far" : "", share,
      }));
      item.dataset.point = String(id);
      item.firstElementChild?.classList.toggle("is-far", isFar);
      item.onpointerenter = () => this.mark(id);
      item.onpointerleave = () => this.mark(-1);
      return item;
    });
    return [
      element("h3", {
        title: "Nearest in the original data, not on the map; the bar is the distance",
      }, element("span", {}, `${neighbors.length} nearest in the original data`),
        element("button", {
          className: "fold", title: "Select this point and its neighbors (N)" + selectHint,
          onclick: (event) => this.select(event),
        }, "select")),
      element("ol", { className: "neighbors" }, ...items),
    ];
  }
}

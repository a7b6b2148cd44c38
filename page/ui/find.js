import { byId, element, grouped, selectHint } from "./element.js";
import { hitButton } from "./hit.js";

/** So many hits are listed. */
const mostListed = 60;

/** The search field, what it found, and the list of the best hits. */
export class FindPanel {
  /**
   * @param {import("../app.js").App} app
   * @param {import("../draw/view.js").MapView} view
   */
  constructor(app, view) {
    this.app = app;
    this.view = view;
    this.field = byId("search", HTMLInputElement);
    this.found = byId("found", HTMLElement);
    this.list = byId("hits", HTMLElement);
    this.marked = 0;
    /** @type {number[]} */
    this.hits = [];
    this.field.addEventListener("input", () => {
      app.change({ query: this.field.value }, "find");
    });
    this.field.addEventListener("keydown", (event) => this.press(event));
    app.listen((aspects) => {
      if (aspects.has("points") || aspects.has("data") || aspects.has("color")) this.show();
    });
    this.show();
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && this.hits.length > 0) {
      this.mark((this.marked + step + this.hits.length) % this.hits.length);
      event.preventDefault();
    } else if (event.key === "Enter" && this.hits.length > 0) {
      this.go(this.hits[this.marked]);
    } else if (event.key === "Escape") {
      if (this.field.value !== "") this.app.change({ query: "" });
      else byId("overlay", HTMLElement).focus();
      event.preventDefault();
    }
    event.stopPropagation();
  }

  /** @param {number} place */
  mark(place) {
    this.marked = place;
    [...this.list.children].forEach((item, i) => {
      item.firstElementChild?.classList.toggle("marked", i === place);
      if (i === place) item.scrollIntoView({ block: "nearest" });
    });
    this.view.hover = this.hits[place] ?? -1;
    this.view.redraw();
  }

  /** @param {number} point */
  go(point) {
    this.app.change({ focus: point });
    this.view.flyTo(point);
  }

  show() {
    const { app } = this;
    const { query } = app.state;
    if (this.field.value !== query) this.field.value = query;
    this.found.classList.toggle("problem", app.queryProblem !== "");
    this.hits = app.topHits(mostListed);
    this.marked = 0;
    this.found.replaceChildren(...this.words());
    this.list.replaceChildren(...this.hits.map((point, i) => {
      const button = hitButton(app, point, {
        title: "Fly to this point", act: () => this.go(point),
      });
      button.classList.toggle("marked", i === 0);
      return element("li", {}, button);
    }));
  }

  words() {
    const { app } = this;
    if (app.queryProblem !== "") return [app.queryProblem];
    if (!app.hits) return [];
    if (app.hitCount === 0) {
      return [
        app.isComplete ? "Nothing found. Searches look for parts of words." : "Still loading…",
      ];
    }
    const count = `${grouped(app.hitCount)} ${app.hitCount === 1 ? "point" : "points"}`;
    const select = element("button", {
      className: "fold", title: "Select what was found (A)" + selectHint,
      onclick: (event) => app.selectHits(event),
    }, "select");
    return [element("span", {}, count), select];
  }
}

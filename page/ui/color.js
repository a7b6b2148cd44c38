import { byId, element } from "./element.js";

/** @type {Record<string, string>} */
const scalingNames = {
  linear: "linear", log: "logarithmic", quantile: "by rank", diverging: "from zero both ways",
};

/** What colors the points: a column, how well the map kept the neighbors, or nothing. */
export class ColorPanel {
  /** @param {import("../app.js").App} app */
  constructor(app) {
    this.app = app;
    this.choice = byId("color", HTMLSelectElement);
    this.row = byId("scaling-row", HTMLElement);
    this.scaling = byId("scaling", HTMLSelectElement);
    this.ramp = byId("ramp", HTMLSelectElement);
    this.choice.onchange = () => this.change({ by: this.choice.value }, []);
    this.scaling.onchange = () =>
      this.change({ scaling: /** @type {"linear"} */ (this.scaling.value) });
    this.ramp.onchange = () => this.change({ ramp: this.ramp.value });
    app.listen((aspects) => {
      if (aspects.has("color") || aspects.has("map") || aspects.has("data")) this.show();
    });
    this.show();
  }

  /**
   * @param {Partial<import("../color/coloring.js").ColorChoice>} patch
   * @param {string[]} [hidden] of the legend; another column has other groups
   */
  change(patch, hidden = this.app.state.hidden) {
    this.app.change({ color: { ...this.app.state.color, ...patch }, hidden });
  }

  show() {
    const { app } = this;
    const { color } = app.state;
    const options = app.model.columns.map(({ name }) => ["column:" + name, name || "(no name)"]);
    if (app.map?.quality || color.by === "quality") {
      options.push(["quality", "Kept neighbors (quality of the map)"]);
    }
    options.push(["none", "One color"]);
    const isKnown = options.some(([value]) => value === color.by);
    this.choice.replaceChildren(
      ...options.map(([value, text]) => element("option", { value }, text.slice(0, 80))));
    this.choice.value = isKnown ? color.by : "none";
    const { coloring } = app;
    this.row.hidden = coloring.kind !== "scale";
    if (coloring.kind !== "scale") return;
    this.scaling.replaceChildren(...coloring.options.map((value) =>
      element("option", { value }, scalingNames[value])));
    this.scaling.value = coloring.scaling;
    this.ramp.value = color.ramp;
    this.ramp.disabled = coloring.scaling === "diverging";
  }
}

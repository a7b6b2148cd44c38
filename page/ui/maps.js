import { varianceText } from "../maps.js";
import { byId, element, grouped, shown } from "./element.js";

/** The heading: what is shown, which map of it, and along which axes. */
export class MapsBar {
  /** @param {import("../app.js").App} app */
  constructor(app) {
    this.app = app;
    const { name } = app.model.manifest;
    byId("name", HTMLElement).textContent = shown(name);
    document.title = `${shown(name, 60)} – a map of ${grouped(app.model.count)} points`;
    app.listen((aspects) => {
      if (aspects.has("map") || aspects.has("data")) this.show();
    });
    this.show();
  }

  /** The maps that there are, the custom axes last. */
  get choices() {
    const { isComplete } = this.app;
    const maps = this.app.model.maps.map(({ id, title, axes }) =>
      ({ id, title, isThere: axes.length > 0 }));
    const canCustom = this.app.model.components > 1 && this.app.model.columns.length > 0;
    const custom = { id: "custom", title: "Custom axis", isThere: isComplete };
    return canCustom ? [...maps, custom] : maps;
  }

  /** @param {string} id */
  choose(id) {
    const isThere = this.choices.some((choice) => choice.id === id && choice.isThere);
    if (isThere && id !== this.app.state.map) this.app.change({ map: id });
  }

  show() {
    const { app } = this;
    const { map, state, model } = app;
    const buttons = this.choices.map(({ id, title, isThere }, i) => {
      const isChosen = id === state.map;
      const button = element("button", {
        title: `${titles[id] ?? `Show the ${title} map`} (${i + 1})`, tabIndex: isChosen ? 0 : -1,
        disabled: !isThere && !isChosen, onclick: () => this.choose(id),
      }, title);
      button.setAttribute("role", "radio");
      button.setAttribute("aria-checked", String(isChosen));
      button.dataset.map = id;
      return button;
    });
    const box = byId("maps", HTMLElement);
    box.hidden = buttons.length < 2;
    box.replaceChildren(...buttons);
    box.onkeydown = (event) => this.step(event);
    const parts = [
      `${grouped(model.count)} points`, `${grouped(model.manifest.dimensions)} dimensions`,
      map ? map.title + (map.axes.length === 3 ? " in 3-D" : "") : "",
      map ? varianceText(model, state, map) : "",
    ];
    byId("summary", HTMLElement).textContent = parts.filter((part) => part !== "").join(" · ");
    this.showAxes();
  }

  /**
   * Arrow keys go from map to map, as in any group of radio buttons.
   * @param {KeyboardEvent} event
   */
  step(event) {
    const way = ways[event.key];
    if (!way) return;
    const ids = this.choices.map(({ id }) => id);
    const next = (ids.indexOf(this.app.state.map) + way + ids.length) % ids.length;
    this.choose(ids[next]);
    const chosen = byId("maps", HTMLElement).querySelector('[aria-checked="true"]');
    if (chosen instanceof HTMLElement) chosen.focus();
    event.preventDefault();
    event.stopPropagation();
  }

  showAxes() {
    const { app } = this;
    const box = byId("axes", HTMLElement);
    const key = app.state.map === "custom" ? "custom" : app.map?.isPrincipal ? "principal" : "";
    box.hidden = key === "";
    if (key === "custom") {
      // While one types into its fields they stay.
      if (box.dataset.key !== key) box.replaceChildren(...this.customFields());
      for (const input of box.querySelectorAll("input")) {
        const text = app.state.custom[/** @type {"left"} */ (input.name)];
        if (input !== document.activeElement && input.value !== text) input.value = text;
      }
      const note = box.querySelector("p");
      if (note) note.textContent = this.customNote();
    } else if (key === "principal") {
      box.replaceChildren(...this.componentFields());
    }
    box.dataset.key = key;
  }

  /** @returns {Node[]} */
  componentFields() {
    const { app } = this;
    const { state, model } = app;
    const dims = element("div", { className: "dims", ariaLabel: "Dimensions" });
    dims.setAttribute("role", "radiogroup");
    for (const count of /** @type {const} */ ([2, 3])) {
      if (model.components < count) continue;
      const button = element("button", {
        title: `Show ${count} components`, onclick: () => app.change({ dims: count }),
      }, `${count}-D`);
      button.setAttribute("role", "radio");
      button.setAttribute("aria-checked", String(state.dims === count));
      dims.append(button);
    }
    const variance = model.manifest.principal?.variance ?? [];
    const rows = ["x", "y", "z"].slice(0, state.dims).map((name, place) => {
      const select = element("select", {
        title: `Which principal component goes along ${name}`, ariaLabel: `Component along ${name}`,
        onchange: () => {
          const axes = [...state.axes];
          axes[place] = Number(select.value);
          app.change({ axes });
        },
      }, ...Array.from({ length: model.components }, (_, axis) =>
        element("option", { value: String(axis) },
          `PC ${axis + 1} · ${(100 * (variance[axis] ?? 0)).toFixed(1)} %`)));
      select.value = String(state.axes[place]);
      return element("label", {}, name, select);
    });
    return [element("div", { className: "components" }, dims, ...rows)];
  }

  /** @returns {Node[]} */
  customFields() {
    const { app } = this;
    const rows = /** @type {const} */ (["left", "right", "down", "up"]).map((end) => {
      /** @type {HTMLInputElement} */
      const input = element("input", {
        name: end, value: app.state.custom[end],
        placeholder: end === "down" || end === "up" ? "optional search" : "search",
        title: `The ${end} end: the middle of what this search finds`,
        ariaLabel: `Search for the ${end} end`, spellcheck: false, autocomplete: "off",
        oninput: () => app.change(
          { custom: { ...app.state.custom, [end]: input.value } }, "custom-" + end),
      });
      return element("div", { className: "row" }, element("span", {}, end), input);
    });
    return [...rows, element("p", {})];
  }

  customNote() {
    const { left, right } = this.app.state.custom;
    if (left.trim() === "" || right.trim() === "") {
      return "Type two searches: points are put along the line from the middle of one to the " +
        "middle of the other.";
    }
    if (!this.app.map) return "One of the searches finds nothing, or both find the same.";
    return "Along the line between two middles, in the space of the first " +
      `${this.app.model.components} principal components.`;
  }
}

/** @type {Record<string, number>} */
const ways = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** @type {Record<string, string>} */
const titles = {
  tsne: "t-SNE: keeps neighbors together, so that groups become islands",
  pca: "PCA: the directions in which the points differ most; distances are true along them",
  umap: "UMAP: keeps neighbors together, so that groups become islands",
  custom: "From one search to another: you choose what left and right mean",
};

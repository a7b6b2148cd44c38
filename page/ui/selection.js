import { download, exported } from "../select/export.js";
import { countOf } from "../select/selection.js";
import { byId, element, grouped, refill } from "./element.js";

/**
 * What the next selection does to the one that is there.
 * @type {[mode: import("../select/selection.js").Mode, word: string, title: string][]}
 */
const modes = [
  ["replace", "new", "The next selection takes the place of this one"],
  ["add", "add", "The next selection is added to this one (or hold Shift)"],
  ["subtract", "take away", "The next selection is taken away from this one (or hold Alt)"],
  ["intersect", "common", "Only what this and the next selection share stays (or hold both)"],
];

/** What is selected, and what can be done with it. */
export class SelectionPanel {
  /** @param {import("../app.js").App} app */
  constructor(app) {
    this.app = app;
    this.box = byId("selection", HTMLElement);
    app.listen((aspects) => {
      if (aspects.has("points") || aspects.has("data")) this.show();
    });
    this.show();
  }

  invert() {
    const { selection } = this.app.state;
    const { visible } = this.app;
    const mask = visible.map((value, i) => value & (1 - (selection ? selection[i] : 0)));
    this.app.change({ selection: countOf(mask) > 0 ? mask : null });
  }

  /** Shows only the selection, or all again. */
  isolate() {
    const { isolated, selection } = this.app.state;
    if (isolated) this.app.change({ isolated: null });
    else if (selection) this.app.change({ isolated: selection, selection: null });
  }

  /** @param {import("../select/export.js").ExportFormat} format */
  save(format) {
    const { app } = this;
    const mask = app.state.selection;
    if (!mask || !app.map) return;
    const ending = format === "ids" ? "ids.txt" : format;
    const name = app.model.manifest.name.replace(/[^\p{L}\p{N}._-]+/gu, "_") || "map";
    download(`${name}-selection.${ending}`, exported(app.model, app.map, mask, format));
  }

  show() {
    const { app } = this;
    const { selection, isolated } = app.state;
    /** @type {Node[]} */
    const parts = [];
    if (selection) parts.push(...this.selected(selection));
    if (isolated) {
      parts.push(
        element("p", { className: "hint" },
          `Only ${grouped(countOf(isolated))} of ${grouped(app.model.count)} points are shown. `,
          element("button", {
            className: "fold", title: "Show all points again (O)",
            onclick: () => app.change({ isolated: null }),
          }, "Show all")));
    }
    refill(this.box, ...parts);
  }

  /**
   * @param {Uint8Array} selection
   * @returns {Node[]}
   */
  selected(selection) {
    const { app } = this;
    const { visible } = app;
    const count = countOf(selection);
    const unseen = count - countOf(visible.map((value, i) => value & selection[i]));
    /** @type {(text: string, title: string, onclick: () => void) => HTMLElement} */
    const button = (text, title, onclick) => element("button", { title, onclick }, text);
    return [
      element("h2", {}, `${grouped(count)} selected`,
        unseen === 0 ? null
          : element("small", { className: "hint" }, ` ${grouped(unseen)} of them hidden`)),
      this.modeChoice(),
      element("div", { className: "actions" },
        button("Only these", "Show only the selection (O)", () => this.isolate()),
        button("Invert", "Select all others instead (I)", () => this.invert()),
        button("Clear", "Select nothing (Escape)", () => app.change({ selection: null }))),
      element("div", { className: "actions" },
        button("CSV", "Save the selected rows as CSV", () => this.save("csv")),
        button("JSON lines", "Save the selected rows, one JSON object a line",
          () => this.save("jsonl")),
        button("Row numbers", "Save the numbers of the selected rows, counted from 0",
          () => this.save("ids"))),
    ];
  }

  modeChoice() {
    const { app } = this;
    const box = element("div", { className: "modes", ariaLabel: "The next selection" },
      element("span", {}, "next:"));
    box.setAttribute("role", "radiogroup");
    for (const [mode, word, title] of modes) {
      const choice = element("button", {
        title,
        onclick: () => {
          app.mode = mode;
          this.show();
        },
      }, word);
      choice.setAttribute("role", "radio");
      choice.setAttribute("aria-checked", String(app.mode === mode));
      choice.dataset.mode = mode;
      box.append(choice);
    }
    return box;
  }
}

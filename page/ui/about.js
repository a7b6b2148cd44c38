import { brief, byId, element, shown } from "./element.js";

/**
 * Names of yardsticks for people.
 * @type {Record<string, [name: string, meaning: string]>}
 */
const yardsticks = {
  kl: ["KL divergence", "what t-SNE makes small; comparable only at the same perplexity"],
  recall10: [
    "10-neighbor recall",
    "share of the 10 nearest in the original data that are among the 10 nearest on the map",
  ],
  explained_variance: ["explained variance", "share of all variance that the map shows"],
  quality: ["kept neighbors", "mean share of 15 neighbors that the map keeps"],
};

/** Where the map comes from, and how far to trust it. */
export class AboutPanel {
  /** @param {import("../app.js").App} app */
  constructor(app) {
    this.app = app;
    app.listen((aspects) => {
      if (aspects.has("map") || aspects.has("data")) this.show();
    });
    this.show();
  }

  show() {
    const { manifest } = this.app.model;
    const { map } = this.app;
    const measures = Object.entries(map?.metrics ?? {}).flatMap(([name, value]) => {
      const [title, meaning] = yardsticks[name] ?? [name.replaceAll("_", " "), ""];
      return value === null ? [] : [row(title, brief(value), meaning)];
    });
    const parameters = Object.entries(manifest.parameters).flatMap(([name, value]) =>
      value === null ? [] : [row(name.replaceAll("_", " "), textOf(value))]);
    byId("about-body", HTMLElement).replaceChildren(
      element("p", {}, "Near on the map means alike in the data, mostly. Distances between " +
        "islands, their sizes, and which way is up mean little."),
      element("dl", { className: "cells" },
        ...measures, ...parameters, row("made by", manifest.tool)),
      ...manifest.notes.map((note) => element("p", { className: "hint" }, shown(note))));
  }
}

/**
 * @param {unknown} value
 * @returns {string}
 */
function textOf(value) {
  if (Array.isArray(value)) return value.map(textOf).join(", ");
  if (typeof value !== "number") return shown(String(value));
  return Number.isInteger(value) ? String(value) : brief(value);
}

/**
 * @param {string} name
 * @param {string} value
 * @param {string} [title]
 */
function row(name, value, title = "") {
  return element("div", { title }, element("dt", {}, name), element("dd", {}, value));
}

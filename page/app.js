import { coloringOf, columnOf } from "./color/coloring.js";
import { bestHits, search } from "./find/search.js";
import { neighborsOf } from "./find/neighbors.js";
import { QueryProblem } from "./find/query.js";
import { shownMap, worldOfMap } from "./maps.js";
import { combined, countOf, modeOf } from "./select/selection.js";
import { changedAspects, History, startState } from "./state/state.js";

/** @typedef {import("./state/state.js").State} State */
/** @typedef {import("./state/fields.js").Aspect} Aspect */

/** The page's heart: its state, and what follows from it. */
export class App {
  /** @param {import("./data/model.js").Model} model */
  constructor(model) {
    this.model = model;
    /** @type {State} */
    this.state = startState(model);
    this.history = new History(this.state);
    this.isDark = false;
    /** How the next selection goes with the one that is there, unless keys say otherwise.
     * @type {import("./select/selection.js").Mode} */
    this.mode = "replace";
    /** @type {((aspects: Set<Aspect>) => void)[]} */
    this.listeners = [];
    /** @type {import("./data/model.js").MapData | null} */
    this.map = null;
    /** @type {Float32Array} */
    this.world = new Float32Array(3 * model.count);
    /** @type {import("./color/coloring.js").Coloring} */
    this.coloring = { kind: "single", color: 0 };
    /** What the search finds; null: no search.
     * @type {Uint8Array | null} */
    this.hits = null;
    this.hitCount = 0;
    this.queryProblem = "";
    /** @type {{focus: number, world: Float32Array, isComplete: boolean,
     *   list: import("./find/neighbors.js").Neighbor[]} | undefined} */
    this.neighborCache = undefined;
    /** @type {string | undefined} */
    this.labelColumnCache = undefined;
    /** Whether metadata and neighbors are there. */
    this.isComplete = false;
    this.derive(new Set(["map", "color", "points"]), this.state);
  }

  /** @param {(aspects: Set<Aspect>) => void} listener */
  listen(listener) {
    this.listeners.push(listener);
  }

  /**
   * Changes the state, as one step that undo takes back.
   * @param {Partial<State>} patch
   * @param {string} [topic] changes of the same topic in a row are one step
   */
  change(patch, topic = "") {
    this.history.note({ ...this.state, ...patch }, topic);
    this.adopt({ ...this.state, ...patch });
  }

  /**
   * Selects points, however they were found.
   * @param {Uint8Array} fresh a mask
   * @param {{shiftKey: boolean, altKey: boolean}} keys that are down
   * @param {Partial<State>} [patch] what else changes in the same step
   */
  select(fresh, keys, patch = {}) {
    const mode = keys.shiftKey || keys.altKey ? modeOf(keys) : this.mode;
    this.change({ ...patch, selection: combined(this.state.selection, fresh, mode) });
  }

  /** Selects what the search finds, and ends the search.
   * @param {{shiftKey: boolean, altKey: boolean}} keys */
  selectHits(keys) {
    if (this.hits && this.hitCount > 0) this.select(this.hits, keys, { query: "" });
  }

  undo() {
    const state = this.history.move(-1);
    if (state) this.adopt(state);
  }

  redo() {
    const state = this.history.move(1);
    if (state) this.adopt(state);
  }

  /** @param {State} state */
  adopt(state) {
    const old = this.state;
    this.state = state;
    // With nothing selected there is nothing to add to or to take away from.
    if (!state.selection) this.mode = "replace";
    const aspects = changedAspects(old, state);
    // Every map has a quality of its own.
    if (aspects.has("map") && state.color.by === "quality") aspects.add("color");
    this.derive(aspects, old);
    this.tell(aspects);
  }

  /**
   * Light or dark.
   * @param {boolean} isDark
   */
  setDark(isDark) {
    if (this.isDark === isDark) return;
    this.isDark = isDark;
    this.derive(new Set(["color"]), this.state);
    this.tell(new Set(["color"]));
  }

  /** All maps have come, and how well each of them kept the neighbors. */
  completeMaps() {
    const map = shownMap(this.model, this.state);
    if (this.map && map) this.map = map;
    this.tell(new Set(["data"]));
  }

  /** The rest of the data has come. */
  complete() {
    const { state, coloring } = this;
    this.isComplete = true;
    /** @type {Set<Aspect>} */
    const aspects = new Set(["focus", "data"]);
    // Only what had to wait: custom axes and searches for texts, colors for their column.
    if (state.map === "custom") aspects.add("map");
    if (coloring.kind === "single" && state.color.by !== "none") aspects.add("color");
    if (state.query !== "") aspects.add("points");
    this.derive(aspects, null);
    this.tell(aspects);
  }

  /** @param {Set<Aspect>} aspects */
  tell(aspects) {
    for (const listener of this.listeners) listener(aspects);
  }

  /**
   * @param {Set<Aspect>} aspects
   * @param {State | null} old null: everything may be different
   */
  derive(aspects, old) {
    const { model, state } = this;
    if (aspects.has("map")) {
      this.map = shownMap(model, state);
      if (this.map) this.world = worldOfMap(this.map);
    }
    if (aspects.has("color")) {
      this.coloring = coloringOf(model, this.map, state.color, this.isDark);
    }
    if (aspects.has("points") && (!old || old.query !== state.query)) this.find();
  }

  /** Of the chosen point, in the original space, and where the map has put them.
   * @returns {import("./find/neighbors.js").Neighbor[]} */
  get neighbors() {
    const { focus } = this.state;
    const { world } = this;
    if (this.neighborCache?.focus !== focus || this.neighborCache.world !== world ||
        this.neighborCache.isComplete !== this.isComplete) {
      const list = focus < 0 ? [] : neighborsOf(this, focus);
      this.neighborCache = { focus, world, isComplete: this.isComplete, list };
    }
    return this.neighborCache.list;
  }

  find() {
    const text = this.state.query;
    this.queryProblem = "";
    this.hits = null;
    if (text.trim() !== "") {
      try {
        this.hits = search(this.model, text);
      } catch (problem) {
        if (!(problem instanceof QueryProblem)) throw problem;
        this.queryProblem = problem.message;
      }
    }
    this.hitCount = countOf(this.hits);
  }

  /**
   * The best of the hits.
   * @param {number} most
   */
  topHits(most) {
    return this.hits ? bestHits(this.model, this.hits, this.state.query, most) : [];
  }

  /** Points that are shown at all: not hidden by the legend, not outside what is isolated. */
  get visible() {
    const { coloring, state, model } = this;
    const { isolated } = state;
    const visible = isolated ? Uint8Array.from(isolated) : new Uint8Array(model.count).fill(1);
    if (coloring.kind !== "groups" || state.hidden.length === 0) return visible;
    const isHidden = coloring.groups.map(({ name }) => state.hidden.includes(name));
    for (let i = 0; i < visible.length; i++) if (isHidden[coloring.classes[i]]) visible[i] = 0;
    return visible;
  }

  /** The points that stand out; null: none do. */
  get emphasis() {
    return this.hits ?? this.state.selection;
  }

  /**
   * The most telling text of a point: of the column that reads like names, else of any, else its
   * row.
   * @param {number} i
   */
  label(i) {
    const { columns } = this.model;
    const naming = columns.find(({ kind, name }) => kind === "text" && name === this.labelColumn);
    const column = naming ?? columnOf(this.model, this.state.color.by) ??
      columns.find(({ name }) => name === this.model.manifest.color) ?? columns[0];
    const text = column && (column.texts || column.numbers) ? column.text(i) : "";
    if (text === "") return `row ${i}`;
    return column?.kind === "number" ? `${column.name} ${text}` : text;
  }

  /** The column of texts that reads like names: short, and different for most points. */
  get labelColumn() {
    this.labelColumnCache ??= this.findLabelColumn();
    return this.labelColumnCache;
  }

  findLabelColumn() {
    if (!this.isComplete) return undefined;
    const step = Math.max(1, Math.floor(this.model.count / 200));
    let best = { score: -Infinity, name: "" };
    for (const column of this.model.columns) {
      if (column.kind !== "text") continue;
      let [length, blank, codes, taken] = [0, 0, 0, 0];
      for (let i = 0; i < this.model.count; i += step) {
        const text = column.text(i);
        length += text.length;
        if (text === "") blank++;
        if (/\d{3}/.test(text) && !/\s/.test(text)) codes++;
        taken++;
      }
      const score = -Math.abs(length / taken - 14) / 10 - (3 * blank) / taken - (4 * codes) / taken;
      if (score > best.score) best = { score, name: column.name };
    }
    return best.name;
  }
}

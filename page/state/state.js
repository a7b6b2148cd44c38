/**
 * All that a person can change, and that undo brings back.
 * @typedef {{
 *   map: string, dims: 2 | 3, axes: number[],
 *   custom: {left: string, right: string, down: string, up: string},
 *   color: import("../color/coloring.js").ColorChoice,
 *   hidden: string[], query: string,
 *   selection: Uint8Array | null, isolated: Uint8Array | null, focus: number,
 *   sprites: boolean,
 * }} State
 *
 * map: the id of a map, or "custom". dims, axes: of the principal components that are shown.
 * custom: four searches, whose centroids are the ends of the custom axes.
 * hidden: names of the legend's groups. isolated: the only points that are shown; null: all.
 * focus: the point whose card and neighbors are shown; -1: none.
 */

/**
 * @param {import("../data/model.js").Model} model
 * @returns {State}
 */
export function startState(model) {
  const map = model.maps[0];
  const { color } = model.manifest;
  return {
    map: map?.id ?? "custom", dims: map?.dims === 3 ? 3 : 2, axes: [0, 1, 2],
    custom: { left: "", right: "", down: "", up: "" },
    color: { by: color === null ? "none" : "column:" + color, scaling: "linear", ramp: "viridis" },
    hidden: [], query: "", selection: null, isolated: null, focus: -1, sprites: false,
  };
}

/** States that were, and those that were undone. Cameras are not part of them. */
export class History {
  /** @param {State} first */
  constructor(first) {
    this.states = [first];
    this.at = 0;
    this.topic = "";
  }

  /**
   * Notes a state. Changes of one topic in a row, as letters typed into the search, are one step.
   * @param {State} state
   * @param {string} topic "" for a step of its own
   */
  note(state, topic) {
    if (topic !== "" && topic === this.topic && this.at > 0) this.at--;
    this.topic = topic;
    this.states.length = this.at + 1;
    this.states.push(state);
    if (this.states.length > 200) this.states.shift();
    this.at = this.states.length - 1;
  }

  get canUndo() {
    return this.at > 0;
  }

  get canRedo() {
    return this.at < this.states.length - 1;
  }

  /**
   * @param {1 | -1} step
   * @returns {State | null}
   */
  move(step) {
    const state = this.states[this.at + step];
    if (!state) return null;
    this.at += step;
    this.topic = "";
    return state;
  }
}


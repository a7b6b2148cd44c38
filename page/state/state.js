import { fields } from "./fields.js";

/**
 * All that a person can change, and that undo brings back: a value for each of the fields.
 * @typedef {{[Name in keyof typeof fields]: ReturnType<(typeof fields)[Name]["start"]>}} State
 */

/**
 * The table without its types, to be walked.
 * @type {[keyof State, import("./fields.js").Field<any>][]}
 */
export const fieldList = /** @type {any[]} */ (Object.entries(fields));

/**
 * @param {import("../data/model.js").Model} model
 * @returns {State}
 */
export function startState(model) {
  return /** @type {State} */ (
    Object.fromEntries(fieldList.map(([name, { start }]) => [name, start(model)])));
}

/**
 * What of the page changes from one state to another.
 * @param {State} from
 * @param {State} to
 * @returns {Set<import("./fields.js").Aspect>}
 */
export function changedAspects(from, to) {
  const changed = fieldList.filter(([name]) => !isSame(from[name], to[name]));
  return new Set(changed.map(([, { aspect }]) => aspect));
}

/**
 * Masks are replaced, never changed, so that none has to be compared point by point.
 * @param {unknown} a
 * @param {unknown} b
 */
function isSame(a, b) {
  if (a === b) return true;
  if (a instanceof Uint8Array || b instanceof Uint8Array) return false;
  return JSON.stringify(a) === JSON.stringify(b);
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

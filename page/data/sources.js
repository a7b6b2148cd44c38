import { DataProblem, missingBlock, remedy, unreadableBlock } from "./problem.js";

/** @typedef {import("./manifest.js").BlockEntry} BlockEntry */

/**
 * Where the packed blocks come from: each is there before the whole file is.
 * @typedef {{packed: (name: string, entry: BlockEntry) => Promise<Uint8Array>}} Source
 */

/**
 * The element of this id as soon as the browser has read it to its end; null: the page ended
 * without it.
 * @param {string} id
 * @returns {Promise<HTMLElement | null>}
 */
export function parsed(id) {
  return new Promise((resolve) => {
    const look = () => {
      const element = document.getElementById(id);
      // What follows an element comes after its end.
      if (!element?.nextSibling && document.readyState === "loading") return;
      observer.disconnect();
      document.removeEventListener("readystatechange", look);
      resolve(element);
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { childList: true });
    document.addEventListener("readystatechange", look);
    look();
  });
}

/** Blocks that stand in the page as base64; their texts leave the page when they have been read. */
export class PageSource {
  /**
   * @param {string} name
   * @returns {Promise<Uint8Array>}
   */
  async packed(name) {
    const element = await parsed("block:" + name);
    if (!element) throw missingBlock(name);
    try {
      const bytes = fromBase64(element.textContent ?? "");
      element.remove();
      return bytes;
    } catch {
      throw unreadableBlock(name);
    }
  }
}

/**
 * @param {string} text
 * @returns {Uint8Array}
 */
function fromBase64(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = letters.charCodeAt(i);
  return bytes;
}

/** Blocks one after the other in a file beside the page, taken as they arrive. */
export class FileSource {
  /**
   * @param {Record<string, BlockEntry>} entries in the order of the file
   * @param {ReadableStream<Uint8Array>} stream
   */
  constructor(entries, stream) {
    /** @type {Map<string, {start: number, end: number}>} */
    this.places = new Map();
    let end = 0;
    for (const [name, { packed }] of Object.entries(entries)) {
      this.places.set(name, { start: end, end: (end += packed) });
    }
    this.bytes = new Uint8Array(end);
    this.arrived = 0;
    /** @type {DataProblem | null} */
    this.problem = null;
    /** Those who wait for bytes up to some place.
     * @type {(() => void)[]} */
    this.waiting = [];
    this.read(stream);
  }

  /** @param {ReadableStream<Uint8Array>} stream */
  async read(stream) {
    const reader = stream.getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        const room = Math.max(0, this.bytes.length - this.arrived);
        if (room > 0) this.bytes.set(value.subarray(0, room), this.arrived);
        this.arrived += value.length;
        this.wake();
      }
    } catch {
      // What is missing is told below.
    }
    if (this.arrived !== this.bytes.length) {
      this.problem = new DataProblem(
        `The data file has ${this.arrived} bytes instead of ${this.bytes.length}. ${remedy}`);
    }
    this.wake();
  }

  wake() {
    const woken = this.waiting;
    this.waiting = [];
    for (const resolve of woken) resolve();
  }

  /**
   * @param {string} name
   * @returns {Promise<Uint8Array>}
   */
  async packed(name) {
    const place = this.places.get(name);
    if (!place) throw missingBlock(name);
    while (this.arrived < place.end && !this.problem) {
      await new Promise((resolve) => this.waiting.push(() => resolve(undefined)));
    }
    if (this.problem) throw this.problem;
    return this.bytes.subarray(place.start, place.end);
  }
}

import { DataProblem } from "./problem.js";

/**
 * Whole numbers of 1 to 4 bytes each, the lowest byte first.
 * @param {Uint8Array} bytes
 * @param {number} width
 */
export function widened(bytes, width) {
  if (width === 1) return bytes;
  if (width === 2) return new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2);
  if (width === 4) return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
  const numbers = new Uint32Array(bytes.length / 3);
  for (let i = 0; i < numbers.length; i++) {
    numbers[i] = bytes[3 * i] | (bytes[3 * i + 1] << 8) | (bytes[3 * i + 2] << 16);
  }
  return numbers;
}

/** Texts in one stretch of UTF-8; each is decoded when it is asked for. */
export class Texts {
  /**
   * @param {Uint8Array} bytes
   * @param {Uint8Array} lengths u32 each, in bytes
   */
  constructor(bytes, lengths) {
    this.bytes = bytes;
    const sizes = widened(lengths, 4);
    this.starts = new Uint32Array(sizes.length + 1);
    for (let i = 0; i < sizes.length; i++) this.starts[i + 1] = this.starts[i] + sizes[i];
    if (this.starts[sizes.length] !== bytes.length) {
      throw new DataProblem("This file is damaged: the lengths of its texts do not add up.");
    }
    /** All texts in one string, once a search has made it, where a byte is a letter.
     * @type {string | null} */
    this.plain = null;
    /** @type {{text: string, starts: Uint32Array} | undefined} */
    this.foldedCache = undefined;
    this.decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  }

  get count() {
    return this.starts.length - 1;
  }

  /** @param {number} i */
  at(i) {
    if (this.plain !== null) return this.plain.slice(this.starts[i], this.starts[i + 1]);
    return this.decoder.decode(this.bytes.subarray(this.starts[i], this.starts[i + 1]));
  }

  /**
   * All texts in lower case, joined, and where each begins in it: for a search by one scan.
   * @returns {{text: string, starts: Uint32Array}}
   */
  get folded() {
    this.foldedCache ??= this.fold();
    return this.foldedCache;
  }

  fold() {
    const whole = this.decoder.decode(this.bytes);
    const lower = whole.toLowerCase();
    if (whole.length === this.bytes.length) this.plain = whole;
    if (lower.length === this.bytes.length) return { text: lower, starts: this.starts };
    const rows = Array.from({ length: this.count }, (_, i) => this.at(i).toLowerCase());
    const starts = new Uint32Array(rows.length + 1);
    rows.forEach((row, i) => (starts[i + 1] = starts[i] + row.length));
    return { text: rows.join(""), starts };
  }
}

/** One metadata column: a text, and for numbers a number, of every point. */
export class Column {
  /** @param {import("./manifest.js").ColumnEntry} entry */
  constructor(entry) {
    this.entry = entry;
    this.name = entry.name;
    this.kind = entry.kind;
    /** @type {Float32Array | null} */
    this.numbers = null;
    /** Each point's place in the dictionary; null: the texts are not in a dictionary.
     * @type {Uint8Array | Uint16Array | Uint32Array | null} */
    this.codes = null;
    /** The dictionary, or a text a point; null: the numbers say it all.
     * @type {Texts | null} */
    this.texts = null;
  }

  get isLoaded() {
    return this.numbers !== null || this.texts !== null;
  }

  /** @param {import("./blocks.js").Blocks} blocks */
  async load(blocks) {
    const { entry } = this;
    const [numbers, codes, texts, lengths] = await Promise.all(
      [entry.numbers, entry.codes, entry.texts, entry.lengths].map((name) =>
        name === undefined ? null : blocks.bytes(name)));
    if (numbers) {
      this.numbers = new Float32Array(numbers.buffer, numbers.byteOffset, numbers.length / 4);
    }
    if (codes) this.codes = widened(codes, entry.width ?? 4);
    if (texts && lengths) this.texts = new Texts(texts, lengths);
  }

  /**
   * What stood in the file; "" where nothing did.
   * @param {number} i
   */
  text(i) {
    if (this.texts) return this.texts.at(this.codes ? this.codes[i] : i);
    const value = this.numbers ? this.numbers[i] : NaN;
    return Number.isNaN(value) ? "" : shortest(value);
  }
}

/**
 * A float32 as it stood in the file, which had at most six digits.
 * @param {number} value
 */
export function shortest(value) {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
}

/** What is wrong with the file, in one sentence for the person who opened it. */
export class DataProblem extends Error {}

const remedy = "Copy or download it again, or repeat the run that made it.";

/**
 * How one block lies in the file.
 * @typedef {{packing: "gzip" | "none", bytes: number, packed: number, crc32: number}} BlockEntry
 */

/** The packed blocks of data: each is unpacked and checked when it is first asked for. */
export class Blocks {
  /**
   * @param {Record<string, BlockEntry>} entries in the order of the file
   * @param {ArrayBuffer | null} file all blocks, one after the other; null: they are in the page
   */
  constructor(entries, file) {
    this.entries = entries;
    /** @type {Map<string, () => Uint8Array>} */
    this.sources = new Map();
    let start = 0;
    for (const [name, entry] of Object.entries(entries)) {
      const at = start;
      this.sources.set(name, () => (file ? new Uint8Array(file, at, entry.packed) : inPage(name)));
      start += entry.packed;
    }
    if (file && file.byteLength !== start) {
      throw new DataProblem(
        `The data file has ${file.byteLength} bytes instead of ${start}. ${remedy}`);
    }
  }

  /**
   * The bytes of a block.
   * @param {string} name
   * @returns {Promise<Uint8Array>}
   */
  async bytes(name) {
    const entry = this.entries[name];
    const source = this.sources.get(name);
    if (!entry || !source) throw new DataProblem(`The block "${name}" is missing. ${remedy}`);
    const packed = source();
    if (packed.length !== entry.packed) {
      throw new DataProblem(
        `This file is damaged or was cut off: its block "${name}" has ${packed.length} bytes ` +
          `instead of ${entry.packed}. ${remedy}`);
    }
    if (entry.packing === "none") return checked(name, packed, entry);
    const trailer = new DataView(packed.buffer, packed.byteOffset + packed.length - 8, 4);
    if (trailer.getUint32(0, true) !== entry.crc32) throw damaged(name);
    return unpacked(name, packed, entry);
  }
}

/** @param {string} name */
function damaged(name) {
  return new DataProblem(
    `This file is damaged: the checksum of its block "${name}" is wrong. ${remedy}`);
}

/**
 * @param {string} name
 * @param {Uint8Array} bytes
 * @param {BlockEntry} entry
 */
function checked(name, bytes, entry) {
  if (crc32(bytes) !== entry.crc32) throw damaged(name);
  return bytes;
}

/**
 * gzip's own checksum is tested by the browser.
 * @param {string} name
 * @param {Uint8Array} packed
 * @param {BlockEntry} entry
 */
async function unpacked(name, packed, entry) {
  try {
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
    if (bytes.length === entry.bytes) return bytes;
  } catch (problem) {
    if (!(problem instanceof TypeError)) throw problem;
  }
  throw damaged(name);
}

/**
 * A block that stands in the page as base64; its text leaves the page when it has been read.
 * @param {string} name
 */
function inPage(name) {
  const element = document.getElementById("block:" + name);
  if (!element) {
    throw new DataProblem(
      `This file is damaged or was cut off: its block "${name}" is missing. ${remedy}`);
  }
  const text = element.textContent ?? "";
  try {
    const bytes = fromBase64(text);
    element.remove();
    return bytes;
  } catch {
    throw damaged(name);
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

/** @type {Uint32Array | null} */
let crcTable = null;

/**
 * The CRC-32 of gzip and PNG.
 * @param {Uint8Array} bytes
 */
export function crc32(bytes) {
  crcTable ??= Uint32Array.from({ length: 256 }, (_, n) => {
    for (let bit = 0; bit < 8; bit++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
    return n;
  });
  let sum = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) sum = crcTable[(sum ^ bytes[i]) & 255] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}

import { crc32 } from "./checksum.js";
import { DataProblem, damagedBlock, missingBlock, remedy } from "./problem.js";

/** @typedef {import("./manifest.js").BlockEntry} BlockEntry */

/** The blocks of data: each is waited for, unpacked and checked when it is asked for. */
export class Blocks {
  /**
   * @param {Record<string, BlockEntry>} entries
   * @param {import("./sources.js").Source} source
   */
  constructor(entries, source) {
    this.entries = entries;
    this.source = source;
  }

  /**
   * The bytes of a block; each can be asked for once.
   * @param {string} name
   * @returns {Promise<Uint8Array>}
   */
  async bytes(name) {
    const entry = this.entries[name];
    if (!entry) throw missingBlock(name);
    const packed = await this.source.packed(name, entry);
    if (packed.length !== entry.packed) {
      throw new DataProblem(
        `This file is damaged or was cut off: its block "${name}" has ${packed.length} bytes ` +
          `instead of ${entry.packed}. ${remedy}`);
    }
    if (entry.packing === "none") return checked(name, packed, entry);
    const trailer = new DataView(packed.buffer, packed.byteOffset + packed.length - 8, 4);
    if (trailer.getUint32(0, true) !== entry.crc32) throw damagedBlock(name);
    return unpacked(name, packed, entry);
  }
}

/**
 * @param {string} name
 * @param {Uint8Array} bytes
 * @param {BlockEntry} entry
 */
function checked(name, bytes, entry) {
  if (crc32(bytes) !== entry.crc32) throw damagedBlock(name);
  return bytes;
}

/** So many packed bytes are unpacked in one go: what the first picture needs is not cut up. */
const feedSize = 1 << 22;

/**
 * @param {WritableStreamDefaultWriter<Uint8Array>} writer
 * @param {Uint8Array} packed
 */
async function feed(writer, packed) {
  for (let at = 0; at < packed.length; at += feedSize) {
    await writer.write(packed.subarray(at, at + feedSize));
  }
  await writer.close();
}

/**
 * gzip's own checksum is tested by the browser.
 * @param {string} name
 * @param {Uint8Array} packed
 * @param {BlockEntry} entry
 */
async function unpacked(name, packed, entry) {
  try {
    const { readable, writable } = new DecompressionStream("gzip");
    const [buffer] = await Promise.all([
      new Response(readable).arrayBuffer(), feed(writable.getWriter(), packed),
    ]);
    const bytes = new Uint8Array(buffer);
    if (bytes.length === entry.bytes) return bytes;
  } catch (problem) {
    if (!(problem instanceof TypeError)) throw problem;
  }
  throw damagedBlock(name);
}

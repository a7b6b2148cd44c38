import { widened } from "./column.js";

/** The nearest neighbors of every point in the original space, nearest first. */
export class Graph {
  /**
   * @param {number} k neighbors of each point
   * @param {Uint8Array | Uint16Array | Uint32Array} ids
   * @param {Uint8Array} shares distances, 255 = the point's farthest neighbor
   * @param {Float32Array} farthest distance of that one
   */
  constructor(k, ids, shares, farthest) {
    this.k = k;
    this.ids = ids;
    this.shares = shares;
    this.farthest = farthest;
  }

  /**
   * @param {import("./blocks.js").Blocks} blocks
   * @param {{k: number, width: number}} entry
   */
  static async load(blocks, entry) {
    const farthest = await blocks.bytes("farthest");
    return new Graph(
      entry.k, widened(await blocks.bytes("neighbors"), entry.width),
      await blocks.bytes("nearness"),
      new Float32Array(farthest.buffer, farthest.byteOffset, farthest.length / 4));
  }

  /**
   * @param {number} point
   * @returns {{id: number, distance: number, share: number}[]}
   */
  of(point) {
    return Array.from({ length: this.k }, (_, j) => {
      const at = point * this.k + j;
      const share = this.shares[at] / 255;
      return { id: this.ids[at], distance: share * this.farthest[point], share };
    });
  }
}

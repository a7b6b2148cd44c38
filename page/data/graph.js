/** The nearest neighbors of every point in the original space, nearest first. */
export class Graph {
  /**
   * @param {number} k neighbors of each point
   * @param {Uint8Array} ids of `width` bytes each, the lowest first
   * @param {number} width
   * @param {Uint8Array} shares distances, 255 = the point's farthest neighbor
   * @param {Float32Array} farthest distance of that one
   */
  constructor(k, ids, width, shares, farthest) {
    this.k = k;
    this.ids = ids;
    this.width = width;
    this.shares = shares;
    this.farthest = farthest;
  }

  /**
   * @param {import("./blocks.js").Blocks} blocks
   * @param {{k: number, width: number}} entry
   */
  static async load(blocks, entry) {
    const ids = await blocks.bytes("neighbors");
    const nearness = await blocks.bytes("nearness");
    const farthest = await blocks.bytes("farthest");
    return new Graph(
      entry.k, ids, entry.width, nearness,
      new Float32Array(farthest.buffer, farthest.byteOffset, farthest.length / 4));
  }

  /** @param {number} at in the list of all points' neighbors */
  id(at) {
    let id = 0;
    for (let place = this.width - 1; place >= 0; place--) {
      id = id * 256 + this.ids[at * this.width + place];
    }
    return id;
  }

  /**
   * @param {number} point
   * @returns {{id: number, distance: number, share: number}[]}
   */
  of(point) {
    return Array.from({ length: this.k }, (_, j) => {
      const at = point * this.k + j;
      const share = this.shares[at] / 255;
      return { id: this.id(at), distance: share * this.farthest[point], share };
    });
  }
}

import { Blocks } from "./blocks.js";
import { Column } from "./column.js";
import { readManifest, sourceOf } from "./manifest.js";
import { Graph } from "./graph.js";
import { Sprites } from "./sprites.js";

/**
 * A map as the run made it: one array of coordinates an axis, in the run's own units; none until it
 * is loaded.
 * @typedef {{id: string, title: string, dims: number, axes: Float32Array[],
 *   metrics: Record<string, number | null>, quality: Uint8Array | null,
 *   isPrincipal: boolean, rank: number}} MapData
 */

/** Everything that is known: what the rest of the page works with. */
export class Model {
  /**
   * @param {import("./manifest.js").Manifest} manifest
   * @param {Blocks} blocks
   */
  constructor(manifest, blocks) {
    this.manifest = manifest;
    this.blocks = blocks;
    this.count = manifest.points;
    this.columns = manifest.columns.map((entry) => new Column(entry));
    /** @type {MapData[]} */
    this.maps = [];
    /** What the manifest says of each.
     * @type {Map<MapData, import("./manifest.js").LayoutEntry>} */
    this.entries = new Map();
    /** The leading principal components, once they are loaded.
     * @type {Axes | null} */
    this.principal = null;
    /** @type {Graph | null} */
    this.graph = null;
    /** @type {Sprites | null} */
    this.sprites = null;
  }

  /**
   * Reads what the first picture needs, and no more: a map, and the column that colors it; those
   * that one opens with, and those that a link asks for.
   * @param {{map: string, color: string}} wish a map's id; a column's name
   */
  static async open(wish) {
    const manifest = await readManifest();
    const model = new Model(manifest, new Blocks(manifest.blocks, await sourceOf(manifest)));
    for (const entry of manifest.layouts) model.list(entry);
    const { maps, columns } = model;
    if (manifest.principal && !maps.some((map) => map.isPrincipal)) {
      const rank = Infinity;  // nobody asked for it
      model.list({ method: "pca", title: "PCA", rank, axes: 2, metrics: {}, principal: true });
    }
    maps.sort((a, b) => a.rank - b.rank);
    await Promise.all([
      ...maps.map((map, i) => (i === 0 || map.id === wish.map) && model.loadMap(map)),
      ...columns.map((column) =>
        (column.name === manifest.color || column.name === wish.color) && model.load(column)),
    ]);
    return model;
  }

  /**
   * Maps of one method are told apart by their dimensions.
   * @param {import("./manifest.js").LayoutEntry} entry
   */
  list(entry) {
    const { method, title, rank, metrics, axes: dims } = entry;
    const isKnown = this.maps.some(({ id }) => id === method);
    /** @type {MapData} */
    const map = {
      id: isKnown ? `${method}-${dims}d` : method, title: isKnown ? `${title} ${dims}-D` : title,
      dims, axes: [], metrics, quality: null, isPrincipal: entry.principal === true,
      rank,
    };
    this.maps.push(map);
    this.entries.set(map, entry);
  }

  /** How many principal components the file holds, loaded or not. */
  get components() {
    return this.manifest.principal?.axes ?? 0;
  }

  /** @param {MapData} map */
  async loadMap(map) {
    const { principal } = this.manifest;
    const { block, type, origin, step } = this.entries.get(map) ?? {};
    if (map.axes.length > 0) return;
    /** @type {Axes | null} */
    let axes = null;
    if (map.isPrincipal && principal) {
      axes = this.principal ??= await this.axes(principal);
    } else if (block && type && origin && step !== undefined) {
      axes = await this.axes({ block, type, origin, step });
    }
    for (let axis = 0; axes && axis < map.dims; axis++) map.axes.push(axes.at(axis));
  }

  /** @param {Column} column */
  async load(column) {
    if (!column.isLoaded) await column.load(this.blocks);
  }

  /** Reads the other maps, and how well each kept the neighbors. */
  async loadMaps() {
    for (const map of this.maps) await this.loadMap(map);
    for (const map of this.maps) {
      const name = this.entries.get(map)?.quality;
      if (name) map.quality = await this.blocks.bytes(name);
    }
  }

  /** Reads the rest: metadata, neighbors, thumbnails. */
  async loadRest() {
    const { graph, sprite } = this.manifest;
    for (const column of this.columns) await this.load(column);
    if (graph) this.graph = await Graph.load(this.blocks, graph);
    if (sprite) this.sprites = await Sprites.load(this.blocks, sprite);
  }

  /** @param {import("./manifest.js").Scaled} scaled */
  async axes(scaled) {
    return new Axes(scaled, await this.blocks.bytes(scaled.block), this.count);
  }
}

/** Coordinates, all of an axis at a time; those of 16 bits are spread when they are asked for. */
export class Axes {
  /**
   * @param {import("./manifest.js").Scaled} scaled
   * @param {Uint8Array} bytes
   * @param {number} count of points
   */
  constructor(scaled, bytes, count) {
    this.scaled = scaled;
    this.bytes = bytes;
    this.count = count;
    /** @type {Float32Array[]} */
    this.spread = [];
  }

  /**
   * @param {number} axis
   * @returns {Float32Array}
   */
  at(axis) {
    return (this.spread[axis] ??= this.values(axis));
  }

  /** @param {number} axis */
  values(axis) {
    const { scaled: { type, origin, step }, bytes, count } = this;
    const start = bytes.byteOffset + axis * count * (type === "f32" ? 4 : 2);
    if (type === "f32") return new Float32Array(bytes.buffer, start, count);
    const numbers = new Uint16Array(bytes.buffer, start, count);
    const values = new Float32Array(count);
    const first = origin[axis];
    for (let i = 0; i < count; i++) values[i] = first + step * numbers[i];
    return values;
  }
}

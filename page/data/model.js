import { Blocks } from "./blocks.js";
import { Column, widened } from "./column.js";
import { readDataFile, readManifest } from "./manifest.js";
import { Graph } from "./graph.js";
import { Sprites } from "./sprites.js";

/**
 * A map as the run made it: one array of coordinates an axis, in the run's own units.
 * @typedef {{id: string, title: string, axes: Float32Array[],
 *   metrics: Record<string, number | null>, quality: Uint8Array | null,
 *   isPrincipal: boolean}} MapData
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
    /** The leading principal components, one array each.
     * @type {Float32Array[]} */
    this.principal = [];
    /** @type {Graph | null} */
    this.graph = null;
    /** @type {Sprites | null} */
    this.sprites = null;
  }

  /** Reads what the first picture needs: the maps, and the column that colors them. */
  static async open() {
    const manifest = readManifest();
    const model = new Model(manifest, new Blocks(manifest.blocks, await readDataFile(manifest)));
    if (manifest.principal) {
      model.principal = await model.scaled(manifest.principal, manifest.principal.axes);
    }
    for (const entry of manifest.layouts) model.add(await model.map(entry));
    if (model.principal.length > 0 && !model.maps.some((map) => map.isPrincipal)) {
      model.maps.push({
        id: "pca", title: "PCA", axes: [], metrics: {}, quality: null, isPrincipal: true,
      });
    }
    model.maps.sort((a, b) => rankOf(a) - rankOf(b));
    await model.columns.find((column) => column.name === manifest.color)?.load(model.blocks);
    return model;
  }

  /**
   * Maps of one method are told apart by their dimensions.
   * @param {MapData} map
   */
  add(map) {
    const isKnown = this.maps.some(({ id }) => id === map.id);
    const dims = map.axes.length;
    const [id, title] = [`${map.id}-${dims}d`, `${map.title} ${dims}-D`];
    this.maps.push(isKnown ? { ...map, id, title } : map);
  }

  /** Reads the rest: metadata, neighbors, thumbnails. */
  async loadRest() {
    const { graph, sprite, color } = this.manifest;
    for (const column of this.columns) {
      if (column.name !== color) await column.load(this.blocks);
    }
    if (graph) this.graph = await Graph.load(this.blocks, graph);
    if (sprite) this.sprites = await Sprites.load(this.blocks, sprite);
  }

  /**
   * @param {import("./manifest.js").LayoutEntry} entry
   * @returns {Promise<MapData>}
   */
  async map(entry) {
    const { method, title, metrics, block, type, origin, step } = entry;
    const isPrincipal = entry.principal === true;
    let axes = this.principal.slice(0, entry.axes);
    if (!isPrincipal && block && type && origin && step !== undefined) {
      axes = await this.scaled({ block, type, origin, step }, entry.axes);
    }
    const quality = entry.quality ? await this.blocks.bytes(entry.quality) : null;
    return { id: method, title, axes, metrics, quality, isPrincipal };
  }

  /**
   * @param {import("./manifest.js").Scaled} scaled
   * @param {number} axes
   */
  async scaled(scaled, axes) {
    const bytes = await this.blocks.bytes(scaled.block);
    const { count } = this;
    if (scaled.type === "f32") {
      const all = new Float32Array(bytes.buffer, bytes.byteOffset, axes * count);
      return Array.from({ length: axes }, (_, a) => all.subarray(a * count, (a + 1) * count));
    }
    const numbers = widened(bytes, 2);
    return Array.from({ length: axes }, (_, a) => {
      const values = new Float32Array(count);
      const origin = scaled.origin[a];
      for (let i = 0; i < count; i++) values[i] = origin + scaled.step * numbers[a * count + i];
      return values;
    });
  }
}

/**
 * The map that one opens with stands first, principal components last.
 * @param {MapData} map
 */
const rankOf = ({ id, isPrincipal }) => (isPrincipal ? 2 : id === "tsne" ? 0 : 1);

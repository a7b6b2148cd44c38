import { crc32 } from "./checksum.js";
import { DataProblem } from "./problem.js";
import { FileSource, PageSource, parsed } from "./sources.js";

/**
 * Coordinates in a block: value = origin + step * number, all of the first axis first.
 * @typedef {{block: string, type: "u16" | "f32", origin: number[], step: number}} Scaled
 */

/**
 * @typedef {{method: string, title: string, rank: number, axes: number,
 *   metrics: Record<string, number | null>, principal?: boolean,
 *   quality?: string} & Partial<Scaled>} LayoutEntry
 */

/**
 * @typedef {{name: string, kind: "number" | "category" | "text", numbers?: string, codes?: string,
 *   width?: number, distinct?: number, texts?: string, lengths?: string,
 *   scale?: import("../color/scale.js").Ends, groups?: number[]}} ColumnEntry
 */

/**
 * How one block lies in the file.
 * @typedef {{packing: "gzip" | "none", bytes: number, packed: number, crc32: number}} BlockEntry
 */

/**
 * The head of the data; README.md describes every member.
 * @typedef {{
 *   format: number, tool: string, name: string, points: number, dimensions: number,
 *   parameters: Record<string, any>, notes: string[], color: string | null,
 *   layouts: LayoutEntry[],
 *   principal: ({axes: number, variance: number[]} & Scaled) | null,
 *   graph: {k: number, width: number} | null,
 *   columns: ColumnEntry[],
 *   sprite: {thumbnail: number, side: number} | null,
 *   external: string | null,
 *   blocks: Record<string, BlockEntry>,
 * }} Manifest
 */

/** The version of the data that this page reads. */
const knownFormat = 2;

/**
 * Reads the manifest that stands in the page, and checks it.
 * @returns {Promise<Manifest>}
 */
export async function readManifest() {
  const element = await parsed("manifest");
  const text = element?.textContent ?? "";
  if (typeof DecompressionStream === "undefined") {
    throw new DataProblem(
      "This browser is too old to unpack the data. Use one from 2023 or later.");
  }
  if (!element || String(crc32(new TextEncoder().encode(text))) !== element.dataset.crc32) {
    throw new DataProblem(
      "This file is damaged or was cut off: the description of its data is not whole. " +
        "Copy or download it again, or repeat the run that made it.");
  }
  const manifest = JSON.parse(text);
  if (manifest.format !== knownFormat) {
    throw new DataProblem(
      `The data are of version ${manifest.format}, and this page reads version ${knownFormat}. ` +
        "Page and data were not made by the same version of astrolabe.");
  }
  return manifest;
}

/**
 * The blocks in the page, or in the data file beside it.
 * @param {Manifest} manifest
 * @returns {Promise<import("./sources.js").Source>}
 */
export async function sourceOf(manifest) {
  if (!manifest.external) return new PageSource();
  if (location.protocol === "file:") {
    throw new DataProblem(
      `This page keeps its data beside it, in ${manifest.external}, and a browser loads that ` +
        "only through a web server. In this page's folder run: python3 -m http.server, then open " +
        "http://localhost:8000/index.html. Or repeat the run with --html inline, " +
        "which puts everything into this one file.");
  }
  let response;
  try {
    response = await fetch(manifest.external);
  } catch {
    response = null;
  }
  if (!response?.ok || !response.body) {
    throw new DataProblem(
      `The data file ${manifest.external} could not be loaded. It must lie beside this page.`);
  }
  return new FileSource(manifest.blocks, response.body);
}

/**
 * Everything that a renderer needs for one picture; both renderers draw the same from it.
 * @typedef {{
 *   count: number,
 *   from: Float32Array, to: Float32Array, blend: number,
 *   matrix: Float64Array,
 *   paint: Uint32Array, order: Uint32Array, faint: number, share: number,
 *   radius: number, opacity: number,
 *   isDeep: boolean, eye: number, paper: number,
 *   version: {places: number, paint: number, order: number},
 * }} Scene
 *
 * from, to: the world's points, x, y, z of each; what is shown lies `blend` of the way between.
 * paint: a color of each point, 0xAABBGGRR as a little-endian canvas has it; A is 255 for full
 *   strength, less for faint points, 0 for hidden ones.
 * order: the points in the order of drawing, faint ones first (`faint` of them), both parts
 *   shuffled, so that a `share` below 1 draws a fair sample.
 * radius: of a point, in the canvas's own pixels. opacity: of a point of full strength.
 * isDeep: near points are larger, hide others, and far ones pale; eye: distance of the middle.
 * paper: the background, 0xRRGGBB. version: grows when that part changes.
 */

/** How much the farthest points pale in three dimensions, and over which depth. */
export const haze = { most: 0.62, depth: 1.5 };

/** Limits of a point's size in three dimensions, as factors. */
export const nearness = { least: 0.45, most: 2.6 };

/** In three dimensions a point's edge is darker, so that heaps show their points. */
export const rim = 0.78;

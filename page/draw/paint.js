import { mixed, noneColor, paperColor } from "../color/palette.js";

/**
 * The same points in an order that looks random, and is the same every time.
 * @param {number} count
 */
export function shuffledOrder(count) {
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  let state = 0x9e3779b9;
  for (let i = count - 1; i > 0; i--) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    const j = (state >>> 0) % (i + 1);
    const kept = order[i];
    order[i] = order[j];
    order[j] = kept;
  }
  return order;
}

/** Strength of points that do not stand out. */
const faintStrength = 0.16;

/**
 * Each point's color as both renderers take it, 0xAABBGGRR, and which points are drawn first, under
 * the others.
 * @param {import("../app.js").App} app
 * @returns {{paint: Uint32Array, isBelow: Uint8Array}}
 */
export function painted(app) {
  const { coloring, isDark, emphasis } = app;
  const count = app.model.count;
  const visible = app.visible;
  const paint = new Uint32Array(count);
  const isBelow = new Uint8Array(count);
  const { pixels, below, classes } = table(coloring, isDark);
  const faint = emphasis ? faintPixels(pixels, isDark) : pixels;
  for (let i = 0; i < count; i++) {
    if (!visible[i]) continue;
    const group = classes ? classes[i] : 0;
    const stands = !emphasis || emphasis[i];
    paint[i] = stands ? pixels[group] : faint[group];
    isBelow[i] = stands ? below[group] : 1;
  }
  return { paint, isBelow };
}

/**
 * @param {import("../color/coloring.js").Coloring} coloring
 * @param {boolean} isDark
 */
function table(coloring, isDark) {
  if (coloring.kind === "single") {
    return { pixels: Uint32Array.of(pixel(coloring.color, 1)), below: [0], classes: null };
  }
  if (coloring.kind === "groups") {
    const { groups, classes } = coloring;
    return {
      pixels: Uint32Array.from(groups, ({ color, isRest }) => pixel(color, isRest ? 0.7 : 1)),
      below: groups.map(({ isRest }) => (isRest ? 1 : 0)), classes,
    };
  }
  const { colors, shares } = coloring;
  return {
    pixels: Uint32Array.from(colors, (color) => pixel(color, 1)),
    below: colors.map((color) => (color === noneColor(isDark) ? 1 : 0)), classes: shares,
  };
}

/**
 * @param {Uint32Array} pixels
 * @param {boolean} isDark
 */
function faintPixels(pixels, isDark) {
  const gray = mixed(noneColor(isDark), paperColor(isDark), 0.1);
  return pixels.map((value) => {
    const color = ((value & 255) << 16) | (value & 0xff00) | ((value >> 16) & 255);
    return pixel(mixed(color, gray, 0.75), faintStrength);
  });
}

/**
 * @param {number} color 0xRRGGBB
 * @param {number} strength
 */
function pixel(color, strength) {
  const swapped = ((color & 255) << 16) | (color & 0xff00) | (color >> 16);
  return ((Math.round(255 * strength) << 24) | swapped) >>> 0;
}

/**
 * The points in the order of drawing: those below first.
 * @param {Uint32Array} shuffled
 * @param {Uint8Array} isBelow
 */
export function ordered(shuffled, isBelow) {
  const count = shuffled.length;
  let faint = 0;
  for (let i = 0; i < count; i++) faint += isBelow[i];
  if (faint === 0) return { order: shuffled, faint };
  const order = new Uint32Array(count);
  let [below, above] = [0, faint];
  for (let place = 0; place < count; place++) {
    const i = shuffled[place];
    order[isBelow[i] ? below++ : above++] = i;
  }
  return { order, faint };
}

/**
 * How large and how strong points are, so that five are as readable as a million: a share of their
 * mean distance, and paler the more there are; closer up larger and stronger.
 * @param {number} count
 * @param {number} zoom
 * @param {number} unit CSS pixels from the middle to the edge at zoom 1
 */
export function inkOf(count, zoom, unit) {
  const spacing = (2 * unit) / Math.sqrt(Math.max(1, count));
  const widest = Math.min(9, 11 * Math.pow(Math.max(1, count), -0.09));
  // The smallest that is still seen as a point; among a million a little less.
  const least = Math.min(1.1, Math.max(0.9, 1.1 - 0.2 * Math.log10(Math.max(1, count) / 1e5)));
  const alone = Math.min(widest, Math.max(least, 0.3 * spacing));
  const radius = Math.min(13, alone * Math.pow(Math.max(zoom, 0.2), 0.5));
  const seen = count / Math.max(1, zoom * zoom);
  const opacity = Math.min(0.95, Math.max(0.45, 1.32 - 0.13 * Math.log10(Math.max(1, seen))));
  return { radius, opacity };
}

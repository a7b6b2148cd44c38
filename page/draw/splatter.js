import { haze, nearness, rim } from "./scene.js";
import { stampOf } from "./stamps.js";

/** Draws a scene by plain arithmetic, point by point, into the pixels of a canvas. */
export class Splatter {
  kind = /** @type {const} */ ("cpu");

  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    const context = canvas.getContext("2d", { alpha: false });
    if (!context) throw new Error("no canvas");
    this.context = context;
    this.image = context.createImageData(1, 1);
    this.pixels = new Uint32Array(this.image.data.buffer);
    this.depths = new Float32Array(0);
  }

  /** @param {import("./scene.js").Scene} scene */
  draw(scene) {
    const { width, height } = this.canvas;
    if (this.image.width !== width || this.image.height !== height) {
      this.image = this.context.createImageData(width, height);
      this.pixels = new Uint32Array(this.image.data.buffer);
    }
    this.pixels.fill(0xff000000 | swapped(scene.paper));
    if (scene.isDeep) {
      if (this.depths.length !== this.pixels.length) {
        this.depths = new Float32Array(this.pixels.length);
      }
      this.depths.fill(Infinity);
    }
    const bright = scene.count - scene.faint;
    const part = scene.isDeep ? this.deepPart : this.flatPart;
    part.call(this, scene, 0, Math.ceil(scene.faint * scene.share));
    part.call(this, scene, scene.faint, Math.ceil(bright * scene.share));
    this.context.putImageData(this.image, 0, 0);
  }

  /**
   * Two dimensions: each point's disc is mixed into what lies below it.
   * @param {import("./scene.js").Scene} scene
   * @param {number} start
   * @param {number} count
   */
  flatPart(scene, start, count) {
    const { from, to, blend, order, paint, opacity, matrix: m } = scene;
    const { pixels } = this;
    const { width, height } = this.canvas;
    const { reach, cells } = stampOf(scene.radius);
    const steps = cells.map(({ across, down }) =>
      Int32Array.from(across, (dx, k) => down[k] * width + dx));
    const [sx, sy] = [(m[0] * width) / 2, (-m[5] * height) / 2];
    const [ox, oy] = [((m[12] + 1) * width) / 2, ((1 - m[13]) * height) / 2];
    const strengths = Uint16Array.from({ length: 256 }, (_, a) =>
      Math.round(opacity * a * (256 / 255)));
    for (let place = start; place < start + count; place++) {
      const i = order[place];
      const color = paint[i];
      const strength = strengths[color >>> 24];
      if (strength === 0) continue;
      const [ax, ay] = [3 * i, 3 * i + 1];
      const x = ox + sx * (from[ax] + (to[ax] - from[ax]) * blend);
      const y = oy + sy * (from[ay] + (to[ay] - from[ay]) * blend);
      if (!(x > -reach && x < width + reach && y > -reach && y < height + reach)) continue;
      const [left, top] = [Math.floor(x), Math.floor(y)];
      const place4 = ((y - top) * 4) << 2 | ((x - left) * 4);
      const { across, down, cover } = cells[place4];
      const step = steps[place4];
      const [redBlue, green, pixel] = [color & 0xff00ff, color & 0x00ff00, top * width + left];
      const isWhole = left >= reach && top >= reach && left < width - reach && top < height - reach;
      for (let k = 0; k < step.length; k++) {
        if (!isWhole) {
          const [column, row] = [left + across[k], top + down[k]];
          if (column < 0 || row < 0 || column >= width || row >= height) continue;
        }
        const a = (cover[k] * strength) >> 8;
        const b = 256 - a;
        const at = pixel + step[k];
        const under = pixels[at];
        pixels[at] = 0xff000000 |
          ((((under & 0xff00ff) * b + redBlue * a + 0x800080) >>> 8) & 0xff00ff) |
          ((((under & 0x00ff00) * b + green * a + 0x008000) >>> 8) & 0x00ff00);
      }
    }
  }

  /**
   * Three dimensions: full discs, the nearest wins.
   * @param {import("./scene.js").Scene} scene
   * @param {number} start
   * @param {number} count
   */
  deepPart(scene, start, count) {
    const { from, to, blend, order, paint, radius, eye, matrix: m } = scene;
    const { width, height } = this.canvas;
    const paper = swapped(scene.paper);
    for (let place = start; place < start + count; place++) {
      const i = order[place];
      const color = paint[i];
      const strength = (color >>> 24) / 255;
      if (strength === 0) continue;
      const at = 3 * i;
      const px = from[at] + (to[at] - from[at]) * blend;
      const py = from[at + 1] + (to[at + 1] - from[at + 1]) * blend;
      const pz = from[at + 2] + (to[at + 2] - from[at + 2]) * blend;
      const w = m[3] * px + m[7] * py + m[11] * pz + m[15];
      if (!(w > 0.02)) continue;
      const x = (((m[0] * px + m[4] * py + m[8] * pz + m[12]) / w + 1) * width) / 2;
      const y = ((1 - (m[1] * px + m[5] * py + m[9] * pz + m[13]) / w) * height) / 2;
      const size = radius * Math.min(nearness.most, Math.max(nearness.least, eye / w));
      const depth = Math.min(1, Math.max(0, (w - eye) / (2 * haze.depth) + 0.5));
      const shown = mixedPixel(mixedPixel(paper, color, strength), paper, depth * haze.most);
      this.disc(x, y, size, w, shown);
    }
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} size
   * @param {number} w
   * @param {number} color
   */
  disc(x, y, size, w, color) {
    const { pixels, depths } = this;
    const { width, height } = this.canvas;
    const [top, left] = [Math.max(0, Math.floor(y - size)), Math.max(0, Math.floor(x - size))];
    const bottom = Math.min(height - 1, Math.floor(y + size));
    const right = Math.min(width - 1, Math.floor(x + size));
    const inner = size > 2 ? (size - 1) * (size - 1) : Infinity;
    const dark = 0xff000000 | mixedPixel(0, color, rim);
    const plain = 0xff000000 | color;
    for (let line = top; line <= bottom; line++) {
      for (let across = left; across <= right; across++) {
        const [dx, dy] = [across + 0.5 - x, line + 0.5 - y];
        const square = dx * dx + dy * dy;
        const pixel = line * width + across;
        if (square > size * size || depths[pixel] <= w) continue;
        depths[pixel] = w;
        pixels[pixel] = square > inner ? dark : plain;
      }
    }
  }

  finish() {}
}

/**
 * 0xRRGGBB as 0xBBGGRR.
 * @param {number} color
 */
function swapped(color) {
  return ((color & 255) << 16) | (color & 0xff00) | ((color >> 16) & 255);
}

/**
 * The way from pixel a to pixel b, both 0xBBGGRR.
 * @param {number} a
 * @param {number} b
 * @param {number} share
 */
function mixedPixel(a, b, share) {
  const s = Math.round(share * 256);
  const t = 256 - s;
  return (
    ((((a & 0xff00ff) * t + (b & 0xff00ff) * s + 0x800080) >>> 8) & 0xff00ff) |
    ((((a & 0x00ff00) * t + (b & 0x00ff00) * s + 0x008000) >>> 8) & 0x00ff00)
  );
}

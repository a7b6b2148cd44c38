import { LaidPoints } from "./laid.js";
import { haze, nearness, rim } from "./scene.js";
import { stampOf, stampPlaces } from "./stamps.js";

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
    this.pixels = new Int32Array(this.image.data.buffer);
    this.depths = new Float32Array(0);
    this.laid = new LaidPoints();
  }

  /** @param {import("./scene.js").Scene} scene */
  draw(scene) {
    const { width, height } = this.canvas;
    if (this.image.width !== width || this.image.height !== height) {
      this.image = this.context.createImageData(width, height);
      this.pixels = new Int32Array(this.image.data.buffer);
    }
    this.pixels.fill(0xff000000 | swapped(scene.paper));
    if (scene.isDeep) {
      if (this.depths.length !== this.pixels.length) {
        this.depths = new Float32Array(this.pixels.length);
      }
      this.depths.fill(Infinity);
    }
    this.laid.take(scene);
    const bright = scene.count - scene.faint;
    const part = scene.isDeep ? this.deepPart : this.flatPart;
    part.call(this, scene, 0, Math.ceil(scene.faint * scene.share));
    part.call(this, scene, scene.faint, Math.ceil(bright * scene.share));
    this.context.putImageData(this.image, 0, 0);
  }

  /**
   * Two dimensions: each point's disc is mixed into what lies below it. All sums are of whole
   * numbers of 32 bits, red and blue in one of them.
   * @param {import("./scene.js").Scene} scene
   * @param {number} start
   * @param {number} count
   */
  flatPart(scene, start, count) {
    const { blend, opacity, matrix: m } = scene;
    const { pixels } = this;
    const { from: [ax, ay], to: [bx, by], colors } = this.laid;
    const { width, height } = this.canvas;
    const { reach, starts, across, down, cover } = stampOf(scene.radius);
    const steps = across.map((dx, k) => down[k] * width + dx);
    /** The stamp's cover at each strength that has come up.
     * @type {(Int32Array | undefined)[]} */
    const covers = new Array(256);
    const [sx, sy] = [(m[0] * width) / 2, (-m[5] * height) / 2];
    const [ox, oy] = [((m[12] + 1) * width) / 2, ((1 - m[13]) * height) / 2];
    const [right, bottom] = [width - reach, height - reach];
    for (let place = start; place < start + count; place++) {
      const color = colors[place];
      const strength = color >>> 24;
      if (strength === 0) continue;
      const x = ox + sx * (ax[place] + (bx[place] - ax[place]) * blend);
      const y = oy + sy * (ay[place] + (by[place] - ay[place]) * blend);
      if (!(x > -reach && x < width + reach && y > -reach && y < height + reach)) continue;
      const [left, top] = [Math.floor(x), Math.floor(y)];
      const cell = (((y - top) * stampPlaces) | 0) * stampPlaces + (((x - left) * stampPlaces) | 0);
      const alphas = covers[strength] ??= cover.map((share) =>
        (share * Math.round((opacity * strength * 256) / 255)) >> 8);
      const [redBlue, green, pixel] = [color & 0xff00ff, color & 0x00ff00, top * width + left];
      const isWhole = left >= reach && top >= reach && left < right && top < bottom;
      const end = starts[cell + 1];
      for (let k = starts[cell]; k < end; k++) {
        if (!isWhole) {
          const [column, row] = [left + across[k], top + down[k]];
          if (column < 0 || row < 0 || column >= width || row >= height) continue;
        }
        const at = pixel + steps[k];
        const under = pixels[at];
        const share = alphas[k];
        const one = under & 0xff00ff;
        const two = under & 0x00ff00;
        pixels[at] = 0xff000000 |
          ((one + ((Math.imul(redBlue - one, share) + 0x800080) >> 8)) & 0xff00ff) |
          ((two + ((Math.imul(green - two, share) + 0x008000) >> 8)) & 0x00ff00);
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
    const { blend, radius, eye, matrix: m } = scene;
    const { from: [ax, ay, az], to: [bx, by, bz], colors } = this.laid;
    const { width, height } = this.canvas;
    const paper = swapped(scene.paper);
    for (let place = start; place < start + count; place++) {
      const color = colors[place];
      const strength = (color >>> 24) / 255;
      if (strength === 0) continue;
      const px = ax[place] + (bx[place] - ax[place]) * blend;
      const py = ay[place] + (by[place] - ay[place]) * blend;
      const pz = az[place] + (bz[place] - az[place]) * blend;
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

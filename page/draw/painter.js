import { Splatter } from "./splatter.js";
import { WebGLRenderer } from "./webgl.js";

/** @typedef {"auto" | "webgl" | "cpu"} RendererWish */

/** Software WebGL is taken up to so many points, which it draws 25 times a second; the splatter is
 * several times as fast and draws more. */
const mostForSoftware = 20000;

/** So few points are fast everywhere; that a frame is late then has other reasons. */
const alwaysFast = 20000;

/** A frame of so many milliseconds is too slow for WebGL at work. */
const tooSlow = 120;

/**
 * Draws scenes by WebGL2 where that works and is fast enough, else by the splatter: two canvases,
 * one of them shown.
 */
export class Painter {
  /**
   * @param {HTMLCanvasElement} glCanvas
   * @param {HTMLCanvasElement} plainCanvas
   * @param {{wish: RendererWish, count: number, say: (sentence: string) => void,
   *   redraw: () => void}} options
   */
  constructor(glCanvas, plainCanvas, options) {
    this.glCanvas = glCanvas;
    this.plainCanvas = plainCanvas;
    this.options = options;
    this.splatter = new Splatter(plainCanvas);
    /** @type {WebGLRenderer | null} */
    this.webgl = null;
    this.isLost = false;
    this.slowFrames = 0;
    /** What the picture on the screen was drawn from. */
    this.drawn = "";
    /** Frames whose time is still to be taken; waiting for each costs a little. */
    this.trial = 40;
    if (options.wish !== "cpu") this.startWebGL();
    glCanvas.addEventListener("webglcontextlost", (event) => this.lose(event));
    glCanvas.addEventListener("webglcontextrestored", () => this.restore());
    this.show();
  }

  /** The one at work. */
  get renderer() {
    return this.webgl && !this.isLost ? this.webgl : this.splatter;
  }

  startWebGL() {
    const { wish, count, say } = this.options;
    try {
      this.webgl = new WebGLRenderer(this.glCanvas);
      if (wish === "auto" && this.webgl.isSoftware && count > mostForSoftware) {
        this.webgl = null;
        say("WebGL runs in software here: drawn by the processor directly, which is faster.");
      }
    } catch {
      this.webgl = null;
      if (wish === "auto") say("No WebGL2 here: drawn by the processor instead.");
      else say("WebGL2 was asked for, but does not work here: drawn by the processor instead.");
    }
  }

  /** @param {Event} event */
  lose(event) {
    event.preventDefault();
    this.isLost = true;
    this.show();
    this.options.redraw();
  }

  restore() {
    this.isLost = false;
    this.startWebGL();
    this.show();
    this.options.redraw();
  }

  show() {
    this.drawn = "";
    const isGL = this.renderer.kind === "webgl";
    this.glCanvas.hidden = !isGL;
    this.plainCanvas.hidden = isGL;
  }

  /**
   * @param {number} width pixels of the device
   * @param {number} height
   */
  resize(width, height) {
    for (const canvas of [this.glCanvas, this.plainCanvas]) {
      if (canvas.width !== width) canvas.width = width;
      if (canvas.height !== height) canvas.height = height;
    }
  }

  /**
   * Draws, unless the same picture is there already: pointing at points changes what lies over it.
   * @param {import("./scene.js").Scene} scene
   * @returns {number} milliseconds that it took; 0: nothing had to be drawn
   */
  draw(scene) {
    const start = performance.now();
    const { renderer } = this;
    const { places, paint, order } = scene.version;
    const wanted = [
      scene.matrix, scene.blend, scene.share, scene.radius, scene.opacity, scene.paper, scene.eye,
      places, paint, order, this.plainCanvas.width, this.plainCanvas.height,
    ].join(" ");
    if (wanted === this.drawn) return 0;
    this.drawn = wanted;
    renderer.draw(scene);
    const isOnTrial = renderer.kind === "webgl" && this.options.wish === "auto" &&
      scene.count > alwaysFast && this.trial > 0;
    if (isOnTrial) renderer.finish();
    const spent = performance.now() - start;
    if (isOnTrial) this.judge(spent);
    return spent;
  }

  /** @param {number} spent */
  judge(spent) {
    this.trial -= 1;
    this.slowFrames = spent > tooSlow ? this.slowFrames + 1 : 0;
    if (this.slowFrames < 3) return;
    this.webgl = null;
    this.show();
    this.options.say("WebGL is slow here: drawn by the processor directly.");
    this.options.redraw();
  }
}

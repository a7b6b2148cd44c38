import { paperColor } from "../color/palette.js";
import { eyeDistance, matrixOf, mixedMatrix, placeOf, startCamera } from "./camera.js";
import { closeZoom, eased, flown } from "./flight.js";
import { drawOverlay } from "./overlay.js";
import { pickAt, pickInside } from "./pick.js";
import { inkOf, ordered, painted, shuffledOrder } from "./paint.js";

/** @typedef {import("./camera.js").Camera} Camera */

/** Milliseconds of a flight and of a morph. */
const [flightTime, morphTime] = [550, 900];

/** A frame may take so many milliseconds while something moves. */
const frameBudget = 40;

/** The map on the screen: camera, animations, and when to draw what. */
export class MapView {
  /**
   * @param {import("../app.js").App} app
   * @param {import("./painter.js").Painter} painter
   * @param {HTMLCanvasElement} overlay
   * @param {() => import("./camera.js").Viewport} measure
   */
  constructor(app, painter, overlay, measure) {
    this.app = app;
    this.painter = painter;
    this.overlay = overlay;
    this.measure = measure;
    this.viewport = measure();
    this.camera = startCamera();
    /** Whether the camera is where it was put at the start. */
    this.isHome = true;
    this.isDeep = app.map?.axes.length === 3;
    this.shuffled = shuffledOrder(app.model.count);
    /** @type {import("./scene.js").Scene} */
    this.scene = this.firstScene();
    /** @type {{start: number, from: Camera, to: Camera} | null} */
    this.flight = null;
    /** @type {{start: number, matrix: Float64Array} | null} */
    this.morph = null;
    this.isMoving = false;
    this.share = 1;
    this.frames = 0;
    this.isWaiting = false;
    /** The point under the pointer, the neighbor that the keys are on, and a shape being drawn. */
    this.hover = -1;
    this.marked = -1;
    /** @type {import("../select/regions.js").Spot[]} */
    this.outline = [];
    /** @type {((camera: Camera) => void)[]} */
    this.cameraListeners = [];
    this.isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.repaint();
    app.listen((aspects) => this.hear(aspects));
  }

  /** @returns {import("./scene.js").Scene} */
  firstScene() {
    const { world, model } = this.app;
    return {
      count: model.count, from: world, to: world, blend: 0, matrix: new Float64Array(16),
      paint: new Uint32Array(0), order: this.shuffled, faint: 0, share: 1, radius: 1, opacity: 1,
      isDeep: this.isDeep, eye: eyeDistance, paper: paperColor(this.app.isDark),
      version: { places: 0, paint: 0, order: 0 },
    };
  }

  /** @param {Set<import("../app.js").Aspect>} aspects */
  hear(aspects) {
    if (aspects.has("map") && this.app.map && this.scene.to !== this.app.world) this.startMorph();
    if (aspects.has("color") || aspects.has("points")) this.repaint();
    this.redraw();
  }

  /** The points go from where they are to where the app now has them. */
  startMorph() {
    const { scene, app } = this;
    if (this.morph) {
      // Caught half way: from here on.
      scene.from = scene.from.map((value, i) => value + (scene.to[i] - value) * scene.blend);
    } else {
      scene.from = scene.to;
    }
    const matrix = matrixOf(this.camera, this.viewport, this.isDeep);
    scene.to = app.world;
    scene.blend = 0;
    scene.version.places++;
    this.isDeep = app.map?.axes.length === 3;
    this.camera = startCamera();
    this.flight = null;
    this.isHome = true;
    this.morph = { start: performance.now(), matrix };
  }

  repaint() {
    const { scene, app } = this;
    const { paint, isBelow } = painted(app);
    scene.paint = paint;
    scene.paper = paperColor(app.isDark);
    const { order, faint } = ordered(this.shuffled, isBelow);
    scene.order = order;
    scene.faint = faint;
    scene.version.paint++;
    scene.version.order++;
  }

  /** Draws before the next picture of the screen. */
  redraw() {
    if (this.isWaiting) return;
    this.isWaiting = true;
    requestAnimationFrame((now) => {
      this.isWaiting = false;
      this.frame(now);
    });
  }

  /** @param {number} now */
  frame(now) {
    const isAnimated = this.advance(now);
    this.viewport = this.measure();
    const { scene, viewport, painter } = this;
    const ratio = devicePixelRatio;
    painter.resize(Math.round(viewport.width * ratio), Math.round(viewport.height * ratio));
    scene.matrix = this.matrix();
    scene.isDeep = this.isDeep;
    scene.eye = eyeDistance / this.camera.zoom;
    const ink = inkOf(this.app.model.count, this.camera.zoom, viewport.unit);
    scene.radius = ink.radius * ratio * (this.isDeep ? 1.15 : 1);
    scene.opacity = ink.opacity;
    const isBusy = isAnimated || this.isMoving;
    scene.share = isBusy ? this.share : 1;
    const spent = painter.draw(scene);
    if (spent > 0) this.adapt(spent, isBusy);
    this.frames++;
    drawOverlay(this);
    if (isAnimated) this.redraw();
    else if (scene.share < 1) this.settleSoon();
  }

  /**
   * Fewer points while something moves, when all take too long.
   * @param {number} spent milliseconds
   * @param {boolean} isBusy a share of the points was drawn, else all
   */
  adapt(spent, isBusy) {
    const wanted = (isBusy ? this.share : 1) * (frameBudget / Math.max(1, spent));
    const share = isBusy ? 0.5 * this.share + 0.5 * wanted : Math.min(this.share, wanted);
    this.share = Math.min(1, Math.max(0.02, share));
  }

  settleSoon() {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      this.isMoving = false;
      this.redraw();
    }, 120);
  }

  /** Something is being moved by hand: points may be left out until it rests. */
  move() {
    this.isMoving = true;
    this.isHome = false;
    this.settleSoon();
    this.redraw();
    for (const listener of this.cameraListeners) listener(this.camera);
  }

  /**
   * Takes flights and morphs to where they are by now.
   * @param {number} now
   * @returns {boolean} whether there is more to come
   */
  advance(now) {
    const { flight, morph, scene } = this;
    if (flight) {
      const share = this.isCalm ? 1 : Math.min(1, Math.max(0, now - flight.start) / flightTime);
      this.camera = flown(flight.from, flight.to, eased(share));
      if (share === 1) {
        this.flight = null;
        for (const listener of this.cameraListeners) listener(this.camera);
      }
    }
    if (morph) {
      const share = this.isCalm ? 1 : Math.min(1, Math.max(0, now - morph.start) / morphTime);
      scene.blend = eased(share);
      if (share === 1) {
        scene.from = scene.to;
        scene.blend = 0;
        scene.version.places++;
        this.morph = null;
      }
    }
    return this.flight !== null || this.morph !== null;
  }

  matrix() {
    const matrix = matrixOf(this.camera, this.viewport, this.isDeep);
    return this.morph ? mixedMatrix(this.morph.matrix, matrix, this.scene.blend) : matrix;
  }

  /**
   * Flies there.
   * @param {Partial<Camera>} change
   */
  fly(change) {
    this.isHome = false;
    const to = { ...this.camera, ...change };
    this.flight = { start: performance.now(), from: this.camera, to };
    this.redraw();
  }

  /**
   * Puts the camera there at once.
   * @param {Camera} camera
   */
  put(camera) {
    const { scene } = this;
    this.morph = null;
    this.flight = null;
    scene.from = scene.to;
    scene.blend = 0;
    scene.version.places++;
    this.camera = camera;
    this.isHome = false;
    this.redraw();
  }

  /** Shows the whole map. */
  home() {
    this.fly(startCamera());
    this.isHome = true;
  }

  /**
   * Flies to a point, close enough to see its neighborhood.
   * @param {number} i
   */
  flyTo(i) {
    const { world } = this.app;
    const [x, y, z] = [world[3 * i], world[3 * i + 1], world[3 * i + 2]];
    this.fly({ x, y, z, zoom: closeZoom(this, i) });
  }

  /**
   * Where point `i` stands on the page, in CSS pixels, and its distance from the eye.
   * @param {number} i
   */
  place(i) {
    return placeOf(this.matrix(), this.viewport, this.app.world, i);
  }

  /**
   * The visible point nearest to a spot, no further than `reach` pixels away; -1: none.
   * @param {number} x
   * @param {number} y
   * @param {number} reach
   */
  pick(x, y, reach) {
    return pickAt(this.shot(), [x, y], reach);
  }

  /**
   * The visible points inside a shape on the page, as a mask.
   * @param {(x: number, y: number) => boolean} contains
   */
  inside(contains) {
    return pickInside(this.shot(), contains);
  }

  /** What picking needs to know of the picture. */
  shot() {
    const { app, viewport, scene, isDeep } = this;
    return { world: app.world, paint: scene.paint, matrix: this.matrix(), viewport, isDeep };
  }
}

import { isInside, rectangle } from "../select/regions.js";
import { byId } from "./element.js";

/** A press that moves no further than this many pixels is a click. */
const clickReach = 5;

/** Pixels around a point in which a pointer, and a finger, still means it. */
const [mouseReach, fingerReach] = [14, 26];

/** @typedef {"pan" | "lasso" | "box"} Tool */
/** @typedef {import("../select/regions.js").Spot} Spot */

/** Mouse, pen and fingers on the map. */
export class PointerInput {
  /**
   * @param {import("../app.js").App} app
   * @param {import("../draw/view.js").MapView} view
   * @param {import("./card.js").HoverCard} card
   */
  constructor(app, view, card) {
    this.app = app;
    this.view = view;
    this.card = card;
    this.area = byId("overlay", HTMLElement);
    /** @type {Tool} */
    this.tool = "pan";
    /**
     * Where each finger or button that is down is now.
     * @type {Map<number, Spot>}
     */
    this.down = new Map();
    /** @type {Spot} */
    this.start = [0, 0];
    this.hasMoved = false;
    /** @type {Tool | "orbit"} what the drag under way does */
    this.gesture = "pan";
    const { area } = this;
    area.addEventListener("pointerdown", (event) => this.press(event));
    area.addEventListener("pointermove", (event) => this.drag(event));
    area.addEventListener("pointerup", (event) => this.release(event));
    area.addEventListener("pointercancel", (event) => this.cancel(event));
    area.addEventListener("pointerleave", () => this.point(-1, 0, 0));
    area.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    area.addEventListener("dblclick", ({ clientX, clientY }) =>
      this.zoomAt(clientX, clientY, 2, true));
    area.addEventListener("contextmenu", (event) => event.preventDefault());
    this.choose("pan");
  }

  /** @param {Tool} tool */
  choose(tool) {
    this.tool = tool;
    for (const other of /** @type {Tool[]} */ (["pan", "lasso", "box"])) {
      this.area.classList.toggle(other, other === tool);
      byId("tool-" + other, HTMLElement).setAttribute("aria-pressed", String(other === tool));
    }
  }

  /** @param {PointerEvent} event */
  press(event) {
    this.area.setPointerCapture(event.pointerId);
    this.area.focus({ preventScroll: true });
    this.down.set(event.pointerId, [event.clientX, event.clientY]);
    this.view.flight = null;
    if (this.down.size > 1) {
      this.view.outline = [];
      this.hasMoved = true;
      return;
    }
    this.start = [event.clientX, event.clientY];
    this.hasMoved = false;
    const isSecondary = event.button !== 0 || event.shiftKey;
    if (this.tool !== "pan" && event.button === 0) this.gesture = this.tool;
    else this.gesture = this.view.isDeep && !isSecondary ? "orbit" : "pan";
  }

  /** @param {PointerEvent} event */
  drag(event) {
    const spot = /** @type {Spot} */ ([event.clientX, event.clientY]);
    const last = this.down.get(event.pointerId);
    if (!last) {
      if (event.pointerType !== "touch") this.hoverAt(spot);
      return;
    }
    if (this.down.size > 1) {
      this.pinch(event.pointerId, spot);
      return;
    }
    this.down.set(event.pointerId, spot);
    if (!this.hasMoved && distance(this.start, spot) <= clickReach) return;
    if (!this.hasMoved) {
      this.hasMoved = true;
      this.point(-1, 0, 0);
      this.area.classList.add("busy");
      if (this.gesture === "lasso") this.view.outline = [this.start];
    }
    this.follow(last, spot);
  }

  /**
   * @param {Spot} last
   * @param {Spot} spot
   */
  follow(last, spot) {
    const { view, gesture } = this;
    if (gesture === "lasso") {
      view.outline.push(spot);
      view.redraw();
    } else if (gesture === "box") {
      view.outline = rectangle(this.start, spot);
      view.redraw();
    } else if (gesture === "orbit") {
      this.turn((spot[0] - last[0]) / 180, (spot[1] - last[1]) / 180);
    } else {
      this.pan(spot[0] - last[0], spot[1] - last[1]);
    }
  }

  /** @param {PointerEvent} event */
  release(event) {
    if (!this.down.delete(event.pointerId)) return;
    this.area.classList.remove("busy");
    const { view, app } = this;
    if (view.outline.length > 0) {
      const polygon = view.outline;
      view.outline = [];
      app.select(view.inside((x, y) => isInside(polygon, x, y)), event);
      view.redraw();
    } else if (!this.hasMoved) {
      this.click([event.clientX, event.clientY], event.pointerType === "touch");
    }
  }

  /** @param {PointerEvent} event */
  cancel(event) {
    this.down.delete(event.pointerId);
    this.view.outline = [];
    this.area.classList.remove("busy");
    this.view.redraw();
  }

  /**
   * @param {Spot} spot
   * @param {boolean} isTouch
   */
  click([x, y], isTouch) {
    const { app, view } = this;
    const found = view.pick(x, y, isTouch ? fingerReach : mouseReach);
    if (found !== app.state.focus) app.change({ focus: found });
  }

  /** @param {Spot} spot */
  hoverAt([x, y]) {
    this.pending = { x, y };
    if (this.isHovering) return;
    this.isHovering = true;
    requestAnimationFrame(() => {
      this.isHovering = false;
      const { pending } = this;
      if (pending && this.down.size === 0) {
        this.point(this.view.pick(pending.x, pending.y, mouseReach), pending.x, pending.y);
      }
    });
  }

  /**
   * @param {number} i
   * @param {number} x
   * @param {number} y
   */
  point(i, x, y) {
    const { view } = this;
    if (i < 0) this.pending = undefined;
    this.area.classList.toggle("pointing", i >= 0);
    this.card.show(i, x, y);
    if (view.hover === i) return;
    view.hover = i;
    view.redraw();
  }

  /**
   * Two fingers: zoom by their distance, move with their middle.
   * @param {number} id
   * @param {Spot} spot
   */
  pinch(id, spot) {
    const before = [...this.down.values()];
    this.down.set(id, spot);
    const after = [...this.down.values()];
    if (before.length !== 2) return;
    const [m, n] = [middle(before), middle(after)];
    this.pan(n[0] - m[0], n[1] - m[1]);
    const [a, b] = [distance(before[0], before[1]), distance(after[0], after[1])];
    if (a > 0 && b > 0) this.zoomAt(n[0], n[1], b / a, false);
  }

  /** @param {WheelEvent} event */
  wheel(event) {
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 16 : event.deltaMode === 2 ? 400 : 1;
    const step = Math.max(-240, Math.min(240, event.deltaY * lines));
    const factor = Math.exp(-step * (event.ctrlKey ? 0.01 : 0.0018));
    this.zoomAt(event.clientX, event.clientY, factor, false);
    this.hoverAt([event.clientX, event.clientY]);
  }

  /**
   * Zooms so that what is at (x, y) stays there.
   * @param {number} x
   * @param {number} y
   * @param {number} factor
   * @param {boolean} isSmooth
   */
  zoomAt(x, y, factor, isSmooth) {
    const { view } = this;
    const { camera, viewport } = view;
    const zoom = Math.min(400, Math.max(0.2, camera.zoom * factor));
    const change = { zoom, x: camera.x, y: camera.y };
    if (!view.isDeep) {
      const shift = 1 / (viewport.unit * camera.zoom) - 1 / (viewport.unit * zoom);
      change.x += (x - viewport.middleX) * shift;
      change.y -= (y - viewport.middleY) * shift;
    }
    if (isSmooth) return view.fly(change);
    view.camera = { ...camera, ...change };
    view.move();
  }

  /**
   * Moves the map by so many pixels.
   * @param {number} dx
   * @param {number} dy
   */
  pan(dx, dy) {
    const { view } = this;
    const { camera, viewport } = view;
    const scale = 1 / (viewport.unit * camera.zoom);
    if (!view.isDeep) {
      view.camera = { ...camera, x: camera.x - dx * scale, y: camera.y + dy * scale };
    } else {
      const [cy, sy, cp, sp] = [
        Math.cos(camera.yaw), Math.sin(camera.yaw), Math.cos(camera.pitch), Math.sin(camera.pitch),
      ];
      const [right, up] = [-dx * scale, dy * scale];
      view.camera = {
        ...camera, x: camera.x + right * cy - up * sp * sy, y: camera.y + up * cp,
        z: camera.z - right * sy - up * sp * cy,
      };
    }
    view.move();
  }

  /**
   * Turns by so many radians.
   * @param {number} yaw
   * @param {number} pitch
   */
  turn(yaw, pitch) {
    const { view } = this;
    const { camera } = view;
    const limit = Math.PI / 2;
    const tilted = Math.max(-limit, Math.min(limit, camera.pitch + pitch));
    view.camera = { ...camera, yaw: camera.yaw - yaw, pitch: tilted };
    view.move();
  }
}

/**
 * @param {Spot} a
 * @param {Spot} b
 */
const distance = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);

/**
 * @param {Spot[]} spots
 * @returns {Spot}
 */
const middle = ([a, b]) => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];

import { byId } from "./element.js";

/** Everything by keys. */
export class Keyboard {
  /**
   * @param {{app: import("../app.js").App, view: import("../draw/view.js").MapView,
   *   pointer: import("./pointer.js").PointerInput, tools: import("./tools.js").Tools,
   *   maps: import("./maps.js").MapsBar, point: import("./point.js").PointPanel,
   *   selection: import("./selection.js").SelectionPanel}} parts
   */
  constructor(parts) {
    this.parts = parts;
    document.addEventListener("keydown", (event) => this.press(event));
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const { app, tools } = this.parts;
    const { target } = event;
    if (byId("help", HTMLDialogElement).open) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
      if (isField(target)) return;
      if (event.shiftKey) app.redo();
      else app.undo();
      event.preventDefault();
      return;
    }
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "y") {
      app.redo();
      event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || isField(target)) return;
    const isOnMap = target === document.body || target === byId("overlay", HTMLElement);
    if ((isOnMap && this.onMap(event)) || this.anywhere(event, tools)) event.preventDefault();
  }

  /**
   * @param {KeyboardEvent} event
   * @param {import("./tools.js").Tools} tools
   * @returns {boolean} whether the key meant something
   */
  anywhere(event, tools) {
    const { app, view, pointer, maps, point, selection } = this.parts;
    const digit = Number(event.key);
    if (/^[1-9]$/.test(event.key) && digit <= maps.choices.length) {
      maps.choose(maps.choices[digit - 1].id);
      return true;
    }
    /** @type {Record<string, () => void>} */
    const keys = {
      "/": () => byId("search", HTMLInputElement).select(),
      "?": () => tools.help(),
      "+": () => tools.zoom(1.6), "=": () => tools.zoom(1.6), "-": () => tools.zoom(1 / 1.6),
      "0": () => view.home(),
      v: () => pointer.choose("pan"), l: () => pointer.choose("lasso"),
      b: () => pointer.choose("box"),
      a: () => app.selectHits(event), n: () => point.select(event),
      i: () => selection.invert(), o: () => selection.isolate(),
      p: () => tools.pictures(), d: () => tools.theme(), Escape: () => this.letGo(),
    };
    const act = keys[event.key] ?? keys[event.key.toLowerCase()];
    if (!act || (event.key !== "Escape" && event.altKey)) return false;
    act();
    return true;
  }

  /**
   * @param {KeyboardEvent} event
   * @returns {boolean}
   */
  onMap(event) {
    const { app, view, point } = this.parts;
    const isBeside = app.state.focus >= 0 && !event.shiftKey;
    switch (event.key) {
      case "ArrowUp": return isBeside ? run(() => point.walk(-1)) : this.move(0, 60);
      case "ArrowDown": return isBeside ? run(() => point.walk(1)) : this.move(0, -60);
      case "ArrowLeft": return isBeside ? run(() => point.back()) : this.move(60, 0);
      case "ArrowRight":
        return isBeside ? run(() => view.marked >= 0 && point.go(view.marked)) : this.move(-60, 0);
      case "Enter":
        if (view.marked >= 0) point.go(view.marked);
        else this.chooseMiddle();
        return true;
      default: return false;
    }
  }

  /**
   * @param {number} dx
   * @param {number} dy
   */
  move(dx, dy) {
    const { view, pointer } = this.parts;
    if (view.isDeep) pointer.turn(dx / 300, dy / 300);
    else pointer.pan(dx, dy);
    return true;
  }

  chooseMiddle() {
    const { app, view } = this.parts;
    const { middleX, middleY } = view.viewport;
    const found = view.pick(middleX, middleY, Infinity);
    if (found >= 0) app.change({ focus: found });
  }

  /** Escape: what is being drawn, the chosen point, the search, the selection, what is isolated. */
  letGo() {
    const { app, view, pointer } = this.parts;
    const { state } = app;
    if (view.outline.length > 0) {
      view.outline = [];
      view.redraw();
    } else if (pointer.tool !== "pan") pointer.choose("pan");
    else if (state.focus >= 0) app.change({ focus: -1 });
    else if (state.query !== "") app.change({ query: "" });
    else if (state.selection) app.change({ selection: null });
    else if (state.isolated) app.change({ isolated: null });
  }
}

/** @param {() => unknown} act */
function run(act) {
  act();
  return true;
}

/** @param {EventTarget | null} target */
function isField(target) {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement ||
    target instanceof HTMLTextAreaElement;
}

import { fromFragment, toFragment } from "../state/link.js";
import { History } from "../state/state.js";

/** Keeps the page's address up to date with its state, and takes states from it. */
export class Address {
  /**
   * @param {import("../app.js").App} app
   * @param {import("../draw/view.js").MapView} view
   */
  constructor(app, view) {
    this.app = app;
    this.view = view;
    this.written = location.hash.slice(1);
    app.listen(() => this.writeSoon());
    view.cameraListeners.push(() => this.writeSoon());
    addEventListener("hashchange", () => {
      if (location.hash.slice(1) !== this.written) this.read();
    });
  }

  /** Takes the state that the address tells. */
  read() {
    this.written = location.hash.slice(1);
    const { state, camera } = fromFragment(this.app.model, this.written);
    this.app.adopt(state);
    this.app.history = new History(state);
    if (camera) {
      this.view.morph = null;
      this.view.scene.from = this.view.scene.to;
      this.view.scene.version.places++;
      this.view.flight = null;
      this.view.camera = camera;
      this.view.isHome = false;
      this.view.redraw();
    }
  }

  writeSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.write(), 250);
  }

  write() {
    const { app, view } = this;
    const camera = view.isHome ? null : view.flight?.to ?? view.camera;
    this.written = toFragment(app.model, app.state, camera);
    const address = this.written === "" ? location.pathname + location.search : "#" + this.written;
    try {
      history.replaceState(null, "", address);
    } catch {
      // A browser that writes no addresses for files, or not so often: the state still works.
    }
  }
}

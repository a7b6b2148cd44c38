import { fromFragment, toFragment, withViews } from "../state/link.js";
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
    /** @type {import("../state/link.js").NamedView[]} */
    this.views = [];
    this.onViews = () => {};
    app.listen(() => this.writeSoon());
    view.cameraListeners.push(() => this.writeSoon());
    addEventListener("hashchange", () => {
      if (location.hash.slice(1) !== this.written) this.read();
    });
  }

  /** Takes the state that the address tells. */
  read() {
    this.written = location.hash.slice(1);
    const { state, camera, views } = fromFragment(this.app.model, this.written);
    this.app.adopt(state);
    this.app.history = new History(state);
    this.views = views;
    this.onViews();
    if (camera) this.view.put(camera);
  }

  /**
   * Takes a kept view, as a step that undo takes back.
   * @param {string} fragment
   */
  go(fragment) {
    const { state, camera } = fromFragment(this.app.model, fragment);
    this.app.change(state);
    if (camera) this.view.put(camera);
    else this.view.home();
  }

  /**
   * Keeps these views in the address.
   * @param {import("../state/link.js").NamedView[]} views
   */
  keep(views) {
    this.views = views;
    this.onViews();
    this.write();
  }

  /** What is seen now, without the kept views. */
  fragment() {
    const { app, view } = this;
    return toFragment(app.model, app.state, view.isHome ? null : view.flight?.to ?? view.camera);
  }

  writeSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.write(), 250);
  }

  write() {
    this.written = withViews(this.fragment(), this.views);
    const plain = location.pathname + location.search;
    try {
      history.replaceState(null, "", this.written === "" ? plain : "#" + this.written);
    } catch {
      // A browser that writes no addresses for files, or not so often: the state still works.
    }
  }
}

import { byId } from "./element.js";

/** The toolbar, light and dark, and the help. */
export class Tools {
  /**
   * @param {import("../app.js").App} app
   * @param {import("../draw/view.js").MapView} view
   * @param {import("./pointer.js").PointerInput} pointer
   */
  constructor(app, view, pointer) {
    this.app = app;
    this.view = view;
    this.pointer = pointer;
    /** @type {Record<string, () => void>} */
    const acts = {
      "tool-pan": () => pointer.choose("pan"), "tool-lasso": () => pointer.choose("lasso"),
      "tool-box": () => pointer.choose("box"), "zoom-in": () => this.zoom(1.6),
      "zoom-out": () => this.zoom(1 / 1.6), fit: () => view.home(), undo: () => app.undo(),
      redo: () => app.redo(), pictures: () => this.pictures(), theme: () => this.theme(),
      "help-open": () => this.help(), "help-close": () => byId("help", HTMLDialogElement).close(),
      handle: () => this.sheet(),
    };
    for (const [id, act] of Object.entries(acts)) {
      const button = byId(id, HTMLButtonElement);
      button.onclick = act;
      const label = button.ariaLabel ?? button.title.replace(/[(:].*/, "").trim();
      button.setAttribute("aria-label", label);
    }
    byId("help", HTMLDialogElement).onclick = ({ target }) => {
      // A click beside the text.
      if (target instanceof HTMLDialogElement) target.close();
    };
    const scheme = matchMedia("(prefers-color-scheme: dark)");
    scheme.addEventListener("change", () => this.setDark(scheme.matches));
    this.setDark(scheme.matches);
    app.listen(() => this.show());
    this.show();
  }

  /** @param {boolean} isDark */
  setDark(isDark) {
    document.documentElement.classList.toggle("dark", isDark);
    this.app.setDark(isDark);
  }

  theme() {
    this.setDark(!this.app.isDark);
  }

  help() {
    byId("help", HTMLDialogElement).showModal();
  }

  /** On a narrow screen the panel opens and closes. */
  sheet() {
    const isOpen = byId("panel", HTMLElement).classList.toggle("open");
    byId("handle", HTMLElement).setAttribute("aria-expanded", String(isOpen));
  }

  pictures() {
    const { app } = this;
    if (app.model.sprites) app.change({ sprites: !app.state.sprites });
  }

  /** @param {number} factor */
  zoom(factor) {
    const { middleX, middleY } = this.view.viewport;
    this.pointer.zoomAt(middleX, middleY, factor, true);
  }

  show() {
    const { app } = this;
    byId("undo", HTMLButtonElement).disabled = !app.history.canUndo;
    byId("redo", HTMLButtonElement).disabled = !app.history.canRedo;
    const pictures = byId("pictures", HTMLButtonElement);
    pictures.hidden = !app.model.sprites;
    pictures.setAttribute("aria-pressed", String(app.state.sprites));
  }
}

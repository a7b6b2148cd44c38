import { colorOf, columnOf } from "../color/coloring.js";
import { element, shown } from "./element.js";

/**
 * One point in a list: its thumbnail or color, its name, and what it is colored by.
 * @param {import("../app.js").App} app
 * @param {number} i
 * @param {{title: string, act: () => void, note?: string, noteClass?: string,
 *   share?: number}} options
 */
export function hitButton(app, i, { title, act, note, noteClass, share }) {
  const column = columnOf(app.model, app.state.color.by);
  const name = app.label(i);
  const second = column && (column.texts || column.numbers) ? column.text(i) : "";
  const small = note ?? (second !== name ? second : "");
  const dot = element("span", { className: "dot" });
  dot.style.background = colorOf(app, i);
  const texts = element("span", { className: "texts" },
    element("span", {}, shown(name, 90)),
    small === "" ? null : element("small", { className: noteClass ?? "" }, shown(small, 90)));
  if (share !== undefined) {
    const bar = element("span", { className: "bar" });
    bar.style.width = `${Math.max(2, Math.round(100 * share))}%`;
    texts.append(bar);
  }
  return element("button", { className: "hit", title, onclick: act },
    app.model.sprites ? app.model.sprites.picture(i, 30) : null, dot, texts);
}

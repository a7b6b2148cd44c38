import { brief, element, shown } from "./element.js";

/** Longer texts than this are folded. */
const longestUnfolded = 240;

/**
 * A point's metadata as names and values.
 * @param {import("../app.js").App} app
 * @param {number} i
 * @param {{most: number, isFolded: boolean}} limits so many columns; long texts unfold on demand
 */
export function cellsOf(app, i, { most, isFolded }) {
  const list = element("dl", { className: "cells" });
  let count = 0;
  for (const column of app.model.columns) {
    const text = column.texts || column.numbers ? column.text(i) : "";
    if (text === "" || count === most) continue;
    count++;
    list.append(
      element("div", {},
        element("dt", { title: shown(column.name, 200) }, shown(column.name, 80) || "–"),
        valueCell(text, isFolded)));
  }
  const quality = app.map?.quality;
  if (quality && count < most) {
    list.append(
      element("div", {}, element("dt", { title: qualityTitle }, "map keeps"),
        element("dd", { title: qualityTitle },
          `${Math.round((quality[i] / 255) * 15)} of 15 neighbors`)));
  }
  return list;
}

export const qualityTitle =
  "How many of the point's 15 nearest neighbors in the original data are among its 15 nearest " +
  "on this map";

/**
 * @param {string} text
 * @param {boolean} isFolded
 */
function valueCell(text, isFolded) {
  if (text.length <= longestUnfolded) return withLinks(shown(text));
  const cell = element("dd", {}, shown(text, longestUnfolded));
  if (!isFolded) return cell;
  const more = element("button", {
    className: "fold", title: "Show the whole text",
    onclick: () => cell.replaceWith(element("dd", {}, shown(text))),
  }, ` all ${text.length.toLocaleString("en")} characters`);
  cell.append(more);
  return cell;
}

/**
 * A cell that is nothing but a web address can be followed; the page it leads to learns nothing of
 * this one.
 * @param {string} text
 */
function withLinks(text) {
  const isAddress = /^https?:\/\/[^\s"'<>]+$/i.test(text);
  if (!isAddress) return element("dd", {}, text);
  return element("dd", {},
    element("a", {
      href: text, target: "_blank", rel: "noopener noreferrer", title: "Opens a new page",
    }, text));
}

/**
 * A value on a legend's axis.
 * @param {number} value
 */
export const tick = brief;

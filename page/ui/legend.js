import { css } from "../color/palette.js";
import { maskWhere } from "../select/selection.js";
import { tick } from "./cells.js";
import { byId, element, grouped, refill, selectHint, shown } from "./element.js";

/** What the colors mean: groups that can be hidden, or a ramp with how many points lie where. */
export class Legend {
  /** @param {import("../app.js").App} app */
  constructor(app) {
    this.app = app;
    this.box = byId("legend", HTMLElement);
    app.listen((aspects) => {
      if (aspects.has("color") || aspects.has("points") || aspects.has("data")) this.show();
    });
    this.show();
  }

  show() {
    const { coloring } = this.app;
    const top = this.box.scrollTop;
    if (coloring.kind === "groups") refill(this.box, ...this.groups(coloring));
    else if (coloring.kind === "scale") this.box.replaceChildren(this.scale(coloring));
    else this.box.replaceChildren();
    this.box.scrollTop = top;
  }

  /** @param {import("../color/groups.js").Groups} coloring */
  groups(coloring) {
    const { hidden } = this.app.state;
    /** @type {HTMLElement[]} */
    const rows = coloring.groups.map((_, place) => this.row(coloring, place));
    if (hidden.length > 0) {
      rows.push(element("button", {
        className: "all", title: "Show every group again", onclick: () => this.hide([]),
      }, "Show all"));
    }
    return rows;
  }

  /**
   * @param {import("../color/groups.js").Groups} coloring
   * @param {number} place of the group
   */
  row({ groups, classes }, place) {
    const { app } = this;
    const { hidden } = app.state;
    const { name, count, color } = groups[place];
    const isOff = hidden.includes(name);
    const dot = element("span", { className: "dot" });
    dot.style.background = css(color);
    const others = isOff ? hidden.filter((other) => other !== name) : [...hidden, name];
    const toggle = element("button", {
      title: isOff ? "Show this group" : "Hide this group", className: isOff ? "off" : "",
      onclick: () => this.hide(others),
    }, dot, element("span", { className: "name" }, shown(name, 100)),
      element("span", { className: "count" }, grouped(count)));
    toggle.setAttribute("aria-pressed", String(!isOff));
    const isOnly = !isOff && hidden.length === groups.length - 1;
    const only = element("button", {
      className: "more", title: isOnly ? "Show all groups" : "Hide all other groups",
      onclick: () => this.hide(
        isOnly ? [] : groups.map((group) => group.name).filter((other) => other !== name)),
    }, isOnly ? "all" : "only");
    const select = element("button", {
      className: "more", title: "Select this group" + selectHint,
      onclick: (event) => app.select(maskWhere(classes, place), event),
    }, "select");
    for (const button of [only, select]) {
      button.setAttribute("aria-label", `${button.textContent} ${shown(name, 100)}`);
    }
    return element("div", { className: "group" }, toggle, select, only);
  }

  /** @param {string[]} hidden */
  hide(hidden) {
    this.app.change({ hidden });
  }

  /** @param {import("../color/scale.js").Scale} scale */
  scale(scale) {
    const canvas = element("canvas", { width: 296, height: 54 });
    drawRamp(canvas, scale);
    const ticks = [0, 0.5, 1].map((share) => element("span", {}, tick(scale.at(share))));
    const beyond = [[scale.below, "below"], [scale.above, "above"]].flatMap(([count, side]) =>
      count > 0 ? [`${grouped(Number(count))} ${side}`] : []);
    const missing = scale.missing > 0 ? [`gray: ${grouped(scale.missing)} without a value`] : [];
    return element("div", { className: "scale" }, canvas,
      element("div", { className: "ticks" }, ...ticks),
      ...[...missing, ...beyond].map((words) => element("p", {}, words)));
  }
}

/**
 * The ramp, and above it how many points have each color.
 * @param {HTMLCanvasElement} canvas
 * @param {import("../color/scale.js").Scale} scale
 */
function drawRamp(canvas, { shares, colors }) {
  const context = canvas.getContext("2d");
  if (!context) return;
  const bins = 74;
  const counts = new Float64Array(bins);
  for (const share of shares) if (share < 255) counts[Math.floor((share * bins) / 255)]++;
  const most = Math.max(1, ...counts);
  const step = canvas.width / bins;
  for (let bin = 0; bin < bins; bin++) {
    context.fillStyle = css(colors[Math.floor(((bin + 0.5) * 255) / bins)]);
    context.fillRect(bin * step, 43, step + 0.5, 11);
    const height = counts[bin] > 0 ? Math.max(1, 40 * Math.sqrt(counts[bin] / most)) : 0;
    context.globalAlpha = 0.75;
    context.fillRect(bin * step, 41 - height, step - 0.7, height);
    context.globalAlpha = 1;
  }
}

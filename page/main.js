import { App } from "./app.js";
import { DataProblem } from "./data/problem.js";
import { Model } from "./data/model.js";
import { Painter } from "./draw/painter.js";
import { MapView } from "./draw/view.js";
import { AboutPanel } from "./ui/about.js";
import { Address } from "./ui/address.js";
import { HoverCard } from "./ui/card.js";
import { ColorPanel } from "./ui/color.js";
import { byId, element } from "./ui/element.js";
import { FindPanel } from "./ui/find.js";
import { Keyboard } from "./ui/keyboard.js";
import { Legend } from "./ui/legend.js";
import { MapsBar } from "./ui/maps.js";
import { PointPanel } from "./ui/point.js";
import { PointerInput } from "./ui/pointer.js";
import { SelectionPanel } from "./ui/selection.js";
import { Tools } from "./ui/tools.js";
import { ViewsPanel } from "./ui/views.js";

/**
 * One quiet line, for a while.
 * @param {string} sentence
 */
function say(sentence) {
  const notice = byId("notice", HTMLElement);
  notice.textContent = sentence;
  notice.hidden = false;
  setTimeout(() => (notice.hidden = true), 9000);
}

/**
 * What went wrong, instead of the map.
 * @param {unknown} problem
 */
function giveUp(problem) {
  const message = byId("message", HTMLElement);
  const isKnown = problem instanceof DataProblem;
  message.hidden = false;
  message.replaceChildren(element("div", {},
    element("h1", {}, "This map cannot be shown"),
    element("p", {}, isKnown ? problem.message : `Something unexpected: ${problem}`)));
  if (!isKnown) console.error(problem);
}

/**
 * The part of the page that the panel leaves free for the map.
 * @returns {import("./draw/camera.js").Viewport}
 */
function measured() {
  const [width, height] = [innerWidth, innerHeight];
  const panel = byId("panel", HTMLElement).getBoundingClientRect();
  const isSheet = panel.width > 0.8 * width;
  const right = isSheet ? width : panel.left;
  const top = isSheet ? byId("head", HTMLElement).getBoundingClientRect().bottom : 0;
  // Above the tools, which lie below the map on narrow and on wide screens.
  const bottom = byId("tools", HTMLElement).getBoundingClientRect().top;
  const margin = isSheet ? 12 : 24;
  const unit = Math.max(40, Math.min(right, bottom - top) / 2 - margin);
  return { width, height, middleX: right / 2, middleY: (top + bottom) / 2, unit };
}

/** "auto", or what the address asks for: index.html?draw=cpu. */
function rendererWish() {
  const wish = new URLSearchParams(location.search).get("draw");
  return wish === "cpu" || wish === "webgl" ? wish : "auto";
}

/** What the address wants to see first. */
function linkWish() {
  const parts = new URLSearchParams(location.hash.slice(1));
  return { map: parts.get("map") ?? "", color: (parts.get("color") ?? "").replace("column:", "") };
}

async function start() {
  const model = await Model.open(linkWish());
  const app = new App(model);
  if (model.count === 0 || !app.map) {
    throw new DataProblem("There are no points, or no map of them.");
  }
  app.setDark(matchMedia("(prefers-color-scheme: dark)").matches);
  /** @type {MapView | null} */
  let view = null;
  const painter = new Painter(
    byId("points-gl", HTMLCanvasElement), byId("points-cpu", HTMLCanvasElement),
    { wish: rendererWish(), count: model.count, say, redraw: () => view?.redraw() });
  const map = (view = new MapView(app, painter, byId("overlay", HTMLCanvasElement), measured));
  const maps = new MapsBar(app);
  new FindPanel(app, map);
  new ColorPanel(app);
  new Legend(app);
  const selection = new SelectionPanel(app);
  const point = new PointPanel(app, map);
  new AboutPanel(app);
  const pointer = new PointerInput(app, map, new HoverCard(app));
  const tools = new Tools(app, map, pointer);
  new Keyboard({ app, view: map, pointer, tools, maps, point, selection });
  const address = new Address(app, map);
  new ViewsPanel(address);
  addEventListener("resize", () => map.redraw());
  window.astrolabe = { app, view: map, painter, model };
  address.read();
  map.redraw();
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
  window.astrolabe.opened = performance.now();
  await model.loadMaps();
  app.completeMaps();
  await model.loadRest();
  app.complete();
  // Custom axes are there only now, and with them the view that the address tells.
  if (app.state.map === "custom") address.read();
  window.astrolabe.ready = performance.now();
}

start().catch(giveUp);

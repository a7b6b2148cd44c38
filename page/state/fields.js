import { maskFrom, rowsText } from "./rows.js";

/** @typedef {import("../data/model.js").Model} Model */

/**
 * What of the page a change touches.
 * @typedef {"map" | "color" | "points" | "focus" | "data"} Aspect
 */

/**
 * One key of the state.
 * @template T
 * @typedef {{
 *   aspect: Aspect, start: (model: Model) => T,
 *   toLink: (value: T, start: T) => Record<string, string>,
 *   fromLink: (part: (name: string) => string | null, start: T, model: Model) => T,
 * }} Field
 *
 * aspect: what its change touches. start: its value when the page opens.
 * toLink: the parts of the page's address that say the value; "" is not written, as where the value
 *   is that of the start.
 * fromLink: the value that those parts say; anything odd in them is passed over.
 */

/** Longer selections than this many letters stay out of the link. */
const longestRows = 60000;

/**
 * Lets the type of a key's value follow from its start.
 * @template T
 * @param {Field<T>} row
 */
const field = (row) => row;

/**
 * Some points, or none.
 * @param {string} name in the link
 */
const rowsField = (name) => field({
  aspect: "points",
  start: () => /** @type {Uint8Array | null} */ (null),
  toLink: (mask) => {
    const text = mask ? rowsText(mask) : "";
    return { [name]: text.length <= longestRows ? text : "" };
  },
  fromLink: (part, _, model) => maskFrom(part(name) ?? "", model.count),
});

/** All that a person can change, and that undo brings back: in the order of the link's parts. */
export const fields = {
  /** The id of a map, or "custom". */
  map: field({
    aspect: "map",
    start: (model) => model.maps[0]?.id ?? "custom",
    toLink: (id, start) => ({ map: id === start ? "" : id }),
    fromLink: (part, start, model) => {
      const id = part("map") ?? "";
      return id === "custom" || model.maps.some((map) => map.id === id) ? id : start;
    },
  }),

  /** How many principal components are shown. */
  dims: field({
    aspect: "map",
    start: (model) => /** @type {2 | 3} */ (model.maps[0]?.dims === 3 ? 3 : 2),
    toLink: (dims, start) => ({ dims: dims === start ? "" : String(dims) }),
    fromLink: (part, start) => {
      const dims = part("dims");
      return dims === "2" ? 2 : dims === "3" ? 3 : start;
    },
  }),

  /** Which principal components go along x, y and z. */
  axes: field({
    aspect: "map",
    start: () => [0, 1, 2],
    toLink: (axes, start) => ({ axes: String(axes) === String(start) ? "" : axes.join(".") }),
    fromLink: (part, start, model) => {
      const axes = (part("axes") ?? "").split(".").map(Number);
      const known = [...Array(model.components).keys()];
      return axes.length === 3 && axes.every((axis) => known.includes(axis)) ? axes : start;
    },
  }),

  /** Four searches, whose centroids are the ends of the custom axes. */
  custom: field({
    aspect: "map",
    start: () => ({ left: "", right: "", down: "", up: "" }),
    toLink: (ends) => ends,
    fromLink: (part) => ({
      left: part("left") ?? "", right: part("right") ?? "",
      down: part("down") ?? "", up: part("up") ?? "",
    }),
  }),

  /** What colors the points, and how. */
  color: field({
    aspect: "color",
    start: ({ manifest }) => /** @type {import("../color/coloring.js").ColorChoice} */ ({
      by: manifest.color === null ? "none" : "column:" + manifest.color,
      scaling: "auto", ramp: "viridis",
    }),
    toLink: ({ by, scaling, ramp }, start) => ({
      color: by === start.by ? "" : by,
      scale: scaling === start.scaling ? "" : scaling,
      ramp: ramp === start.ramp ? "" : ramp,
    }),
    fromLink: (part, start) => ({
      by: part("color") ?? start.by,
      scaling: /** @type {"linear"} */ (part("scale") ?? start.scaling),
      ramp: part("ramp") ?? start.ramp,
    }),
  }),

  /** Names of the legend's groups that are not shown. */
  hidden: field({
    aspect: "points",
    start: () => /** @type {string[]} */ ([]),
    toLink: (names) => ({ hidden: names.length > 0 ? JSON.stringify(names) : "" }),
    fromLink: (part) => namesOf(part("hidden") ?? ""),
  }),

  /** The search. */
  query: field({
    aspect: "points",
    start: () => "",
    toLink: (text) => ({ find: text }),
    fromLink: (part) => part("find") ?? "",
  }),

  /** The points that are selected. */
  selection: rowsField("selection"),

  /** The only points that are shown; null: all. */
  isolated: rowsField("only"),

  /** The point whose card and neighbors are shown; -1: none. */
  focus: field({
    aspect: "focus",
    start: () => -1,
    toLink: (point) => ({ point: point < 0 ? "" : String(point) }),
    fromLink: (part, start, model) => {
      const point = Number(part("point") ?? NaN);
      return Number.isInteger(point) && point >= 0 && point < model.count ? point : start;
    },
  }),

  /** Whether thumbnails stand in the place of points. */
  sprites: field({
    aspect: "points",
    start: () => false,
    toLink: (isOn) => ({ pictures: isOn ? "1" : "" }),
    fromLink: (part) => part("pictures") === "1",
  }),
};

/** @param {string} text */
function namesOf(text) {
  try {
    const names = JSON.parse(text);
    return Array.isArray(names) ? names.map(String) : [];
  } catch {
    return [];
  }
}

/**
 * Makes an element. Children that are texts stay texts: nothing of the data is ever markup.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Partial<HTMLElementTagNameMap[Tag]>} properties
 * @param {...(Node | string | null)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  for (const child of children) if (child !== null) made.append(child);
  return made;
}

/**
 * The element of this id, which shell.html has.
 * @template {HTMLElement} T
 * @param {string} id
 * @param {new () => T} kind
 * @returns {T}
 */
export function byId(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${id}`);
  return found;
}

/**
 * Gives a box new children; the button that had the focus keeps it, by its place.
 * @param {HTMLElement} box
 * @param {...(Node | string)} children
 */
export function refill(box, ...children) {
  const place = [...box.querySelectorAll("button")].findIndex((button) =>
    button === document.activeElement);
  box.replaceChildren(...children);
  if (place >= 0) box.querySelectorAll("button")[place]?.focus({ preventScroll: true });
}

/** What every button that selects says of the keys. */
export const selectHint = ": Shift adds to the selection, Alt takes away, both keep what is common";

/**
 * `text` with what cannot be seen made visible, and no longer than `most` characters.
 * @param {string} text
 * @param {number} [most]
 */
export function shown(text, most = Infinity) {
  const visible = text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/g, (character) =>
    String.fromCharCode(0x2400 + (character === "\x7f" ? 0x21 : character.charCodeAt(0))));
  return visible.length > most ? visible.slice(0, most - 1) + "…" : visible;
}

/**
 * 12,345.
 * @param {number} count
 */
export const grouped = (count) => count.toLocaleString("en");

/**
 * Three or four digits, as a person writes them.
 * @param {number} value
 */
export function brief(value) {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size >= 1e6 || (size < 1e-3 && size > 0)) return value.toExponential(2).replace("e+", "e");
  if (size >= 1000) return Math.round(value).toLocaleString("en");
  return String(Number(value.toPrecision(4)));
}

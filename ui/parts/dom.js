// @ts-check
/**
 * Building elements, and ending what was begun for them. Text is always a text node: nothing here reads HTML.
 * Whatever outlives an element (timers, frames, observers) takes a signal and ends with it.
 */

/** @import { Sentence } from "../wire.d.ts" */

/** @typedef {Node | string | number | null | undefined | false | any[]} Child */

/**
 * An element with attributes and children. `on…` takes a listener, `class` a string, true an empty
 * attribute; false, null and undefined leave it out.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, any>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
export const h = (name, attributes = {}, ...children) => put(document.createElement(name), attributes, children);

/**
 * The same for an element of a drawing.
 * @template {keyof SVGElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, any>} [attributes]
 * @param {...Child} children
 * @returns {SVGElementTagNameMap[Name]}
 */
export const svg = (name, attributes = {}, ...children) =>
  put(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);

/**
 * @template {Element} Kind
 * @param {Kind} element
 * @param {Record<string, any>} attributes
 * @param {Child[]} children
 */
function put(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  add(element, children);
  return element;
}

/** @param {Node} parent @param {Child[]} children */
export function add(parent, children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) add(parent, child);
    else parent.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

/** Puts children in the place of all that was there. @param {Element} parent @param {...Child} children */
export function fill(parent, ...children) {
  parent.replaceChildren();
  add(parent, children);
}

/** An icon of the sprite. Never the only name of anything. @param {string} name */
export const icon = (name) => svg("svg", { class: "icon", "aria-hidden": "true" }, svg("use", { href: `#i-${name}` }));

/** A sentence of the catalogue, with its names strong and its numbers whole. @param {Sentence} words */
export const sentence = (words) =>
  words.map(({ kind, text }) => {
    if (kind === "strong") return h("strong", { dir: "auto" }, text);
    if (kind === "number") return h("span", { class: "tel" }, text);
    return document.createTextNode(text);
  });

let ids = 0;
/** An id no other element has. @param {string} word */
export const freshId = (word) => `${word}-${(ids += 1)}`;

/** What can have the focus in some elements, in their order. @param {Element[]} elements @returns {HTMLElement[]} */
export const controls = (elements) => elements.flatMap((element) => [...element.querySelectorAll(/** @type {any} */ ("button, input, select, textarea, a"))]);

/** Puts what lies over the page at a place, as far within the window as it is large. @param {HTMLElement} element @param {number} x @param {number} y */
export function putAt(element, x, y) {
  const { width, height } = element.getBoundingClientRect();
  element.style.left = `${Math.max(8, Math.min(x, window.innerWidth - width - 8))}px`;
  element.style.top = `${Math.max(8, Math.min(y, window.innerHeight - height - 8))}px`;
}

/** Draws, and gives the focus back to the same control of what has the same `data-key`. @param {Element} place @param {() => void} draw */
export function keepingFocus(place, draw) {
  const focused = document.activeElement instanceof HTMLElement && place.contains(document.activeElement) ? document.activeElement : null;
  const around = /** @type {HTMLElement | null | undefined} */ (focused?.closest("[data-key]"));
  const at = focused && around ? controls([around]).indexOf(focused) : -1;
  draw();
  if (!around) return;
  const keyed = /** @type {HTMLElement[]} */ ([...place.querySelectorAll("[data-key]")]);
  const again = keyed.find((element) => element.dataset.key === around.dataset.key);
  const control = again && at >= 0 ? controls([again])[at] : again;
  control?.focus({ preventScroll: true });
}

/** What ends by itself, and with something larger at the latest. @param {AbortSignal} signal of the larger */
export function within(signal) {
  const ending = new AbortController();
  signal.addEventListener("abort", () => ending.abort(), { once: true, signal: ending.signal });
  return ending;
}

/**
 * Calls back once the calls have paused.
 * @template {any[]} Args
 * @param {number} ms
 * @param {(...args: Args) => void} act
 * @param {AbortSignal} signal
 */
export function paused(ms, act, signal) {
  let timer = 0;
  signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
  return (/** @type {Args} */ ...args) => {
    clearTimeout(timer);
    if (!signal.aborted) timer = window.setTimeout(() => act(...args), ms);
  };
}

/** Calls back with the next frame, however often it was asked for until then. @param {() => void} act @param {AbortSignal} signal */
export function framed(act, signal) {
  let frame = 0;
  signal.addEventListener("abort", () => cancelAnimationFrame(frame), { once: true });
  return () => {
    if (frame || signal.aborted) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      act();
    });
  };
}

/** Calls back when an element has another size. @param {Element} element @param {() => void} act @param {AbortSignal} signal */
export function whenResized(element, act, signal) {
  const sizes = new ResizeObserver(act);
  sizes.observe(element);
  signal.addEventListener("abort", () => sizes.disconnect(), { once: true });
}

// @ts-check
/** Building elements. Text is always a text node: nothing here reads HTML. */

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
export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
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

const SVG = "http://www.w3.org/2000/svg";

/** An icon of the sprite. Never the only name of anything. @param {string} name */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

/** A drawing of shapes, for the mark and the gauge. @param {string} viewBox @param {string} className @param {Array<[string, Record<string, string | number>]>} shapes */
export function drawing(viewBox, className, shapes) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", viewBox);
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("preserveAspectRatio", "none");
  for (const [name, attributes] of shapes) {
    const shape = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, String(value));
    svg.append(shape);
  }
  return svg;
}

/** A sentence of the catalogue, with its names strong and its numbers whole. @param {Sentence} words */
export const sentence = (words) =>
  words.map(({ kind, text }) => {
    if (kind === "strong") return h("strong", {}, text);
    if (kind === "number") return h("span", { class: "tel" }, text);
    return document.createTextNode(text);
  });

let ids = 0;
/** An id no other element has. @param {string} word */
export const freshId = (word) => `${word}-${(ids += 1)}`;

/** Calls back once the calls have paused. @template {any[]} Args @param {number} ms @param {(...args: Args) => void} act */
export function paused(ms, act) {
  let timer = 0;
  return (/** @type {Args} */ ...args) => {
    clearTimeout(timer);
    timer = window.setTimeout(() => act(...args), ms);
  };
}

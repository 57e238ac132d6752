// @ts-check
/**
 * What pages and panels are to the window's frame, and the pieces they are laid out with.
 * The frame itself is shell.js; what a page shows is its own.
 */

import { add, h, icon, sentence, svg } from "./dom.js";
import { t } from "./texts.js";

/** @import { Sentence } from "../wire.d.ts" */
/** @import { Child } from "./dom.js" */

/**
 * One visit of a page: what it is given when it is gone to.
 * @typedef {object} Visit
 * @property {AbortSignal} signal ends when another page takes its place, and with it all that the page has begun
 * @property {HTMLElement} scroller what the page's body scrolls in
 * @property {HTMLElement} tools where its tools stand; a page that has none for the moment hides it
 * @property {HTMLElement} foot likewise
 * @property {any} options what is wanted of it; each page says what it takes
 */

/**
 * A page. It fills the places it needs and is told when the setup has changed.
 * @typedef {object} Page
 * @property {Child[]} head
 * @property {Child[]} [tools]
 * @property {Child[]} body
 * @property {Child[]} [foot]
 * @property {() => unknown} [shown] called once it is in the window
 * @property {() => unknown} [refresh] called when the setup has changed
 * @property {(id: string, place?: string) => void | Promise<void>} [open] opens a record, at a field
 * @property {HTMLElement} [search] takes the focus on / and Ctrl F
 * @property {() => Promise<Element | null | undefined>} [firstHit] the first of what was searched, once it is in the page
 * @property {Form} [form] what it holds that is saved
 */

/**
 * What stands in the window without the frame.
 * @typedef {{ element: HTMLElement, form?: Form }} Alone
 */

/**
 * What is edited and saved: in a panel, or on a page.
 * @typedef {object} Form
 * @property {string} name
 * @property {() => boolean} isEdited
 * @property {() => Promise<boolean>} save
 * @property {() => void} discard draws what is stored
 */

/**
 * A panel with one record.
 * @typedef {Form & PanelOfItsOwn} Panel
 */

/**
 * @typedef {object} PanelOfItsOwn
 * @property {HTMLElement} element
 * @property {string} id
 * @property {() => unknown} [refresh] called when the setup has changed
 * @property {(place: string) => void} [focus] goes to a field
 * @property {(by: number) => unknown} [step] goes to the next record, or to the one before
 */

/**
 * What opens a panel: shell.js does, and parts are given it.
 * @typedef {(make: (signal: AbortSignal) => Promise<Panel>, options?: { place?: string, closed?: () => void }) => Promise<void>} OpenPanel
 */

/** The pages of records, by their kinds. */
export const pageOf = { number: "numbers", assistant: "assistants", campaign: "campaigns" };

/** A page's head: its name, then what stands beside it. @param {string} name @param {Child[]} children */
export function pageHead(name, ...children) {
  return [h("div", { class: "title" }, h("h1", { tabindex: -1 }, t(`page-${name}`))), children];
}

/** @param {{ onsearch: (text: string) => void, value?: string }} options */
export function searchBox({ onsearch, value = "" }) {
  const input = h("input", {
    type: "search",
    "aria-label": t("search"),
    placeholder: t("search"),
    "aria-keyshortcuts": "/",
    autocomplete: "off",
    spellcheck: "false",
    value,
  });
  input.addEventListener("input", () => onsearch(input.value));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && input.value) {
      event.preventDefault();
      input.value = "";
      onsearch("");
    }
  });
  const element = h("div", { class: "search" }, icon("search"), input, h("kbd", { "aria-hidden": "true" }, "/"));
  return { element, input };
}

/** Something with nothing in it: why, and the way out. @param {string} sign @param {string} title @param {string} text @param {Child[]} way */
export const empty = (sign, title, text, ...way) => {
  const element = h("div", { class: "empty" }, icon(sign), h("h3", {}, title), h("p", {}, text));
  add(element, way);
  return element;
};

/** What else follows, before it is done. @param {string} title @param {Sentence[]} consequences */
export const notice = (title, consequences) =>
  h(
    "div",
    { class: "notice" },
    icon("warning"),
    h("h3", {}, title),
    h("ul", {}, consequences.map((words) => h("li", {}, sentence(words)))),
  );

/** What stands in the way. @param {string} title @param {Sentence} why @param {Child} [way] */
export const obstacle = (title, why, way) =>
  h("div", { class: "notice notice-error" }, icon("error"), h("h3", {}, title), h("p", { class: "notice-text" }, sentence(why)), way);

/** One of several ways to go on. @param {string} sign @param {string} title @param {string} text @param {Child} actions */
export const way = (sign, title, text, actions) =>
  h("li", { class: "way" }, icon(sign), h("div", { class: "way-text" }, h("h2", {}, title), h("p", {}, text)), h("div", { class: "way-actions" }, actions));

/** @param {string} sign @param {string} name @param {() => void} act */
export const iconButton = (sign, name, act) =>
  h("button", { type: "button", class: "icon-button", "aria-label": name, title: name, onclick: act }, icon(sign));

/** @param {Child} words @param {() => unknown} act @param {string} [more] classes of its own */
export const button = (words, act, more = "") =>
  h("button", { type: "button", class: `button ${more}`.trim(), onclick: () => void act() }, words);

/** A page without the frame around it: the mark, its title, what it says. @param {string} title @param {Child} said @param {Child} [foot] */
export const barePage = (title, said, foot) =>
  h(
    "main",
    { class: "welcome" },
    h(
      "div",
      { class: "welcome-in" },
      svg(
        "svg",
        { viewBox: "0 0 48 48", class: "mark", "aria-hidden": "true", preserveAspectRatio: "none" },
        svg("rect", { class: "mark-ground", width: 48, height: 48, rx: 12 }),
        svg("path", { class: "mark-line", d: "M12.5 14.5v4M18.25 14.5v12M24 14.5v20M29.75 14.5v12M35.5 14.5v4" }),
      ),
      h("h1", { tabindex: -1 }, title),
      said,
    ),
    foot,
  );

// @ts-check
/** The window's frame: sidebar, one page, one panel; and what holds for all of them. */

import * as api from "./api.js";
import { askAboutEdits, question } from "./parts/dialog.js";
import { add, drawing, fill, h, icon, sentence } from "./parts/dom.js";
import { keepOffer, sayCount, sayNothing, sayRefused, saySaved, statusLine, whenUndone } from "./parts/status_line.js";
import { figures, t } from "./parts/texts.js";

/** @import { Office, Opening, RecordName, Saved, Sentence, WireError } from "./wire.d.ts" */
/** @import { Child } from "./parts/dom.js" */

/**
 * A page. It fills the places it needs and is told when the setup has changed.
 * @typedef {object} Page
 * @property {Child[]} head
 * @property {Child[]} [tools]
 * @property {Child[]} body
 * @property {Child[]} [foot]
 * @property {() => void | Promise<void>} [shown] called once it is in the window
 * @property {() => void | Promise<void>} [refresh] called when the setup has changed
 * @property {(id: string, place?: string) => void | Promise<void>} [open] opens a record, at a field
 * @property {() => void} [left] called when another page takes its place
 * @property {HTMLElement} [search] takes the focus on / and Ctrl F
 */

/**
 * A panel with one record.
 * @typedef {object} Panel
 * @property {HTMLElement} element
 * @property {string} id
 * @property {string} name
 * @property {() => boolean} isEdited
 * @property {() => Promise<boolean>} save
 * @property {() => void | Promise<void>} [refresh] called when the setup has changed
 * @property {(place: string) => void} [focus] goes to a field
 * @property {() => void} [closed]
 */

/** @type {Office} */
let office;
/** @type {Page | null} */
let page = null;
/** @type {Panel | null} */
let panel = null;
/** What had the focus before the panel opened. @type {Element | null} */
let opener = null;
/** @type {Record<string, () => Page>} */
let pages = {};
let at = "";
/** Begins anew with another opening: another office, language or theme. @type {(next: Opening) => void} */
let begin = () => {};

const sidebar = h("nav", { class: "sidebar", "aria-label": "VozDesk" });
const head = h("header", { class: "page-head" });
const tools = h("div", { class: "tools" });
const body = h("div", { class: "page-body" });
const foot = h("footer", { class: "page-foot" });
const main = h("main", { class: "page" }, head, tools, body, h("div", { class: "page-end" }, foot, statusLine));
const windowElement = h("div", { class: "window" }, sidebar, main);

export const currentOffice = () => office;
export const pageBody = body;

/** @param {Record<string, () => Page>} all @param {(opening: Opening) => void} restart */
export function usePages(all, restart) {
  pages = all;
  begin = restart;
}

/** Puts the window up for an office. @param {Office} of @param {string} name the page to begin with */
export function showShell(of, name) {
  office = of;
  page = null;
  putPanel(null);
  sayNothing();
  fill(/** @type {Element} */ (document.getElementById("app")), windowElement);
  putPage(name);
}

/** Goes to a page, unless there are edits somebody wants to keep. @param {string} name */
export async function go(name) {
  if (name === at && page) return true;
  if (!(await mayLeave())) return false;
  putPanel(null);
  putPage(name);
  return true;
}

const pageOf = { number: "numbers", assistant: "assistants", campaign: "campaigns" };

/** Goes to a record's page and opens it, at a field. @param {string} kind @param {string} id @param {string} [place] */
export async function goToRecord(kind, id, place) {
  const name = pageOf[/** @type {keyof typeof pageOf} */ (kind)];
  if (name && (await go(name))) await page?.open?.(id, place);
}

/** @param {string} name */
function putPage(name) {
  opening += 1;
  at = name;
  page?.left?.();
  const make = pages[name] ?? pages.numbers;
  page = make();
  fill(head, page.head);
  fill(tools, page.tools ?? []);
  tools.hidden = !page.tools;
  fill(body, page.body);
  fill(foot, page.foot ?? []);
  foot.hidden = !page.foot;
  body.scrollTop = 0;
  sayCount("");
  document.title = `${t(`page-${name}`)} – VozDesk`;
  showSidebar();
  void page.shown?.();
}

/** Draws the present page again, as after a review was opened. */
export const redrawPage = () => putPage(at);

// ---- the sidebar

const places = [
  [
    { name: "numbers", icon: "phone", count: () => office.numbers },
    { name: "assistants", icon: "assistant", count: () => office.assistants },
    { name: "campaigns", icon: "campaign", count: () => office.campaigns },
  ],
  [
    { name: "checkup", icon: "checkup", count: () => office.errors || null, isError: true },
    { name: "callmap", icon: "map", count: () => null },
  ],
  [
    { name: "history", icon: "history", count: () => null },
    { name: "transfer", icon: "transfer", count: () => null },
  ],
];

function showSidebar() {
  fill(
    sidebar,
    h(
      "div",
      { class: "office" },
      h("p", { class: "office-name cut" }, office.name || "VozDesk"),
      h("p", { class: "office-plan" }, t("plan-of", { plan: t(`plan-${office.plan}`) })),
    ),
    office.isSample &&
      h(
        "div",
        { class: "sample" },
        icon("look"),
        h("span", { class: "cut" }, t("sample-mark")),
        office.canLeaveSample &&
          h("button", { type: "button", class: "link-button", onclick: removeSample }, t("sample-remove")),
      ),
    places.map((group) => h("ul", { class: "nav" }, group.map(place))),
    h("div", { class: "nav-foot" }, h("ul", { class: "nav" }, place({ name: "settings", icon: "settings", count: () => null })), allowance()),
  );
}

/** @param {{ name: string, icon: string, count: () => number | null, isError?: boolean }} to */
function place({ name, icon: sign, count, isError = false }) {
  const number = count();
  const id = `count-${name}`;
  const link = h(
    "a",
    {
      href: `#${name}`,
      "aria-current": name === at ? "page" : null,
      "aria-describedby": number === null ? null : id,
      onclick: (/** @type {Event} */ event) => {
        event.preventDefault();
        void go(name);
      },
    },
    icon(sign),
    h("span", {}, t(`page-${name}`)),
  );
  const words = isError && number !== null && h("span", { class: "said" }, t("count-errors", { count: number }));
  return h(
    "li",
    {},
    link,
    number !== null &&
      h("span", { class: isError ? "count count-error" : "count", id }, words, h("span", { "aria-hidden": words ? "true" : null }, figures(number))),
  );
}

function allowance() {
  const { numbers, allowance: all, included, extraNumbers } = office;
  if (all === null || included === null) {
    return h("div", { class: "allowance" }, h("p", { class: "figures" }, t("allowance-unlimited", { numbers })));
  }
  const level = all === 0 ? 0 : Math.min(150, (150 * numbers) / all);
  return h(
    "div",
    { class: "allowance" },
    h("p", { class: "figures" }, t("allowance-used", { numbers, all })),
    drawing("0 0 150 3", "gauge", [
      ["rect", { class: "track", width: 150, height: 3 }],
      ["rect", { class: "level", width: level, height: 3 }],
    ]),
    h("p", { class: "faint figures" }, t("allowance-parts", { included, extra: extraNumbers })),
  );
}

// ---- the panel

/** Counts the panels that were asked for and the pages that were gone to. */
let opening = 0;

/** Opens a panel in the place of any other, unless there are edits somebody wants to keep.
 * @param {() => Promise<Panel>} make @param {string} [place] the field to go to */
export async function openPanel(make, place) {
  const turn = (opening += 1);
  if (!(await mayLeave())) return;
  const from = document.activeElement;
  const next = await attempt(make);
  // Somebody has gone elsewhere, or opened another, while it was made.
  if (!next || turn !== opening) return;
  if (!panel) opener = from;
  putPanel(next);
  if (place) next.focus?.(place);
}

/** @param {Panel | null} next */
function putPanel(next) {
  const before = panel;
  panel = next;
  before?.element.remove();
  before?.closed?.();
  if (next) windowElement.append(next.element);
}

/** Closes the panel, unless there are edits somebody wants to keep. */
export async function closePanel() {
  if (!panel || !(await mayLeave())) return;
  dropPanel();
}

/** Closes the panel whatever is in it. */
export function dropPanel() {
  putPanel(null);
  if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
  opener = null;
}

export const openedId = () => panel?.id ?? null;

/** Whether the panel can be left: nothing edited, or saved, or dropped. */
export async function mayLeave() {
  if (!panel?.isEdited()) return true;
  const answer = await askAboutEdits(panel.name);
  if (answer === "save") return panel.save();
  return answer === "discard";
}

// ---- changes

/** Does something and says why when it fails. @template T @param {() => Promise<T>} act @returns {Promise<T | undefined>} */
export async function attempt(act) {
  try {
    return await act();
  } catch (error) {
    sayRefused(wireError(error).message);
    return undefined;
  }
}

/** @param {unknown} error @returns {WireError} */
export function wireError(error) {
  if (error !== null && typeof error === "object" && "message" in error && "code" in error) {
    return /** @type {WireError} */ (error);
  }
  return { code: "failed", message: String(error), fields: {} };
}

/** Shows what a change made of the office, everywhere. @param {Saved} saved */
export function tookEffect(saved) {
  saySaved(saved);
  setOffice(saved.office);
}

/**
 * Removes the record in the panel, saying first what else changes.
 * @param {RecordName} record
 * @param {string} name
 * @param {() => Promise<Saved>} act
 */
export async function removeRecord(record, name, act) {
  const consequences = await attempt(() => api.foreseeRemoval(record));
  if (!consequences) return;
  const answer = await question({
    title: t("remove-title", { name }),
    text: [consequences.length > 0 && notice(t("what-else"), consequences), h("p", {}, t("remove-text"))],
    answers: [
      { value: "", label: t("cancel") },
      { value: "remove", label: t("remove"), main: true },
    ],
  });
  if (answer !== "remove") return;
  const saved = await attempt(act);
  if (!saved) return;
  dropPanel();
  tookEffect(saved);
}

/** What else follows, before it is done. @param {string} title @param {Sentence[]} consequences */
export const notice = (title, consequences) =>
  h(
    "div",
    { class: "notice" },
    icon("warning"),
    h("h3", {}, title),
    h("ul", {}, consequences.map((words) => h("li", {}, sentence(words)))),
  );

/** @param {Office} next */
export function setOffice(next) {
  const moved = next.revision !== office.revision;
  office = next;
  keepOffer(next.newestChange);
  showSidebar();
  if (moved) {
    void page?.refresh?.();
    void panel?.refresh?.();
  }
}

/** @param {number} [change] undo only this one */
export async function undo(change) {
  if (panel?.isEdited() && !(await mayLeave())) return;
  const saved = await attempt(() => api.undoChange(change === undefined ? {} : { change }));
  if (saved) tookEffect(saved);
}

export async function redo() {
  if (panel?.isEdited() && !(await mayLeave())) return;
  const saved = await attempt(() => api.redoChange());
  if (saved) tookEffect(saved);
}

whenUndone((change) => void undo(change));

async function removeSample() {
  if (!(await mayLeave())) return;
  const next = await attempt(() => api.removeSample());
  if (next) begin(next);
}

// ---- what the program tells

api.listen("setup-changed", (next) => {
  if (office && next.revision > office.revision) setOffice(next);
});

// ---- keys

/** @param {EventTarget | null} target */
const isTyping = (target) =>
  target instanceof HTMLElement && (target.matches("input:not([type=checkbox], [type=radio]), textarea") || target.isContentEditable);

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return;
  const command = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if ((command && key === "f") || (event.key === "/" && !isTyping(event.target))) {
    if (!page?.search) return;
    event.preventDefault();
    page.search.focus();
    if (page.search instanceof HTMLInputElement) page.search.select();
  } else if (command && key === "s") {
    event.preventDefault();
    if (panel?.isEdited()) void panel.save();
  } else if (command && key === "z" && !isTyping(event.target)) {
    event.preventDefault();
    void (event.shiftKey ? redo() : undo());
  } else if (event.key === "Escape" && panel && !event.defaultPrevented && !document.querySelector(":popover-open")) {
    event.preventDefault();
    void closePanel();
  }
});

/** A page's head: its name, then what stands beside it. @param {string} name @param {Child[]} children */
export function pageHead(name, ...children) {
  return [h("div", { class: "title" }, h("h1", {}, t(`page-${name}`))), children];
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

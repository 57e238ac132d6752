// @ts-check
/**
 * The window's frame: sidebar, one page, one panel; and what holds for all of them: going from page to page,
 * leaving edits, changes and their undo, keys. It knows pages by their names only: main.js hands them over.
 *
 * A page lasts from one visit to the next and ends with its signal, a panel likewise.
 */

import * as api from "./api.js";
import { askAboutEdits, mayGoOn, question } from "./parts/dialog.js";
import { controls, fill, h, icon, keepingFocus, svg } from "./parts/dom.js";
import { keepFocus } from "./parts/focus.js";
import { showKeys } from "./parts/keys.js";
import { notice, pageOf } from "./parts/layout.js";
import { attempt, keepOffer, sayAside, sayCount, sayNote, sayNothing, sayRefused, saySaved, statusLine, whenUndone, wireError } from "./parts/status_line.js";
import { openTextMenu } from "./parts/text_menu.js";
import { figures, percent, t } from "./parts/texts.js";

/** @import { FindingName, Office, Opening, RecordName, Saved } from "./wire.d.ts" */
/** @import { Alone, OpenPanel, Page, Panel, Visit } from "./parts/layout.js" */

/** @type {Office} */
let office;
/** @type {Page | null} */
let page = null;
/** What stands in the window without the frame. @type {Alone | null} */
let alone = null;
let at = "";
/** Ends what the window is filled with: a page in the frame, or one alone. */
let ending = new AbortController();
/** @typedef {{ panel: Panel, ending: AbortController, closed: () => void }} Opened */
/** @type {Opened | null} */
let opened = null;
/** What had the focus before the panel opened: the control, and where it stands when it is drawn again. @type {{ control: Element, key: string, at: number } | null} */
let opener = null;
/** Counts the panels that were asked for and the pages that were gone to. */
let turn = 0;

/** @type {Record<string, (visit: Visit) => Page>} */
let pages = {};
/** Panels of records, for pages that show them beside what they list. @type {Record<string, (id: string, signal: AbortSignal) => Promise<Panel>>} */
let panels = {};
/** Dialogs of one page that others need too. @type {Record<string, (options: any) => Promise<void>>} */
let dialogs = {};
/** Leads a list that is pasted to its review. @type {(text: string) => Promise<void>} */
let pasted = async () => {};
/** Begins anew with another opening: another office, language or theme. @type {(next: Opening) => void} */
let begin = () => {};

const app = /** @type {HTMLElement} */ (document.getElementById("app"));
const sidebar = h("nav", { class: "sidebar", "aria-label": "VozDesk" });
const head = h("header", { class: "page-head" });
const tools = h("div", { class: "tools" });
const body = h("div", { class: "page-body" });
const foot = h("footer", { class: "page-foot" });
const main = h("main", { class: "page", id: "page" }, head, tools, body, h("div", { class: "page-end" }, foot, statusLine));
const skip = h("a", { class: "skip", href: "#page" });
const windowElement = h("div", { class: "window" }, skip, sidebar, main);
skip.addEventListener("click", (event) => {
  event.preventDefault();
  heading()?.focus();
});

/** Where a page or a panel begins. @param {Element} [of] @returns {HTMLElement | null} */
const heading = (of = main) => of.querySelector("h1, h2");
keepFocus(app, (lost) => (lost.closest(".panel") && opened ? heading(opened.panel.element) : heading(page ? main : app)));

export const currentOffice = () => office;

/** @param {{ pages: typeof pages, panels: typeof panels, dialogs: typeof dialogs, pasted: typeof pasted, begin: typeof begin }} all */
export function usePages(all) {
  ({ pages, panels, dialogs, pasted, begin } = all);
}

// ---- pages

/** Puts the frame up for an office. @param {Office} of @param {string} name the page to begin with @param {object} [options] what is wanted of it */
export function showShell(of, name, options) {
  endPage();
  office = of;
  sayNothing();
  fill(app, windowElement);
  putPage(name, options);
}

/** Puts a page up without the frame: the first run, or why there is no office. @param {(signal: AbortSignal) => Alone} make */
export function showAlone(make) {
  endPage();
  document.title = "VozDesk";
  alone = make(ending.signal);
  fill(app, alone.element);
  const first = alone.element.querySelector("[autofocus]");
  if (first instanceof HTMLElement) first.focus();
}

/** Saves what stands alone in the window, if it is a form; whether it could be. */
export const saveAlone = () => alone?.form?.save() ?? Promise.resolve(true);

/** Whether an office is in the window. */
export const isShellShown = () => page !== null;

/** Goes to a page, unless there are edits somebody wants to keep. @param {string} name @param {object} [options] what is wanted of it */
export async function go(name, options) {
  if (page && name === at && !options) return true;
  if (!(await mayLeave())) return false;
  putPage(name, options);
  return true;
}

/** Goes to a record's page and opens it, at a field. @param {string} kind @param {string} id @param {string} [place] */
export async function goToRecord(kind, id, place) {
  const name = pageOf[/** @type {keyof typeof pageOf} */ (kind)];
  if (name && (await go(name))) await page?.open?.(id, place);
}

/** Opens a record's panel beside whatever page is shown, at a field. @param {string} kind @param {string} id @param {{ place?: string, closed?: () => void }} [how] */
export const openRecord = (kind, id, how) => openPanel((signal) => panels[kind](id, signal), how);

/** Opens a dialog of a page over whatever is shown. @param {string} name @param {object} options */
export const openDialog = (name, options) => dialogs[name]?.(options);

/** Ends the page and the panel, with all they have begun. */
function endPage() {
  turn += 1;
  ending.abort();
  ending = new AbortController();
  page = null;
  alone = null;
  putPanel(null);
  opener = null;
}

/** @param {string} name @param {object} [options] */
function putPage(name, options = {}) {
  if (page) left.set(at, body.scrollTop);
  endPage();
  at = name;
  const make = pages[name] ?? pages.numbers;
  const next = make({ signal: ending.signal, scroller: body, tools, foot, options });
  page = next;
  fill(head, next.head);
  fill(tools, next.tools ?? []);
  tools.hidden = !next.tools;
  fill(body, next.body);
  fill(foot, next.foot ?? []);
  foot.hidden = !next.foot;
  body.scrollTop = 0;
  sayCount("");
  document.title = `${t(`page-${name}`)} – VozDesk`;
  skip.textContent = t("skip");
  showSidebar();
  if (document.activeElement === document.body) heading()?.focus();
  // One comes back to where one was.
  const kept = Object.keys(options).length > 0 ? 0 : (left.get(name) ?? 0);
  void Promise.resolve(next.shown?.()).then(() => {
    if (page === next && kept > 0 && body.scrollTop === 0) body.scrollTop = kept;
  });
}

/** How far the pages were scrolled when they were left, by their names. @type {Map<string, number>} */
const left = new Map();

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
    { name: "sync", icon: "sync", count: () => null },
    { name: "history", icon: "history", count: () => null },
    { name: "transfer", icon: "transfer", count: () => null },
  ],
];

const showSidebar = () => keepingFocus(sidebar, drawSidebar);

function drawSidebar() {
  fill(
    sidebar,
    h(
      "div",
      { class: "office" },
      h("p", { class: "office-name cut", dir: "auto", title: office.name }, office.name || "VozDesk"),
      h("p", { class: "office-plan" }, t("plan-of", { plan: t(`plan-${office.plan}`) })),
    ),
    office.isSample &&
      h(
        "div",
        { class: "sample", title: t("sample-mark") },
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
      "data-key": name,
      title: t(`page-${name}`),
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
  const over = numbers - all;
  return h(
    "div",
    { class: over > 0 ? "allowance is-over" : "allowance" },
    h("p", { class: "figures" }, over > 0 && icon("warning"), t("allowance-used", { numbers, all })),
    over > 0 && h("p", { class: "figures" }, t("allowance-exceeded", { over })),
    svg(
      "svg",
      { viewBox: "0 0 150 3", class: "gauge", "aria-hidden": "true", preserveAspectRatio: "none" },
      svg("rect", { class: "track", width: 150, height: 3 }),
      svg("rect", { class: "level", width: level, height: 3 }),
    ),
    h("p", { class: "faint figures" }, t("allowance-parts", { included, extra: extraNumbers })),
  );
}

// ---- the panel

/** Opens a panel in the place of any other, unless there are edits somebody wants to keep. @type {OpenPanel} */
export async function openPanel(make, { place, closed = opened?.closed ?? (() => {}) } = {}) {
  const mine = (turn += 1);
  if (!(await mayLeave())) return;
  const from = document.activeElement;
  const panelEnding = new AbortController();
  const panel = await attempt(() => make(panelEnding.signal));
  // Somebody has gone elsewhere, or opened another, while it was made.
  if (!panel || mine !== turn) {
    panelEnding.abort();
    return;
  }
  if (!opened) opener = from && placeOf(from);
  // Whoever goes from record to record stays at the button they press.
  const pressed = opened?.panel.element.contains(from) ? from?.getAttribute("aria-label") : null;
  const { signal } = ending;
  putPanel({ panel, ending: panelEnding, closed: () => signal.aborted || closed() });
  if (place) panel.focus?.(place);
  else (buttonOf(panel, pressed) ?? panel.element.querySelector("h2"))?.focus();
}

/** @param {Panel} panel @param {string | null | undefined} name @returns {HTMLElement | null} */
const buttonOf = (panel, name) => (name ? panel.element.querySelector(`button[aria-label="${CSS.escape(name)}"]`) : null);

/** @param {Opened | null} next */
function putPanel(next) {
  const before = opened;
  opened = next;
  before?.ending.abort();
  before?.panel.element.remove();
  before?.closed();
  if (!next) return;
  const back = next.panel.element.querySelector(".panel-back span");
  if (back) back.textContent = t(`page-${at}`);
  windowElement.append(next.panel.element);
}

/** Closes the panel, unless there are edits somebody wants to keep. */
export async function closePanel() {
  if (opened && (await mayLeave())) dropPanel();
}

/** Closes the panel whatever is in it. */
export function dropPanel() {
  putPanel(null);
  if (opener) controlAt(opener)?.focus();
  opener = null;
}

/** @param {Element} control */
function placeOf(control) {
  const row = control.closest("[data-key]");
  return { control, key: row?.getAttribute("data-key") ?? "", at: row ? controls([row]).indexOf(/** @type {HTMLElement} */ (control)) : -1 };
}

/** A control as it is now; one that is gone may have been drawn again. @param {{ control: Element, key: string, at: number }} place @returns {HTMLElement | SVGElement | null} */
function controlAt({ control, key, at }) {
  if (control.isConnected) return /** @type {HTMLElement} */ (control);
  const row = key && body.querySelector(`[data-key="${CSS.escape(key)}"]`);
  return row ? (controls([row])[at] ?? null) : null;
}

export const openedId = () => opened?.panel.id ?? null;

/** What is edited here: the panel, or what the page holds. */
function form() {
  const forms = [opened?.panel, page?.form, alone?.form];
  return forms.find((one) => one?.isEdited()) ?? forms.find(Boolean);
}

/** Whether what is edited can be left: nothing is, or it was saved, or dropped. */
export async function mayLeave() {
  const edited = form();
  if (!edited?.isEdited()) return true;
  const answer = await askAboutEdits(edited.name);
  if (answer === "save") return edited.save();
  if (answer === "discard") edited.discard();
  return answer === "discard";
}

// ---- closing the window

/** Whether the window is asked to close, and asks in turn. */
let isClosing = false;

/** Closes the window, unless there is something typed that somebody wants to keep. */
async function closeWindow() {
  const dialog = [...document.querySelectorAll("dialog[open]")].at(-1);
  // A question that is open wants its answer first.
  const isQuestion = dialog?.getAttribute("role") === "alertdialog";
  const isTypedIn = dialog !== undefined && typedIn.has(dialog);
  // The program waits for a first answer only a moment.
  if (isClosing || isQuestion || isTypedIn || form()?.isEdited()) void api.answerClose({ isClosing: false });
  if (isClosing || isQuestion) return;
  isClosing = true;
  try {
    if ((!isTypedIn || (await mayDropTyped())) && (await mayLeave())) await api.answerClose({ isClosing: true });
  } finally {
    isClosing = false;
  }
}

/** Whether what is typed in a dialog may be lost. */
async function mayDropTyped() {
  const answers = [
    { value: "close", label: t("close-anyway") },
    { value: "", label: t("keep-editing"), main: true },
  ];
  return (await question({ title: t("close-title"), text: [h("p", {}, t("close-text"))], answers })) === "close";
}

api.listen("close-asked", () => void closeWindow());

// ---- changes

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
  const text = [consequences.length > 0 && notice(t("what-else"), consequences), h("p", {}, t("remove-text"))];
  if (!(await mayGoOn({ title: t("remove-title", { name }), text, go: t("remove") }))) return;
  const saved = await attempt(act);
  if (!saved) return;
  if (opened?.panel.id === record.id) dropPanel();
  tookEffect(saved);
}

/** Mends a finding of the check-up. @param {FindingName} finding */
export async function mend({ code, kind, id }) {
  const saved = await attempt(() => api.mendFinding({ code, kind, id }));
  if (saved) tookEffect(saved);
}

/** @param {Office} next @param {boolean} [moved] whether what it holds is another */
function setOffice(next, moved = next.revision !== office.revision) {
  office = next;
  keepOffer(next.newestChange);
  showSidebar();
  if (moved) {
    void page?.refresh?.();
    void opened?.panel.refresh?.();
  }
}

/** @param {number} [change] undo only this one */
export const undo = (change) => step(() => api.undoChange(change === undefined ? {} : { change }));

export const redo = () => step(() => api.redoChange());

/** Takes a step back or forward in history; that there is none is no fault. @param {() => Promise<Saved>} act */
async function step(act) {
  if (!(await mayLeave())) return;
  try {
    tookEffect(await act());
  } catch (error) {
    const { code, message } = wireError(error);
    if (code === "nothing_to_do") sayNote(message);
    else sayRefused(message);
  }
}

whenUndone((change) => void undo(change));

async function removeSample() {
  if (!(await mayLeave())) return;
  const next = await attempt(() => api.removeSample());
  if (next) begin(next);
}

// ---- what the program tells

api.listen("setup-changed", (next) => {
  if (page && next.revision > office.revision) setOffice(next);
});

api.listen("office-replaced", (next) => {
  if (page) setOffice(next, true);
});

// ---- keys

/** @param {EventTarget | null} target */
const isTyping = (target) =>
  target instanceof HTMLElement && (target.matches("input:not([type=checkbox], [type=radio]), textarea") || target.isContentEditable);

/** Texts and dialogs somebody has typed into since they were drawn; what is saved is drawn anew. @type {WeakSet<Element>} */
const typedIn = new WeakSet();
for (const kind of ["input", "change"]) {
  document.addEventListener(kind, ({ target }) => {
    if (!(target instanceof Element)) return;
    typedIn.add(target);
    const dialog = target.closest("dialog");
    if (dialog) typedIn.add(dialog);
  });
}

/** Whether a key is the text's own: it is in a form and somebody has typed there, or it is in none. @param {EventTarget | null} target */
const isOfTheText = (target) => isTyping(target) && target instanceof Element && (typedIn.has(target) || target.closest("form, .panel") === null);

/** Takes what is about to be pasted: a browser pastes into texts only. */
function takePasted() {
  const before = document.activeElement;
  const place = h("textarea", { class: "said", "aria-hidden": "true", tabindex: -1 });
  const end = () => {
    place.remove();
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  };
  place.addEventListener("paste", (event) => {
    event.preventDefault();
    const text = event.clipboardData?.getData("text/plain") ?? "";
    end();
    if (text.trim()) void pasted(text);
  });
  // There may be nothing to paste.
  place.addEventListener("keyup", end);
  document.body.append(place);
  place.focus({ preventScroll: true });
}

/** Goes from the search to the first of what it found, or opens that. @param {boolean} opens */
async function toFirstHit(opens) {
  const mine = page;
  const first = await mine?.firstHit?.();
  if (!first || mine !== page) return;
  if (first instanceof HTMLElement || first instanceof SVGElement) first.focus();
  if (opens) first.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
}

// The browser's own menu offers to reload the page, which would lose what is typed. In a text it is about the text.
document.addEventListener("contextmenu", (event) => {
  const { target } = event;
  if (isTyping(target) && (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) openTextMenu(event, target);
  event.preventDefault();
});

// ---- how large all is shown

/** @param {"in" | "out" | "reset"} step */
async function zoom(step) {
  const now = await attempt(() => api.zoomPage({ step }));
  if (now !== undefined && page) sayAside(t("zoomed", { percent: percent(now) }));
}

/** How far the wheel was turned since the last step, in pixels. */
let turned = 0;
document.addEventListener(
  "wheel",
  (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    turned += event.deltaY;
    if (Math.abs(turned) < NOTCH) return;
    void zoom(turned < 0 ? "in" : "out");
    turned = 0;
  },
  { passive: false },
);
/** How far a notch of a wheel turns at the least; a touchpad takes several steps. */
const NOTCH = 50;

document.addEventListener("keydown", (event) => {
  const command = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  // Where a window manager has Alt F4, it does not come here.
  if ((command && key === "q") || (event.altKey && key === "f4")) {
    event.preventDefault();
    void closeWindow();
    return;
  }
  const sizing = command && !event.altKey && /** @type {const} */ ({ "+": "in", "=": "in", "-": "out", 0: "reset" })[key];
  if (sizing) {
    event.preventDefault();
    void zoom(sizing);
    return;
  }
  if (!page || document.querySelector("dialog[open]")) return;
  const toPage = command && !event.shiftKey && { 1: "numbers", 2: "assistants", 3: "campaigns" }[key];
  const step = event.altKey && { arrowdown: 1, arrowup: -1 }[key];
  if (toPage) {
    event.preventDefault();
    void go(toPage);
  } else if (command && key === "v" && !isTyping(event.target)) {
    takePasted();
  } else if (command && key === "n") {
    event.preventDefault();
    void go("numbers", { add: true });
  } else if (step && opened?.panel.step) {
    event.preventDefault();
    void opened.panel.step(step);
  } else if (event.key === "?" && !isTyping(event.target)) {
    event.preventDefault();
    void showKeys();
  } else if ((command && key === "f") || (event.key === "/" && !isTyping(event.target))) {
    if (!page.search) return;
    event.preventDefault();
    page.search.focus();
    if (page.search instanceof HTMLInputElement) page.search.select();
  } else if (event.target === page.search && (event.key === "ArrowDown" || event.key === "Enter")) {
    event.preventDefault();
    void toFirstHit(event.key === "Enter");
  } else if (command && key === "s") {
    event.preventDefault();
    if (form()?.isEdited()) void form()?.save();
  } else if (command && key === "z" && !isOfTheText(event.target)) {
    event.preventDefault();
    // A key that is held down takes one step, not all of them.
    if (!event.repeat) void (event.shiftKey ? redo() : undo());
  } else if (event.key === "Escape" && opened && !event.defaultPrevented && !document.querySelector(":popover-open")) {
    event.preventDefault();
    void closePanel();
  }
});

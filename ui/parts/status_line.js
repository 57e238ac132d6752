// @ts-check
/**
 * The line at the foot of the page: what was done, with Undo; what is going on; what was refused.
 * What is asked of the program goes through `attempt` or `newest`, so that a refusal is said here.
 */

import { fill, h, icon, sentence } from "./dom.js";
import { t } from "./texts.js";

/** @import { Exported, Saved, WireError } from "../wire.d.ts" */
/** @import { Child } from "./dom.js" */

// Two live regions that are there from the start: screen readers hear what is put into them.
const done = h("div", { class: "status-said", role: "status" });
const refused = h("div", { class: "status-said status-failed", role: "alert" });
const count = h("span", { class: "push" });

export const statusLine = h("footer", { class: "status-line is-quiet" }, done, refused, count);

/** @type {(change: number) => void} */
let undo = () => {};
/** @param {(change: number) => void} act */
export const whenUndone = (act) => {
  undo = act;
};

/** The change the Undo in the line takes back; it goes when another change is made. @type {number | null} */
let offered = null;

/** Says what was saved, with its Undo while it is the newest change. @param {Saved} saved */
export function saySaved(saved) {
  if (!saved.title) return;
  const change = saved.office.newestChange;
  const told = [saved.title, ...saved.consequences].map(sentence);
  const whole = h("span", { class: "cut" }, told.flatMap((words, at) => (at > 0 ? [" ", ...words] : words)));
  whole.title = saved.consequences.length > 0 ? (whole.textContent ?? "") : "";
  say([
    icon("ok"),
    whole,
    change !== null && [
      h(
        "button",
        { type: "button", class: "link-button", "aria-keyshortcuts": "Control+Z", onclick: () => undo(change) },
        t("undo"),
      ),
      h("kbd", { "aria-hidden": "true" }, "Ctrl Z"),
    ],
  ]);
  offered = change;
}

/** Says something that needs no undo. @param {Child[]} words */
export const sayDone = (words) => say([icon("ok"), h("span", { class: "cut" }, words)]);

/** Says why nothing was done, where nothing was refused. @param {string} text */
export const sayNote = (text) => say([h("span", { class: "status-busy" }, icon("hint")), h("span", { class: "cut", title: text }, text)]);

/** The same, unless the line offers something. @param {string} text */
export function sayAside(text) {
  if (offered === null && !done.querySelector("button")) sayNote(text);
}

/** Says what is going on, with a bar and a way out, and gives what takes that back while it still stands. @param {string} text @param {() => void} [cancel] */
export function sayBusy(text, cancel) {
  const said = h("span", { class: "cut" }, text);
  say([
    h("span", { class: "status-busy" }, icon("import")),
    said,
    h("progress", { class: "progress", "aria-label": text }),
    cancel && h("button", { type: "button", class: "link-button", onclick: cancel }, t("cancel")),
  ]);
  return () => takeBack(said);
}

/** Says what was refused, and gives what takes that back while it still stands. @param {string} text */
export function sayRefused(text) {
  say([]);
  const said = h("span", { class: "cut", title: text }, text);
  fill(refused, icon("error"), said);
  lookQuiet();
  return () => takeBack(said);
}

/** @param {Element} said */
function takeBack(said) {
  if (said.isConnected) say([]);
}

export const sayNothing = () => say([]);

/** @param {Child[]} children */
function say(children) {
  offered = null;
  fill(refused);
  fill(done, children);
  lookQuiet();
}

/** Whether the line says something stands in a class: WebKit does not look again for `:has(:empty)`. */
const lookQuiet = () => statusLine.classList.toggle("is-quiet", !done.hasChildNodes() && !refused.hasChildNodes());

/** Takes the Undo away once another change is the newest. @param {number | null} newest */
export function keepOffer(newest) {
  if (offered !== null && offered !== newest) sayNothing();
}

/** What the page holds, at the end of the line. @param {string} text */
export const sayCount = (text) => {
  count.textContent = text;
};

// ---- what is asked of the program

/** What was thrown, as the program tells it. @param {unknown} error @returns {WireError} */
export function wireError(error) {
  if (error !== null && typeof error === "object" && "message" in error && "code" in error) {
    return /** @type {WireError} */ (error);
  }
  return { code: "failed", message: String(error), fields: {} };
}

/**
 * Does something and says why when it fails. Once the signal has ended, nothing comes of it any more.
 * @template T
 * @param {() => Promise<T>} act
 * @param {AbortSignal} [signal]
 * @returns {Promise<T | undefined>} undefined when it failed or had ended
 */
export async function attempt(act, signal) {
  try {
    const answer = await act();
    return signal?.aborted ? undefined : answer;
  } catch (error) {
    if (!signal?.aborted) sayRefused(wireError(error).message);
    return undefined;
  }
}

/** Exports something and says where to, or why not; nothing where no file was chosen. @param {() => Promise<Exported | null>} act */
export async function tellExport(act) {
  sayBusy(t("choosing-file"));
  const exported = await attempt(act);
  if (exported) sayDone([t("exported"), " ", h("strong", {}, exported.path)]);
  else if (exported === null) sayNothing();
}

/**
 * An `attempt` for what is asked again and again: an answer counts only while nothing newer was asked.
 * @param {AbortSignal} signal
 */
export function newest(signal) {
  let turn = new AbortController();
  signal.addEventListener("abort", () => turn.abort(), { once: true });
  /** @template T @param {() => Promise<T>} act @returns {Promise<T | undefined>} */
  return (act) => {
    turn.abort();
    turn = new AbortController();
    if (signal.aborted) turn.abort();
    return attempt(act, turn.signal);
  };
}

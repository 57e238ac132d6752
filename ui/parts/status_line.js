// @ts-check
/** The line at the foot of the page: what was done, with Undo; what is going on; what was refused. */

import { fill, h, icon, sentence } from "./dom.js";
import { t } from "./texts.js";

/** @import { Saved } from "../wire.d.ts" */
/** @import { Child } from "./dom.js" */

// Two live regions that are there from the start: screen readers hear what is put into them.
const done = h("div", { class: "status-said", role: "status" });
const refused = h("div", { class: "status-said status-failed", role: "alert" });
const count = h("span", { class: "push" });

export const statusLine = h("footer", { class: "status-line" }, done, refused, count);

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
  offered = change;
  say([
    icon("ok"),
    h("span", { class: "cut" }, sentence(saved.title)),
    change !== null && [
      h(
        "button",
        { type: "button", class: "link-button", "aria-keyshortcuts": "Control+Z", onclick: () => undo(change) },
        t("undo"),
      ),
      h("kbd", { "aria-hidden": "true" }, "Ctrl Z"),
    ],
  ]);
}

/** Says something that needs no undo. @param {Child[]} words */
export function sayDone(words) {
  offered = null;
  say([icon("ok"), h("span", { class: "cut" }, words)]);
}

/** Says what is going on, with a bar and a way out. @param {string} text @param {() => void} [cancel] */
export function sayBusy(text, cancel) {
  offered = null;
  say([
    h("span", { class: "status-busy" }, icon("import")),
    h("span", { class: "cut" }, text),
    h("progress", { class: "progress", "aria-label": text }),
    cancel && h("button", { type: "button", class: "link-button", onclick: cancel }, t("cancel")),
  ]);
}

/** Says what was refused. @param {string} text */
export function sayRefused(text) {
  offered = null;
  fill(done);
  fill(refused, icon("error"), h("span", { class: "cut", title: text }, text));
}

/** @param {Child[]} children */
function say(children) {
  fill(refused);
  fill(done, children);
}

export const sayNothing = () => say([]);

/** Takes the Undo away once another change is the newest. @param {number | null} newest */
export function keepOffer(newest) {
  if (offered !== null && offered !== newest) sayNothing();
  offered = newest === offered ? offered : null;
}

/** What the page holds, at the end of the line. @param {string} text */
export const sayCount = (text) => {
  count.textContent = text;
};

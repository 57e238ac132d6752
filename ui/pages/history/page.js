// @ts-check
/** History: every change, newest first, what it changed, and the way back to any of them. */

import * as api from "../../api.js";
import { changedRows } from "../../parts/changed_rows.js";
import { question } from "../../parts/dialog.js";
import { fill, h, icon, sentence } from "../../parts/dom.js";
import { attempt, currentOffice, empty, mayLeave, pageHead, redo, tookEffect, undo } from "../../shell.js";
import { sayCount } from "../../parts/status_line.js";
import { moment, t } from "../../parts/texts.js";

/** @import { HistoryRow } from "../../wire.d.ts" */
/** @import { Page } from "../../shell.js" */

/** How many changes, and how many records of one, are asked for at a time. */
const BLOCK = 100;

/** @returns {Page} */
export function historyPage() {
  let asked = 0;
  let wanted = BLOCK;
  /** Changes whose records are shown. @type {Set<number>} */
  const opened = new Set();
  const place = h("div", { class: "history" });
  const step = (/** @type {string} */ key, /** @type {() => Promise<void>} */ act, /** @type {string} */ keys) =>
    h("button", { type: "button", class: "button", "aria-keyshortcuts": keys, onclick: () => void act() }, t(key));
  const undoButton = step("undo", () => undo(), "Control+Z");
  const redoButton = step("redo", redo, "Control+Shift+Z");

  async function load() {
    const turn = (asked += 1);
    const page = await attempt(() => api.listHistory({ before: null, limit: wanted }));
    if (!page || turn !== asked) return;
    const office = currentOffice();
    undoButton.disabled = office.newestChange === null;
    redoButton.disabled = !office.canRedo;
    sayCount(t("history-count", { count: page.kept }));
    if (page.rows.length === 0) {
      fill(place, h("div", { class: "empty-place" }, empty("history", t("history-empty"), t("history-empty-text"))));
      return;
    }
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.key : undefined;
    const table = h(
      "table",
      { class: "changes" },
      h("thead", {}, h("tr", {}, ["when", "what-was-done", "records"].map((key) => h("th", { scope: "col", class: `c-${key}` }, t(key))), h("th", { scope: "col", class: "c-back" }, h("span", { class: "said" }, t("restore-here"))))),
      page.rows.map((row) => changeBody(row, opened)),
    );
    const more = page.kept > page.rows.length && h("button", { type: "button", class: "button review-more", onclick: () => {
      wanted += BLOCK;
      void load();
    } }, t("show-more"));
    fill(place, table, more);
    if (focused) /** @type {HTMLElement | null} */ (place.querySelector(`[data-key="${focused}"]`))?.focus();
  }

  return {
    head: pageHead("history", h("div", { class: "push button-row" }, undoButton, redoButton)),
    tools: [h("p", { class: "quiet" }, t("history-kept"))],
    body: [place],
    shown: load,
    refresh: load,
  };
}

/** One change, and its records once somebody wants to see them. @param {HistoryRow} row @param {Set<number>} opened */
function changeBody(row, opened) {
  const records = h("tr", { class: "change-records", hidden: true }, h("td", { colspan: 4 }));
  const isOpen = () => opened.has(row.change);
  const title = h(
    "button",
    { type: "button", class: "change-title", "aria-expanded": "false", onclick: () => void toggle() },
    icon("down"),
    h("span", {}, sentence(row.title)),
  );
  title.dataset.key = `change-${row.change}`;
  const back = h("button", { type: "button", class: "link-button", onclick: () => void restore(row) }, t("restore-here"));
  back.dataset.key = `back-${row.change}`;
  // The same words on every row: which change they are about is said too.
  back.setAttribute("aria-label", `${t("restore-here")}: ${sentenceText(row)}, ${moment(row.at)}`);

  async function toggle() {
    if (isOpen()) opened.delete(row.change);
    else opened.add(row.change);
    await show();
  }
  async function show() {
    title.setAttribute("aria-expanded", String(isOpen()));
    records.hidden = !isOpen();
    if (isOpen() && !records.querySelector("table")) await fillRecords(records, row.change);
  }
  void show();
  return h(
    "tbody",
    { class: row.undone ? "is-undone" : "" },
    h(
      "tr",
      {},
      h("td", { class: "c-when figures" }, h("time", { datetime: row.at }, moment(row.at))),
      h("th", { scope: "row", class: "c-what-was-done" }, title, row.undone && h("span", { class: "tag" }, t("is-undone"))),
      h("td", { class: "c-records figures" }, touched(row)),
      h("td", { class: "c-back" }, back),
    ),
    records,
  );
}

/** @param {HistoryRow} row */
const sentenceText = (row) => row.title.map((part) => part.text).join("");

/** How many records. @param {{ added: number, changed: number, removed: number }} counts */
function touched({ added, changed, removed }) {
  const told = [added > 0 && t("count-added", { count: added }), changed > 0 && t("count-changed", { count: changed }), removed > 0 && t("count-removed", { count: removed })];
  return told.filter(Boolean).join(", ");
}

/** Puts what a change changed below it, some records at a time. @param {HTMLElement} place @param {number} change */
async function fillRecords(place, change) {
  const body = h("tbody");
  const more = h("button", { type: "button", class: "button review-more", hidden: true, onclick: () => void load() }, t("show-more"));
  let shown = 0;
  async function load() {
    const page = await attempt(() => api.readChange({ change, offset: shown, limit: BLOCK }));
    if (!page) return;
    shown += page.rows.length;
    for (const record of page.rows) body.append(...changedRows(record));
    more.hidden = shown >= page.total;
  }
  await load();
  const columns = /** @type {const} */ ([["entry", "entry"], ["field", "field"], ["before", "old"], ["afterwards", "new"]]);
  const head = h("thead", { class: "said" }, h("tr", {}, columns.map(([key]) => h("th", { scope: "col" }, t(key)))));
  fill(/** @type {HTMLElement} */ (place.firstElementChild), h("table", { class: "review review-history" }, h("colgroup", {}, columns.map(([, name]) => h("col", { class: `r-${name}` }))), head, body), more);
}

/** Makes the office what it was after a change, saying first what that touches. @param {HistoryRow} row */
async function restore(row) {
  if (!(await mayLeave())) return;
  const counts = await attempt(() => api.foreseeRestore(row.change));
  if (!counts) return;
  const isSame = counts.added + counts.changed + counts.removed === 0;
  const cancel = { value: "", label: t(isSame ? "close" : "cancel"), main: isSame };
  const answer = await question({
    title: t("restore-title", { when: moment(row.at) }),
    text: [h("p", {}, isSame ? t("restore-same") : [t("restore-text"), " ", h("strong", {}, touched(counts)), "."]), !isSame && h("p", { class: "quiet" }, t("restore-undo"))],
    answers: isSame ? [cancel] : [cancel, { value: "restore", label: t("restore"), main: true }],
  });
  if (answer !== "restore") return;
  const saved = await attempt(() => api.restoreChange(row.change));
  if (saved) tookEffect(saved);
}

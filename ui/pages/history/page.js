// @ts-check
/** History: every change, newest first, what it changed, and the way back to any of them. How long changes are kept is the program's. */

import * as api from "../../api.js";
import { changedRows } from "../../parts/changed_rows.js";
import { mayGoOn, question } from "../../parts/dialog.js";
import { fill, h, icon, sentence, within } from "../../parts/dom.js";
import { empty, notice, pageHead } from "../../parts/layout.js";
import { attempt, sayCount } from "../../parts/status_line.js";
import { moment, t } from "../../parts/texts.js";
import { virtualList } from "../../parts/virtual_list.js";
import { currentOffice, mayLeave, redo, tookEffect, undo } from "../../shell.js";

/** @import { HistoryRow } from "../../wire.d.ts" */
/** @import { Page, Visit } from "../../parts/layout.js" */

/** How many changes, and how many records of one, are asked for at a time. */
const BLOCK = 100;

/** @param {Visit} visit @returns {Page} */
export function historyPage({ signal, scroller }) {
  const step = (/** @type {string} */ key, /** @type {() => Promise<void>} */ act, /** @type {string} */ keys) =>
    h("button", { type: "button", class: "button", "aria-keyshortcuts": keys, onclick: () => void act() }, t(key));
  const undoButton = step("undo", () => undo(), "Control+Z");
  const redoButton = step("redo", redo, "Control+Shift+Z");
  const table = h(
    "table",
    { class: "changes", hidden: true },
    h("thead", {}, h("tr", {}, ["when", "what-was-done", "records"].map((key) => h("th", { scope: "col", class: `c-${key}` }, t(key))), h("th", { scope: "col", class: "c-back" }, h("span", { class: "said" }, t("restore-here"))))),
  );
  const nothing = h("div", { class: "empty-place", hidden: true }, empty("history", t("history-empty"), t("history-empty-text")));

  /** The change that each block comes before, as far as is known: the program gives changes by the one before. @type {Array<number | null>} */
  let begins = [null];

  /** @param {number} offset @param {number} limit */
  async function read(offset, limit) {
    const known = begins;
    const wanted = offset / limit;
    for (;;) {
      const at = Math.min(wanted, known.length - 1);
      const page = await attempt(() => api.listHistory({ before: known[at] ?? null, limit }), signal);
      if (!page) return undefined;
      const last = page.rows.at(-1);
      if (last) known[at + 1] = last.change;
      if (at === wanted || !last) return { found: page.kept, rows: at === wanted ? page.rows : [] };
    }
  }

  /** Changes whose records are shown: what was drawn of them is kept while they are out of sight. @type {Map<number, { row: HistoryRow, element: HTMLElement, ending: AbortController, look: () => void }>} */
  const opened = new Map();

  const list = virtualList({
    scroller,
    parent: table,
    space: () => h("tbody", { class: "space", "aria-hidden": "true" }, h("tr")),
    rowHeight: 34,
    margin: 1000,
    block: BLOCK,
    read,
    arrived({ found }) {
      const office = currentOffice();
      undoButton.disabled = office.newestChange === null;
      redoButton.disabled = !office.canRedo;
      sayCount(t("history-count", { count: found }));
      table.hidden = found === 0;
      nothing.hidden = found > 0;
    },
    key: ({ change }) => String(change),
    draw: changeBody,
    // What comes into the page again may have been left elsewhere.
    exchanged: () => {
      for (const { look } of opened.values()) look();
    },
    signal,
  });

  const load = () => {
    begins = [null];
    return list.load();
  };

  /** One change, and its records once somebody wants to see them. @param {HistoryRow} row */
  function changeBody(row) {
    const there = opened.get(row.change);
    if (there && JSON.stringify(there.row) === JSON.stringify(row)) return there.element;
    there?.ending.abort();
    const place = h("td", { colspan: 4 });
    const records = h("tr", { class: "change-records", hidden: true }, place);
    const title = h("button", { type: "button", class: "change-title", "aria-expanded": "false", onclick: () => toggle() }, icon("down"), h("span", {}, sentence(row.title)));
    const back = h("button", { type: "button", class: "link-button", onclick: () => void restore(row) }, t("restore-here"));
    // The same words on every row: which change they are about is said too.
    back.setAttribute("aria-label", `${t("restore-here")}: ${row.title.map(({ text }) => text).join("")}, ${moment(row.at)}`);
    const element = h(
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

    function toggle() {
      const open = opened.get(row.change);
      if (open) {
        open.ending.abort();
        opened.delete(row.change);
        fill(place);
      } else {
        show();
      }
      records.hidden = Boolean(open);
      title.setAttribute("aria-expanded", String(!open));
      // What is below may have come near.
      list.look();
    }

    function show() {
      const ending = within(signal);
      const { look } = showRecords(place, row.change, scroller, ending.signal);
      opened.set(row.change, { row, element, ending, look });
    }

    if (there) {
      show();
      records.hidden = false;
      title.setAttribute("aria-expanded", "true");
    }
    return element;
  }

  return {
    head: pageHead("history", h("div", { class: "push button-row" }, undoButton, redoButton)),
    tools: [h("p", { class: "quiet" }, t("history-kept"))],
    body: [h("div", { class: "history" }, table, nothing)],
    shown: load,
    refresh: load,
  };
}

/** Shows what a change changed. @param {HTMLElement} place @param {number} change @param {HTMLElement} scroller @param {AbortSignal} signal */
function showRecords(place, change, scroller, signal) {
  const columns = /** @type {const} */ ([["entry", "entry"], ["field", "field"], ["before", "old"], ["afterwards", "new"]]);
  const body = h("tbody");
  fill(
    place,
    h(
      "table",
      { class: "review review-history" },
      h("colgroup", {}, columns.map(([, name]) => h("col", { class: `r-${name}` }))),
      h("thead", { class: "said" }, h("tr", {}, columns.map(([key]) => h("th", { scope: "col" }, t(key))))),
      body,
    ),
  );
  const list = virtualList({
    scroller,
    parent: body,
    space: () => h("tr", { "aria-hidden": "true", class: "spacer" }),
    rowHeight: 34,
    margin: 1000,
    block: BLOCK,
    async read(offset, limit) {
      const page = await attempt(() => api.readChange({ change, offset, limit }), signal);
      return page && { found: page.total, rows: page.rows.map((record, at) => ({ record, at: offset + at })) };
    },
    key: ({ at }) => String(at),
    draw: ({ record }) => changedRows(record),
    signal,
  });
  void list.load();
  return list;
}

/** How many records. @param {{ added: number, changed: number, removed: number }} counts */
function touched({ added, changed, removed }) {
  const told = [added > 0 && t("count-added", { count: added }), changed > 0 && t("count-changed", { count: changed }), removed > 0 && t("count-removed", { count: removed })];
  return told.filter(Boolean).join(", ");
}

/** Makes the office what it was after a change, saying first what that touches. @param {HistoryRow} row */
async function restore(row) {
  if (!(await mayLeave())) return;
  const counts = await attempt(() => api.foreseeRestore({ change: row.change }));
  if (!counts) return;
  const title = t("restore-title", { when: moment(row.at) });
  if (counts.added + counts.changed + counts.removed === 0) {
    await question({ title, text: [h("p", {}, t("restore-same"))], answers: [{ value: "", label: t("close"), main: true }] });
    return;
  }
  const text = [
    h("p", {}, t("restore-text"), " ", h("strong", {}, touched(counts)), "."),
    counts.consequences.length > 0 && notice(t("what-else"), counts.consequences),
    h("p", { class: "quiet" }, t("restore-undo")),
  ];
  if (!(await mayGoOn({ title, text, go: t("restore") }))) return;
  const saved = await attempt(() => api.restoreChange({ change: row.change }));
  if (saved) tookEffect(saved);
}

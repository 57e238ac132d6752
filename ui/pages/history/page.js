// @ts-check
/** History: every change, newest first, what it changed, and the way back to any of them. How long changes are kept is the program's. */

import * as api from "../../api.js";
import { none, valueChoice } from "../../parts/cells.js";
import { changedRows } from "../../parts/changed_rows.js";
import { askForm, mayGoOn, question } from "../../parts/dialog.js";
import { fill, h, icon, sentence, within } from "../../parts/dom.js";
import { empty, notice, pageHead } from "../../parts/layout.js";
import { attempt, sayCount, sayNote, sayRefused } from "../../parts/status_line.js";
import { day, moment, t, timeOfDay, worded } from "../../parts/texts.js";
import { virtualList } from "../../parts/virtual_list.js";
import { currentOffice, mayLeave, redo, tookEffect, undo } from "../../shell.js";

/** @import { ClashRow, HistoryRow, Saved, TouchedRecords } from "../../wire.d.ts" */
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

  /** The row that each block comes after, as far as is known: the program gives changes by the one before. @type {Array<HistoryRow | null>} */
  let begins = [null];

  /** @param {number} offset @param {number} limit */
  async function read(offset, limit) {
    const known = begins;
    const wanted = offset / limit;
    for (;;) {
      const at = Math.min(wanted, known.length - 1);
      const above = known[at] ?? null;
      const page = await attempt(() => api.listHistory({ before: above?.change ?? null, limit }), signal);
      if (!page) return undefined;
      const last = page.rows.at(-1);
      if (last) known[at + 1] = last;
      if (at === wanted || !last) return { found: page.kept, rows: at === wanted ? byDay(page.rows, above) : [] };
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

  /** One change, and its records once somebody wants to see them. @param {DayRow} row */
  function changeBody(row) {
    const there = opened.get(row.change);
    if (there && JSON.stringify(there.row) === JSON.stringify(row)) return there.element;
    there?.ending.abort();
    const place = h("td", { colspan: 4 });
    const records = h("tr", { class: "change-records", hidden: true }, place);
    const title = h("button", { type: "button", class: "change-title", "aria-expanded": "false", onclick: () => toggle() }, icon("down"), h("span", {}, sentence(row.title)));
    /** @param {string} key @param {(row: HistoryRow) => Promise<void>} act */
    const way = (key, act) => {
      const button = h("button", { type: "button", class: "link-button", onclick: () => void act(row) }, t(key));
      // The same words on every row: which change they are about is said too.
      button.setAttribute("aria-label", `${t(key)}: ${titleOf(row)}, ${moment(row.at)}`);
      return button;
    };
    const back = !row.isNewest && [!row.undone && way("undo-only", undoOnly), way("restore-here", restore)];
    const element = h(
      "tbody",
      { class: row.undone ? "is-undone" : "" },
      row.day && h("tr", { class: "day" }, h("th", { scope: "rowgroup", colspan: 4 }, row.day)),
      h(
        "tr",
        {},
        h("td", { class: "c-when figures" }, h("time", { datetime: row.at }, timeOfDay(row.at))),
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

/** A change, with its day where it is the first of that. @typedef {HistoryRow & { day: string | null }} DayRow */

/** Marks the first change of each day. @param {HistoryRow[]} rows @param {HistoryRow | null} above @returns {DayRow[]} */
function byDay(rows, above) {
  return rows.map((row, at) => {
    const before = at > 0 ? rows[at - 1] : above;
    const isFirst = !before || new Date(before.at).toDateString() !== new Date(row.at).toDateString();
    return { ...row, day: isFirst ? day(row.at) : null };
  });
}

/** @param {HistoryRow} row */
const titleOf = (row) => row.title.map(({ text }) => text).join("");

/** Takes one change back and keeps all later ones; what they changed too is asked about. @param {HistoryRow} row */
async function undoOnly(row) {
  if (!(await mayLeave())) return;
  const answer = await attempt(() => api.takeBackChange({ change: row.change, back: null }));
  if (!answer) return;
  if (answer.saved) {
    takenBack(answer.saved);
    return;
  }
  const title = t("undo-only-title", { title: titleOf(row) });
  const saved = await askForm({ title, action: t("undo-only-go"), build: () => clashForm(row, answer.clashes) });
  if (saved) takenBack(saved);
}

/** @param {Saved} saved */
function takenBack(saved) {
  tookEffect(saved);
  if (!saved.title) sayNote(t("undo-only-same"));
}

/** Three values of each field that a later change set too, and which of two it is to have. @param {HistoryRow} row @param {ClashRow[]} clashes */
function clashForm({ change }, clashes) {
  /** The clashes that go back. @type {Set<string>} */
  const back = new Set();
  /** @param {ClashRow} clash @param {"before" | "now"} which @param {string | null} text */
  const choice = ({ key, name, field }, which, text) =>
    valueChoice({
      name: key,
      label: t(`choose-${which}`, { name, field: field ?? "", value: text ?? t("none") }),
      text,
      isChosen: which === "now",
      onchoose: () => void (which === "before" ? back.add(key) : back.delete(key)),
    });
  /** @param {ClashRow} clash */
  const clashRow = (clash) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, clash.name),
      clash.field === null
        ? h("td", { colspan: 4, class: "quiet" }, t(clash.isNeeded ? "undo-only-needed" : "undo-only-touched"))
        : [h("td", { class: "quiet" }, clash.field), h("td", {}, choice(clash, "before", clash.before)), h("td", { class: "quiet" }, clash.changed ?? none()), h("td", {}, choice(clash, "now", clash.now))],
    );
  const heads = ["entry", "field", "before", "this-change", "now"];
  return {
    body: [
      h("p", {}, t("undo-only-text"), " ", h("strong", {}, t("undo-only-clashes", { count: clashes.length }))),
      h("div", { class: "clashes" }, h("table", { class: "review" }, h("thead", {}, h("tr", {}, heads.map((key) => h("th", { scope: "col" }, t(key))))), h("tbody", {}, clashes.map(clashRow)))),
      h("p", { class: "quiet" }, t("undo-only-note")),
    ],
    async send() {
      const answer = await attempt(() => api.takeBackChange({ change, back: [...back] }));
      // What was chosen cannot be: others need it.
      const needed = answer?.clashes.filter(({ isNeeded }) => isNeeded) ?? [];
      if (needed.length > 0) sayRefused(needed.map(({ name }) => `${name}: ${t("undo-only-needed")}`).join(" "));
      return answer?.saved ?? null;
    },
  };
}

/** How many records. @param {{ added: number, changed: number, removed: number }} counts */
function touched({ added, changed, removed }) {
  const told = [added > 0 && t("count-added", { count: added }), changed > 0 && t("count-changed", { count: changed }), removed > 0 && t("count-removed", { count: removed })];
  return told.filter(Boolean).join(", ");
}

/** Which records. @param {string} key @param {TouchedRecords} touched */
function touchedRecords(key, { count, names }) {
  if (count === 0) return null;
  const listed = names.join(", ");
  return [h("dt", {}, t(key)), h("dd", { dir: "auto" }, count > names.length ? t("and-more", { names: listed, count: count - names.length }) : listed)];
}

/** Makes the office what it was after a change, saying first what that touches. @param {HistoryRow} row */
async function restore(row) {
  if (!(await mayLeave())) return;
  const foreseen = await attempt(() => api.foreseeRestore({ change: row.change }));
  if (!foreseen) return;
  const { added, changed, removed, consequences } = foreseen;
  const title = t("restore-title", { when: moment(row.at) });
  if (added.count + changed.count + removed.count === 0) {
    await question({ title, text: [h("p", {}, t("restore-same"))], answers: [{ value: "", label: t("close"), main: true }] });
    return;
  }
  const text = [
    h("p", {}, worded("restore-text", { change: h("strong", {}, sentence(row.title)) }), " ", touched({ added: added.count, changed: changed.count, removed: removed.count }), "."),
    h("dl", { class: "restored" }, touchedRecords("group-added", added), touchedRecords("group-changed", changed), touchedRecords("group-removed", removed)),
    consequences.length > 0 && notice(t("what-else"), consequences),
    h("p", { class: "quiet" }, t("restore-undo")),
  ];
  if (!(await mayGoOn({ title, text, go: t("restore") }))) return;
  const saved = await attempt(() => api.restoreChange({ change: row.change }));
  if (saved) tookEffect(saved);
}

// @ts-check
/**
 * The table of a plan: one set of columns for all its groups. Here is always left, there always right; the arrow points
 * to where the value goes, and what it takes the place of is struck through. What ticks and choices mean is plan.js's.
 */

import { none, valueChoice } from "../../parts/cells.js";
import { controls, fill, h, icon, sentence } from "../../parts/dom.js";
import { oneStopOfRows } from "../../parts/roving.js";
import { figures, t } from "../../parts/texts.js";
import { virtualList } from "../../parts/virtual_list.js";
import { entriesOf, groups, isTicked } from "./plan.js";

/** @import { SyncGroup, SyncRow } from "../../wire.d.ts" */
/** @import { Child } from "../../parts/dom.js" */
/** @import { Decisions, Entry, PlanRows, Side } from "./plan.js" */

/** @typedef {Exclude<SyncGroup, "know"> | "all"} Filter */

const columns = ["check", "entry", "field", "seen", "here", "way", "there"];
const signs = { send: "arrow", bring: "back", decide: "hint", hand: "list", know: "hint" };

/**
 * @param {{
 *   scroller: HTMLElement,
 *   decisions: () => Decisions,
 *   decided: () => void,
 *   done: (row: SyncRow, isDone: boolean) => Promise<boolean>,
 *   actions: HTMLElement[],
 *   signal: AbortSignal,
 * }} around what is decided so far, what follows when that changes, what marks a line as done, and what can be done with all lines by hand
 */
export function planTable({ scroller, decisions, decided, done, actions, signal }) {
  let platform = "";
  const headings = [said("include"), t("entry"), t("field"), h("span", {}, t("sync-seen")), t("sync-here"), said("sync-direction"), ""];
  const cells = headings.map((words, at) => h("th", { scope: "col", class: `s-${columns[at]}` }, words));
  const heads = h("thead", {}, h("tr", {}, cells));
  const parts = groups.map(groupPart);
  const table = h(
    "table",
    { class: "sync", "aria-label": t("sync-plan"), hidden: true },
    h("colgroup", {}, columns.map((name) => h("col", { class: `s-${name}` }))),
    heads,
    parts.map(({ element }) => element),
  );
  const stop = oneStopOfRows(table, signal);
  table.addEventListener("keydown", goByRows);

  /** @param {SyncGroup} group */
  function groupPart(group) {
    const count = h("span", { class: "count" });
    const note = h("span", { class: "group-note" });
    const words = h("span", { class: "group-head" }, icon(signs[group]), t(`sync-group-${group}`), count, note, group === "hand" && h("span", { class: "push" }, actions));
    const element = h("tbody", { hidden: true }, h("tr", { class: "group-row", "data-key": `group ${group}` }, h("th", { scope: "rowgroup", colspan: columns.length }, words)));
    /** @type {Entry[]} */
    let entries = [];
    const list = virtualList({
      scroller,
      parent: element,
      space: () => h("tr", { "aria-hidden": "true", class: "spacer" }),
      rowHeight: 53,
      cover: 28,
      margin: 1000,
      block: 100,
      read: async (offset, limit) => ({ found: entries.length, rows: entries.slice(offset, offset + limit) }),
      key: ({ key }) => key,
      draw: entryRows,
      exchanged: () => stop.mark(),
      signal,
    });
    return {
      group,
      list,
      /** @param {Entry[]} next */
      async show(next) {
        entries = next;
        element.hidden = entries.length === 0;
        count.textContent = figures(entries.reduce((sum, { rows }) => sum + rows.length, 0));
        fill(note, t(`sync-note-${group}`, { platform }));
        if (entries.length > 0) await list.load();
        else list.clear();
      },
      element,
    };
  }

  /** @param {Entry} entry */
  function entryRows({ rows }) {
    const { group } = rows[0];
    if (group === "send" || group === "bring") return comparedRows(rows);
    if (group === "decide") return rows.flatMap((row, at) => withProblem(row, [at === 0 && nameCells(rows), choiceCells(row)], at > 0));
    return rows.flatMap(toldRow);
  }

  /** A field that goes one way, or would. @param {SyncRow[]} rows */
  function comparedRows(rows) {
    const whole = rows.filter(({ problem }) => problem === null);
    const lines = rows.map((row) => ({ row, here: cell("here"), way: cell("way"), there: cell("there") }));
    const tick = checkbox(t("include-entry", { name: rows[0].entry }), () => {
      for (const { key } of whole) decisions().ticks.set(key, tick.checked);
      show();
      decided();
    });
    const elements = lines.flatMap(({ row, here, way, there }, at) =>
      withProblem(row, [at === 0 && nameCells(rows, whole.length > 0 && tick), fieldCell(row), cell("seen"), here, way, there], at > 0),
    );
    function show() {
      const ticked = whole.filter((row) => isTicked(row, decisions()));
      tick.checked = ticked.length > 0;
      tick.indeterminate = ticked.length > 0 && ticked.length < whole.length;
      for (const element of elements) element.classList.toggle("left-out", ticked.length === 0);
      for (const { row, here, way, there } of lines) {
        // That two are the same moves no value.
        const side = ticked.includes(row) && row.what !== "link" ? sideOf[row.group] : undefined;
        fill(here, value(row.here, side === "there"));
        fill(way, arrow(side));
        fill(there, value(row.there, side === "here"));
      }
    }
    show();
    return elements;
  }

  /** A field that has moved on both sides: nothing is chosen until somebody does. @param {SyncRow} row */
  function choiceCells(row) {
    const { key, entry: name, label: field } = row;
    const chosen = decisions().sides.get(key);
    const way = cell("way", arrow(chosen));
    const choice = (/** @type {Side} */ side) =>
      valueChoice({
        name: key,
        label: t(`sync-choose-${side}`, { name, field, platform, value: row[side] ?? t("none") }),
        text: row[side],
        isChosen: chosen === side,
        onchoose() {
          decisions().sides.set(key, side);
          fill(way, arrow(side));
          decided();
        },
      });
    const seen = row.isSeen ? t("sync-last-seen", { value: row.seen ?? t("none") }) : t("sync-never-seen");
    return [
      fieldCell(row, h("span", { class: "s-was place" }, seen)),
      cell("seen", h("span", {}, row.isSeen ? value(row.seen) : h("span", { class: "none" }, t("sync-never")))),
      cell("here", choice("here")),
      way,
      cell("there", choice("there")),
    ];
  }

  /** What is done by hand, or is worth knowing: in words. @param {SyncRow} row */
  function toldRow(row) {
    const { entry: name, label: field } = row;
    const tick = checkbox(t("sync-done-mark", { name, field }), async () => {
      show();
      // A mark that was not taken is taken back.
      if (await done(row, tick.checked)) return;
      tick.checked = !tick.checked;
      show();
    });
    tick.checked = row.isDone;
    const words = h("td", { class: "s-there", colspan: 4 }, sentence(row.message ?? []), row.place && h("span", { class: "place" }, row.place));
    const elements = withProblem(row, [nameCells([row], row.group === "hand" && tick), fieldCell(row), words], false);
    const show = () => elements[0].classList.toggle("is-done", tick.checked);
    show();
    return elements;
  }

  /** A row, and below it why it cannot be sent or brought as it is. @param {SyncRow} row @param {Child[]} children @param {boolean} isMore whether it goes on with what stands above */
  const withProblem = ({ key, problem }, children, isMore) => [
    h("tr", { "data-key": key, class: isMore ? "more" : null }, children),
    ...(problem === null ? [] : [h("tr", { class: "more" }, h("td", { class: "s-problem is-refused", colspan: 5 }, icon("error"), h("span", {}, problem)))]),
  ];

  /** @param {Side | undefined} side whose value is taken */
  const arrow = (side) => side && [icon(side === "here" ? "arrow" : "back"), h("span", { class: "said" }, t(side === "here" ? "sync-to" : "sync-from", { platform }))];

  /** Up and down lead from row to row; left and right choose, where there is something to choose. @param {KeyboardEvent} event */
  function goByRows(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const from = event.target instanceof Element ? event.target.closest("[data-key]") : null;
    if (!step || !from) return;
    event.preventDefault();
    const rows = [...table.querySelectorAll("[data-key]")].filter((row) => row === from || controls([row]).length > 0);
    const next = rows[rows.indexOf(from) + step];
    if (next) controls([next])[0].focus();
  }

  return {
    element: table,
    /** Shows what a plan holds; it is hidden where that is nothing. @param {PlanRows} rows @param {string} name of the platform @param {Filter} filter */
    async show(rows, name, filter) {
      platform = name;
      cells[cells.length - 1].textContent = t("sync-there", { platform });
      const shown = parts.map((part) => ({ part, entries: filter === "all" || filter === part.group ? entriesOf(decisions().digest, rows[part.group]) : [] }));
      table.hidden = shown.every(({ entries }) => entries.length === 0);
      // The heads are those of values.
      heads.classList.toggle("said", shown.every(({ part, entries }) => entries.length === 0 || part.group === "hand" || part.group === "know"));
      await Promise.all(shown.map(({ part, entries }) => part.show(entries)));
      // What stands above may have become less.
      for (const { list } of parts) list.look();
    },
  };
}

/** The side whose value is taken in the groups that are not decided. @type {Partial<Record<SyncGroup, Side>>} */
const sideOf = { send: "here", bring: "there" };

const said = (/** @type {string} */ key) => h("span", { class: "said" }, t(key));

/** @param {string} column @param {Child[]} children */
const cell = (column, ...children) => h("td", { class: `s-${column}` }, children);

/** @param {SyncRow} row @param {Child} [more] */
const fieldCell = ({ label }, more) => cell("field", label, more);

/** @param {string | null} text @param {boolean} [isReplaced] */
const value = (text, isReplaced = false) => (text === null ? none() : h(isReplaced ? "del" : "span", { dir: "auto" }, text));

/** @param {string} label @param {() => unknown} onchange */
const checkbox = (label, onchange) => h("input", { type: "checkbox", class: "check", "aria-label": label, onchange });

/** Who the rows are about, beside all of them. @param {SyncRow[]} rows @param {Child} [tick] */
function nameCells(rows, tick) {
  const [{ kind, entry, sub }] = rows;
  const lines = rows.length + rows.filter(({ problem }) => problem !== null).length;
  return [
    h("td", { class: "s-check", rowspan: lines }, tick),
    h(
      "th",
      { scope: "row", class: "s-entry", rowspan: lines },
      icon(kind === "number" ? "phone" : "assistant"),
      h("span", { class: "name", dir: "auto" }, entry),
      sub && h("span", { class: "sub" }, h("span", { class: "tel" }, sub)),
    ),
  ];
}

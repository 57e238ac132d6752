// @ts-check
/**
 * A page with one table of records that are few enough to be in the page whole: assistants, campaigns.
 * Numbers, of which there may be any number, have a page of their own.
 */

import { columnRoom } from "./columns.js";
import { fill, h, icon, keepingFocus } from "./dom.js";
import { filterBar } from "./filters.js";
import { button, empty, pageHead, searchBox } from "./layout.js";
import { copying, openMenu } from "./menu.js";
import { oneStopOfRows } from "./roving.js";
import { newest, sayCount } from "./status_line.js";
import { folded, t } from "./texts.js";

/** @import { Child } from "./dom.js" */
/** @import { Filter } from "./filters.js" */
/** @import { OpenPanel, Page, Panel, Visit } from "./layout.js" */

/** How many rows tell what the columns need: more of them are as wide as these, nearly. */
const ROWS_MEASURED = 200;

/**
 * @template {{ id: string, name: string }} Row
 * @template {string} Value
 * @typedef {object} RecordList
 * @property {string} name the page's
 * @property {string} sign its icon
 * @property {{ search: string, filter: Value }} view what is looked for; it outlives the page
 * @property {Array<[string, string]>} columns class and key of each heading
 * @property {string[]} firm the columns that are never cut, by their classes
 * @property {Filter<Value>[]} filters
 * @property {(value: Value) => boolean} [always] whether a filter that leaves nothing is shown
 * @property {(row: Row, filter: Value) => boolean} passes
 * @property {() => Promise<Row[]>} load
 * @property {(row: Row) => string} words what a search looks at
 * @property {(row: Row) => Child[]} cells all but the first, which is the name
 * @property {(id: string, signal: AbortSignal) => Promise<Panel>} panel
 * @property {(row: Row) => unknown} remove
 * @property {OpenPanel} openPanel
 * @property {() => string | null} openedId the record in the panel
 * @property {(open: (id: string) => void) => unknown} add
 * @property {{ add: string, count: string, noneMatch: string, noneMatchText: string, none: string, noneText: string }} keys
 */

/**
 * @template {{ id: string, name: string }} Row
 * @template {string} Value
 * @param {RecordList<Row, Value>} list
 * @param {Visit} visit
 * @returns {Page}
 */
export function recordListPage({ name, sign, view, columns, firm, filters, always, passes, load, words, cells, panel, remove, openPanel, openedId, add, keys }, visit) {
  /** @type {Row[]} */
  let records = [];
  const rows = h("tbody");
  const stop = oneStopOfRows(rows, visit.signal);
  const headings = columns.map(([className, key]) => h("th", { scope: "col", class: className }, t(key)));
  const table = h("table", { class: "records", "aria-label": t(`page-${name}`) }, h("thead", {}, h("tr", {}, headings)), rows);
  const room = columnRoom(table, visit.scroller, columns.map(([className]) => className), firm, (/** @type {Row} */ row) => recordRow(row), visit.signal);
  const nothing = h("div", { class: "empty-place", hidden: true });
  const search = searchBox({
    value: view.search,
    onsearch: (text) => {
      view.search = text;
      draw();
    },
  });
  const bar = filterBar({
    filters,
    onchoose: (filter) => {
      view.filter = filter;
      draw();
    },
  });
  const addButton = () => button([icon("plus"), t(keys.add)], () => add(open), "button-main");

  const ask = newest(visit.signal);
  async function reload() {
    const fresh = await ask(load);
    if (!fresh) return;
    records = fresh;
    draw();
  }

  function draw() {
    const wanted = folded(view.search.trim());
    bar.show(view.filter, (filter) => records.filter((row) => passes(row, filter)).length, always);
    const shown = records.filter((row) => passes(row, view.filter) && folded(words(row)).includes(wanted));
    keepingFocus(rows, () => fill(rows, shown.map(recordRow)));
    stop.mark();
    room.measure(records.slice(0, ROWS_MEASURED));
    sayCount(t(keys.count, { count: records.length }));
    table.hidden = shown.length === 0;
    nothing.hidden = shown.length > 0;
    if (shown.length > 0) return;
    const title = wanted ? t(keys.noneMatch, { search: search.input.value }) : t("none-of-this-sort");
    fill(nothing, records.length > 0 ? empty("search", title, t(keys.noneMatchText), button(t("show-all"), showAll)) : empty(sign, t(keys.none), t(keys.noneText), addButton()));
  }

  const showAll = () => {
    Object.assign(view, { search: "", filter: "all" });
    search.input.value = "";
    search.input.focus();
    draw();
  };

  /** @param {Row} row */
  function recordRow(row) {
    const isOpen = openedId() === row.id;
    const onclick = () => void open(row.id);
    return h(
      "tr",
      {
        class: isOpen ? "open" : null,
        "data-key": row.id,
        onclick: (/** @type {Event} */ event) => {
          if (!(event.target instanceof Element && event.target.closest("button, input"))) onclick();
        },
        oncontextmenu: (/** @type {MouseEvent} */ event) =>
          openMenu(event, row.name, [
            { sign: "edit", words: t("open"), act: onclick },
            { sign: "file", words: t("copy-name"), act: copying(row.name) },
            { sign: "minus", words: t("remove-dots"), isLost: true, act: () => remove(row) },
          ]),
      },
      h(
        "td",
        { class: columns[0]?.[0] },
        h("button", { type: "button", class: "name row-button", dir: "auto", title: row.name, "aria-current": isOpen ? "true" : null, onclick }, row.name),
      ),
      cells(row),
    );
  }

  /** @param {string} id @param {string} [place] */
  async function open(id, place) {
    await openPanel((signal) => panel(id, signal), { place, closed: draw });
    if (!visit.signal.aborted) draw();
  }

  rows.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const row = event.target instanceof Element ? event.target.closest("tr") : null;
    if (!step || !row) return;
    event.preventDefault();
    const next = step > 0 ? row.nextElementSibling : row.previousElementSibling;
    next?.querySelector("button")?.focus();
  });

  return {
    head: pageHead(name, search.element, addButton()),
    tools: bar.elements,
    body: [table, room.element, nothing],
    search: search.input,
    firstHit: async () => rows.querySelector(".row-button"),
    shown: reload,
    refresh: reload,
    open,
  };
}

// @ts-check
/**
 * Phone Numbers: the table of all numbers. Searching, filtering, sorting and counting are the program's;
 * the page says what is looked for and shows the rows.
 *
 * Options: `assistant` shows only the numbers of this assistant, null those without one; `add` begins by adding a number.
 */

import * as api from "../../api.js";
import { assistantName, digitsCell, requestWords, slotCell, telCell } from "../../parts/cells.js";
import { columnRoom } from "../../parts/columns.js";
import { fill, h, icon } from "../../parts/dom.js";
import { chipSelect, filterBar } from "../../parts/filters.js";
import { badgeButton } from "../../parts/findings.js";
import { button, empty, pageHead, searchBox } from "../../parts/layout.js";
import { copying, openMenu } from "../../parts/menu.js";
import { oneStopOfRows } from "../../parts/roving.js";
import { attempt, newest, sayCount } from "../../parts/status_line.js";
import { t } from "../../parts/texts.js";
import { virtualList } from "../../parts/virtual_list.js";
import { closePanel, currentOffice, go, openPanel, openedId, removeRecord } from "../../shell.js";
import { addNumber } from "./add.js";
import { chooseAssistant, labelEditor } from "./direct.js";
import { numberPanel } from "./panel.js";
import { rowPreview } from "./preview.js";

/** @import { AssistantRow, NumberRow, NumberPage, NumberSort, NumberFilter } from "../../wire.d.ts" */
/** @import { Page, Visit } from "../../parts/layout.js" */

const ROW = 36;
const HEAD = 28;

/** @type {Array<{ sort: NumberSort | null, key: string, className: string }>} */
const columns = [
  { sort: "label", key: "label", className: "c-label" },
  { sort: "number", key: "number", className: "c-number" },
  { sort: "inbound", key: "inbound-assistant", className: "c-in" },
  { sort: "fallback", key: "fallback", className: "c-fallback" },
  { sort: "outbound", key: "outbound-assistant", className: "c-out" },
  { sort: "caller", key: "caller-id", className: "c-caller" },
  { sort: "status", key: "status", className: "c-status" },
  { sort: null, key: "findings", className: "c-find" },
];

/** What is looked for and how it is sorted outlives the page. @type {{ search: string, filter: NumberFilter, assistant: string | null, sort: NumberSort, descending: boolean }} */
const view = { search: "", filter: "all", assistant: null, sort: "label", descending: false };

/** @param {Visit} visit @returns {Page} */
export function numbersPage({ signal, scroller, options }) {
  if (options.assistant !== undefined) {
    Object.assign(view, { search: "", filter: options.assistant ? "all" : "noInbound", assistant: options.assistant });
  }
  const headCells = columns.map(({ sort, key, className }) => {
    const button = sort ? h("button", { type: "button", onclick: () => sortBy(sort) }, t(key)) : h("span", {}, t(key));
    return { sort, button, cell: h("th", { scope: "col", class: className }, button) };
  });
  const rows = h("tbody");
  const table = h(
    "table",
    { class: "records", "aria-label": t("page-numbers") },
    h("thead", {}, h("tr", {}, headCells.map(({ cell }) => cell))),
    rows,
  );
  const room = columnRoom(table, scroller, columns.map(({ className }) => className), ["c-number", "c-status", "c-find"], (/** @type {NumberRow} */ row) => numberRow(row, true), signal);
  const nothing = h("div", { class: "empty-place", hidden: true });
  const search = searchBox({
    value: view.search,
    onsearch: (text) => {
      view.search = text;
      void loadOthers();
    },
  });
  const filters = filterBar({
    filters: [
      { value: "all", words: t("filter-all") },
      { value: "noInbound", words: t("filter-no-inbound") },
      { value: "campaignReady", words: t("filter-campaign-ready") },
      { value: "pending", words: t("filter-pending") },
      { value: "withFindings", words: t("filter-with-findings") },
    ],
    onchoose: (/** @type {NumberFilter} */ filter) => {
      view.filter = filter;
      void loadOthers();
    },
  });
  const byAssistant = h("select", {
    "aria-label": t("filter-by-assistant"),
    onchange: () => {
      view.assistant = byAssistant.value || null;
      void loadOthers();
    },
  });
  const byAssistantChip = chipSelect(byAssistant);

  const stop = oneStopOfRows(rows, signal);
  const list = virtualList({
    scroller,
    parent: rows,
    space: () => h("tr", { "aria-hidden": "true", class: "spacer" }),
    rowHeight: ROW,
    isEven: true,
    cover: HEAD,
    margin: 12 * ROW,
    block: 100,
    read: (offset, limit) => attempt(() => api.listNumbers({ ...view, offset, limit }), signal),
    arrived: showCounts,
    key: (row) => row.id,
    draw: (row) => numberRow(row),
    exchanged: () => {
      for (const { at, elements } of list.shown) elements[0]?.setAttribute("aria-rowindex", String(at + 2));
      stop.mark();
      markOpen();
    },
    signal,
  });
  let loading = Promise.resolve(true);
  const loadOthers = () => (loading = list.load({ fromTop: true }));

  const preview = rowPreview(scroller, signal);
  /** @type {AssistantRow[]} */
  let assistants = [];
  const askAssistants = newest(signal);
  async function loadAssistants() {
    assistants = (await askAssistants(api.listAssistants)) ?? [];
    if (view.assistant && !assistants.some(({ id }) => id === view.assistant)) view.assistant = null;
    fill(
      byAssistant,
      h("option", { value: "" }, t("filter-by-assistant")),
      assistants.map((assistant) => h("option", { value: assistant.id }, assistantName(assistant))),
    );
    byAssistant.value = view.assistant ?? "";
  }

  /** @param {NumberSort} sort */
  function sortBy(sort) {
    view.descending = view.sort === sort && !view.descending;
    view.sort = sort;
    void loadOthers();
  }

  /** @param {NumberPage} page */
  function showCounts(page) {
    for (const { sort, button, cell } of headCells) {
      const sorted = sort === view.sort;
      if (sorted) cell.setAttribute("aria-sort", view.descending ? "descending" : "ascending");
      else cell.removeAttribute("aria-sort");
      button.querySelector("svg")?.remove();
      if (sorted) {
        const arrow = icon("sort-up");
        if (view.descending) arrow.classList.add("turned");
        button.append(arrow);
      }
    }
    const { found, noInbound, campaignReady, pending, withFindings } = page;
    const all = currentOffice().numbers;
    const counts = { all, noInbound, campaignReady, pending, withFindings };
    filters.show(view.filter, (filter) => counts[filter]);
    byAssistantChip.classList.toggle("is-chosen", view.assistant !== null);
    sayCount(found === all ? t("count-numbers", { count: all }) : t("count-found", { found, all }));
    table.setAttribute("aria-rowcount", String(found + 1));
    table.hidden = found === 0;
    nothing.hidden = found > 0;
    // What is said of rows that only name what is searched needs room, too.
    const said = page.rows.filter(({ foundBy }) => foundBy).sort((a, b) => nameOf(b).length - nameOf(a).length);
    room.measure([...page.widest, ...said.slice(0, 3)]);
    if (found > 0) return;
    const clear = () => {
      Object.assign(view, { search: "", filter: "all", assistant: null });
      byAssistant.value = "";
      search.input.value = "";
      search.input.focus();
      void loadOthers();
    };
    if (view.search || view.filter !== "all" || view.assistant) {
      const title = view.search ? t("none-match", { search: view.search }) : t("none-in-filter");
      fill(nothing, empty("search", title, t("none-match-text"), button(t("clear-search"), clear)));
    } else {
      fill(nothing, empty("phone", t("no-numbers"), t("no-numbers-text"), addButton()));
    }
  }

  function markOpen() {
    const open = openedId();
    for (const { row, elements } of list.shown) {
      const isOpen = row.id === open;
      elements[0]?.classList.toggle("open", isOpen);
      const name = elements[0]?.querySelector("button");
      if (isOpen) name?.setAttribute("aria-current", "true");
      else name?.removeAttribute("aria-current");
    }
  }

  /** @param {NumberRow} row @param {boolean} [isMeasured] it is laid out where nobody sees it */
  function numberRow(row, isMeasured = false) {
    const name = nameOf(row);
    // The second click of two edits what was clicked.
    const open = (/** @type {MouseEvent} */ event) => event.detail <= 1 && void openNumber(row.id);
    const slot = (/** @type {"inbound" | "outbound"} */ which) => ({
      ondblclick: (/** @type {MouseEvent} */ event) => void choose(row, which, event.currentTarget),
      onmouseenter: (/** @type {MouseEvent} */ event) => row[which] && preview.whileOver(row.id, /** @type {HTMLElement} */ (event.currentTarget)),
    });
    return h(
      "tr",
      {
        onclick: (/** @type {MouseEvent} */ event) => {
          // A drag over text selects it; the button hears its own clicks.
          if (event.target instanceof Element && event.target.closest("button, input, .chooser")) return;
          if (!getSelection()?.toString()) open(event);
        },
        "data-key": row.id,
        oncontextmenu: (/** @type {MouseEvent} */ event) => {
          // A label that is edited has the menu of texts.
          if (!(event.target instanceof Element && event.target.closest("input"))) openMenu(event, name, menuOf(row, name));
        },
      },
      h(
        "td",
        { class: "c-label", ondblclick: () => void rename(row) },
        h(
          "span",
          { class: "slot" },
          renamed?.row.id === row.id && !isMeasured ? renamed.editor.element : h("button", { type: "button", class: row.label ? "name row-button" : "name row-button tel", dir: "auto", onclick: open, title: name }, name),
          row.foundBy && h("span", { class: "tag after" }, t(row.foundBy === "inbound.fallback" ? "found-by-fallback" : "found-by-caller-id")),
        ),
      ),
      h("td", { class: "c-number" }, digitsCell(row.digits)),
      h("td", { class: "c-in", ...slot("inbound") }, slotCell(row.inbound)),
      h("td", { class: "c-fallback" }, telCell(row.fallback)),
      h("td", { class: "c-out", ...slot("outbound") }, slotCell(row.outbound)),
      h("td", { class: "c-caller" }, !row.callerId && row.outbound ? h("span", { class: "faint" }, t("this-number")) : telCell(row.callerId)),
      h(
        "td",
        { class: "c-status" },
        h("span", { class: `status status-${row.status}` }, h("span", { class: "word" }, t(`status-${row.status}`))),
      ),
      h("td", { class: "c-find" }, badgeButton(row.findings, () => go("checkup", { about: { id: row.id, name } }))),
    );
  }

  /** What can be done with a number from its row. @param {NumberRow} row @param {string} name */
  function menuOf(row, name) {
    const { id, label, digits } = row;
    return [
      { sign: "edit", words: t("open"), act: () => openNumber(id) },
      ...(digits.number ? [{ sign: "phone", words: t("copy-number"), act: copying(digits.number) }] : []),
      ...(label ? [{ sign: "file", words: t("copy-label"), act: copying(label) }] : []),
      { sign: "look", words: t("what-happens"), act: () => openNumber(id, "what-happens") },
      { sign: "file", words: t("edit-label"), act: () => rename(row) },
      { sign: "in", words: t("choose-inbound"), act: () => choose(row, "inbound") },
      { sign: "out", words: t("choose-outbound"), act: () => choose(row, "outbound") },
      { sign: "minus", words: t("remove-dots"), isLost: true, act: () => removeRecord({ kind: "number", id }, name, () => api.removeNumber({ id })) },
    ];
  }

  /** The row of a number in the page. @param {string} id */
  const elementOf = (id) => list.shown.find(({ row }) => row.id === id)?.elements[0];

  /** The label that is edited in its place. @type {{ row: NumberRow, editor: ReturnType<typeof labelEditor> } | null} */
  let renamed = null;

  /** Edits a label where it stands. @param {NumberRow} row */
  async function rename(row) {
    // The first of two clicks has asked for the panel.
    await uncovered();
    if (renamed?.row.id === row.id || signal.aborted || (renamed && !(await renamed.editor.save()))) return;
    const editor = labelEditor(row, {
      ended() {
        const hadFocus = editor.element === document.activeElement;
        renamed = null;
        const element = elementOf(row.id);
        const again = numberRow(list.shown.find((one) => one.row.id === row.id)?.row ?? row);
        const name = again.querySelector(".row-button");
        if (name) editor.element.replaceWith(name);
        if (hadFocus) element?.querySelector("button")?.focus();
        markOpen();
      },
    });
    renamed = { row, editor };
    elementOf(row.id)?.querySelector(".row-button")?.replaceWith(editor.element);
    editor.element.focus();
    editor.element.select();
  }

  /** Chooses who is in a slot, where it stands; where its column is not shown, at the name. @param {NumberRow} row @param {"inbound" | "outbound"} slot @param {EventTarget | null} [at] */
  async function choose(row, slot, at) {
    await uncovered();
    const element = elementOf(row.id);
    if (!element || signal.aborted) return;
    preview.hide();
    const cell = at instanceof HTMLElement && at.isConnected ? at : element.querySelector(slot === "inbound" ? ".c-in" : ".c-out");
    const inner = cell instanceof HTMLElement && cell.offsetWidth > 0 ? cell.firstElementChild : null;
    chooseAssistant(row, nameOf(row), slot, assistants, { by: /** @type {HTMLElement} */ (inner ?? element.querySelector(".row-button")), back: () => elementOf(row.id)?.querySelector("button") }, signal);
  }

  /** The table, once no panel stands in its place: in a narrow window one does. */
  async function uncovered() {
    await opening;
    if (openedId() !== null && getComputedStyle(scroller).visibility === "hidden") await closePanel();
  }

  /** A panel that is on its way. @type {Promise<void>} */
  let opening = Promise.resolve();

  /** @param {string} id @param {string} [place] */
  const openNumber = (id, place) => (opening = open(id, place));

  /** @param {string} id @param {string} [place] */
  async function open(id, place) {
    preview.hide();
    await openPanel((signal) => numberPanel(id, { view, openNumber, signal }), { place, closed: markOpen });
    if (!signal.aborted) markOpen();
  }

  rows.addEventListener("keydown", (event) => {
    const at = list.focused;
    if (at === null || (event.target instanceof Element && event.target.closest("input"))) return;
    const shown = list.shown.find((one) => one.at === at);
    const isAtName = event.target instanceof Element && event.target.matches(".row-button");
    if (shown && (event.key === "F2" || (event.key === " " && isAtName))) {
      event.preventDefault();
      if (event.key === "F2") void rename(shown.row);
      else if (!event.repeat) preview.toggle(shown.row.id, /** @type {Element} */ (event.target));
      return;
    }
    const page = Math.max(1, Math.floor(scroller.clientHeight / ROW) - 2);
    const end = list.found - 1;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: Math.min(end, at + page), PageUp: Math.max(0, at - page), Home: 0, End: end }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    list.focusRow(to);
  });

  // A button is pressed when the space bar is let go.
  rows.addEventListener("keyup", (event) => {
    if (event.key === " " && event.target instanceof Element && event.target.matches(".row-button")) event.preventDefault();
  });

  const addButton = () => button([icon("plus"), t("add-number")], () => addNumber(openNumber), "button-main");

  return {
    head: pageHead("numbers", search.element, addButton()),
    tools: [h("div", { class: "tools-long" }, filters.elements), byAssistantChip],
    body: [table, room.element, nothing],
    search: search.input,
    async shown() {
      if (options.add) void addNumber(openNumber);
      await loadAssistants();
      await loadOthers();
    },
    async refresh() {
      await loadAssistants();
      await list.load();
    },
    open: openNumber,
    async firstHit() {
      await loading;
      return list.shown.find(({ at }) => at === 0)?.elements[0]?.querySelector(".row-button");
    },
    form: {
      get name() {
        return renamed ? nameOf(renamed.row) : "";
      },
      isEdited: () => renamed?.editor.isEdited() ?? false,
      save: () => renamed?.editor.save() ?? Promise.resolve(true),
      discard: () => renamed?.editor.discard(),
    },
  };
}

/** What a number is called. @param {NumberRow} row */
const nameOf = ({ label, digits }) => label || digits.number || requestWords(digits);

// @ts-check
/** Phone Numbers: the table. Only the rows on screen are in the page, however many there are. */

import * as api from "../../api.js";
import { ask } from "../../parts/dialog.js";
import { fill, h, icon } from "../../parts/dom.js";
import { chipSelect, filterBar } from "../../parts/filters.js";
import { badgeButton } from "../../parts/findings.js";
import { field, refuseFields } from "../../parts/form.js";
import { numberPanel } from "./panel.js";
import { countryControl, phoneField } from "../../parts/phone_field.js";
import { attempt, currentOffice, empty, openPanel, openedId, pageBody, pageHead, searchBox, tookEffect, wireError } from "../../shell.js";
import { sayCount } from "../../parts/status_line.js";
import { t } from "../../parts/texts.js";

/** @import { NumberRow, NumberPage, NumberSort, NumberFilter, Slot } from "../../wire.d.ts" */
/** @import { Page } from "../../shell.js" */

const ROW = 36;
const BLOCK = 100;
const MARGIN = 12;

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

/** Shows the numbers of one assistant, or those without one, when the page is next gone to. @param {string | null} assistant */
export function lookAtNumbersOf(assistant) {
  Object.assign(view, { search: "", filter: assistant ? "all" : "noInbound", assistant });
}

/** @returns {Page} */
export function numbersPage() {
  /** Rows by their place, in blocks. @type {Map<number, NumberRow[]>} */
  let blocks = new Map();
  /** @type {Map<string, HTMLTableRowElement>} */
  let drawn = new Map();
  let found = 0;
  let asked = 0;
  /** Focus this row once it is drawn. */
  let wanted = -1;

  const headCells = columns.map(({ sort, key, className }) => {
    const button = sort ? h("button", { type: "button", onclick: () => sortBy(sort) }, t(key)) : h("span", {}, t(key));
    return { sort, button, cell: h("th", { scope: "col", class: className }, button) };
  });
  const top = h("tr", { "aria-hidden": "true", class: "spacer" });
  const bottom = h("tr", { "aria-hidden": "true", class: "spacer" });
  const rows = h("tbody", {}, top, bottom);
  const table = h(
    "table",
    { class: "records", "aria-label": t("page-numbers") },
    h("thead", {}, h("tr", {}, headCells.map(({ cell }) => cell))),
    rows,
  );
  const nothing = h("div", { class: "empty-place", hidden: true });
  const search = searchBox({
    value: view.search,
    onsearch: (text) => {
      view.search = text;
      void load(true);
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
      void load(true);
    },
  });
  const byAssistant = h("select", {
    "aria-label": t("filter-by-assistant"),
    onchange: () => {
      view.assistant = byAssistant.value || null;
      void load(true);
    },
  });
  const byAssistantChip = chipSelect(byAssistant);

  async function loadAssistants() {
    const assistants = (await attempt(() => api.listAssistants())) ?? [];
    if (view.assistant && !assistants.some(({ id }) => id === view.assistant)) view.assistant = null;
    fill(
      byAssistant,
      h("option", { value: "" }, t("filter-by-assistant")),
      assistants.map(({ id, name, active }) => h("option", { value: id }, active ? name : t("name-off", { name }))),
    );
    byAssistant.value = view.assistant ?? "";
  }

  /** @param {NumberSort} sort */
  function sortBy(sort) {
    view.descending = view.sort === sort && !view.descending;
    view.sort = sort;
    void load(true);
  }

  /** Asks for the rows anew. @param {boolean} fromTop */
  async function load(fromTop) {
    const turn = (asked += 1);
    if (fromTop) pageBody.scrollTop = 0;
    const first = Math.floor(pageBody.scrollTop / ROW / BLOCK);
    const page = await attempt(() => api.listNumbers({ ...view, offset: first * BLOCK, limit: BLOCK }));
    if (!page || turn !== asked) return;
    blocks = new Map([[first, page.rows]]);
    found = page.found;
    showHeads(page);
    draw();
  }

  /** @param {NumberPage} page */
  function showHeads(page) {
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
    const { noInbound, campaignReady, pending, withFindings } = page;
    const counts = { all: currentOffice().numbers, noInbound, campaignReady, pending, withFindings };
    filters.show(view.filter, (filter) => counts[filter]);
    byAssistantChip.classList.toggle("is-chosen", view.assistant !== null);
    const all = currentOffice().numbers;
    sayCount(found === all ? t("count-numbers", { count: all }) : t("count-found", { found, all }));
    table.hidden = found === 0;
    nothing.hidden = found > 0;
    if (found > 0) return;
    const clear = () => {
      Object.assign(view, { search: "", filter: "all", assistant: null });
      byAssistant.value = "";
      search.input.value = "";
      search.input.focus();
      void load(true);
    };
    if (view.search || view.filter !== "all" || view.assistant) {
      const title = view.search ? t("none-match", { search: view.search }) : t("none-in-filter");
      fill(nothing, empty("search", title, t("none-match-text"), h("button", { type: "button", class: "button", onclick: clear }, t("clear-search"))));
    } else {
      fill(nothing, empty("phone", t("no-numbers"), t("no-numbers-text"), addButton()));
    }
  }

  /** Puts the rows on screen into the page, and fetches those that are not there yet. */
  function draw() {
    const first = Math.max(0, Math.floor(pageBody.scrollTop / ROW) - MARGIN);
    const last = Math.min(found, Math.ceil((pageBody.scrollTop + pageBody.clientHeight) / ROW) + MARGIN);
    top.style.height = `${first * ROW}px`;
    bottom.style.height = `${Math.max(0, found - last) * ROW}px`;
    table.setAttribute("aria-rowcount", String(found + 1));
    /** @type {Map<string, HTMLTableRowElement>} */
    const kept = new Map();
    /** @type {HTMLTableRowElement[]} */
    const shown = [];
    for (let at = first; at < last; at += 1) {
      const row = blocks.get(Math.floor(at / BLOCK))?.[at % BLOCK];
      if (!row) {
        void fetchBlock(Math.floor(at / BLOCK));
        shown.push(h("tr", { "aria-hidden": "true" }, h("td", { colspan: columns.length })));
        continue;
      }
      const text = JSON.stringify(row);
      const there = drawn.get(row.id);
      const element = there?.dataset.row === text ? there : numberRow(row);
      element.dataset.row = text;
      element.dataset.at = String(at);
      element.setAttribute("aria-rowindex", String(at + 2));
      kept.set(row.id, element);
      shown.push(element);
    }
    drawn = kept;
    replaceBetween(shown);
    markOpen();
    if (wanted >= first && wanted < last && blocks.has(Math.floor(wanted / BLOCK))) {
      const at = wanted;
      wanted = -1;
      focusRow(at);
    }
  }

  /** Changes what differs and leaves the rest alone, so that focus stays. @param {HTMLTableRowElement[]} shown */
  function replaceBetween(shown) {
    const keep = new Set(shown);
    for (const element of [...rows.children]) {
      if (element !== top && element !== bottom && !keep.has(/** @type {HTMLTableRowElement} */ (element))) element.remove();
    }
    let before = top;
    for (const element of shown) {
      if (before.nextSibling !== element) before.after(element);
      before = element;
    }
  }

  /** @type {Set<number>} */
  const fetching = new Set();
  /** @param {number} block */
  async function fetchBlock(block) {
    if (fetching.has(block)) return;
    fetching.add(block);
    const turn = asked;
    const page = await attempt(() => api.listNumbers({ ...view, offset: block * BLOCK, limit: BLOCK }));
    fetching.delete(block);
    if (!page || turn !== asked) return;
    blocks.set(block, page.rows);
    draw();
  }

  function markOpen() {
    const open = openedId();
    for (const [id, element] of drawn) {
      const isOpen = id === open;
      element.classList.toggle("open", isOpen);
      if (isOpen) element.querySelector("button")?.setAttribute("aria-current", "true");
      else element.querySelector("button")?.removeAttribute("aria-current");
    }
  }

  /** @param {NumberRow} row */
  function numberRow(row) {
    const name = row.label || row.digits.number || requestWords(row.digits);
    const open = () => openNumber(row.id);
    return h(
      "tr",
      {
        onclick: (/** @type {MouseEvent} */ event) => {
          // A drag over text selects it; the button hears its own clicks.
          if (event.target instanceof Element && event.target.closest("button")) return;
          if (!getSelection()?.toString()) open();
        },
      },
      h(
        "td",
        { class: "c-label" },
        h("button", { type: "button", class: row.label ? "name row-button" : "name row-button tel", onclick: open, title: name }, name),
      ),
      h(
        "td",
        { class: "c-number" },
        h("span", { class: "cc" }, row.digits.country ?? ""),
        row.digits.number ? h("span", { class: "tel" }, row.digits.number) : h("span", { class: "faint" }, requestWords(row.digits)),
      ),
      h("td", { class: "c-in" }, slotCell(row.inbound)),
      h("td", { class: "c-fallback" }, row.fallback ? h("span", { class: "tel" }, row.fallback) : none()),
      h("td", { class: "c-out" }, slotCell(row.outbound)),
      h(
        "td",
        { class: "c-caller" },
        row.callerId
          ? h("span", { class: "tel" }, row.callerId)
          : row.outbound
            ? h("span", { class: "faint" }, t("this-number"))
            : none(),
      ),
      h(
        "td",
        { class: "c-status" },
        h("span", { class: `status status-${row.status}` }, h("span", { class: "word" }, t(`status-${row.status}`))),
      ),
      h("td", { class: "c-find" }, badgeButton(row.findings, { id: row.id, name })),
    );
  }

  /** @param {string} id @param {string} [place] */
  async function openNumber(id, place) {
    await openPanel(() => numberPanel(id, { view, closed: markOpen, openNumber }), place);
    markOpen();
  }

  /** @param {number} at */
  function focusRow(at) {
    if (at < 0 || at >= found) return;
    const element = [...drawn.values()].find((row) => row.dataset.at === String(at));
    const headHeight = 28;
    const y = at * ROW;
    if (y < pageBody.scrollTop) pageBody.scrollTop = y;
    if (y + ROW + headHeight > pageBody.scrollTop + pageBody.clientHeight) {
      pageBody.scrollTop = y + ROW + headHeight - pageBody.clientHeight;
    }
    if (element) {
      element.querySelector("button")?.focus({ preventScroll: true });
    } else {
      // Not in the page yet: drawn now if its row is known, else once it has come.
      wanted = at;
      draw();
    }
  }

  rows.addEventListener("keydown", (event) => {
    const row = event.target instanceof Element ? event.target.closest("tr") : null;
    if (!row?.dataset.at) return;
    // Keys may come faster than rows.
    const at = wanted >= 0 ? wanted : Number(row.dataset.at);
    const page = Math.max(1, Math.floor(pageBody.clientHeight / ROW) - 2);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: Math.min(found - 1, at + page), PageUp: Math.max(0, at - page), Home: 0, End: found - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    focusRow(to);
  });

  let frame = 0;
  const soon = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(draw);
  };
  pageBody.onscroll = soon;
  const sizes = new ResizeObserver(soon);
  sizes.observe(pageBody);

  const addButton = () =>
    h("button", { type: "button", class: "button button-main", onclick: () => addNumber(openNumber) }, icon("plus"), t("add-number"));

  return {
    head: pageHead("numbers", search.element, addButton()),
    tools: [h("div", { class: "tools-long" }, filters.elements), byAssistantChip],
    body: [table, nothing],
    search: search.input,
    async shown() {
      await loadAssistants();
      await load(true);
    },
    async refresh() {
      await loadAssistants();
      await load(false);
    },
    open: openNumber,
    left() {
      sizes.disconnect();
      pageBody.onscroll = null;
    },
  };
}

const none = () => h("span", { class: "none" }, t("none"));

/** @param {Slot | null} slot */
const slotCell = (slot) =>
  slot ? h("span", { class: "slot" }, h("span", { class: "cut" }, slot.name), !slot.active && h("span", { class: "tag after" }, t("off"))) : none();

/** @param {{ areaCode: string | null }} digits */
const requestWords = ({ areaCode }) => (areaCode ? t("area-code", { areaCode }) : t("requested"));

/** Asks for a new number and opens it. @param {(id: string) => void} open */
export async function addNumber(open) {
  const office = currentOffice();
  /** @type {string | null} */
  let added = null;
  await ask((close) => {
    let isRequest = false;
    const number = phoneField({
      label: t("number"),
      country: office.defaultCountry,
      value: null,
      help: t("add-number-help"),
      autofocus: true,
      onedit: () => {},
    });
    let requestCountry = office.defaultCountry;
    const country = countryControl({ value: requestCountry, wide: true, onpick: (code) => (requestCountry = code) });
    const area = field({ label: t("area-code-field"), input: h("input", { inputmode: "numeric", autocomplete: "off" }), value: "", help: t("area-code-help"), onedit: () => {} });
    const request = h(
      "div",
      { class: "pair", hidden: true },
      h("div", { class: "field" }, h("div", { class: "label-row" }, h("span", { class: "label-text" }, t("country"))), country.element),
      area.element,
    );
    const label = field({ label: t("label"), input: h("input", { autocomplete: "off" }), value: "", help: t("label-help"), onedit: () => {} });
    const refusal = h("p", { class: "help is-refused", role: "alert" });
    const submit = h("button", { type: "submit", class: "button button-large button-main push", form: "add-number" }, t("add-number"));
    const way = (/** @type {boolean} */ asked, /** @type {string} */ key) =>
      h(
        "label",
        {},
        h("input", {
          type: "radio",
          name: "add-way",
          checked: asked === isRequest,
          onchange: () => {
            isRequest = asked;
            number.element.hidden = asked;
            request.hidden = !asked;
          },
        }),
        t(key),
      );
    const form = h(
      "form",
      {
        id: "add-number",
        class: "dialog-form",
        novalidate: true,
        onsubmit: async (/** @type {Event} */ event) => {
          event.preventDefault();
          if (!isRequest && !number.typed) {
            number.refuse(t("number-needed"));
            number.input.focus();
            return;
          }
          submit.disabled = true;
          try {
            const asked = { country: requestCountry, areaCode: String(area.now()) };
            const saved = await api.addNumber({ number: isRequest ? null : number.typed, request: isRequest ? asked : null, label: String(label.now()) });
            added = saved.id;
            close("added");
            tookEffect(saved);
          } catch (error) {
            submit.disabled = false;
            const { fields, message } = wireError(error);
            if (!refuseFields({ number, "requested.area_code": area, label }, fields)) fill(refusal, icon("error"), message);
          }
        },
      },
      h("fieldset", { class: "mode" }, h("legend", { class: "said" }, t("add-way")), h("div", { class: "segments" }, way(false, "add-known"), way(true, "add-request"))),
      number.element,
      request,
      label.element,
      h("p", { class: "quiet" }, planWords()),
      refusal,
    );
    return {
      title: t("add-number"),
      body: [form],
      foot: [h("button", { type: "button", class: "button button-large", onclick: () => close("") }, t("cancel")), submit],
    };
  });
  if (added) open(added);
}

/** How many numbers the plan has left. */
function planWords() {
  const { numbersLeft: left } = currentOffice();
  if (left === null) return t("left-unlimited");
  return left > 0 ? t("allowance-left", { left }) : t("allowance-over");
}

// @ts-check
/**
 * Check-up: everything that wants a look, with the way to mend it. What is found, and how it is mended, is the program's.
 *
 * Options: `about` lists only what stands at this record, `{ id, name }`, until somebody asks for all.
 */

import * as api from "../../api.js";
import { controls, fill, h, icon, paused } from "../../parts/dom.js";
import { filterBar } from "../../parts/filters.js";
import { findingText, mendButton, wayButton } from "../../parts/findings.js";
import { button, empty, pageHead, searchBox } from "../../parts/layout.js";
import { attempt, sayCount, tellExport } from "../../parts/status_line.js";
import { figures, t } from "../../parts/texts.js";
import { virtualList } from "../../parts/virtual_list.js";
import { go, mend, openDialog, openRecord, openedId } from "../../shell.js";

/** @import { FindingPage, FindingRow } from "../../wire.d.ts" */
/** @import { Page, Visit } from "../../parts/layout.js" */

const severities = /** @type {const} */ (["error", "warning", "hint"]);
/** @typedef {(typeof severities)[number]} Severity */
/** @typedef {"all" | Severity} Filter */
const counted = /** @type {const} */ ({ error: "errors", warning: "warnings", hint: "hints" });

/** What is looked for outlives the page. */
const view = {
  search: "",
  severity: /** @type {Severity | null} */ (null),
  about: /** @type {{ id: string, name: string } | null} */ (null),
};

/** @param {Visit} visit @returns {Page} */
export function checkupPage({ signal, scroller, options }) {
  if (options.about) Object.assign(view, { search: "", severity: null, about: options.about });
  const search = searchBox({
    value: view.search,
    onsearch: (text) => {
      view.search = text;
      soon();
    },
  });
  const soon = paused(60, () => load({ fromTop: true }), signal);
  const about = h("span", { class: "about" });
  const filters = filterBar({
    filters: [
      { value: /** @type {Filter} */ ("all"), words: t("filter-all") },
      ...severities.map((severity) => ({ value: /** @type {Filter} */ (severity), words: t(`severity-${severity}s`), severity })),
    ],
    onchoose: (/** @type {Filter} */ severity) => {
      view.severity = severity === "all" ? null : severity;
      void load({ fromTop: true });
    },
  });
  const nothing = h("div", { class: "empty-place", hidden: true });
  const groups = severities.map(group);
  const place = h("div", { class: "checkup" }, groups.map(({ element }) => element), nothing);

  function showAll() {
    Object.assign(view, { search: "", severity: null, about: null });
    search.input.value = "";
    search.input.focus();
    void load({ fromTop: true });
  }

  /** @param {{ fromTop?: boolean }} [how] */
  async function load(how) {
    const hadFocus = place.contains(document.activeElement);
    const isThere = await Promise.all(groups.map((group) => group.load(how)));
    if (isThere.includes(false)) return;
    const found = groups.reduce((sum, { list }) => sum + list.found, 0);
    nothing.hidden = found > 0;
    // What stands above may have become less.
    for (const { list } of groups) list.look();
    // After a mend the focus is on the button that stands there now, even if the last of its group is gone.
    if (hadFocus && !place.contains(document.activeElement)) controls([place]).at(-1)?.focus();
  }

  /** Opens a record beside the list, at a field. @param {string} kind @param {string} id @param {string} [place] */
  async function open(kind, id, place) {
    await openRecord(kind, id, { place, closed: markOpen });
    if (!signal.aborted) markOpen();
  }

  function markOpen() {
    const id = openedId();
    for (const { list } of groups) {
      for (const { row, elements } of list.shown) elements[0]?.classList.toggle("open", id !== null && row.id === id);
    }
  }

  /** @param {Severity} severity */
  function group(severity) {
    const id = `findings-${severity}`;
    const rows = h("ul");
    const count = h("span", { class: "count" });
    const element = h(
      "section",
      { class: "findings", "aria-labelledby": id, hidden: true },
      h(
        "div",
        { class: `group-head is-${severity}` },
        h("h2", { id }, t(`severity-${severity}s`)),
        count,
        h("span", { class: "group-note" }, t(`severity-${severity}-note`)),
      ),
      rows,
    );
    const list = virtualList({
      scroller,
      parent: rows,
      space: () => h("li", { "aria-hidden": "true" }),
      rowHeight: 48,
      cover: 36,
      margin: 1000,
      block: 100,
      read: (offset, limit) => attempt(() => api.listFindings({ search: view.search, severity, about: view.about?.id ?? null, offset, limit }), signal),
      arrived(/** @type {FindingPage} */ page) {
        showCounts(page);
        element.hidden = page.found === 0;
        count.textContent = figures(page.counts[counted[severity]]);
        // The count is of all there are, which is not what a search lists.
        count.hidden = isNarrowed();
      },
      key: ({ code, kind, id }) => `${code} ${kind} ${id}`,
      draw: (finding) => findingRow(finding, open),
      exchanged: markOpen,
      signal,
    });
    return {
      element,
      list,
      /** @param {{ fromTop?: boolean }} [how] */
      async load(how) {
        if (view.severity === null || view.severity === severity) return list.load(how);
        element.hidden = true;
        list.clear();
        return true;
      },
    };
  }

  const isNarrowed = () => view.search.trim() !== "" || view.about !== null;

  /** @param {FindingPage} page */
  function showCounts({ counts: { errors, warnings, hints }, checked }) {
    const counts = { all: errors + warnings + hints, error: errors, warning: warnings, hint: hints };
    filters.show(view.severity ?? "all", (severity) => counts[severity]);
    sayCount(t("records-checked", { count: checked }));
    fill(about, view.about && [h("span", {}, t("findings-about", { name: view.about.name })), h("button", { type: "button", class: "link-button", onclick: showAll }, t("show-all"))]);
    const isWell = counts.all === 0;
    const title = view.search ? t("none-match-finding", { search: view.search }) : t("none-of-this-sort");
    const element = isWell
      ? empty("ok", t("all-is-well"), t("all-is-well-text"))
      : empty("search", title, t("none-match-finding-text"), button(t("show-all"), showAll));
    element.classList.toggle("is-well", isWell);
    fill(nothing, element);
  }

  return {
    head: pageHead("checkup", search.element, button([icon("export"), t("export-findings")], () => tellExport(api.exportFindings))),
    tools: [filters.elements, about],
    body: [place],
    search: search.input,
    async firstHit() {
      // What was typed last is searched now.
      await load({ fromTop: true });
      return place.querySelector(".found a");
    },
    shown: load,
    refresh: load,
  };
}

/** @param {FindingRow} finding @param {(kind: string, id: string, place?: string) => Promise<void>} open */
function findingRow(finding, open) {
  const { severity, kind, id, name, side } = finding;
  const follow = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (id) void open(kind, id);
    else void go("settings");
  };
  const lead = (/** @type {string} */ way, /** @type {string} */ id) => {
    if (way === "placement") void openDialog("wizard", { assistant: id });
    else void open(kind, id, way === "campaign" ? "number" : way);
  };
  return h(
    "li",
    { class: `found is-${severity}` },
    icon(severity),
    h("p", { class: "found-what" }, h("a", { href: `#${kind}`, dir: "auto", onclick: follow }, name || t("page-settings")), h("span", { class: "sub tel" }, side)),
    findingText(finding),
    h("div", { class: "found-mend" }, mendButton(finding, mend) ?? wayButton(finding, lead)),
  );
}

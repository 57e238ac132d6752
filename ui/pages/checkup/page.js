// @ts-check
/** Check-up: everything that wants a look, with the way to mend it. */

import * as api from "../../api.js";
import { fill, h, icon, paused } from "../../parts/dom.js";
import { filterBar } from "../../parts/filters.js";
import { findingText, looking, mendButton } from "../../parts/findings.js";
import { attempt, empty, go, goToRecord, pageHead, searchBox } from "../../shell.js";
import { sayCount } from "../../parts/status_line.js";
import { figures, t } from "../../parts/texts.js";

/** @import { FindingPage, FindingRow } from "../../wire.d.ts" */
/** @import { Page } from "../../shell.js" */

const BLOCK = 200;
const severities = ["error", "warning", "hint"];

/** @returns {Page} */
export function checkupPage() {
  let asked = 0;
  /** How many findings are in the page. */
  let wanted = BLOCK;
  const place = h("div", { class: "checkup" });
  const search = searchBox({
    value: looking.search,
    onsearch: (text) => {
      looking.search = text;
      wanted = BLOCK;
      soon();
    },
  });
  const soon = paused(60, () => load());
  // Coming from a badge, only what stands at its record is listed until somebody asks for all.
  const about = h("span", { class: "about" });
  function showAbout() {
    const { about: record } = looking;
    fill(
      about,
      record && [
        h("span", {}, t("findings-about", { name: record.name })),
        h("button", { type: "button", class: "link-button", onclick: showAll }, t("show-all")),
      ],
    );
  }
  function showAll() {
    Object.assign(looking, { search: "", severity: null, about: null });
    search.input.value = "";
    search.input.focus();
    void load();
  }
  const filters = filterBar({
    filters: [
      { value: "all", words: t("filter-all") },
      ...severities.map((severity) => ({ value: severity, words: t(`severity-${severity}s`), severity })),
    ],
    onchoose: (/** @type {string} */ severity) => {
      looking.severity = severity === "all" ? null : severity;
      wanted = BLOCK;
      void load();
    },
  });

  async function load() {
    const turn = (asked += 1);
    const { search: text, severity, about } = looking;
    const page = await attempt(() => api.listFindings({ search: text, severity, about: about?.id ?? null, offset: 0, limit: wanted }));
    if (page && turn === asked) draw(page);
  }

  /** @param {FindingPage} page */
  function draw(page) {
    const { errors, warnings, hints } = page.counts;
    const counts = { all: errors + warnings + hints, error: errors, warning: warnings, hint: hints };
    showAbout();
    const isNarrowed = looking.search.trim() !== "" || looking.about !== null;
    filters.show(looking.severity ?? "all", (severity) => counts[/** @type {keyof typeof counts} */ (severity)]);
    sayCount(t("records-checked", { count: page.checked }));
    if (page.found === 0) {
      fill(place, nothing(counts.all));
      return;
    }
    // After a mend the focus is on the button that stands there now.
    const buttons = () => [...place.querySelectorAll("button")];
    const at = buttons().findIndex((button) => button === document.activeElement);
    fill(
      place,
      severities.map((severity) => {
        const rows = page.rows.filter((row) => row.severity === severity);
        return rows.length > 0 && section(severity, rows, isNarrowed ? null : counts[/** @type {keyof typeof counts} */ (severity)]);
      }),
      page.found > page.rows.length &&
        h("button", { type: "button", class: "button review-more", onclick: () => {
          wanted += BLOCK;
          void load();
        } }, t("show-more")),
    );
    if (at >= 0) (buttons()[at] ?? buttons().at(-1))?.focus();
  }

  /** @param {number} all */
  function nothing(all) {
    const isWell = all === 0;
    const element = isWell
      ? empty("ok", t("all-is-well"), t("all-is-well-text"))
      : empty("search", looking.search ? t("none-match-finding", { search: looking.search }) : t("none-of-this-sort"), t("none-match-finding-text"), clear());
    element.classList.toggle("is-well", isWell);
    return h("div", { class: "empty-place" }, element);
  }

  const clear = () => h("button", { type: "button", class: "button", onclick: showAll }, t("show-all"));

  return {
    head: pageHead("checkup", search.element),
    tools: [filters.elements, about],
    body: [place],
    search: search.input,
    shown: load,
    refresh: load,
  };
}

/** @param {string} severity @param {FindingRow[]} rows @param {number | null} count */
function section(severity, rows, count) {
  const id = `findings-${severity}`;
  return h(
    "section",
    { class: "findings", "aria-labelledby": id },
    h(
      "div",
      { class: `group-head is-${severity}` },
      h("h2", { id }, t(`severity-${severity}s`)),
      count !== null && h("span", { class: "count" }, figures(count)),
      h("span", { class: "group-note" }, t(`severity-${severity}-note`)),
    ),
    h("ul", {}, rows.map(found)),
  );
}

/** @param {FindingRow} finding */
function found(finding) {
  const { severity, kind, id, name, side } = finding;
  const follow = (/** @type {Event} */ event) => {
    event.preventDefault();
    if (id) void goToRecord(kind, id);
    else void go("settings");
  };
  return h(
    "li",
    { class: `found is-${severity}` },
    icon(severity),
    h("p", { class: "found-what" }, h("a", { href: `#${kind}`, onclick: follow }, name || t("page-settings")), h("span", { class: "sub tel" }, side)),
    findingText(finding),
    h("div", { class: "found-mend" }, mendButton(finding)),
  );
}

// @ts-check
/** The office's numbers on paper: a sheet made for printing, through the print dialog of the system. */

import * as api from "../../api.js";
import { assistantName, requestWords } from "../../parts/cells.js";
import { h, within } from "../../parts/dom.js";
import { attempt, sayRefused } from "../../parts/status_line.js";
import { spoken, t } from "../../parts/texts.js";
import { currentOffice } from "../../shell.js";

/** @import { NumberRow, ShownDigits, Slot } from "../../wire.d.ts" */

/** More than this is no sheet to hang on a wall; a table is the thing to ask for. */
const LIMIT = 2000;

/** Prints all the numbers, in the order of their labels. @param {AbortSignal} signal */
export async function printSheet(signal) {
  const all = /** @type {const} */ ({ search: "", filter: "all", assistant: null, sort: "label", descending: false });
  const page = await attempt(() => api.listNumbers({ ...all, offset: 0, limit: LIMIT }), signal);
  if (!page) return;
  if (page.found > LIMIT) {
    sayRefused(t("print-too-many", { count: page.found, limit: LIMIT }));
    return;
  }
  document.querySelector(".sheet")?.remove();
  const paper = sheet(page.rows);
  const printing = within(signal);
  printing.signal.addEventListener("abort", () => paper.remove());
  window.addEventListener("afterprint", () => printing.abort(), { signal: printing.signal });
  document.body.append(paper);
  window.print();
}

/** @param {NumberRow[]} rows */
function sheet(rows) {
  const office = currentOffice();
  const today = new Intl.DateTimeFormat(spoken(), { dateStyle: "long" }).format(new Date());
  const heads = ["label", "number", "inbound-assistant", "fallback", "outbound-assistant", "caller-id-field"];
  return h(
    "article",
    { class: "sheet" },
    h("h1", {}, office.name || t("page-numbers")),
    h("p", {}, t("print-count", { count: rows.length }), ", ", today),
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, heads.map((key) => h("th", { scope: "col" }, t(key))))),
      h("tbody", {}, rows.map(sheetRow)),
    ),
  );
}

/** @param {NumberRow} row */
function sheetRow(row) {
  const who = (/** @type {Slot | null} */ slot) => slot && h("span", { dir: "auto" }, assistantName(slot));
  const tel = (/** @type {string | null} */ number) => number && h("span", { class: "tel" }, number);
  const cells = [tel(digits(row.digits)), who(row.inbound), tel(row.fallback), who(row.outbound), row.callerId || !row.outbound ? tel(row.callerId) : t("this-number")];
  const label = [h("span", { class: "name", dir: "auto" }, row.label || "–"), row.status !== "active" && h("em", {}, t(`status-${row.status}`))];
  return h("tr", {}, h("th", { scope: "row" }, label), cells.map((cell) => h("td", {}, cell ?? "–")));
}

/** @param {ShownDigits} shown */
const digits = (shown) => shown.number ?? requestWords(shown);

// @ts-check
/** The office's numbers on paper: a sheet to hang on a wall. */

import * as api from "../../api.js";
import { assistantName, requestWords } from "../../parts/cells.js";
import { h } from "../../parts/dom.js";
import { paperRow, printTable } from "../../parts/paper.js";
import { attempt, sayRefused } from "../../parts/status_line.js";
import { t } from "../../parts/texts.js";
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
  const heads = ["label", "number", "inbound-assistant", "fallback", "outbound-assistant", "caller-id-field"];
  const about = t("print-count", { count: page.found });
  printTable({ title: currentOffice().name || t("page-numbers"), about, heads: heads.map((key) => t(key)), rows: page.rows.map(sheetRow) }, signal);
}

/** @param {NumberRow} row */
function sheetRow(row) {
  const who = (/** @type {Slot | null} */ slot) => slot && h("span", { dir: "auto" }, assistantName(slot));
  const tel = (/** @type {string | null} */ number) => number && h("span", { class: "tel" }, number);
  const cells = [tel(digits(row.digits)), who(row.inbound), tel(row.fallback), who(row.outbound), row.callerId || !row.outbound ? tel(row.callerId) : t("this-number")];
  const label = [h("span", { class: "name", dir: "auto" }, row.label || "–"), row.status !== "active" && h("em", {}, t(`status-${row.status}`))];
  return paperRow(label, cells);
}

/** @param {ShownDigits} shown */
const digits = (shown) => shown.number ?? requestWords(shown);

// @ts-check
/** A table on paper: a sheet made for printing, through the print dialog of the system. What is in it is the page's. */

import { h, within } from "./dom.js";
import { spoken } from "./texts.js";

/** @import { Child } from "./dom.js" */

/**
 * Prints a table; its sheet is gone once that is done, and with the page at the latest.
 * @param {{ title: string, about: string, heads: string[], rows: HTMLTableRowElement[] }} table
 * @param {AbortSignal} signal
 */
export function printTable({ title, about, heads, rows }, signal) {
  document.querySelector(".sheet")?.remove();
  const today = new Intl.DateTimeFormat(spoken(), { dateStyle: "long" }).format(new Date());
  const sheet = h(
    "article",
    { class: "sheet" },
    h("h1", {}, title),
    h("p", {}, about, ", ", today),
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, heads.map((words) => h("th", { scope: "col" }, words)))),
      h("tbody", {}, rows),
    ),
  );
  const printing = within(signal);
  printing.signal.addEventListener("abort", () => sheet.remove());
  window.addEventListener("afterprint", () => printing.abort(), { signal: printing.signal });
  document.body.append(sheet);
  window.print();
}

/** A row of it: what it is about, then the rest, each with a dash where there is nothing. @param {Child} name @param {Child[]} cells */
export const paperRow = (name, cells) => h("tr", {}, h("th", { scope: "row" }, name), cells.map((cell) => h("td", {}, cell ?? "–")));

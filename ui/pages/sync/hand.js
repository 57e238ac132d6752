// @ts-check
/** What is to be done by hand, as a list that goes where the platform is open: copied, or on paper. */

import { h, sentence } from "../../parts/dom.js";
import { copying } from "../../parts/menu.js";
import { paperRow, printTable } from "../../parts/paper.js";
import { t } from "../../parts/texts.js";

/** @import { SyncRow } from "../../wire.d.ts" */

/** Copies the list, a line each. @param {SyncRow[]} rows */
export function copyList(rows) {
  const lines = rows.map(({ entry, sub, label, message, place, isDone }) => {
    const what = [...(message ?? []).map(({ text }) => text), place && ` ${place}`];
    return `${isDone ? "[x]" : "[ ]"} ${[entry, sub, label].filter(Boolean).join(", ")}: ${what.filter(Boolean).join("")}`;
  });
  return copying(lines.join("\n"), t("sync-list-copied"))();
}

/** Prints it. @param {SyncRow[]} rows @param {string} platform @param {AbortSignal} signal */
export function printList(rows, platform, signal) {
  const heads = [t("entry"), t("field"), t("sync-what-to-do"), t("sync-done")];
  const about = t("sync-list-count", { count: rows.length });
  printTable({ title: t("sync-list-title", { platform }), about, heads, rows: rows.map(listRow) }, signal);
}

/** @param {SyncRow} row */
const listRow = ({ entry, sub, label, message, place, isDone }) =>
  paperRow(
    [h("span", { class: "name", dir: "auto" }, entry), sub && [h("br"), h("span", { class: "tel" }, sub)]],
    [label, [sentence(message ?? []), place && [h("br"), place]], isDone ? "☑" : "☐"],
  );

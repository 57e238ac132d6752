// @ts-check
/** A record before and after, field by field, as rows of a table: for the review and for history. */

import { telCell } from "./cells.js";
import { h, icon, sentence } from "./dom.js";
import { t } from "./texts.js";

/** @import { ChangedRecord, Sentence } from "../wire.d.ts" */
/** @import { Child } from "./dom.js" */

const signs = { number: "phone", assistant: "assistant", campaign: "campaign", profile: "settings" };

/**
 * The rows of one record.
 * @param {ChangedRecord} record
 * @param {{ tick?: HTMLElement, isLeftOut?: boolean, notes?: Sentence[] }} [options]
 */
export function changedRows(record, { tick, isLeftOut = false, notes = [] } = {}) {
  const lines = Math.max(1, record.fields.length) + notes.length;
  const first = [
    tick && h("td", { class: "r-check", rowspan: lines }, tick),
    h(
      "th",
      { scope: "row", class: "r-entry", rowspan: lines },
      icon(signs[/** @type {keyof typeof signs} */ (record.kind)] ?? "file"),
      h("span", { class: "name", dir: "auto" }, record.name),
      record.side && h("span", { class: "sub" }, h("span", { class: "tel" }, record.side)),
    ),
  ];
  const value = (/** @type {string | null} */ text, /** @type {boolean} */ isNumber) =>
    text === null || isNumber ? telCell(text) : text;
  /** @type {Child[][]} */
  const cells = record.fields.map((field) => [
    h("td", { class: "r-field" }, field.label),
    // What is new was nothing before.
    h("td", { class: "r-old" }, record.isNew ? null : value(field.from, field.isNumber)),
    h("td", { class: "r-new" }, icon("arrow"), h("span", {}, value(field.to, field.isNumber))),
  ]);
  if (cells.length === 0) cells.push([h("td", { class: "r-field", colspan: 3 }, h("span", { class: "none" }, t("is-removed")))]);
  for (const note of notes) cells.push([h("td", { class: "r-new r-note", colspan: 3 }, icon("hint"), h("span", {}, sentence(note)))]);
  const left = isLeftOut ? " left-out" : "";
  return cells.map((row, at) => h("tr", { class: `${at === cells.length - 1 ? "last" : ""}${left}` }, at === 0 && first, row));
}

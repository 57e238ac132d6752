// @ts-check
/**
 * Tables in a review: which sheet is read, in which encoding, what its columns hold, and what was said to be meant by
 * cells that were not understood.
 */

import { fill, h, icon, keepingFocus } from "../../parts/dom.js";
import { choices, listedFields } from "../../parts/form.js";
import { t } from "../../parts/texts.js";

/** @import { ReviewColumn, ReviewFile, ReviewMend, ReviewTable, TableChange } from "../../wire.d.ts" */

/** What is told of a table of the review. @typedef {(change: Omit<TableChange, "file">) => unknown} Tell */

/**
 * The sheet of a workbook; nothing where there is but one.
 * @param {ReviewTable} table
 * @param {Tell} tell
 */
export function sheetChoice({ sheet, sheets }, tell) {
  if (sheets.length < 2) return null;
  const input = choices(sheets.map(({ name, rows }) => /** @type {[string, string]} */ ([name, t("sheet-of-rows", { name, count: rows })])));
  input.value = sheet ?? "";
  input.addEventListener("change", () => void tell({ sheet: input.value }));
  return labelled("sheet-choice push", t("sheet"), input);
}

/** The encoding of a text that says nothing of it. @param {ReviewTable} table @param {Tell} tell */
function encodingChoice({ encoding, isGuess }, tell) {
  if (!encoding || (!isGuess && encoding === "utf-8")) return null;
  const { encodings } = listedFields();
  const input = choices([...new Set([encoding, ...encodings])].map((name) => /** @type {[string, string]} */ ([name, name])));
  input.value = encoding;
  input.addEventListener("change", () => void tell({ encoding: input.value }));
  return labelled("sheet-choice", t("encoding"), input);
}

/** @param {string} kind @param {string} label @param {HTMLSelectElement} input */
function labelled(kind, label, input) {
  input.classList.add("input");
  input.dataset.key = label;
  return h("label", { class: kind }, label, h("span", { class: "select" }, input, icon("updown")));
}

/**
 * The columns of the tables of a review. They are folded into a line where every one is known, until somebody opens them.
 * @param {(file: number, change: Omit<TableChange, "file">) => unknown} tell
 */
export function columnsSection(tell) {
  const element = h("div", { class: "tables-columns" });
  /** What was opened or folded by hand, by the file. @type {Map<number, boolean>} */
  const opened = new Map();
  /** @type {ReviewFile[]} */
  let files = [];

  /** @param {ReviewFile} file @param {ReviewTable} table @param {number} at */
  function section(file, table, at) {
    const isOpen = opened.get(at) ?? !table.isSure;
    const id = `columns-${at}`;
    const fold = h(
      "button",
      {
        type: "button",
        class: "link-button push",
        "aria-expanded": String(isOpen),
        "aria-describedby": id,
        "data-key": `fold-${at}`,
        onclick() {
          opened.set(at, !isOpen);
          show(files);
        },
      },
      t(isOpen ? "columns-fold" : "columns-change"),
    );
    return h(
      "section",
      { class: "table-columns", "aria-labelledby": id },
      h(
        "div",
        { class: "group-head" },
        icon("table"),
        h("h2", { id }, t("columns-of", { file: file.name })),
        h("span", { class: "count figures" }, String(table.columns.length)),
        h("span", { class: "group-note cut" }, isOpen ? headingsNote(table) : heldWords(table)),
        fold,
      ),
      isOpen && encodingChoice(table, (change) => tell(at, change)),
      isOpen && h("ul", { class: "sheet-columns" }, table.columns.map((column) => columnItem(column, at))),
    );
  }

  /** @param {ReviewColumn} column @param {number} file */
  function columnItem({ at, letters, heading, field, cells }, file) {
    const input = choices([["", t("column-none")], ...listedFields().columns.map(({ word, label }) => /** @type {[string, string]} */ ([word, label]))]);
    input.value = field ?? "";
    input.id = `column-${file}-${at}`;
    input.className = "input";
    input.dataset.key = input.id;
    input.addEventListener("change", () => void tell(file, { column: { at, field: input.value || null } }));
    return h(
      "li",
      { class: field === null ? "sheet-column is-left-out" : "sheet-column" },
      h("label", { for: input.id }, h("b", {}, letters), " ", h("span", { class: "cut", dir: "auto" }, heading)),
      h("span", { class: "select" }, input, icon("updown")),
      h("ul", { class: "sheet-cells", "aria-label": t("first-cells", { column: letters }) }, cells.map((cell) => h("li", { dir: "auto", title: cell }, cell || "\u00a0"))),
    );
  }

  /** @param {ReviewFile[]} now */
  function show(now) {
    files = now;
    keepingFocus(element, () => fill(element, files.map((file, at) => file.table && file.table.columns.length > 0 && section(file, file.table, at))));
  }

  return { element, show };
}

/** @param {ReviewTable} table */
const headingsNote = ({ headings, program }) => [
  program && t("columns-of-program", { program }),
  program && " ",
  headings === null ? t("columns-no-headings") : t("columns-headings", { row: headings }),
];

/** What the columns hold, in a line. @param {ReviewTable} table */
const heldWords = ({ columns }) => columns.map(({ letters, field }) => `${letters} ${nameOf(field)}`).join(", ");

/** @param {string | null} field */
const nameOf = (field) => (field === null ? t("column-none") : (listedFields().columns.find(({ word }) => word === field)?.label ?? field));

/**
 * What was said to be meant by cells, each with the way back.
 * @param {ReviewFile[]} files
 * @param {(file: number, change: Omit<TableChange, "file">) => unknown} tell
 */
export const mendedItems = (files, tell) =>
  files.flatMap(({ table }, file) => [
    ...(table?.mends ?? []).map(({ field, found, row, meant }) => {
      const name = meant ?? "";
      const words = row === null ? t("mended-everywhere", { field: nameOf(field), found, meant: name }) : t("mended-cell", { row, field: nameOf(field), found, meant: name });
      return takenItem(`mend-${field}-${row ?? ""}-${found}`, words, found || name, () => tell(file, { mend: { field, found, row: row ?? 0, meant: null } }));
    }),
    ...(table?.ways ?? []).map(({ field, way }) => takenItem(`way-${field}-${way}`, t(`way-taken-${wayKey(way)}`, { field: nameOf(field) }), nameOf(field), () => tell(file, { way: { field, way, isOn: false } }))),
  ]);

/** @param {string} way */
const wayKey = (way) => /** @type {"first" | "plus" | "block"} */ (way);

/** What was decided, and the way back. @param {string} key @param {string} words @param {string} name @param {() => unknown} takeBack */
export const takenItem = (key, words, name, takeBack) =>
  h(
    "li",
    { "data-key": key },
    icon("ok"),
    h("span", {}, words),
    h("button", { type: "button", class: "link-button", "aria-label": t("take-back-for", { name }), onclick: () => void takeBack() }, t("take-back")),
  );

/**
 * How a cell can be mended where its problem stands: what is meant is typed, or all such cells are taken alike.
 * @param {{ mend: ReviewMend | null, ways: string[], row: number, field: string, entry: string | null }} problem
 * @param {Tell} tell
 */
export function mendWays({ mend, ways, row, field, entry }, tell) {
  if (!mend) return null;
  const { found } = mend;
  const input = h("input", { class: "input", type: "text", value: found, "aria-label": entry ? t("mend-cell", { field, entry }) : t("mend-cell-of-row", { field, row }), "data-key": `mend-${mend.field}-${row}`, dir: "auto" });
  const use = () => {
    if (input.value.trim() && input.value !== found) tell({ mend: { field: mend.field, found, row, meant: input.value } });
    else input.focus();
  };
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") use();
  });
  return h(
    "span",
    { class: "mend" },
    input,
    h("button", { type: "button", class: "button", onclick: use }, t("mend-use")),
    ways.map((way) => h("button", { type: "button", class: "button", onclick: () => void tell({ way: { field: mend.field, way, isOn: true } }) }, t(`way-${wayKey(way)}`))),
  );
}

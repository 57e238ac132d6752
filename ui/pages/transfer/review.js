// @ts-check
/**
 * The review of files: every change they would make, to be left out or put back, before anything is applied.
 * What changes, what is wrong and what is counted is the program's; each answer of it is shown in place.
 */

import * as api from "../../api.js";
import { assistantName } from "../../parts/cells.js";
import { changedRows } from "../../parts/changed_rows.js";
import { fill, h, icon, keepingFocus, sentence } from "../../parts/dom.js";
import { choices } from "../../parts/form.js";
import { button } from "../../parts/layout.js";
import { attempt, sayBusy, sayDone, sayNothing, sayRefused, wireError } from "../../parts/status_line.js";
import { figures, size, t, worded } from "../../parts/texts.js";
import { virtualList } from "../../parts/virtual_list.js";
import { go, tookEffect } from "../../shell.js";
import { columnsSection, mendWays, mendedItems, sheetChoice, takenItem } from "./table.js";

/** @import { AssistantRow, ReviewAlike, ReviewChange, ReviewEntry, ReviewFile, ReviewGroup, ReviewHead, ReviewProblem, StandInChange, StandInRow, TableChange } from "../../wire.d.ts" */
/** @import { Page, Visit } from "../../parts/layout.js" */

const groups = /** @type {const} */ (["problems", "warnings", "changed", "added", "removed"]);
const signs = { problems: "error", warnings: "hint", changed: "edit", added: "plus", removed: "minus" };

/**
 * A review in progress: what the program says of it, and which of its groups are looked at.
 * @typedef {{ head: ReviewHead, filter: ReviewGroup | "all" }} Review
 */

/**
 * @param {Review} review
 * @param {Visit} visit
 * @param {{ chooseFiles: () => Promise<void>, end: () => void }} around
 * @returns {Page}
 */
export function reviewPage(review, { signal, scroller }, { chooseFiles, end }) {
  /** The answer to each change is waited for before the next is sent: the last one is how things stand. */
  let changes = Promise.resolve();

  const file = h("span", { class: "cut", dir: "auto" });
  const merge = h("input", { type: "radio", name: "mode", onchange: () => change({ isReplace: false }) });
  const replace = h("input", { type: "radio", name: "mode", onchange: () => change({ isReplace: true }) });
  const chips = /** @type {const} */ (["all", ...groups]).map((group) => {
    const count = h("span", { class: "n", id: `rc-${group}`, "aria-hidden": "true" });
    const chip = h(
      "button",
      {
        type: "button",
        class: group === "problems" ? "chip is-error" : "chip",
        "aria-describedby": `rc-${group}`,
        onclick: () => {
          review.filter = group;
          scroller.scrollTop = 0;
          show();
          for (const { list } of sections) list.look();
        },
      },
      group === "problems" && icon("error"),
      t(`group-${group}`),
      count,
    );
    return { group, chip, count };
  });
  const unchanged = h("p", { class: "after-chips faint figures" });
  const note = h("p", { class: "note" });
  const apply = button(t("apply"), applyReview, "button-large button-main");
  const leftOut = button(t("save-left-out"), saveLeftOut, "button-large");
  const nothing = h("div", { class: "empty" }, h("span", { class: "is-ok" }, icon("ok")), h("h3", {}, t("review-nothing")), h("p", {}, t("review-nothing-text")));
  const sections = groups.map((group) => groupSection(group));
  /** @param {number} file @param {Omit<TableChange, "file">} what */
  const tellTable = (file, what) => change({ table: { file, ...what } });
  const columns = columnsSection(tellTable);
  const sheets = h("div", { class: "sheet-choices push" });
  const decided = h("ul", { class: "stood-in" });
  /** @type {AssistantRow[]} */
  let assistants = [];
  /** @param {StandInChange} standIn */
  const standIn = (standIn) => change({ standIn });
  const told = h("ul");
  // Many consequences would push the entries out of sight: they are opened when somebody wants to read them.
  let isFoldedByHand = false;
  const consequences = h(
    "details",
    { class: "review-consequences" },
    h("summary", { onclick: () => (isFoldedByHand = true) }, icon("warning"), h("h2", {}, t("what-else")), icon("down")),
    told,
  );
  const lists = h("div");

  /** Shows what the program says of the review. */
  function show() {
    const { head, filter } = review;
    const counts = { all: head.total + head.problems, ...countsOf(head) };
    fill(file, head.files.map(fileWords));
    merge.checked = !head.isReplace;
    replace.checked = head.isReplace;
    for (const { group, chip, count } of chips) {
      chip.setAttribute("aria-pressed", String(filter === group));
      chip.hidden = counts[group] === 0 && group !== "all";
      count.textContent = figures(counts[group]);
    }
    unchanged.textContent = t("count-unchanged", { count: head.unchanged });
    const entries = h("strong", { class: "figures" }, t("review-count", { included: head.included, total: head.total }));
    fill(note, worded("review-one-change", { entries }), difference(head));
    apply.disabled = head.included === 0;
    columns.show(head.files);
    keepingFocus(sheets, () => fill(sheets, head.files.map(({ table }, at) => table && sheetChoice(table, (what) => tellTable(at, what)))));
    const decisions = [...head.standIns.map(standInRow), ...mendedItems(head.files, tellTable)];
    decided.hidden = decisions.length === 0;
    keepingFocus(decided, () => fill(decided, decisions));
    leftOut.hidden = head.problems === 0 || head.files.every(({ table }) => table === null);
    if (!isFoldedByHand) consequences.open = head.consequences.length <= 3;
    consequences.hidden = head.consequences.length === 0;
    fill(told, head.consequences.map((words) => h("li", {}, sentence(words))));
    const shown = sections.filter(({ group }) => counts[group] > 0 && (filter === "all" || filter === group));
    for (const { group, count } of sections) count.textContent = figures(counts[group]);
    // What is no more is not shown again when something takes its place.
    for (const { group, element, list } of sections) if (counts[group] === 0 && element.isConnected) list.clear();
    nothing.hidden = counts.all + head.warnings > 0;
    // Only what differs is touched, so that one stays where one is.
    if (shown.length !== lists.children.length || shown.some(({ element }, at) => element !== lists.children[at])) {
      fill(lists, shown.map(({ element }) => element));
    }
  }

  const load = () => Promise.all(sections.map(({ list }) => list.load())).then(() => sections.forEach(({ list }) => list.look()));

  /** @param {ReviewChange} what */
  function change(what) {
    changes = changes.then(async () => {
      const next = await attempt(() => api.changeReview(what));
      if (next) review.head = next;
      if (next === null) end();
      if (signal.aborted || isDone) return;
      if (next === null) {
        await go("transfer", {});
        return;
      }
      // What was refused is shown as it still is.
      show();
      await load();
    });
    return changes;
  }

  /** Who stands in for a name, and the way back. @param {StandInRow} row */
  const standInRow = ({ name, assistant }) =>
    takenItem(name, assistant === null ? t("stands-in-new", { name }) : t("stands-in", { name, assistant }), name, () => standIn({ name, choice: "nobody" }));

  /** One group of rows. @param {ReviewGroup} group */
  function groupSection(group) {
    const arePlaces = group === "problems" || group === "warnings";
    const titleId = `g-${group}`;
    const heads = arePlaces ? [["entry", "file"], ["where", "field"], ["what-is-wrong", "new"]] : [["entry", "entry"], ["field", "field"], ["now", "old"], ["afterwards", "new"]];
    const count = h("span", { class: "count" });
    const rows = h("tbody");
    const element = h(
      "section",
      { "aria-labelledby": titleId },
      h(
        "div",
        { class: group === "problems" ? "group-head is-error" : "group-head" },
        icon(signs[group]),
        h("h2", { id: titleId }, t(`group-${group}`)),
        count,
        h("span", { class: "group-note" }, t(`group-note-${group}`)),
      ),
      h(
        "table",
        { class: arePlaces ? "review review-places" : "review", "aria-labelledby": titleId },
        h("thead", {}, h("tr", {}, !arePlaces && h("th", { scope: "col", class: "r-check" }, h("span", { class: "said" }, t("include"))), heads.map(([key, name]) => h("th", { scope: "col", class: `r-${name}` }, t(String(key)))))),
        rows,
      ),
    );
    const list = virtualList({
      scroller,
      parent: rows,
      space: () => h("tr", { "aria-hidden": "true", class: "spacer" }),
      rowHeight: 40,
      cover: 36,
      margin: 1000,
      block: 50,
      async read(offset, limit) {
        const found = countsOf(review.head)[group];
        if (found === 0) return { found, rows: [] };
        const rows = await attempt(() => api.listReview({ group, offset, limit }), signal);
        return rows && { found, rows: /** @type {Array<ReviewEntry | ReviewProblem>} */ (rows).map((row, at) => ({ row, at: offset + at })) };
      },
      key: ({ row, at }) => ("key" in row ? row.key : String(at)),
      draw: ({ row }) => ("key" in row ? entryRows(row) : problemRow(row, assistants, standIn, tellTable)),
      signal,
    });
    return { group, element, count, list };
  }

  /** @param {ReviewEntry} entry */
  function entryRows(entry) {
    const tick = h("input", {
      type: "checkbox",
      class: "check",
      "aria-label": t("include-entry", { name: entry.name }),
      "data-key": entry.key,
      checked: entry.included,
      onchange: () => change({ key: entry.key, included: tick.checked }),
    });
    return changedRows(entry, { tick, isLeftOut: !entry.included, notes: entry.notes });
  }

  /** It has been applied or left: no answer that is still to come brings it back. */
  let isDone = false;

  async function applyReview() {
    // What was ticked a moment ago counts: it is applied as it stands once the program has answered.
    await changes;
    if (signal.aborted || isDone || apply.disabled) return;
    apply.disabled = true;
    sayBusy(t("applying"));
    try {
      const saved = await api.applyReview();
      isDone = true;
      end();
      tookEffect(saved);
      await go("numbers");
    } catch (error) {
      apply.disabled = false;
      const { code, message } = wireError(error);
      if (code === "moved_on") await change({});
      sayRefused(message);
    }
  }

  async function saveLeftOut() {
    await changes;
    const saved = await attempt(api.saveLeftOut, signal);
    if (saved) sayDone([t("exported"), " ", h("strong", {}, saved.path), ", ", size(saved.bytes)]);
  }

  async function leave() {
    isDone = true;
    await attempt(() => api.closeReview());
    end();
    sayNothing();
    await go("transfer", {});
  }

  const mode = (/** @type {HTMLElement} */ radio, /** @type {string} */ key) => h("label", {}, radio, t(key));
  show();
  return {
    head: [
      h("div", { class: "title" }, h("h1", { tabindex: -1 }, t("page-transfer")), h("p", { class: "file cut" }, icon("file"), file)),
      h("fieldset", { class: "mode" }, h("legend", { class: "said" }, t("mode")), h("div", { class: "segments" }, mode(merge, "mode-merge"), mode(replace, "mode-replace"))),
      button(t("choose-other-file"), chooseFiles),
    ],
    tools: [h("div", { class: "chips", role: "group", "aria-label": t("filter") }, chips.map(({ chip }) => chip)), unchanged, sheets],
    body: [nothing, consequences, columns.element, decided, lists],
    foot: [note, leftOut, button(t("cancel"), leave, "button-large"), apply],
    async shown() {
      assistants = (await attempt(api.listAssistants, signal)) ?? [];
      await load();
    },
    refresh: () => !isDone && change({}),
  };
}

/** @param {ReviewHead} head */
const countsOf = ({ problems, warnings, changed, added, removed }) => ({ problems, warnings, changed, added, removed });

/** @param {ReviewFile} file @param {number} at */
const fileWords = (file, at) => [
  at > 0 && ", ",
  h("span", { class: "ink" }, file.name),
  `, ${t(`file-${file.kind}`, { platform: file.platform ?? "" })}, `,
  h("span", { class: "figures" }, size(file.bytes)),
];

/** What the check-up will say once it is applied. @param {ReviewHead} head */
const difference = ({ findings: { fewer, new: appeared, newErrors } }) =>
  fewer + appeared > 0 && h("span", { class: "review-difference figures" }, t("difference", { fewer, new: appeared, errors: newErrors }));

/**
 * A problem, with what mends it here.
 * @param {ReviewProblem} problem
 * @param {AssistantRow[]} assistants
 * @param {(change: StandInChange) => unknown} standIn
 * @param {(file: number, change: Omit<TableChange, "file">) => unknown} tellTable
 */
const problemRow = (problem, assistants, standIn, tellTable) =>
  h(
    "tr",
    { class: "last" },
    h("td", { class: "r-file" }, h("span", { class: "name", dir: "auto" }, problem.entry ?? problem.file), problem.entry && h("span", { class: "sub" }, problem.file)),
    h("td", { class: "r-field" }, problem.field || t("whole-file"), h("span", { class: "place" }, problem.cell ?? t("place", { line: problem.line, column: problem.column }))),
    h(
      "td",
      { class: "r-new" },
      problem.message,
      problem.nobody !== null && standInWays(problem.nobody, problem.alike, assistants, standIn),
      mendWays(problem, (what) => tellTable(problem.fileAt, what)),
    ),
  );

/** Who can stand in for a name that nobody bears, for all entries that have it. @param {string} name @param {ReviewAlike | null} alike @param {AssistantRow[]} assistants @param {(change: StandInChange) => unknown} standIn */
function standInWays(name, alike, assistants, standIn) {
  const choice = choices([["", t("stand-in-choose")], ...assistants.map((one) => /** @type {[string, string]} */ ([one.id, assistantName(one)]))]);
  choice.classList.add("input");
  choice.setAttribute("aria-label", t("stand-in-choose-for", { name }));
  choice.addEventListener("change", () => {
    const existing = choice.value;
    // The choice may be taken back, and made again.
    choice.value = "";
    if (existing) standIn({ name, choice: { existing } });
  });
  return h(
    "span",
    { class: "stand-in" },
    alike && button(t("stand-in-alike", { name: alike.name }), () => standIn({ name, choice: { existing: alike.id } })),
    button(t("stand-in-make", { name }), () => standIn({ name, choice: "new" })),
    assistants.length > 0 && h("span", { class: "select" }, choice, icon("updown")),
  );
}

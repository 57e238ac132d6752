// @ts-check
/** Import & Export: files in, with a review before anything changes; the setup out. */

import * as api from "../../api.js";
import { changedRows } from "../../parts/changed_rows.js";
import { fill, h, icon } from "../../parts/dom.js";
import { choices, field } from "../../parts/form.js";
import { printSheet } from "./sheet.js";
import { askForPassphrase } from "./passphrase.js";
import { attempt, go, pageBody, pageHead, redrawPage, tookEffect, wireError } from "../../shell.js";
import { sayBusy, sayDone, sayNothing, sayRefused } from "../../parts/status_line.js";
import { figures, size, t } from "../../parts/texts.js";

/** @import { ExportWish, ReviewHead, ReviewEntry, ReviewProblem, ReviewGroup, WireError } from "../../wire.d.ts" */
/** @import { Page } from "../../shell.js" */

/** How many entries are asked for, and shown or put away, at a time. */
const BLOCK = 50;

/** The review in progress. @type {ReviewHead | null} */
let review = null;
/** @type {ReviewGroup | "all"} */
let filter = "all";

/** Shows a review that files have led to. @param {ReviewHead} head */
export async function showReview(head) {
  review = head;
  filter = "all";
  heights.clear();
  sayNothing();
  if (!(await go("transfer"))) return;
  redrawPage();
}

/** Asks for files; the review follows. */
export const chooseFiles = () => readingLeadsTo(() => api.chooseImport());

/** Shows the review that reading leads to; null if it was given up. @param {() => Promise<ReviewHead | null>} read */
async function readingLeadsTo(read) {
  try {
    const head = await read();
    if (head) await showReview(head);
    else sayNothing();
  } catch (error) {
    await sayUnread(wireError(error));
  }
}

/** Says why files were not read; where they want a passphrase, asks for it and goes on. @param {WireError} error */
export async function sayUnread(error) {
  const isWrong = error.code === "wrong_passphrase";
  if (!isWrong && error.code !== "passphrase_needed") {
    sayRefused(error.message);
    return;
  }
  sayNothing();
  const passphrase = await askForPassphrase({ title: t("passphrase-title"), action: t("open-file"), text: isWrong ? "" : error.message, refusal: isWrong ? error.message : "" });
  if (passphrase) {
    await readingLeadsTo(() => api.openEncrypted(passphrase));
  } else {
    await stopReading();
  }
}

async function stopReading() {
  await attempt(() => api.cancelReading());
  sayNothing();
}

api.listen("review-reading", () => sayBusy(t("reading-files"), () => void stopReading()));

/** @param {ExportWish} wish */
async function exportSetup(wish) {
  const exported = await attempt(() => api.exportSetup(wish));
  if (exported) sayDone([t("exported"), " ", h("strong", {}, exported.path), ", ", size(exported.bytes)]);
}

async function exportEncrypted() {
  const passphrase = await askForPassphrase({ title: t("encrypt-title"), action: t("export"), text: t("encrypt-text"), isNew: true });
  if (passphrase) await exportSetup({ form: "json", passphrase });
}

/** @returns {Page} */
export function transferPage() {
  return review ? reviewPage(review) : choicePage();
}

/** @returns {Page} */
function choicePage() {
  const act = (/** @type {string} */ key, /** @type {() => Promise<void>} */ does) =>
    h("button", { type: "button", class: "button button-large", onclick: () => void does() }, t(key));
  return {
    head: pageHead("transfer"),
    body: [
      h(
        "div",
        { class: "transfer" },
        h(
          "ul",
          { class: "ways" },
          way("import", t("import-title"), t("import-text"), h("button", { type: "button", class: "button button-large button-main", onclick: () => void chooseFiles() }, t("choose-file"))),
          way("export", t("export-title"), t("export-text"), [
            act("export", () => exportSetup({ form: "json", passphrase: null })),
            act("export-encrypted", exportEncrypted),
          ]),
          way("table", t("export-table-title"), t("export-table-text"), act("export-table", () => exportSetup({ form: "csv", passphrase: null }))),
          way("file", t("print-title"), t("print-text"), act("print", printSheet)),
        ),
        h("p", { class: "welcome-drop" }, t("drop-anywhere")),
      ),
    ],
  };
}

/** @param {string} sign @param {string} title @param {string} text @param {HTMLElement | HTMLElement[]} actions */
export const way = (sign, title, text, actions) =>
  h("li", { class: "way" }, icon(sign), h("div", { class: "way-text" }, h("h2", {}, title), h("p", {}, text)), h("div", { class: "way-actions" }, actions));

/** @param {ReviewHead} head @returns {Page} */
function reviewPage(head) {
  const groups = /** @type {const} */ (["problems", "warnings", "changed", "added", "removed"]);
  const counts = { problems: head.problems, warnings: head.warnings, changed: head.changed, added: head.added, removed: head.removed };
  const total = head.total + head.problems;
  const chip = (/** @type {ReviewGroup | "all"} */ group, /** @type {number} */ count) =>
    h(
      "button",
      {
        type: "button",
        class: group === "problems" ? "chip is-error" : "chip",
        "aria-pressed": String(filter === group),
        "aria-describedby": `rc-${group}`,
        onclick: () => {
          filter = group;
          redrawPage();
        },
      },
      group === "problems" && icon("error"),
      t(`group-${group}`),
      h("span", { class: "n", id: `rc-${group}`, "aria-hidden": "true" }, figures(count)),
    );
  const mode = (/** @type {boolean} */ isReplace) =>
    h(
      "label",
      {},
      h("input", {
        type: "radio",
        name: "mode",
        checked: head.isReplace === isReplace,
        onchange: () => void change({ isReplace }),
      }),
      t(isReplace ? "mode-replace" : "mode-merge"),
    );
  const apply = h("button", { type: "button", class: "button button-large button-main", disabled: head.included === 0, onclick: () => void applyReview(apply) }, t("apply"));
  const shown = groups.filter((group) => counts[group] > 0 && (filter === "all" || filter === group));
  const sections = shown.map((group) => groupSection(group, counts[group]));
  return {
    head: [
      h(
        "div",
        { class: "title" },
        h("h1", {}, t("page-transfer")),
        h("p", { class: "file cut" }, icon("file"), h("span", { class: "cut" }, files(head))),
      ),
      h("fieldset", { class: "mode" }, h("legend", { class: "said" }, t("mode")), h("div", { class: "segments" }, mode(false), mode(true))),
      h("button", { type: "button", class: "button", onclick: () => void chooseFiles() }, t("choose-other-file")),
    ],
    tools: [
      h(
        "div",
        { class: "chips", role: "group", "aria-label": t("filter") },
        chip("all", total),
        groups.filter((group) => counts[group] > 0).map((group) => chip(group, counts[group])),
      ),
      h("p", { class: "push faint figures" }, t("count-unchanged", { count: head.unchanged })),
    ],
    body: [
      total + head.warnings === 0 ? h("div", { class: "empty" }, h("span", { class: "is-ok" }, icon("ok")), h("h3", {}, t("review-nothing")), h("p", {}, t("review-nothing-text"))) : null,
      head.files.map((file, at) => file.columns.length > 0 && columnsOf(file, at)),
      ...sections.map(({ element }) => element),
    ],
    foot: [
      h("p", { class: "note" }, h("strong", { class: "figures" }, t("review-count", { included: head.included, total: head.total })), " ", t("review-one-change"), difference(head)),
      h("button", { type: "button", class: "button button-large", onclick: () => void leave() }, t("cancel")),
      apply,
    ],
    shown: () => {
      for (const section of sections) section.watch();
    },
    refresh: () => change({}),
  };
}

/** @param {ReviewHead} head */
const files = (head) =>
  head.files.map((file, at) => [
    at > 0 && ", ",
    h("span", { class: "ink" }, file.name),
    `, ${t(`file-${file.kind}`)}, `,
    h("span", { class: "figures" }, size(file.bytes)),
  ]);

/** What the check-up will say once it is applied. @param {ReviewHead} head */
const difference = ({ findings: { fewer, new: appeared, newErrors } }) =>
  fewer + appeared > 0 && h("span", { class: "review-difference figures" }, t("difference", { fewer, new: appeared, errors: newErrors }));

/** Words of a column's contents on the command line, and what the window calls them. */
const contents = {
  number: "number",
  country: "country",
  label: "label",
  inbound: "inbound-assistant",
  fallback: "fallback",
  outbound: "outbound-assistant",
  caller_id: "caller-id-field",
  status: "status",
  notes: "notes",
};

/** What the columns of a table were taken for, to be corrected. @param {import("../../wire.d.ts").ReviewFile} file @param {number} at */
function columnsOf(file, at) {
  const options = Object.entries(contents).map(([word, key]) => /** @type {[string, string]} */ ([word, t(key)]));
  const fields = file.columns.map(({ heading, field: held }, column) => {
    const one = field({
      label: heading || t("column-at", { at: column + 1 }),
      input: choices([["", t("column-none")], ...options]),
      value: held ?? "",
      onedit: () => void change({ column: { file: at, column, field: String(one.now()) || null } }, `column-${at}-${column}`),
    });
    one.input.dataset.key = `column-${at}-${column}`;
    return one.element;
  });
  const id = `columns-${at}`;
  return h(
    "section",
    { class: "review-columns", "aria-labelledby": id },
    h("h2", { id }, t("columns-of", { file: file.name })),
    h("p", { class: "quiet" }, t("columns-help")),
    h("div", { class: "columns" }, fields),
  );
}

/**
 * How high the blocks of rows are that have been on screen, by group and block: what is out of sight is
 * empty and as high as it was.
 * @type {Map<string, number>}
 */
const heights = new Map();

/** One group of rows. Only the blocks near what one sees are in the page. @param {ReviewGroup} group @param {number} count */
function groupSection(group, count) {
  const isProblems = group === "problems" || group === "warnings";
  const titleId = `g-${group}`;
  const columns = isProblems ? ["entry", "where", "what-is-wrong"] : ["entry", "field", "now", "afterwards"];
  const signs = { problems: "error", warnings: "hint", changed: "edit", added: "plus", removed: "minus" };
  const blocks = Array.from({ length: Math.ceil(count / BLOCK) }, (_, at) => block(at));
  const element = h(
    "section",
    { "aria-labelledby": titleId },
    h(
      "div",
      { class: group === "problems" ? "group-head is-error" : "group-head" },
      icon(signs[group]),
      h("h2", { id: titleId }, t(`group-${group}`)),
      h("span", { class: "count" }, figures(count)),
      h("span", { class: "group-note" }, t(`group-note-${group}`)),
    ),
    h(
      "table",
      { class: isProblems ? "review review-places" : "review", "aria-labelledby": titleId },
      h("thead", {}, h("tr", {}, !isProblems && h("th", { scope: "col", class: "r-check" }, h("span", { class: "said" }, t("include"))), columns.map((key, at) => h("th", { scope: "col", class: `r-${isProblems ? ["file", "field", "new"][at] : ["entry", "field", "old", "new"][at]}` }, t(key))))),
      blocks.map(({ body }) => body),
    ),
  );

  /** @param {number} at */
  function block(at) {
    const body = h("tbody");
    const key = `${group} ${at}`;
    let isNear = false;
    let isShown = false;
    const space = () => {
      const height = heights.get(key) ?? Math.min(BLOCK, count - at * BLOCK) * (heights.get(group) ?? 40);
      const room = h("td", { colspan: columns.length + 1 });
      room.style.height = `${height}px`;
      fill(body, h("tr", { class: "space", "aria-hidden": "true" }, room));
    };
    async function show() {
      isNear = true;
      const list = isShown ? undefined : await attempt(() => api.listReview({ group, offset: at * BLOCK, limit: BLOCK }));
      if (!list || !isNear || isShown) return;
      isShown = true;
      const before = body.offsetHeight;
      const isAbove = body.getBoundingClientRect().top < pageBody.getBoundingClientRect().top;
      fill(body, isProblems ? /** @type {ReviewProblem[]} */ (list).map(problemRow) : /** @type {ReviewEntry[]} */ (list).map(entryRows));
      const height = body.offsetHeight;
      heights.set(key, height);
      if (!heights.has(group)) heights.set(group, height / list.length);
      // What lies above grows upwards, so that what one looks at stays where it is.
      if (isAbove) pageBody.scrollTop += height - before;
    }
    function hide() {
      isNear = false;
      if (!isShown || body.contains(document.activeElement)) return;
      isShown = false;
      space();
    }
    space();
    return { body, show, hide };
  }

  /** Shows what comes near, from now on. */
  function watch() {
    const near = new IntersectionObserver(
      (seen) => {
        for (const { target, isIntersecting } of seen) {
          const found = blocks.find(({ body }) => body === target);
          if (isIntersecting) void found?.show();
          else found?.hide();
        }
      },
      { root: pageBody, rootMargin: "1000px 0px" },
    );
    for (const { body } of blocks) near.observe(body);
  }
  return { element, watch };
}

/** @param {ReviewProblem} problem */
const problemRow = (problem) =>
  h(
    "tr",
    { class: "last" },
    h("td", { class: "r-file" }, h("span", { class: "name" }, problem.entry ?? problem.file), problem.entry && h("span", { class: "sub" }, problem.file)),
    h("td", { class: "r-field" }, problem.field || t("whole-file"), h("span", { class: "place" }, t("place", { line: problem.line, column: problem.column }))),
    h("td", { class: "r-new" }, problem.message),
  );

/** @param {ReviewEntry} entry */
function entryRows(entry) {
  const tick = h("input", {
    type: "checkbox",
    class: "check",
    "aria-label": t("include-entry", { name: entry.name }),
    checked: entry.included,
    onchange: () => void change({ key: entry.key, included: tick.checked }, entry.key),
  });
  tick.dataset.key = entry.key;
  return changedRows(entry, { tick, isLeftOut: !entry.included, notes: entry.notes });
}

/** @param {import("../../wire.d.ts").ReviewChange} what @param {string} [focusKey] */
async function change(what, focusKey) {
  const head = await attempt(() => api.changeReview(what));
  // What was refused is shown as it still is.
  if (head !== undefined) review = head;
  const scrolled = pageBody.scrollTop;
  redrawPage();
  pageBody.scrollTop = scrolled;
  if (focusKey) await focusOn(focusKey);
}

/** Gives a tick or a column back its focus, once its rows are there again. @param {string} key */
async function focusOn(key) {
  for (let frames = 0; frames < 60; frames += 1) {
    const found = /** @type {HTMLElement | null} */ (document.querySelector(`[data-key="${CSS.escape(key)}"]`));
    if (found) {
      found.focus({ preventScroll: true });
      return;
    }
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

/** @param {HTMLButtonElement} button */
async function applyReview(button) {
  button.disabled = true;
  sayBusy(t("applying"));
  try {
    const saved = await api.applyReview();
    review = null;
    tookEffect(saved);
    await go("numbers");
  } catch (error) {
    button.disabled = false;
    const { code, message } = wireError(error);
    if (code === "moved_on") await change({});
    sayRefused(message);
  }
}

async function leave() {
  await attempt(() => api.closeReview());
  review = null;
  sayNothing();
  redrawPage();
}

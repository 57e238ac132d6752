// @ts-check
/**
 * Sending a plan, in one dialog: the last look, then a row each turning from waiting to taken, then what came of it.
 * It offers no Undo: what a platform has taken is changed there by sending again.
 */

import * as api from "../../api.js";
import { none } from "../../parts/cells.js";
import { showDialog } from "../../parts/dialog.js";
import { fill, freshId, h, icon, sentence } from "../../parts/dom.js";
import { button } from "../../parts/layout.js";
import { attempt } from "../../parts/status_line.js";
import { t } from "../../parts/texts.js";
import { virtualList } from "../../parts/virtual_list.js";

/** @import { CallerNotice, PushForesight, PushProgress, PushReport, PushRow, PushWish } from "../../wire.d.ts" */
/** @import { Child } from "../../parts/dom.js" */

/** Outcomes with their icon, which gives them their colour too. @type {Partial<Record<PushRow["outcome"], string>>} */
const signs = { done: "ok", already: "ok", changed_there: "warning", unknown: "warning", not_taken: "error", refused: "error" };

/** What a notice is about, as its icon. @type {Record<CallerNotice["of"], string>} */
const signsOfNotices = { inbound: "in", outbound: "out", nobody: "look" };

/**
 * Shows what will be sent, sends it once somebody says so, and shows what came of it.
 * @param {string} platform its name
 * @param {PushWish} wish
 * @param {PushForesight} foreseen
 * @returns {Promise<{ isSent: boolean, report: PushReport | null, isAgain: boolean }>} whether it was sent, what came of it if that is known, and whether it is to be compared again
 */
export async function sendChanges(platform, wish, foreseen) {
  const ending = new AbortController();
  const { signal } = ending;
  const title = h("h2", { id: freshId("dialog"), tabindex: -1, autofocus: true });
  const body = h("div", { class: "dialog-body" });
  const foot = h("footer", { class: "dialog-foot" });
  /** What Escape does, where that is not closing. @type {(() => void) | null} */
  let leave = null;
  const oncancel = (/** @type {Event} */ event) => {
    if (!leave) return;
    event.preventDefault();
    leave();
  };
  const dialog = h("dialog", { class: "dialog last-look", "aria-labelledby": title.id, oncancel }, h("header", { class: "dialog-head" }, title), body, foot);
  const close = (/** @type {Child} */ words, answer = "", more = "") => button(words, () => dialog.close(answer), `button-large ${more}`);
  /** @type {Promise<PushReport | undefined> | null} */
  let sending = null;

  /** @param {string} words @param {Child} content @param {Child} actions */
  function show(words, content, actions) {
    title.textContent = words;
    fill(body, content);
    body.scrollTop = 0;
    fill(foot, actions);
    // What had the focus is gone; the title says what has come in its place.
    if (dialog.open) title.focus();
  }

  function lastLook() {
    const { changes: count, callers, ask, problems } = foreseen;
    const tick = h("input", { type: "checkbox", class: "check", onchange: look });
    const go = button(t("sync-send-go", { count }), () => (sending = send(tick.checked)), "button-large button-main");
    function look() {
      go.disabled = problems.length > 0 || count === 0 || (ask !== null && !tick.checked);
    }
    look();
    const asked = ask && asking(ask, tick);
    show(
      t("sync-send-title", { count, platform }),
      [problems.length > 0 && obstacles(problems), callers.length > 0 ? notices(callers, body, signal) : h("p", { class: "quiet" }, t("sync-no-notice")), asked],
      [close(t("cancel")), h("p", { class: "note push" }, t("sync-left-alone")), go],
    );
  }

  /** @param {boolean} isSure */
  async function send(isSure) {
    const bar = h("progress", { class: "progress", max: foreseen.rows.length, value: 0, "aria-label": t("sync-sending-bar") });
    const told = h("span", { class: "figures" });
    const log = h("div", { class: "said", role: "log" });
    const changes = changesTable(body, signal);
    const stop = button(t("cancel"), cancel, "button-large");
    const rows = [...foreseen.rows];
    const places = new Map(rows.map(({ key }, at) => [key, at]));
    let isStopped = false;
    function cancel() {
      if (isStopped) return;
      isStopped = true;
      stop.setAttribute("aria-disabled", "true");
      void attempt(api.cancelSync);
    }
    /** @param {PushProgress} progress */
    function took({ done, total, rows: changed }) {
      bar.max = total;
      bar.value = done;
      told.textContent = t("sync-progress", { done, total });
      for (const row of changed) rows[places.get(row.key) ?? rows.length] = row;
      changes.show(rows);
      const ended = changed.filter(({ outcome }) => outcome !== "waiting" && outcome !== "sending");
      if (ended.length > 0) fill(log, ended.map(({ entry, label, said }) => h("p", {}, `${entry}, ${label}: ${said}`)));
    }
    leave = cancel;
    show(t("sync-sending", { platform }), [h("div", { class: "bar" }, bar, told), changes.element, log], [stop, h("p", { class: "note" }, t("sync-stops"))]);
    took({ done: 0, total: rows.length, rows: [] });
    const progress = new AbortController();
    await api.listen("push-progress", took, progress.signal);
    // Somebody may have cancelled before it began.
    const report = isStopped ? undefined : await attempt(() => api.pushPlan({ ...wish, isSure }));
    progress.abort();
    leave = null;
    if (report) showReport(report);
    else dialog.close();
    return report;
  }

  /** @param {PushReport} report */
  function showReport({ title: words, left, rows, stopped, report }) {
    const said = h("p", { class: "note", role: "status" });
    const copy = () =>
      navigator.clipboard.writeText(report).then(
        () => fill(said, t("sync-report-copied")),
        () => fill(said, t("copy-text-failed")),
      );
    const changes = changesTable(body, signal);
    show(
      words,
      [stopped !== null && h("p", { class: "sync-stopped is-error" }, icon("error"), h("span", {}, stopped)), left !== null && h("p", { class: "notices-title" }, left), changes.element],
      [button(t("sync-copy-report"), copy, "button-large"), said, close(t("close"), "", "push"), close(t("sync-compare-again"), "again", "button-main")],
    );
    changes.show(rows);
  }

  lastLook();
  await showDialog(dialog, ending);
  const report = (await sending) ?? null;
  return { isSent: sending !== null, report, isAgain: dialog.returnValue === "again" };
}

/** What callers will notice, a row a number. @param {CallerNotice[]} callers @param {HTMLElement} scroller @param {AbortSignal} signal */
function notices(callers, scroller, signal) {
  const id = freshId("notices");
  const parent = h("ul", { class: "notices-list", "aria-labelledby": id });
  /** @param {CallerNotice} notice */
  const draw = ({ of, entry, sub, sentences }) =>
    h(
      "li",
      {},
      icon(signsOfNotices[of]),
      h("span", { class: "name", dir: "auto" }, entry, sub && h("span", { class: "sub tel" }, sub)),
      h("span", {}, sentences.map((words, at) => [at > 0 && " ", sentence(words)])),
    );
  const space = () => h("li", { "aria-hidden": "true", class: "spacer" });
  void rowsOf({ parent, space, rowHeight: 53, scroller, signal }, (at) => String(at), draw).show(callers);
  return [h("h3", { class: "notices-title", id }, t("sync-notices")), parent];
}

/** What has to be said yes to. @param {{ title: string, text: string, confirm: string }} ask @param {HTMLElement} tick */
function asking({ title, text, confirm }, tick) {
  const id = freshId("ask");
  return h("div", { class: "notice", role: "group", "aria-labelledby": id }, icon("warning"), h("h3", { id }, title), h("p", { class: "notice-text" }, text), h("label", { class: "tick notice-way" }, tick, confirm));
}

/** What stands in the way. @param {string[]} problems */
const obstacles = (problems) =>
  h("div", { class: "notice notice-error" }, icon("error"), h("h3", {}, t("sync-problems-title")), h("ul", {}, problems.map((problem) => h("li", {}, problem))));

/** The changes with what came of each so far. @param {HTMLElement} scroller @param {AbortSignal} signal */
function changesTable(scroller, signal) {
  const parent = h("tbody");
  const space = () => h("tr", { "aria-hidden": "true", class: "spacer" });
  const list = rowsOf({ parent, space, rowHeight: 55, scroller, signal }, (_, { key }) => key, changeRow);
  const heads = ["number", "sync-change", "sync-state"];
  const element = h(
    "table",
    { class: "steps-list", "aria-label": t("sync-changes") },
    h("colgroup", {}, h("col", { class: "t-entry" }), h("col"), h("col", { class: "t-state" })),
    h("thead", { class: "said" }, h("tr", {}, heads.map((key) => h("th", { scope: "col" }, t(key))))),
    parent,
  );
  return { element, show: list.show };
}

/** @param {PushRow} row */
function changeRow({ entry, sub, label, value, outcome, said, message }) {
  const sign = signs[outcome];
  return h(
    "tr",
    {},
    h("th", { scope: "row", class: "t-entry" }, h("span", { class: "name", dir: "auto" }, entry), sub && h("span", { class: "sub tel" }, sub)),
    h("td", {}, h("span", { class: "faint" }, label), h("br"), value === null ? none() : h("span", { dir: "auto" }, value), message && h("span", { class: "sub" }, message)),
    h("td", { class: "t-state" }, h("span", { class: `outcome ${sign ? `is-${sign}` : `is-${outcome}`}` }, sign && icon(sign), said)),
  );
}

/**
 * A list of rows that are here already, of which those near the eye are in the dialog.
 * @template Row
 * @param {{ parent: HTMLElement, space: () => HTMLElement, rowHeight: number, scroller: HTMLElement, signal: AbortSignal }} place
 * @param {(at: number, row: Row) => string} keyOf
 * @param {(row: Row) => HTMLElement} draw
 */
function rowsOf(place, keyOf, draw) {
  /** @type {Row[]} */
  let rows = [];
  const list = virtualList({
    ...place,
    margin: 600,
    block: 100,
    read: async (offset, limit) => ({ found: rows.length, rows: rows.slice(offset, offset + limit).map((row, at) => ({ row, at: offset + at })) }),
    key: ({ row, at }) => keyOf(at, row),
    draw: ({ row }) => draw(row),
  });
  return {
    /** @param {Row[]} next */
    show(next) {
      rows = next;
      return list.load();
    },
  };
}

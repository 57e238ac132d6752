// @ts-check
/**
 * Sync: how the office differs from what a platform has, what is sent there and what is brought here. Comparing,
 * sending and keys are the program's; nothing of it is asked for without a click.
 */

import * as api from "../../api.js";
import { mayDisconnect } from "../../parts/dialog.js";
import { fill, h, icon } from "../../parts/dom.js";
import { chipSelect, filterBar } from "../../parts/filters.js";
import { button, empty } from "../../parts/layout.js";
import { openMenu } from "../../parts/menu.js";
import { attempt, newest, sayBusy, wireError } from "../../parts/status_line.js";
import { ago, moment, t, worded } from "../../parts/texts.js";
import { askForKey, startPart } from "./connect.js";
import { copyList, printList } from "./hand.js";
import { countDecided, nothingDecided, pullWish, pushWish, readRows } from "./plan.js";
import { sendChanges } from "./sending.js";
import { planTable } from "./table.js";

/** @import { ConnectionRow, PushWish, ReviewHead, SyncOffice, SyncPlan, SyncRow, WireError } from "../../wire.d.ts" */
/** @import { Child } from "../../parts/dom.js" */
/** @import { Page, Visit } from "../../parts/layout.js" */
/** @import { PlanRows } from "./plan.js" */
/** @import { Filter } from "./table.js" */

/** What is looked at outlives the page, and so does what was decided of a plan, as long as that is the newest. */
const view = {
  platform: /** @type {string | null} */ (null),
  filter: /** @type {Filter} */ ("all"),
  decisions: nothingDecided(""),
  /** The digest of the plan that was sent last. */
  sent: "",
};

/**
 * @param {Visit} visit
 * @param {{ review: (read: () => Promise<ReviewHead | null>) => Promise<void> }} around what leads to the review of what is read
 * @returns {Page}
 */
export function syncPage({ signal, scroller, tools, foot }, { review }) {
  /** What the program says of it; null until it has. @type {SyncOffice | null} */
  let office = null;
  /** The rows of the plan that is shown; null until they are there. @type {PlanRows | null} */
  let rows = null;
  /** What these rows are of. */
  let rowsOf = "";
  /** Why the last compare came to nothing. @type {WireError | null} */
  let refusal = null;
  let isReading = false;

  const title = h("h1", { tabindex: -1 }, t("page-sync"));
  const named = h("strong");
  const platforms = h("select", { "aria-label": t("sync-platform"), onchange: () => void open(platforms.value) });
  const platformChip = chipSelect(platforms);
  const told = h("p", { class: "cut" });
  const kept = h("p", { class: "sync-kept cut" });
  const about = h("div", { class: "sync-about" }, named, platformChip, told, kept);
  const compareButton = button([icon("sync"), t("sync-compare")], compare);
  const more = h("button", { type: "button", class: "icon-button", "aria-label": t("sync-more"), title: t("sync-more"), "aria-haspopup": "menu", onclick: openMore }, icon("more"));
  const start = startPart(connect);
  const filters = filterBar({
    filters: [
      { value: /** @type {Filter} */ ("all"), words: t("filter-all") },
      ...(/** @type {const} */ (["send", "bring", "decide", "hand"])).map((value) => ({ value: /** @type {Filter} */ (value), words: t(`sync-group-${value}`) })),
    ],
    onchoose: choose,
  });
  const same = h("p", { class: "push sync-same figures" });
  const refused = h("div", { class: "sync-line is-error", role: "alert" });
  const stale = h("div", { class: "sync-line is-warning", role: "status" });
  const allSame = h("p", { class: "all-same", hidden: true });
  const nothing = h("div", { class: "empty-place", hidden: true });
  const note = h("p", { class: "note" });
  const bring = button("", bringHere, "button-large");
  const send = button("", sendThere, "button-large button-main");
  const table = planTable({
    scroller,
    decisions: () => view.decisions,
    decided: showFoot,
    done: markDone,
    actions: [
      h("button", { type: "button", class: "link-button", onclick: () => void (rows && copyList(rows.hand)) }, t("sync-copy-list")),
      h("button", { type: "button", class: "link-button", onclick: () => rows && printList(rows.hand, name(), signal) }, t("print")),
    ],
    signal,
  });

  const connection = () => office?.connections.find(({ platform }) => platform === office?.shown) ?? null;
  const name = () => connection()?.name ?? "";
  /** Whether nothing is left but what is done by hand. @param {SyncPlan} plan */
  const isAllSame = (plan) => plan.send + plan.bring + plan.decide === 0;

  // ---- what there is

  const ask = newest(signal);

  /** Asks how things stand with a platform; with the one that was looked at last, where it is still connected. @param {string | null} [wanted] */
  async function open(wanted = view.platform) {
    const next = await ask(async () => {
      const first = await api.openSync({ platform: null });
      const isOther = wanted !== first.shown && first.connections.some(({ platform }) => platform === wanted);
      return isOther ? api.openSync({ platform: wanted }) : first;
    });
    if (next) await take(next);
  }

  /** Shows what the program says. @param {SyncOffice} next */
  async function take(next) {
    if (signal.aborted) return;
    if (next.shown !== view.platform) refusal = null;
    const wasEmpty = office && office.connections.length === 0;
    office = next;
    view.platform = next.shown;
    if (next.plan && next.plan.digest !== view.decisions.digest) view.decisions = nothingDecided(next.plan.digest);
    show();
    // What had the focus may be of what is not there any more.
    const isEmpty = next.connections.length === 0;
    if (wasEmpty !== null && isEmpty !== wasEmpty) (isEmpty ? title : compareButton).focus();
    await loadRows();
  }

  const askRows = newest(signal);

  /** Reads the rows of the plan, unless they are there. */
  async function loadRows() {
    const { plan = null, shown = null } = /** @type {Partial<SyncOffice>} */ (office ?? {});
    const of = plan ? JSON.stringify([shown, { ...plan, isStale: false }]) : "";
    if (of !== rowsOf || !rows) {
      rows = null;
      showFoot();
      const read = plan && shown ? await askRows(() => readRows(shown, plan)) : noRows();
      if (!read) return;
      rows = read;
      rowsOf = of;
    }
    await showTable();
  }

  async function showTable() {
    if (!rows) return;
    await table.show(rows, name(), view.filter);
    showRest();
    showFoot();
  }

  /** @param {Filter} filter */
  function choose(filter) {
    view.filter = filter;
    scroller.scrollTop = 0;
    show();
    void showTable();
  }

  // ---- what is shown of it

  function show() {
    const { connections = [], plan = null } = /** @type {Partial<SyncOffice>} */ (office ?? {});
    const isConnected = connections.length > 0;
    start.element.hidden = !office || isConnected;
    if (!start.element.hidden) start.show(office?.platforms ?? []);
    compareButton.hidden = more.hidden = !isConnected;
    tools.hidden = !plan;
    foot.hidden = !plan || isAllSame(plan);
    showAbout();
    showLines();
    if (!plan) return;
    const { send, bring, decide, hand, problems, settled } = plan;
    const counts = { all: send + bring + decide + hand, send, bring, decide, hand };
    filters.show(view.filter, (filter) => counts[filter]);
    fill(same, problems > 0 && h("span", { class: "is-error" }, icon("error"), t("sync-problems", { count: problems })), h("span", { class: "faint" }, t("sync-same", { count: settled })));
  }

  /** Which platform it is, and when it was last looked at. */
  function showAbout() {
    const shown = connection();
    const connections = office?.connections ?? [];
    about.hidden = !shown;
    if (!shown) return;
    const { platform, name, host, comparedAt: at, note } = shown;
    const isChoice = connections.length > 1;
    named.hidden = isChoice;
    named.textContent = name;
    platformChip.hidden = !isChoice;
    fill(platforms, connections.map(({ platform: word, name }) => h("option", { value: word }, name)));
    platforms.value = platform;
    const when = at && h("time", { datetime: at, title: moment(at), class: "figures" }, ago(at));
    fill(told, `${host}, `, when ? worded("sync-compared", { when }) : t("sync-not-compared"));
    kept.hidden = note === null;
    kept.textContent = kept.title = note ?? "";
  }

  /** What stands in the way, above the table. */
  function showLines() {
    const shown = connection();
    const isKeyless = shown?.key === "none";
    const words = refusal?.message ?? (isKeyless ? t("sync-no-key", { platform: name() }) : "");
    const wantsKey = isKeyless || refusal?.code === "unauthorised";
    putLine(refused, "error", shown ? words : "", wantsKey && lineButton(t("sync-key-again"), keyAgain));
    const plan = office?.plan;
    const old = plan?.digest === view.sent ? "sync-used" : "sync-stale";
    putLine(stale, "warning", office?.interrupted ?? (plan?.isStale ? t(old) : ""), lineButton(t("sync-compare"), compareFromBelow));
  }

  /** What is shown besides the rows. */
  function showRest() {
    const shown = connection();
    const plan = office?.plan ?? null;
    const left = rows?.hand.filter(({ isDone }) => !isDone).length ?? 0;
    allSame.hidden = !plan || !isAllSame(plan);
    fill(allSame, icon("ok"), h("span", {}, h("strong", {}, t("sync-all-same")), left > 0 && [" ", h("span", { class: "quiet" }, t("sync-hand-left", { count: left, platform: name() }))]));
    nothing.hidden = !shown || !table.element.hidden || (plan !== null && view.filter === "all");
    if (nothing.hidden) return;
    fill(nothing, plan ? empty("search", t("none-of-this-sort"), "", button(t("show-all"), showAll)) : empty("sync", t("sync-unread", { platform: name() }), t("sync-unread-text"), button(t("sync-compare"), compareFromBelow, "button-main")));
  }

  const showAll = () => {
    choose("all");
    title.focus();
  };

  function showFoot() {
    const plan = office?.plan ?? null;
    const counts = rows ? countDecided(rows, view.decisions) : { send: 0, bring: 0, decided: 0 };
    const total = plan?.decide ?? 0;
    fill(
      note,
      total > 0 && h("strong", { class: "figures" }, t("sync-decided", { decided: counts.decided, total })),
      total > counts.decided && [" ", h("span", { class: "sync-undecided" }, t("sync-undecided"))],
    );
    bring.textContent = t("sync-bring", { count: counts.bring });
    send.textContent = t("sync-send", { count: counts.send, platform: name() });
    const isOff = isReading || !plan || plan.isStale;
    bring.disabled = isOff || counts.bring === 0;
    send.disabled = isOff || counts.send === 0;
    // Where no choice could lead to anything to bring or to send, there is no button for it.
    bring.hidden = plan !== null && plan.bring + total === 0;
    send.hidden = plan !== null && plan.send + total === 0;
  }

  // ---- connecting

  async function connect() {
    const there = new Set(office?.connections.map(({ platform }) => platform));
    await takeKey((office?.platforms ?? []).filter(({ word }) => !there.has(word)));
  }

  const keyAgain = () => takeKey((office?.platforms ?? []).filter(({ word }) => word === office?.shown));

  /** @param {SyncOffice["platforms"]} choice */
  async function takeKey(choice) {
    if (choice.length === 0) return;
    const next = await askForKey(choice);
    if (!next) return;
    refusal = null;
    await take(next);
  }

  /** @param {ConnectionRow} shown */
  async function disconnect({ platform, name }) {
    if (!(await mayDisconnect(name))) return;
    const next = await attempt(() => api.disconnectPlatform({ platform }), signal);
    if (next) await take(next);
  }

  /** @param {MouseEvent} event */
  function openMore(event) {
    const shown = connection();
    const isRoom = (office?.platforms.length ?? 0) > (office?.connections.length ?? 0);
    openMenu(event, t("sync-more"), [
      ...(isRoom ? [{ sign: "plus", words: t("sync-connect"), act: connect }] : []),
      ...(shown ? [{ sign: "minus", words: t("sync-disconnect"), isLost: true, act: () => disconnect(shown) }] : []),
    ]);
  }

  // ---- comparing, bringing, sending

  /**
   * Reads from the platform, which may take a while: it is said, can be cancelled, and ends with the page.
   * @template Read
   * @param {() => Promise<Read>} read
   */
  async function reading(read) {
    const cancel = () => void attempt(api.cancelSync);
    const before = document.activeElement;
    const takeBack = sayBusy(t("sync-reading", { platform: name() }), cancel);
    signal.addEventListener("abort", cancel);
    wait(true);
    try {
      return await read();
    } finally {
      signal.removeEventListener("abort", cancel);
      takeBack();
      wait(false);
      // The button that was pressed, and Cancel, could not have it meanwhile.
      if (document.activeElement === document.body && before instanceof HTMLElement) before.focus();
    }
  }

  /** @param {boolean} isIt */
  function wait(isIt) {
    isReading = isIt;
    // Not disabled: it keeps the focus.
    compareButton.setAttribute("aria-disabled", String(isIt));
    compareButton.setAttribute("aria-busy", String(isIt));
    platforms.disabled = more.disabled = isIt;
    showFoot();
  }

  async function compare() {
    const shown = connection();
    if (!shown || isReading) return;
    refusal = null;
    showLines();
    try {
      await take(await reading(() => api.comparePlatform({ platform: shown.platform })));
    } catch (error) {
      const why = wireError(error);
      if (why.code !== "cancelled") refusal = why;
      showLines();
    }
  }

  /** The button that was pressed goes with what it stands in. */
  function compareFromBelow() {
    compareButton.focus();
    return compare();
  }

  async function bringHere() {
    const shown = connection();
    if (!shown || !rows) return;
    const wish = pullWish(shown.platform, rows, view.decisions);
    await review(() => reading(() => api.reviewPull(wish)));
  }

  let isSending = false;

  /** Nothing is sent twice. */
  async function sendThere() {
    const shown = connection();
    if (!shown || !rows || isSending) return;
    isSending = true;
    await sendTo(shown, pushWish(shown.platform, rows, view.decisions));
    isSending = false;
  }

  /** @param {ConnectionRow} to @param {PushWish} wish */
  async function sendTo({ name }, wish) {
    const foreseen = await attempt(() => api.foreseePush(wish), signal);
    // The plan may be none of the office's any more.
    if (!foreseen) return open();
    const { isSent, report, isAgain } = await sendChanges(name, wish, foreseen);
    if (!isSent) return;
    if (report) view.sent = wish.digest;
    compareButton.focus();
    // The plan is used up, whatever comes of comparing again.
    await open();
    if (isAgain) await compare();
  }

  // ---- by hand

  /** Marks are sent one after the other: the last answer is how things stand. */
  let marks = Promise.resolve();

  /** Says that a line by hand is done, or not; whether that was taken. @param {SyncRow} row @param {boolean} isDone */
  async function markDone(row, isDone) {
    const mark = marks.then(async () => {
      const platform = connection()?.platform;
      const next = platform && (await attempt(() => api.markDone({ platform, key: row.key, isDone }), signal));
      if (!next) return false;
      const marked = rows?.hand.find(({ key }) => key === row.key);
      if (marked) marked.isDone = isDone;
      await take(next);
      return true;
    });
    marks = mark.then(() => {});
    return mark;
  }

  // What was two minutes ago is longer ago when somebody comes back.
  window.addEventListener("focus", showAbout, { signal });
  show();
  showFoot();
  return {
    head: [h("div", { class: "title" }, title, about), compareButton, more],
    tools: [filters.elements, same],
    body: [start.element, refused, stale, allSame, nothing, table.element],
    foot: [note, bring, send],
    shown() {
      // The frame has shown them all.
      show();
      return open();
    },
    refresh: () => open(),
  };
}

/** @returns {PlanRows} */
const noRows = () => ({ send: [], bring: [], decide: [], hand: [], know: [] });

/** Says something in a line, once: it keeps the focus, and is not told again. @param {HTMLElement} line @param {string} sign @param {string} words none for nothing @param {Child} way */
function putLine(line, sign, words, way) {
  if (line.dataset.said === words) return;
  line.dataset.said = words;
  fill(line, words && [icon(sign), h("p", {}, words), way]);
}

/** @param {string} words @param {() => unknown} act */
const lineButton = (words, act) => h("button", { type: "button", class: "link-button", onclick: () => void act() }, words);

// Bringing and sending from the page Sync of the real window: the last look, the way there, and what came of it.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { all, begin, faults, named, nothingIsLeft, office, one, title } from "./begun.js";
import { planRows, pushRow } from "./fake_office.js";
import { asked, bring, clipboard, compare, goTo, held, plan, radios, send, tick } from "./sync_page.js";
import { settle, window } from "./window.js";

const { document } = window;

beforeEach(() => begin());

test("what is brought here leads to a review, like a file", async () => {
  await goTo(plan());
  bring().click();
  await settle();
  assert.equal(title(), "page-transfer");
  assert.ok(one("table.review"));
  await nothingIsLeft();
});

test("bringing that was cancelled or refused leads nowhere", async () => {
  await goTo(plan(), { review_pull: () => null });
  bring().click();
  await settle();
  assert.equal(title(), "page-sync");
  office.answers.review_pull = () => {
    throw { code: "unreachable", message: "Retell cannot be reached.", fields: {} };
  };
  bring().click();
  await settle();
  assert.equal(one(".status-line [role=alert]").textContent, "Retell cannot be reached.");
  assert.equal(title(), "page-sync");
  await nothingIsLeft();
});

test("nothing is sent before the last look, which says what callers will notice", async () => {
  await goTo(plan());
  tick("send 1").click();
  radios("decide 6")[0].click();
  send().focus();
  send().click();
  await settle();
  const wish = { platform: "retell", digest: office.sync.plan.digest, leftOut: ["send 1"], here: ["decide 6"], isSure: false };
  assert.deepEqual(asked("foresee_push"), [wish]);
  assert.match(one("dialog .notices-list").textContent, /Front Desk answers instead of nobody\./);
  named("dialog button", "cancel").click();
  await settle();
  assert.deepEqual(asked("push_plan"), []);
  assert.deepEqual([document.activeElement, send().disabled], [send(), false]);
  await nothingIsLeft();
});

test("what the plan asks is answered with a tick before it can be sent", async () => {
  await goTo(plan());
  const foresee = office.answers.foresee_push;
  office.answers.foresee_push = (wish) => ({ ...foresee(wish), ask: { title: "That is 4 of 13.", text: "They change at once.", confirm: "Yes, change these 4" } });
  send().click();
  await settle();
  const go = named("dialog button", "sync-send-go");
  assert.equal(go.disabled, true);
  one("dialog .notice input").click();
  assert.equal(go.disabled, false);
  go.click();
  await settle();
  assert.equal(asked("push_plan")[0].isSure, true);
  named("dialog button", "close").click();
  await nothingIsLeft();
});

test("nothing can be sent while the plan has problems", async () => {
  await goTo(plan());
  const foresee = office.answers.foresee_push;
  office.answers.foresee_push = (wish) => ({ ...foresee(wish), problems: ["Desk 6: too long."] });
  send().click();
  await settle();
  assert.match(one("dialog .notice-error").textContent, /Desk 6: too long\./);
  assert.equal(named("dialog button", "sync-send-go").disabled, true);
  named("dialog button", "cancel").click();
  await nothingIsLeft();
});

test("while it is sent each row says how far it is, and Escape stops after the change under way", async () => {
  const answer = held();
  await goTo(plan(), { push_plan: () => answer.promise });
  send().click();
  await settle();
  named("dialog button", "sync-send-go").click();
  await settle();
  const states = () => all("dialog tbody .outcome").map((state) => state.textContent);
  assert.deepEqual(states(), ["waiting", "waiting", "waiting"]);
  const [first, second] = office.sync.rows;
  office.tell("push-progress", { done: 1, total: 3, rows: [pushRow(first, "done"), pushRow(second, "sending")] });
  await settle();
  assert.deepEqual(states(), ["done", "sending", "waiting"]);
  assert.deepEqual([one("dialog progress").value, one("dialog .bar").textContent], [1, "1 of 3"]);
  assert.equal(one("dialog [role=log]").textContent, "Desk 1, Inbound Assistant: done");
  const escape = new window.Event("cancel", { cancelable: true });
  one("dialog").dispatchEvent(escape);
  one("dialog").dispatchEvent(new window.Event("cancel", { cancelable: true }));
  await settle();
  assert.deepEqual([escape.defaultPrevented, asked("cancel_sync").length], [true, 1]);
  office.answers.compare_platform = office.answers.open_sync;
  answer.resolve({ title: "Sent 1, taken 1", left: "2 changes are left.", rows: [pushRow(second, "not_tried"), pushRow(first, "done")], stopped: "You have stopped it.", report: "The report." });
  await settle();
  assert.equal(one("dialog h2").textContent, "Sent 1, taken 1");
  assert.match(one("dialog .dialog-body").textContent, /You have stopped it\.2 changes are left\./);
  named("dialog button", "close").click();
  await settle();
  assert.equal([...office.subscriptions].filter(({ name }) => name === "push-progress").length, 0);
  await nothingIsLeft();
});

test("what was not taken stands first with its reason, can be copied, and nothing offers to undo it", async () => {
  await goTo(plan());
  const { rows } = office.sync;
  office.answers.push_plan = () => {
    office.sync.plan = { ...office.sync.plan, isStale: true };
    return { title: "Sent 3, taken 2", left: "1 change is left.", rows: [pushRow(rows[1], "not_taken", "It is still There 2."), pushRow(rows[0], "done")], stopped: null, report: "The report." };
  };
  send().click();
  await settle();
  named("dialog button", "sync-send-go").click();
  await settle();
  assert.deepEqual(all("dialog tbody .outcome").map((state) => state.className), ["outcome is-error", "outcome is-ok"]);
  assert.match(one("dialog tbody tr[data-at]").textContent, /It is still There 2\./);
  assert.equal(named("dialog button", "undo"), undefined);
  clipboard.length = 0;
  named("dialog button", "sync-copy-report").click();
  await settle();
  assert.deepEqual([clipboard, one("dialog [role=status]").textContent], [["The report."], "sync-report-copied"]);
  named("dialog button", "close").click();
  await settle();
  assert.deepEqual(asked("compare_platform"), [], "nothing is read without a click");
  assert.match(one(".sync-line[role=status]").textContent, /^sync-used/);
  await nothingIsLeft();
});

test("Compare again compares again; where that is refused the plan is used up all the same", async () => {
  await goTo(plan());
  office.answers.push_plan = () => {
    office.sync.plan = { ...office.sync.plan, isStale: true };
    return { title: "Sent 1, taken 0", left: null, rows: [pushRow(office.sync.rows[0], "refused")], stopped: null, report: "" };
  };
  office.answers.compare_platform = () => {
    throw { code: "unreachable", message: "Retell cannot be reached.", fields: {} };
  };
  send().click();
  await settle();
  named("dialog button", "sync-send-go").click();
  await settle();
  named("dialog button", "sync-compare-again").click();
  await settle();
  assert.equal(asked("compare_platform").length, 1);
  assert.equal(one(".sync-line[role=alert]").textContent, "Retell cannot be reached.");
  assert.match(one(".sync-line[role=status]").textContent, /^sync-used/);
  assert.equal(send().disabled, true);
  await nothingIsLeft();
});

test("where all was taken the dialog says so, and nothing is read before somebody compares again", async () => {
  await goTo(plan());
  office.answers.compare_platform = () => {
    Object.assign(office.sync, plan(planRows().filter(({ group }) => group === "hand")));
    return office.answers.open_sync({ platform: null });
  };
  send().click();
  await settle();
  named("dialog button", "sync-send-go").click();
  await settle(60);
  assert.equal(one("dialog h2").textContent, "Sent 3, taken 3");
  assert.deepEqual(all("dialog .dialog-foot .button").map(({ textContent }) => textContent), ["sync-copy-report", "close", "sync-compare-again"]);
  assert.equal(one("dialog .button-main").textContent, "sync-compare-again");
  assert.deepEqual(asked("compare_platform"), []);
  named("dialog button", "sync-compare-again").click();
  await settle(60);
  assert.equal(asked("compare_platform").length, 1);
  assert.equal(one(".all-same").hidden, false);
  assert.equal(document.activeElement, compare());
  await nothingIsLeft();
});

test("after Close the plan is used up, and is compared with a click", async () => {
  await goTo(plan());
  send().click();
  await settle();
  named("dialog button", "sync-send-go").click();
  await settle(60);
  named("dialog button", "close").click();
  await settle();
  assert.deepEqual(asked("compare_platform"), []);
  assert.match(one(".sync-line[role=status]").textContent, /^sync-used/);
  assert.deepEqual([bring().disabled, send().disabled, document.activeElement], [true, true, compare()]);
  Object.assign(office.sync, plan());
  named(".sync-line button", "sync-compare").click();
  await settle();
  assert.equal(asked("compare_platform").length, 1);
  assert.equal(one(".sync-line[role=status]").textContent, "");
  await nothingIsLeft();
});

test("a plan that was refused before anything was sent is said, and looked at again", async () => {
  await goTo(plan(), {
    push_plan() {
      throw { code: "plan_stale", message: "The office has changed since.", fields: {} };
    },
  });
  send().click();
  await settle();
  named("dialog button", "sync-send-go").click();
  await settle(60);
  assert.equal(one("dialog"), null);
  assert.equal(one(".status-line [role=alert]").textContent, "The office has changed since.");
  assert.equal(office.calls.at(-1)[0], "open_sync");
  assert.deepEqual(faults, []);
  await nothingIsLeft();
});

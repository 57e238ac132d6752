// The page Sync of the real window: connecting, the plan with what is decided of it, and comparing.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { all, begin, named, nothingIsLeft, office, one, shell } from "./begun.js";
import { connection, planRow, planRows } from "./fake_office.js";
import { asked, bring, cell, clipboard, compare, foot, goTo, held, plan, radios, rowOf, send, tick } from "./sync_page.js";
import { lay, press, settle, type, window } from "./window.js";

const { document } = window;

beforeEach(() => begin());

// ---- connecting

test("with nothing connected the page says what sync does and what each platform takes, and asks for nothing", async () => {
  await goTo({ connections: [], plan: null });
  assert.equal(one(".sync-start h2").textContent, "sync-title");
  const rows = all(".sync-takes tbody tr").map((row) => [...row.cells].map((cell) => cell.textContent));
  assert.deepEqual(rows[0], ["Retell", "sync-takes-send", "sync-takes-send", "sync-takes-send", "sync-takes-hand"]);
  assert.deepEqual(rows[2], ["Twilio", "sync-takes-send", "sync-takes-none", "sync-takes-none", "sync-takes-none"]);
  assert.equal(compare().hidden, true);
  assert.equal(one(".tools").hidden, true);
  assert.equal(one(".page-foot").hidden, true);
  assert.deepEqual(office.calls.map(([command]) => command).filter((command) => /compare|connect|push|review/.test(command)), []);
  await nothingIsLeft();
});

test("a key is sent once, to the platform that was chosen, and is nowhere in the page afterwards", async () => {
  const answer = held();
  await goTo({ connections: [], plan: null }, { connect_platform: () => answer.promise });
  named("main button", "sync-connect").click();
  await settle();
  const [, vapi] = all("dialog input[type=radio]");
  type(one("dialog input[type=password]"), "of another platform");
  vapi.click();
  assert.equal(one("dialog input[type=password]").value, "", "a key is of one platform");
  assert.match(one("dialog").textContent, /Sign in at Vapi\..*to api\.vapi\.ai/);
  type(one("dialog input[type=password]"), "secret");
  one("dialog form").requestSubmit();
  await settle();
  assert.deepEqual(asked("connect_platform"), [{ platform: "vapi", key: "secret" }]);
  assert.equal(one("dialog input[type=password]").value, "");
  const go = one("dialog button[type=submit]");
  assert.deepEqual([go.disabled, go.textContent], [true, "sync-trying"]);
  office.sync.connections = [connection("vapi", { comparedAt: null, key: "session", note: "Kept for this session only." })];
  answer.resolve({ ...office.answers.open_sync({ platform: "vapi" }), plan: null });
  await settle();
  assert.equal(one("dialog"), null);
  assert.equal(document.documentElement.outerHTML.includes("secret"), false);
  assert.equal(one(".sync-about").textContent.includes("api.vapi.ai, sync-not-compared"), true);
  assert.equal(one(".sync-kept").textContent, "Kept for this session only.");
  assert.equal(document.activeElement, compare());
  await nothingIsLeft();
});

test("a key that is refused is said at its field, which is empty and has the focus", async () => {
  await goTo({ connections: [], plan: null });
  office.answers.connect_platform = () => {
    throw { code: "unauthorised", message: "Retell does not take this key.", fields: {} };
  };
  named("main button", "sync-connect").click();
  await settle();
  one("dialog form").requestSubmit();
  assert.equal(one("dialog .help").textContent, "sync-key-missing");
  type(one("dialog input[type=password]"), "secret");
  one("dialog form").requestSubmit();
  await settle();
  const field = one("dialog input[type=password]");
  assert.equal(one("dialog .field-error .help").textContent, "Retell does not take this key.");
  assert.deepEqual([field.value, document.activeElement], ["", field]);
  named("dialog button", "cancel").click();
  await settle();
  assert.deepEqual(asked("cancel_sync"), [], "nothing was under way");
  assert.ok(one(".sync-start h2"));
  await nothingIsLeft();
});

test("Cancel ends the try of a key; what came of it all the same is shown", async () => {
  const answer = held();
  await goTo({ connections: [], plan: null }, { connect_platform: () => answer.promise });
  named("main button", "sync-connect").click();
  await settle();
  type(one("dialog input[type=password]"), "secret");
  one("dialog form").requestSubmit();
  await settle();
  named("dialog button", "cancel").click();
  await settle();
  assert.equal(asked("cancel_sync").length, 1);
  office.sync.connections = [connection("retell", { comparedAt: null })];
  answer.resolve(office.answers.open_sync({ platform: null }));
  await settle();
  assert.equal(one(".sync-start").hidden, true);
  await nothingIsLeft();
});

test("disconnecting asks first, and leads back to where nothing is connected", async () => {
  await goTo(plan());
  const openMenu = () => named(".page-head button", "sync-more").click();
  openMenu();
  assert.deepEqual(all("[role=menuitem]").map((item) => item.textContent), ["sync-connect", "sync-disconnect"]);
  named("[role=menuitem]", "sync-disconnect").click();
  await settle();
  named("dialog button", "cancel").click();
  await settle();
  assert.deepEqual(asked("disconnect_platform"), []);
  openMenu();
  named("[role=menuitem]", "sync-disconnect").click();
  await settle();
  named("dialog button", "sync-disconnect-go").click();
  await settle();
  assert.deepEqual(asked("disconnect_platform"), [{ platform: "retell" }]);
  assert.equal(one(".sync-start").hidden, false);
  assert.equal(one("table.sync").hidden, true);
  assert.equal(document.activeElement, one("h1"));
  await nothingIsLeft();
});

test("of several connections one is chosen, and is still chosen when one comes back", async () => {
  await goTo({ connections: [connection("retell"), connection("vapi")], ...plan() });
  const choice = one(".sync-about select");
  assert.deepEqual([choice.getAttribute("aria-label"), choice.value], ["sync-platform", "retell"]);
  choice.value = "vapi";
  choice.dispatchEvent(new window.Event("change"));
  await settle();
  assert.match(one(".sync-about").textContent, /api\.vapi\.ai/);
  assert.deepEqual(asked("list_plan_rows").at(-1).platform, "vapi");
  office.sync.shown = "retell";
  await shell.go("history");
  await shell.go("sync");
  await settle();
  assert.equal(one(".sync-about select").value, "vapi");
  office.sync.connections = [connection("retell")];
  await shell.go("sync", {});
  await settle();
  assert.equal(one(".sync-about strong").textContent, "Retell");
  await nothingIsLeft();
});

// ---- the plan

test("a platform that was not compared yet is compared with a click, not before", async () => {
  await goTo({ plan: null, connections: [connection("retell", { comparedAt: null })] });
  assert.equal(one(".empty h3").textContent, "sync-unread");
  assert.deepEqual(asked("compare_platform"), []);
  Object.assign(office.sync, plan());
  named(".empty button", "sync-compare").click();
  await settle();
  assert.deepEqual(asked("compare_platform"), [{ platform: "retell" }]);
  assert.equal(one("table.sync").hidden, false);
  assert.equal(document.activeElement, compare());
  await nothingIsLeft();
});

test("the plan stands in one table: here left, there right, the arrow towards what is replaced", async () => {
  await goTo(plan());
  assert.deepEqual(all("table.sync thead th").map((head) => head.textContent), ["include", "entry", "field", "sync-seen", "sync-here", "sync-direction", "sync-there"]);
  assert.deepEqual(all(".group-row").map((row) => row.textContent.match(/sync-group-\w+?(?=\d)/)[0]), ["sync-group-send", "sync-group-bring", "sync-group-decide", "sync-group-hand", "sync-group-know"]);
  assert.equal(cell("send 2", "there").querySelector("del").textContent, "There 2");
  assert.equal(cell("send 2", "way").textContent, "sync-to");
  assert.equal(cell("send 1", "there").querySelector("del"), null, "there was nothing to replace");
  assert.equal(cell("send 1", "there").textContent, "none");
  assert.equal(cell("bring 3", "here").querySelector("del").textContent, "Here 3");
  assert.equal(cell("bring 3", "way").textContent, "sync-from");
  assert.equal(cell("decide 6", "seen").textContent, "Booking Desk");
  assert.equal(cell("decide 7", "seen").textContent, "sync-never");
  assert.equal(cell("know 9", "check").children.length, 0);
  assert.deepEqual(all(".chips .chip").map((chip) => chip.textContent), ["filter-all10", "sync-group-send3", "sync-group-bring3", "sync-group-decide2", "sync-group-hand2"]);
  assert.equal(one(".sync-same").textContent, "same 41");
  await nothingIsLeft();
});

test("rows of one number stand under one tick, which leaves all of them out", async () => {
  await goTo(plan());
  assert.equal(cell("send 2", "check").rowSpan, 2);
  assert.equal(cell("send 2 outbound", "check"), null);
  assert.equal(tick("send 2").getAttribute("aria-label"), "Include Desk 2");
  assert.deepEqual(foot(), [{ words: "bring 1", isOff: false }, { words: "send 3", isOff: false }]);
  tick("send 2").focus();
  tick("send 2").click();
  assert.equal(document.activeElement, tick("send 2"));
  assert.deepEqual(foot()[1], { words: "send 1", isOff: false });
  assert.equal(rowOf("send 2 outbound").classList.contains("left-out"), true);
  assert.equal(cell("send 2", "there").querySelector("del"), null, "nothing is replaced");
  tick("send 1").click();
  assert.deepEqual(foot()[1], { words: "send 0", isOff: true });
  await nothingIsLeft();
});

test("whether an assistant is the same, and what was removed here, is left out until it is ticked", async () => {
  await goTo(plan());
  assert.deepEqual([tick("bring 3").checked, tick("bring 4").checked, tick("bring 5").checked], [true, false, false]);
  tick("bring 4").click();
  tick("bring 5").click();
  assert.equal(cell("bring 4", "way").textContent, "", "that two are the same moves no value");
  tick("bring 3").click();
  radios("decide 6")[1].click();
  assert.deepEqual(foot()[0], { words: "bring 3", isOff: false });
  bring().click();
  await settle();
  assert.deepEqual(asked("review_pull"), [{ platform: "retell", leftOut: ["bring 3"], there: ["decide 6"], add: ["bring 5"], link: ["bring 4"] }]);
  await nothingIsLeft();
});

test("nothing is decided until somebody chooses; what is chosen counts with what is sent or brought", async () => {
  await goTo(plan());
  assert.equal(all("table.sync input[type=radio]:checked").length, 0);
  assert.deepEqual(radios("decide 6").map((radio) => radio.getAttribute("aria-label")), ["Desk 6, Inbound Assistant: here, Front Desk", "Desk 6, Inbound Assistant: there, Night Desk"]);
  assert.equal(one(".page-foot .note").textContent, "0 of 2 sync-undecided");
  radios("decide 6")[0].click();
  assert.equal(cell("decide 6", "way").textContent, "sync-to");
  assert.deepEqual(foot().map(({ words }) => words), ["bring 1", "send 4"]);
  radios("decide 6")[1].click();
  radios("decide 7")[0].click();
  assert.equal(cell("decide 6", "way").textContent, "sync-from");
  assert.deepEqual(foot().map(({ words }) => words), ["bring 2", "send 4"]);
  assert.equal(one(".page-foot .note").textContent, "2 of 2");
  await nothingIsLeft();
});

test("what was decided is kept while one is elsewhere, and goes with its plan", async () => {
  await goTo(plan());
  tick("send 1").click();
  radios("decide 7")[0].click();
  await shell.go("history");
  await shell.go("sync");
  await settle();
  assert.deepEqual([tick("send 1").checked, radios("decide 7")[0].checked], [false, true]);
  Object.assign(office.sync, plan());
  compare().click();
  await settle();
  assert.deepEqual([tick("send 1").checked, radios("decide 7")[0].checked], [true, false]);
  await nothingIsLeft();
});

test("what cannot be sent as it is says why, has no tick and is left out", async () => {
  const rows = [planRow("send", 1, { problem: "Too long." }), planRow("send", 2), planRow("send", 2, { key: "send 2 more", problem: "Nobody is called so there." })];
  await goTo(plan(rows));
  assert.equal(tick("send 1"), null);
  assert.equal(rowOf("send 1").nextElementSibling.textContent, "Too long.");
  assert.equal(cell("send 2", "check").rowSpan, 3);
  assert.equal(foot()[1].words, "send 1");
  assert.match(one(".sync-same").textContent, /sync-problems/);
  send().click();
  await settle();
  assert.deepEqual(asked("foresee_push")[0].leftOut, ["send 1", "send 2 more"]);
  named("dialog button", "cancel").click();
  await nothingIsLeft();
});

test("a filter shows one group, and says so where there is nothing of it", async () => {
  await goTo(plan(planRows().filter(({ group }) => group !== "bring")));
  const chip = (name) => all(".chips .chip").find((chip) => chip.textContent.startsWith(name));
  chip("sync-group-hand").click();
  await settle();
  assert.deepEqual(all("table.sync tbody:not([hidden]) .group-row").length, 1);
  assert.equal(one("table.sync thead").classList.contains("said"), true, "its heads are those of values");
  chip("sync-group-bring").click();
  await settle();
  assert.equal(one(".empty h3").textContent, "none-of-this-sort");
  named(".empty button", "show-all").click();
  await settle();
  assert.equal(all("table.sync tbody:not([hidden]) .group-row").length, 4);
  await nothingIsLeft();
});

test("ten thousand rows are not in the page at once, and all of them count", async () => {
  const rows = Array.from({ length: 10_000 }, (_, at) => planRow("send", at));
  lay(one(".page-body"), { height: 600, heightOf: (element) => (element.localName === "tr" ? 53 : element.localName === "thead" ? 28 : undefined) });
  await goTo(plan(rows));
  await settle(100);
  const shown = all("table.sync tbody tr[data-at]").length;
  assert.ok(shown > 10 && shown < 200, `${shown} of 10,000`);
  assert.equal(foot()[1].words, "send 10,000");
  assert.ok(asked("list_plan_rows").every(({ limit }) => limit <= 500));
  tick("send 3").click();
  assert.equal(foot()[1].words, "send 9,999");
  await nothingIsLeft();
});

test("the table is one stop of Tab; up and down lead from row to row and choose nothing", async () => {
  await goTo(plan());
  const stops = () => all("table.sync :is(input, button)").filter((control) => control.tabIndex === 0);
  assert.deepEqual(stops(), [tick("send 1")]);
  tick("send 1").focus();
  press(document.activeElement, "ArrowDown");
  assert.equal(document.activeElement, tick("send 2"));
  tick("bring 5").focus();
  press(document.activeElement, "ArrowDown");
  assert.equal(document.activeElement, radios("decide 6")[0]);
  press(document.activeElement, "ArrowDown");
  assert.equal(document.activeElement, radios("decide 7")[0]);
  assert.equal(radios("decide 6")[0].checked, false);
  press(document.activeElement, "ArrowUp");
  assert.equal(document.activeElement, radios("decide 6")[0]);
  assert.deepEqual(stops(), [radios("decide 6")[0]]);
  await nothingIsLeft();
});

test("a line by hand is marked as done, and not where that was refused", async () => {
  await goTo(plan());
  assert.equal(tick("hand 8").getAttribute("aria-label"), "Done: Desk 8, Fallback Destination");
  assert.equal(rowOf("hand 8").textContent.includes("number.On Retell: Phone Numbers"), true, "it says by itself where that is");
  tick("hand 8").focus();
  tick("hand 8").click();
  await settle();
  assert.deepEqual(asked("mark_done"), [{ platform: "retell", key: "hand 8", isDone: true }]);
  assert.equal(rowOf("hand 8").classList.contains("is-done"), true);
  assert.equal(document.activeElement, tick("hand 8"));
  office.answers.mark_done = () => {
    throw { code: "failed", message: "It could not be kept.", fields: {} };
  };
  tick("hand 8 caller").click();
  await settle();
  assert.equal(tick("hand 8 caller").checked, false);
  assert.equal(one("[role=alert].status-failed").textContent, "It could not be kept.");
  await nothingIsLeft();
});

test("the list by hand is copied, and printed on a sheet that goes with the page", async () => {
  window.print = () => {};
  await goTo(plan());
  clipboard.length = 0;
  named("table.sync button", "sync-copy-list").click();
  await settle();
  assert.equal(clipboard[0].split("\n")[0], "[ ] Desk 8, +1 415 555 0008, Fallback Destination: Enter it as the fallback number. On Retell: Phone Numbers");
  assert.equal(one("[role=status].status-said").textContent, "sync-list-copied");
  named("table.sync button", "print").click();
  assert.equal(all(".sheet tbody tr").length, 2);
  await shell.go("history");
  assert.equal(one(".sheet"), null);
  await nothingIsLeft();
});

test("where all is the same the page says so, and what is left by hand", async () => {
  await goTo(plan(planRows().filter(({ group }) => group === "hand")));
  assert.equal(one(".all-same").textContent, "sync-all-same left 2");
  assert.equal(one(".page-foot").hidden, true);
  tick("hand 8").click();
  await settle();
  assert.equal(one(".all-same").textContent, "sync-all-same left 1");
  await nothingIsLeft();
});

// ---- comparing

test("a compare says that it reads, can be cancelled, and leaves everything as it was then", async () => {
  const answer = held();
  await goTo(plan(), { compare_platform: () => answer.promise });
  compare().focus();
  compare().click();
  compare().click();
  await settle();
  assert.equal(asked("compare_platform").length, 1, "nothing is asked twice");
  assert.deepEqual([compare().getAttribute("aria-disabled"), document.activeElement], ["true", compare()]);
  assert.deepEqual(foot().map(({ isOff }) => isOff), [true, true]);
  named(".status-line button", "cancel").click();
  await settle();
  assert.equal(asked("cancel_sync").length, 1);
  answer.reject({ code: "cancelled", message: "Cancelled.", fields: {} });
  await settle();
  assert.equal(one(".sync-line[role=alert]").textContent, "");
  assert.equal(one(".status-line progress"), null);
  assert.equal(compare().getAttribute("aria-disabled"), "false");
  assert.deepEqual(foot().map(({ isOff }) => isOff), [false, false]);
  await nothingIsLeft();
});

test("a compare ends with the page", async () => {
  const answer = held();
  await goTo(plan(), { compare_platform: () => answer.promise });
  compare().click();
  await settle();
  await shell.go("history");
  assert.equal(asked("cancel_sync").length, 1);
  answer.reject({ code: "cancelled", message: "Cancelled.", fields: {} });
  await nothingIsLeft();
});

test("a compare that was refused is said in one line, and the plan stays", async () => {
  await goTo(plan(), {
    compare_platform() {
      throw { code: "unreachable", message: "Retell cannot be reached.", fields: {} };
    },
  });
  compare().click();
  await settle();
  assert.equal(one(".sync-line[role=alert]").textContent, "Retell cannot be reached.");
  assert.equal(one("table.sync").hidden, false);
  await nothingIsLeft();
});

test("a key that is not taken any more is asked for again, for its platform alone", async () => {
  await goTo(plan(), {
    compare_platform() {
      throw { code: "unauthorised", message: "Retell does not take the key.", fields: {} };
    },
  });
  compare().click();
  await settle();
  named(".sync-line button", "sync-key-again").click();
  await settle();
  assert.equal(all("dialog input[type=radio]").length, 0);
  office.answers.connect_platform = () => office.answers.open_sync({ platform: null });
  type(one("dialog input[type=password]"), "another");
  one("dialog form").requestSubmit();
  await settle();
  assert.deepEqual(asked("connect_platform"), [{ platform: "retell", key: "another" }]);
  assert.equal(one(".sync-line[role=alert]").textContent, "");
  await nothingIsLeft();
});

test("nothing is sent or brought of a plan that the office has moved on from", async () => {
  await goTo(plan());
  office.sync.plan = { ...office.sync.plan, isStale: true };
  tick("send 1").click();
  shell.tookEffect(office.saved());
  await settle();
  assert.match(one(".sync-line[role=status]").textContent, /^sync-stale/);
  assert.deepEqual(foot().map(({ isOff }) => isOff), [true, true]);
  assert.equal(tick("send 1").checked, false, "what was decided stays");
  Object.assign(office.sync, plan());
  named(".sync-line button", "sync-compare").click();
  await settle();
  assert.equal(one(".sync-line[role=status]").textContent, "");
  assert.equal(document.activeElement, compare());
  await nothingIsLeft();
});

test("a sending that was interrupted is said until somebody compares", async () => {
  await goTo({ ...plan(), interrupted: "ended while it changed Desk 1" });
  assert.match(one(".sync-line[role=status]").textContent, /^ended while it changed Desk 1/);
  office.sync.interrupted = null;
  named(".sync-line button", "sync-compare").click();
  await settle();
  assert.equal(one(".sync-line[role=status]").textContent, "");
  await nothingIsLeft();
});

// Every page of the real window, with an office that is made up: gone to, used, and left with nothing behind.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { all, always, begin, faults, left, named, nothingIsLeft, office, one, shell, title } from "./begun.js";
import { outstanding, press, resized, settle, type, window } from "./window.js";

const { document } = window;

beforeEach(() => begin());

for (const name of ["numbers", "assistants", "campaigns", "checkup", "callmap", "sync", "history", "transfer", "settings"]) {
  test(`the page ${name} is shown, told of changes, resized, and leaves nothing behind`, async () => {
    await shell.go(name, {});
    await settle();
    assert.equal(title(), `page-${name}`);
    assert.notEqual(one(".page-body").textContent, "");
    office.tell("setup-changed", { ...office.office, revision: 99 });
    resized();
    one(".page-body").dispatchEvent(new window.Event("scroll"));
    const search = one(".page-head input[type=search]");
    if (search) type(search, "desk");
    await settle(150);
    assert.deepEqual(faults, []);
    await nothingIsLeft();
  });

  test(`the page ${name} can be left before anything has come`, async () => {
    const going = shell.go(name, {});
    resized();
    await going;
    assert.deepEqual(left(), always);
    await nothingIsLeft();
  });
}

/** Waits until nothing is to be drawn any more. */
async function atRest() {
  await settle(60);
  while (outstanding().frames > 0) await settle();
}

test("a panel of a number ends with its page, and with the next panel", async () => {
  named("table button", "Desk 1").click();
  await settle();
  assert.equal(one("aside strong").textContent, "Desk 1");
  await atRest();
  const withOne = outstanding();
  named("table button", "Desk 2").click();
  await atRest();
  assert.equal(one("aside strong").textContent, "Desk 2");
  assert.deepEqual(outstanding(), withOne);
  assert.equal(one("tr.open button").textContent, "Desk 2");
  await shell.go("assistants");
  assert.equal(one("aside"), null);
  await nothingIsLeft();
});

test("panels of an assistant and of a campaign are opened, saved and left", async () => {
  for (const [page, name] of [["assistants", "Front Desk"], ["campaigns", "Recall"]]) {
    await shell.go(page);
    await settle();
    named("table button", name).click();
    await settle();
    assert.equal(one("aside strong").textContent, name);
    type(one("aside input"), "Another name");
    assert.equal(one("aside .note").textContent, "unsaved-edits");
    one("aside form").dispatchEvent(new window.Event("submit", { cancelable: true }));
    await settle();
    const [, save] = office.calls.find(([command]) => command.startsWith("save_"));
    assert.deepEqual(save.edits, { name: { was: name, now: "Another name" } });
    office.calls.length = 0;
    assert.equal(one("aside .note").textContent, "", "it is drawn as it is stored");
  }
  await nothingIsLeft();
});

test("a number's corrected digits are compared with the E.164 that the program gave", async () => {
  named("table button", "Desk 1").click();
  await settle();
  named("aside button", "correct-number").click();
  await settle();
  type(one("dialog input[type=tel]"), "415 555 0199");
  one("dialog form").requestSubmit();
  await settle();
  const [, save] = office.calls.find(([command]) => command === "save_number");
  assert.deepEqual(save.edits.number, { was: "+14155550001", now: { text: "415 555 0199", country: "US" } });
  await nothingIsLeft();
});

test("saving asks the program, not the page, whether a campaign is blocked", async () => {
  office.answers.foresee_number = ({ edits }) => ({ routes: [], closesLoop: null, blocks: "label" in edits ? [[{ kind: "text", text: "Vaccines" }]] : [] });
  named("table button", "Desk 1").click();
  await settle();
  type(one("aside input"), "Reception");
  one("aside form").requestSubmit();
  await settle();
  named("dialog button", "keep-editing").click();
  await settle();
  assert.ok(!office.calls.some(([command]) => command === "save_number"));
  one("aside form").requestSubmit();
  await settle();
  named("dialog button", "save-anyway").click();
  await settle();
  assert.ok(office.calls.some(([command]) => command === "save_number"));
});

test("a save asks the program three times: to save, for the rows of the table and for its filter", async () => {
  named("table button", "Desk 1").click();
  await settle();
  type(one("aside input"), "Reception");
  // What happens then is said before somebody saves.
  await settle(200);
  office.calls.length = 0;
  one("aside form").requestSubmit();
  await settle(200);
  assert.deepEqual(office.calls.map(([command]) => command).sort(), ["list_assistants", "list_numbers", "save_number"]);
  await nothingIsLeft();
});

test("leaving edits asks; what is dropped is gone", async () => {
  named("table button", "Desk 1").click();
  await settle();
  type(one("aside input"), "Reception");
  const stays = shell.go("assistants");
  await settle();
  named("dialog button", "keep-editing").click();
  assert.equal(await stays, false);
  const goes = shell.go("assistants");
  await settle();
  named("dialog button", "discard").click();
  assert.equal(await goes, true);
  assert.equal(title(), "page-assistants");
  await nothingIsLeft();
});

test("removing the sample ends the page it was removed on", async () => {
  await begin({ office: { isSample: true, canLeaveSample: true } });
  assert.ok(one("tbody .row-button"));
  const asked = office.calls.length;
  office.answers.remove_sample = () => ({ ...office.opening, office: { ...office.office, isEmpty: true, revision: 0, isSample: false } });
  named(".sample button", "sample-remove").click();
  await settle();
  assert.equal(title(), "welcome-title");
  assert.deepEqual(outstanding(), always);
  resized();
  one(".page-body")?.dispatchEvent(new window.Event("scroll"));
  await settle(50);
  assert.deepEqual(office.calls.slice(asked).map(([command]) => command), ["remove_sample"]);
});

test("the welcome hears of files that cannot be read, as long as it is shown", async () => {
  const heard = () => [...office.subscriptions].length;
  await begin({ office: { isSample: true, canLeaveSample: true } });
  office.answers.remove_sample = () => ({ ...office.opening, office: { ...office.office, isEmpty: true, revision: 1, isSample: false } });
  const before = heard();
  named(".sample button", "sample-remove").click();
  await settle();
  assert.equal(heard(), before + 1);
  office.tell("review-refused", { code: "bad", message: "This is no list.", fields: {} });
  assert.equal(one(".welcome-refusal").textContent, "This is no list.");
  named("main button", "add-number").click();
  await settle();
  assert.equal(title(), "page-numbers");
  assert.ok(one("dialog input[type=tel]"), "it begins by adding a number");
  named("dialog button", "cancel").click();
  await settle();
  assert.equal(heard(), before);
  await nothingIsLeft();
});

test("undo and redo say so when there is nothing to undo or to do again", async () => {
  office.answers.undo_change = office.answers.redo_change = () => {
    throw { code: "nothing_to_do", message: "There is nothing there.", fields: {} };
  };
  press(document.body, "z", { ctrlKey: true });
  await settle();
  assert.equal(one("[role=status]").textContent, "There is nothing there.");
  press(document.body, "z", { ctrlKey: true, shiftKey: true });
  await settle();
  assert.equal(one("[role=status]").textContent, "There is nothing there.");
});

test("a box of the map leads to the numbers of its assistant, a badge to the findings of its number", async () => {
  await shell.go("callmap");
  await settle();
  one("a.node[href='#numbers']").dispatchEvent(new window.Event("click", { cancelable: true }));
  await settle();
  assert.equal(title(), "page-numbers");
  assert.equal(office.calls.filter(([command]) => command === "list_numbers").at(-1)[1].assistant, "a0");
  one("tbody button.finding").click();
  await settle();
  assert.equal(title(), "page-checkup");
  assert.equal(office.calls.filter(([command]) => command === "list_findings").at(-1)[1].about, "n0");
  named("button", "show-all").click();
  await settle();
  assert.equal(office.calls.filter(([command]) => command === "list_findings").at(-1)[1].about, null);
});

test("the map is shown as a list and as a picture again", async () => {
  await shell.go("callmap");
  await settle();
  named("button", "show-as-list").click();
  await settle();
  assert.equal(all("ul.paths a").length > 0, true);
  named("button", "show-as-picture").click();
  await settle();
  assert.equal(one("ul.paths"), null);
  assert.ok(one("svg.map"));
  await nothingIsLeft();
});

test("a finding is mended, and the focus is on what stands there now", async () => {
  await shell.go("checkup");
  await settle();
  const mend = named("button", "Clear its fallback");
  mend.focus();
  const mended = mend.closest("li").querySelector("a").textContent;
  office.answers.list_findings = ((list) => (args) => {
    const page = list(args);
    return { ...page, rows: page.rows.slice(1) };
  })(office.answers.list_findings);
  mend.click();
  await settle();
  assert.ok(office.calls.some(([command]) => command === "mend_finding"));
  assert.equal(named("li a", mended), undefined);
  assert.equal(document.activeElement.closest("li")?.dataset.at, "0");
  await nothingIsLeft();
});

test("a change of history tells its records, near the screen alone", async () => {
  await shell.go("history");
  await settle();
  const first = all("button.change-title")[0];
  first.click();
  await settle();
  assert.equal(first.getAttribute("aria-expanded"), "true");
  const shown = all("table.review-history tbody th").length;
  assert.ok(shown > 0 && shown < 130, `${shown} of 130`);
  first.click();
  await settle();
  assert.equal(one("table.review-history"), null);
  await nothingIsLeft();
});

test("a review is shown, changed in place with the focus where it was, and applied", async () => {
  await shell.go("transfer");
  named("button", "choose-file").click();
  await settle();
  assert.equal(one("table.review tbody .check")?.dataset.key, "changed 0");
  const tick = all("table.review tbody .check")[1];
  tick.focus();
  tick.click();
  await settle();
  assert.deepEqual(office.calls.find(([command]) => command === "change_review")[1], { key: "changed 1", included: false });
  assert.equal(document.activeElement.dataset.key, "changed 1");
  const chip = all(".chips .chip").find((chip) => chip.textContent.startsWith("group-problems"));
  chip.focus();
  chip.click();
  await settle();
  assert.equal(document.activeElement, chip, "a filter keeps the focus");
  assert.deepEqual(all("section h2").map((head) => head.textContent), ["group-problems"]);
  named("button", "apply").click();
  await settle();
  assert.equal(title(), "page-numbers");
  assert.equal(one("[role=status]").textContent.startsWith("Imported vets.json"), true);
  await shell.go("transfer");
  assert.ok(named("button", "choose-file"), "the review is over");
  await nothingIsLeft();
});

test("a tick that is still on its way is waited for before the review is applied", async () => {
  await shell.go("transfer");
  named("button", "choose-file").click();
  await settle();
  let answer;
  const change = office.answers.change_review;
  office.answers.change_review = () => new Promise((resolve) => (answer = () => resolve(change())));
  all("table.review tbody .check")[1].click();
  named("button", "apply").click();
  await settle();
  const applied = () => office.calls.filter(([command]) => command === "apply_review").length;
  assert.equal(applied(), 0, "it would be applied with what was just left out");
  answer();
  await settle();
  assert.equal(applied(), 1);
  assert.equal(title(), "page-numbers");
  await nothingIsLeft();
});

test("a review that was refused to change is shown as it still is", async () => {
  await shell.go("transfer");
  named("button", "choose-file").click();
  await settle();
  office.answers.change_review = () => {
    throw { code: "incomplete", message: "It says that there is more.", fields: {} };
  };
  const [merge, replace] = all("input[name=mode]");
  replace.click();
  await settle();
  assert.equal(merge.checked, true);
  assert.equal(one("[role=alert]").textContent, "It says that there is more.");
  named("main footer button", "cancel").click();
  await settle();
  assert.ok(named("button", "choose-file"));
  await nothingIsLeft();
});

test("the wizard asks, step by step, and ends with its dialog", async () => {
  await shell.go("assistants");
  await settle();
  named("header button", "new-assistant").click();
  await settle();
  const goOn = async () => {
    one("dialog form").requestSubmit();
    await settle();
  };
  await goOn();
  type(one("dialog input"), "Aftercare");
  await goOn();
  assert.ok(one("dialog select"));
  all("dialog .choice-pick input")[1].click();
  await settle();
  one("dialog .pick-row input").click();
  await settle();
  await goOn();
  assert.ok(one("dialog dl"));
  named("dialog button", "cancel").click();
  await settle();
  await nothingIsLeft();
});

test("the sheet for paper goes with the page", async () => {
  window.print = () => {};
  await shell.go("transfer");
  named("button", "print").click();
  await settle();
  assert.ok(one(".sheet"));
  await shell.go("settings");
  assert.equal(one(".sheet"), null);
  await nothingIsLeft();
});

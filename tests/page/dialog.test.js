// Questions: what closes them, what they give, where the focus goes, and that they end.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { settle, ui, window } from "./window.js";

const { ask, askAboutEdits, askForm, mayGoOn } = await ui("parts/dialog.js");
const { attempt, newest } = await ui("parts/status_line.js");
const { h } = await ui("parts/dom.js");
const { document } = window;

const dialog = () => document.querySelector("dialog");
const press = (words) => [...document.querySelectorAll("dialog button")].find((button) => button.textContent === words).click();

beforeEach(() => {
  document.body.replaceChildren(h("button", { id: "before" }, "Before"));
  document.getElementById("before").focus();
});

test("a question gives the answer that was pressed, goes, and gives the focus back", async () => {
  const asked = askAboutEdits("Main Office");
  assert.equal(dialog().getAttribute("role"), "alertdialog");
  assert.equal(document.getElementById(dialog().getAttribute("aria-labelledby")).textContent, "leave-title");
  press("discard");
  assert.equal(await asked, "discard");
  assert.equal(dialog(), null);
  assert.equal(document.activeElement.id, "before");
});

test("leaving a question with Escape is no answer", async () => {
  const asked = mayGoOn({ title: "Remove?", text: [], go: "Remove" });
  dialog().close();
  assert.equal(await asked, false);
  const again = mayGoOn({ title: "Remove?", text: [], go: "Remove" });
  press("Remove");
  assert.equal(await again, true);
});

test("markup in what is asked about stays text", async () => {
  const asked = mayGoOn({ title: "<img src=x>", text: [h("p", {}, "<b>")], go: "Go" });
  assert.equal(dialog().querySelector("img, b"), null);
  dialog().close();
  await asked;
});

test("a dialog's signal ends when it is closed", async () => {
  let signal;
  const asked = ask((close, ending) => {
    signal = ending;
    return { title: "Title", body: [], foot: [h("button", { onclick: () => close("yes") }, "Yes")] };
  });
  assert.equal(signal.aborted, false);
  press("Yes");
  assert.equal(await asked, "yes");
  assert.equal(signal.aborted, true);
});

test("a form stays open until what it holds was taken, and sends nothing twice", async () => {
  const sent = [];
  let answer;
  const send = () => {
    sent.push("sent");
    return new Promise((resolve) => (answer = resolve));
  };
  const asked = askForm({ title: "Add", action: "Add", build: () => ({ body: [h("input")], send }) });
  const form = dialog().querySelector("form");
  const submit = [...document.querySelectorAll("dialog button")].at(-1);
  form.requestSubmit();
  assert.equal(submit.disabled, true);
  submit.click();
  assert.equal(sent.length, 1);
  answer(null);
  await settle();
  assert.equal(submit.disabled, false);
  assert.ok(dialog(), "refused, it stays");
  form.requestSubmit();
  answer({ id: "n1" });
  assert.deepEqual(await asked, { id: "n1" });
});

test("a form that is left gives nothing", async () => {
  const asked = askForm({ title: "Add", action: "Add", build: () => ({ body: [], send: () => null }) });
  dialog().querySelector("form").requestSubmit();
  press("cancel");
  assert.equal(await asked, null);
});

test("nothing comes of an answer after the end, nor of one that is not the newest", async () => {
  const ending = new window.AbortController();
  const answers = [];
  const slow = () => new Promise((resolve) => answers.push(resolve));
  const question = newest(ending.signal);
  const [first, second] = [question(slow), question(slow)];
  answers[1]("new");
  answers[0]("old");
  assert.deepEqual(await Promise.all([first, second]), [undefined, "new"]);
  const third = question(slow);
  const fourth = attempt(slow, ending.signal);
  ending.abort();
  answers[2]("late");
  answers[3]("late");
  assert.deepEqual(await Promise.all([third, fourth]), [undefined, undefined]);
});

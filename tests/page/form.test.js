// Fields that know what they were, and a form's edits as the program takes them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { outstanding, settle, type, ui, window } from "./window.js";

const { choices, countEdits, edits, field, formFoot, growing, refuseFields, textField } = await ui("parts/form.js");
const { speak } = await ui("parts/texts.js");
const { document } = window;

speak("en", { was: [{ words: "was " }, { place: "value" }], none: "None", "unsaved-edits": [{ choice: { by: "count", of: { one: "1 unsaved edit", other: [{ place: "count" }, { words: " unsaved edits" }] } } }] });

const put = (...fields) => document.body.replaceChildren(...fields.map(({ element }) => element));

test("an edited field says what it was, in words, until it is that again", () => {
  const status = field({ label: "Status", input: choices([["active", "Active"], ["pending", "Pending"]]), value: "active", shown: (value) => value.toUpperCase() });
  put(status);
  const was = status.element.querySelector(".was");
  status.showWas();
  assert.equal(was.hidden, true);
  type(status.input, "pending");
  status.showWas();
  assert.deepEqual([status.isEdited(), was.hidden, was.textContent], [true, false, "was ACTIVE"]);
  type(status.input, "active");
  status.showWas();
  assert.deepEqual([status.isEdited(), was.hidden, was.textContent], [false, true, ""]);
});

test("what it was is cut when it is long, and empty when it was nothing", () => {
  const long = textField({ label: "Notes", value: "x".repeat(30) });
  const empty = textField({ label: "Label", value: "" });
  put(long, empty);
  type(long.input, "y");
  type(empty.input, "y");
  long.showWas();
  empty.showWas();
  assert.equal(long.element.querySelector(".was").textContent, `was ${"x".repeat(24)}…`);
  assert.equal(empty.element.querySelector(".was").textContent, "was empty");
});

test("the edits are those that differ, as the program takes them, each with what is stored", () => {
  const fields = {
    name: textField({ label: "Name", value: "Front Desk" }),
    assistant: field({ label: "Assistant", input: choices([["", "None"], ["a", "A"]]), value: "a", taken: (id) => id || null }),
    extra: textField({ label: "Extra", value: "0", taken: Number }),
  };
  put(...Object.values(fields));
  assert.equal(countEdits(fields), 0);
  type(fields.assistant.input, "");
  type(fields.extra.input, "2");
  assert.equal(countEdits(fields), 2);
  assert.deepEqual(edits(fields, { name: "Front Desk", assistant: "a", extra: 0 }), { assistant: { was: "a", now: null }, extra: { was: 0, now: 2 } });
});

test("a refused field keeps what was typed, says why, and takes the focus; typing takes the reason away", () => {
  const fields = { name: textField({ label: "Name", value: "" }), role: textField({ label: "Role", value: "", help: "What it does." }) };
  put(...Object.values(fields));
  type(fields.role.input, "x".repeat(300));
  assert.equal(refuseFields(fields, { role: "Too long.", voice: "Not here." }), true);
  const help = fields.role.element.querySelector(".help");
  assert.deepEqual([help.textContent, fields.role.input.getAttribute("aria-invalid"), fields.role.input.value.length], ["Too long.", "true", 300]);
  assert.equal(document.activeElement, fields.role.input);
  type(fields.role.input, "short");
  assert.deepEqual([help.textContent, fields.role.input.getAttribute("aria-invalid")], ["What it does.", null]);
  assert.equal(refuseFields(fields, { voice: "Not here." }), false);
  assert.equal(refuseFields(fields, undefined), false);
});

test("a label names its control, and what is said of it describes it", () => {
  const name = textField({ label: "Name", value: "", help: "As people call it." });
  put(name);
  const label = name.element.querySelector("label");
  assert.equal(label.getAttribute("for"), name.input.id);
  const described = name.input.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id));
  assert.deepEqual(described.map((element) => element.className), ["was", "help"]);
});

test("the foot counts the edits and saves none while a save is under way", () => {
  const foot = formFoot({ ondiscard: () => {} });
  put(foot);
  const [note, discard, save] = foot.element.children;
  foot.show(0);
  assert.deepEqual([note.textContent, discard.disabled, save.disabled], ["", true, true]);
  foot.show(1);
  assert.deepEqual([note.textContent, discard.disabled, save.disabled], ["1 unsaved edit", false, false]);
  foot.show(1200);
  assert.equal(note.textContent, "1,200 unsaved edits");
  foot.wait();
  assert.equal(save.disabled, true);
});

test("a growing text area waits for no frame once its form has ended", async () => {
  const ending = new window.AbortController();
  growing(ending.signal);
  await settle(1);
  ending.abort();
  assert.equal(outstanding().frames, 0);
});

// The phone field with its country control: what is read, when it is edited, what is refused, how it ends.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { outstanding, press, settle, type, ui, window } from "./window.js";
import { read } from "./fake_office.js";

const { phoneField } = await ui("parts/phone_field.js");
const { countryName, useCountries } = await ui("parts/country.js");
const { document } = window;

useCountries([
  { code: "ES", name: "España", callingCode: 34 },
  { code: "CA", name: "Canada", callingCode: 1 },
  { code: "US", name: "United States", callingCode: 1 },
]);

const spanish = { e164: "+34912345678", country: "ES", typed: "912 34 56 78" };
let ending;
beforeEach(() => {
  ending = new window.AbortController();
});
afterEach(() => ending.abort());

function fieldOf(value = null, more = {}) {
  const edits = [];
  const field = phoneField({ label: "Number", country: "US", value, read: async (query) => read(query), help: "Type it.", onedit: () => edits.push(field.isEdited()), signal: ending.signal, ...more });
  document.body.replaceChildren(field.element);
  const country = field.element.querySelector("[role=combobox]");
  return { field, edits, country, help: () => field.element.querySelector(".help").textContent };
}

async function pick(country, words) {
  country.click();
  const search = document.querySelector("[popover] input");
  type(search, words);
  press(search, "Enter");
  await settle();
}

test("a stored number is not edited; its country and text are those of the program", async () => {
  const { field, country } = fieldOf(spanish);
  await settle();
  assert.equal(field.input.value, "912 34 56 78");
  assert.equal(country.textContent, "ES +34");
  assert.equal(field.isEdited(), false);
  assert.deepEqual(field.now(), { text: "912 34 56 78", country: "ES" });
});

test("the same number typed otherwise is no edit: its E.164 is the same", async () => {
  const { field, edits } = fieldOf(spanish);
  await settle();
  type(field.input, "+34912345678");
  assert.equal(field.isEdited(), true, "what has not been read may be any number");
  await settle(200);
  assert.equal(field.isEdited(), false);
  assert.deepEqual(edits, [true, false], "the form is told of both");
});

test("another number is an edit, and so is none", async () => {
  const { field } = fieldOf(spanish);
  await settle();
  type(field.input, "912 34 56 79");
  await settle(200);
  assert.equal(field.isEdited(), true);
  type(field.input, "");
  await settle(200);
  assert.equal(field.isEdited(), true);
  assert.equal(field.now(), null);
  type(field.input, "912345678");
  assert.equal(field.isEdited(), false, "the digits that were there");
});

test("the same digits in another country are an edit", async () => {
  const { field, country } = fieldOf(spanish);
  await settle();
  await pick(country, "united");
  assert.equal(country.textContent, "US +1");
  assert.equal(field.isEdited(), true);
  assert.equal(document.activeElement, field.input, "one goes on typing");
});

test("a number in full leads the country control, and is formatted once nobody types", async () => {
  const { field, country } = fieldOf();
  type(field.input, "+34912345678");
  await settle(200);
  assert.equal(country.textContent, "ES +34");
  field.input.dispatchEvent(new window.Event("change"));
  await settle();
  assert.equal(field.input.value, "912 34 56 78");
  assert.deepEqual(field.now(), { text: "912 34 56 78", country: "ES" });
});

test("what is no number is said once one has left the field, not while one types", async () => {
  const { field, help } = fieldOf();
  assert.equal(help(), "Type it.");
  type(field.input, "415");
  await settle(200);
  assert.equal(help(), "");
  field.input.dispatchEvent(new window.Event("change"));
  await settle();
  assert.equal(help(), "Here are 10 digits.");
  assert.equal(field.input.getAttribute("aria-invalid"), "true");
});

test("a refusal keeps its reason until something else is typed, and no reading under way talks over it", async () => {
  const readings = [];
  const { field, help } = fieldOf(null, { read: (query) => new Promise((resolve) => readings.push(() => resolve(read(query)))) });
  type(field.input, "415 555 0102");
  await settle(200);
  field.refuse("is there already");
  readings[0]();
  await settle();
  assert.equal(help(), "is there already");
  assert.equal(field.input.value, "415 555 0102");
  field.input.dispatchEvent(new window.Event("change"));
  await settle(200);
  assert.equal(help(), "is there already");
  type(field.input, "415 555 0103");
  await settle(200);
  readings[1]();
  await settle();
  assert.equal(help(), "");
});

test("only the newest reading counts, and none after the end", async () => {
  const readings = [];
  const { field, country } = fieldOf(null, { read: (query) => new Promise((resolve) => readings.push(() => resolve(read(query)))) });
  type(field.input, "+34912345678");
  await settle(200);
  type(field.input, "+14155550102");
  await settle(200);
  readings[1]();
  await settle();
  readings[0]();
  await settle();
  assert.equal(country.textContent, "US +1");
  type(field.input, "+34912345678");
  await settle(200);
  ending.abort();
  readings[2]();
  await settle();
  assert.equal(country.textContent, "US +1");
});

test("the country list is searched by name without accents, by code and by calling code", async () => {
  const { country } = fieldOf();
  country.click();
  const search = document.querySelector("[popover] input");
  const listed = () => [...document.querySelectorAll("[role=option] .cc")].map((cell) => cell.textContent);
  assert.deepEqual(listed(), ["ES", "CA", "US"]);
  for (const [words, codes] of [["espana", ["ES"]], ["us", ["US"]], ["+34", ["ES"]], ["1", ["CA", "US"]], ["nowhere", []]]) {
    type(search, words);
    assert.deepEqual(listed(), codes, words);
  }
  assert.equal(countryName("ES"), "España");
});

test("arrows move through the countries, and the chosen one is said", async () => {
  const { country } = fieldOf();
  press(country, "ArrowDown");
  const search = document.querySelector("[popover] input");
  const active = () => document.getElementById(search.getAttribute("aria-activedescendant")).querySelector(".cc").textContent;
  assert.equal(country.getAttribute("aria-expanded"), "true");
  assert.equal(active(), "US");
  press(search, "ArrowUp");
  assert.equal(active(), "CA");
  press(search, "PageUp");
  assert.equal(active(), "ES");
  press(search, "Enter");
  await settle();
  assert.equal(country.getAttribute("aria-expanded"), "false");
  assert.equal(document.querySelector("[popover]"), null);
});

test("an open country list closes when the window changes its size; closed, it listens to nothing", async () => {
  const { country } = fieldOf();
  const before = outstanding().listeners;
  for (let time = 0; time < 5; time += 1) {
    country.click();
    assert.deepEqual(outstanding().listeners, [...before, "resize"].sort());
    await settle();
    window.dispatchEvent(new window.Event("resize"));
    await settle();
    assert.equal(document.querySelector("[popover]"), null);
    assert.deepEqual(outstanding().listeners, before);
  }
  country.click();
  ending.abort();
  assert.deepEqual(outstanding().listeners, before, "what it stands in has ended");
});

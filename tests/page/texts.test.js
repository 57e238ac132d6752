// The window's words: patterns filled in, plurals chosen, by the real module.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ui, window } from "./window.js";

const { ago, day, folded, size, speak, t, timeOfDay, useStroked, worded } = await ui("parts/texts.js");

const patterns = {
  plain: "Phone Numbers",
  place: [{ words: "was " }, { place: "value" }],
  plural: [{ choice: { by: "count", of: { one: "1 number", other: [{ place: "count" }, { words: " numbers" }] } } }],
};

test("a plain pattern is its words", () => {
  speak("en", patterns);
  assert.equal(t("plain"), "Phone Numbers");
});

test("a choice is taken by a word as by a count, and is the other where neither is there", () => {
  speak("en", { whose: [{ choice: { by: "platform", of: { Retell: "agents", other: [{ place: "platform" }, { words: " assistants" }] } } }] });
  assert.equal(t("whose", { platform: "Retell" }), "agents");
  assert.equal(t("whose", { platform: "Vapi" }), "Vapi assistants");
});

test("a place takes its argument, and nothing when there is none", () => {
  speak("en", patterns);
  assert.equal(t("place", { value: "None" }), "was None");
  assert.equal(t("place"), "was ");
});

test("a choice follows the plural rules of the language, and counts have its figures", () => {
  speak("en", patterns);
  assert.equal(t("plural", { count: 1 }), "1 number");
  assert.equal(t("plural", { count: 12345 }), "12,345 numbers");
  speak("es", patterns);
  assert.equal(t("plural", { count: 12345 }), "12.345 numbers");
});

test("markup in an argument stays text", () => {
  speak("en", patterns);
  assert.equal(t("place", { value: "<img src=x onerror=alert(1)>" }), "was <img src=x onerror=alert(1)>");
});

test("the language of the document follows", () => {
  speak("es", patterns);
  assert.equal(window.document.documentElement.lang, "es");
});

test("a size is said in the unit that suits it", () => {
  speak("en", patterns);
  assert.equal(size(64_000), "64 kB");
  assert.equal(size(2_500_000), "3 MB");
});

test("a place takes an element, and the sentence stays whole", () => {
  speak("en", { speaks: [{ place: "name" }, { words: " speaks, and people see " }, { place: "number" }, { words: "." }] });
  const name = window.document.createElement("b");
  assert.deepEqual(worded("speaks", { name, number: 12345 }), [name, " speaks, and people see ", "12,345", "."]);
});

test("one of many and one of one are said as what they are", () => {
  const entries = { by: "total", of: { one: [{ place: "included" }, { words: " of 1 entry" }], other: [{ place: "included" }, { words: " of " }, { place: "total" }, { words: " entries" }] } };
  speak("en", { count: [{ choice: entries }] });
  assert.equal(t("count", { included: 1, total: 1 }), "1 of 1 entry");
  assert.equal(t("count", { included: 1, total: 2 }), "1 of 2 entries");
  assert.equal(t("count", { included: 9999, total: 10000 }), "9,999 of 10,000 entries");
});

test("a key without words is shown as it is", () => {
  speak("en", {});
  assert.equal(t("no-such-key"), "no-such-key");
});

test("folded, texts differ neither in case nor in accents", () => {
  assert.equal(folded("ESPAÑA, Teléfono"), "espana, telefono");
  useStroked({ ł: "l" });
  assert.equal(folded("Łódź"), "lodz", "also where Unicode does not take a letter apart");
});

test("a day is said as today, yesterday, or by its name, with the year where that is another", () => {
  speak("en", { today: [{ words: "Today, " }, { place: "day" }], yesterday: [{ words: "Yesterday, " }, { place: "day" }] });
  const now = new Date();
  const ago = (/** @type {number} */ days) => new Date(now.getFullYear(), now.getMonth(), now.getDate() - days, 0, 5).toISOString();
  assert.match(day(ago(0)), /^Today, \w+, \w+ \d+$/);
  assert.match(day(ago(1)), /^Yesterday, \w+, \w+ \d+$/);
  assert.match(day(ago(2)), /^(?!Today|Yesterday)\w+day, \w+ \d+(, \d{4})?$/);
  assert.match(day("2019-03-01T12:00:00Z"), /Friday, March 1, 2019/);
  assert.match(timeOfDay(ago(0)), /^12:05\sAM$/);
});

test("how long ago something was is said to the minute, then to the hour, then by its date", () => {
  speak("en", { "just-now": "just now" });
  const before = (/** @type {number} */ minutes) => ago(new Date(Date.now() - minutes * 60_000 - 1000).toISOString());
  assert.deepEqual([before(0), before(2), before(61), before(23 * 60)], ["just now", "2 minutes ago", "1 hour ago", "23 hours ago"]);
  assert.match(ago("2019-03-01T12:00:00Z"), /Mar 1, 2019/);
  speak("es", {});
  assert.equal(before(2), "hace 2 minutos");
});

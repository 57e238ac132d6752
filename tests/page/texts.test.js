// The window's words: patterns filled in, plurals chosen, by the real module.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

globalThis.document = /** @type {any} */ ({ documentElement: {} });
// As a data URL, since older Nodes take a .js file outside a package for CommonJS.
const source = await readFile(new URL("../../ui/parts/texts.js", import.meta.url), "utf8");
const { speak, t, size } = await import(`data:text/javascript,${encodeURIComponent(source)}`);

const patterns = {
  plain: "Phone Numbers",
  place: [{ words: "was " }, { place: "value" }],
  plural: [{ choice: { by: "count", of: { one: "1 number", other: [{ place: "count" }, { words: " numbers" }] } } }],
};

test("a plain pattern is its words", () => {
  speak("en", patterns);
  assert.equal(t("plain"), "Phone Numbers");
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
  assert.equal(globalThis.document.documentElement.lang, "es");
});

test("a size is said in the unit that suits it", () => {
  speak("en", patterns);
  assert.equal(size(64_000), "64 kB");
  assert.equal(size(2_500_000), "3 MB");
});

// The real window, with an office that is made up: begun with, asked what it shows, and left with nothing behind.
import assert from "node:assert/strict";
import { outstanding, settle, ui, window } from "./window.js";
import { fakeOffice } from "./fake_office.js";

const { document } = window;
/** The office it was begun with last. */
export let office = fakeOffice();
window.__TAURI__ = {
  core: { invoke: (...args) => office.tauri.core.invoke(...args) },
  event: { listen: (...args) => office.tauri.event.listen(...args) },
};
export const faults = [];
process.on("unhandledRejection", (fault) => faults.push(fault));
window.addEventListener("error", ({ error }) => faults.push(error));

export const shell = await ui("shell.js");
await ui("main.js");
await settle();

export const all = (selector) => [...document.querySelectorAll(selector)];
export const one = (selector) => document.querySelector(selector);
export const named = (selector, name) => all(selector).find((element) => element.textContent.trim() === name || element.getAttribute("aria-label") === name);
export const title = () => one("h1")?.textContent;

/** Ends the page, and says what is left of it. */
export const left = () => {
  shell.showAlone(() => ({ element: document.createElement("main") }));
  return outstanding();
};
/** What lasts as long as the window does. */
export const always = left();

/** Begins with an office. */
export async function begin(how) {
  office = fakeOffice(how);
  shell.showShell(structuredClone(office.office), "history");
  await shell.go("numbers", {});
  await settle();
}

export const nothingIsLeft = async () => {
  await settle();
  assert.deepEqual(left(), always);
  assert.equal(all("dialog").length, 0);
  assert.deepEqual(faults, []);
};

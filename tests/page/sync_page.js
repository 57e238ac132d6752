// The page Sync for its tests: gone to with a plan, and asked what it shows.
import { all, named, office, one, shell } from "./begun.js";
import { planOf, planRows } from "./fake_office.js";
import { settle, ui } from "./window.js";

const { speak } = await ui("parts/texts.js");

/** What was copied. */
export const clipboard = [];
Object.defineProperty(globalThis, "navigator", { value: { clipboard: { writeText: async (text) => void clipboard.push(text) } }, configurable: true });

/** Goes to the page, once the office answers as it is told to. */
export async function goTo(sync = {}, answers = {}) {
  Object.assign(office.sync, sync);
  Object.assign(office.answers, answers);
  await shell.go("sync", {});
  await settle();
}

let digests = 0;
/** A plan of other rows; its digest is its own, so that nothing was decided of it before. */
export const plan = (rows = planRows(), more = {}) => ({ rows, plan: planOf(rows, { digest: `fresh ${(digests += 1)}`, ...more }) });

export const asked = (command) => office.calls.filter(([name]) => name === command).map(([, request]) => request);
export const rowOf = (key) => one(`tr[data-key="${key}"]`);
export const cell = (key, name) => rowOf(key).querySelector(`.s-${name}`);
export const tick = (key) => rowOf(key).querySelector("input[type=checkbox]");
export const radios = (key) => [...rowOf(key).querySelectorAll("input[type=radio]")];
export const foot = () => all(".page-foot button").map((button) => ({ words: button.textContent, isOff: button.disabled }));
export const bring = () => all(".page-foot button")[0];
export const send = () => all(".page-foot button")[1];
export const compare = () => named(".page-head button", "sync-compare");
/** An answer that is waited for, and what gives it. */
export const held = () => {
  const answer = {};
  answer.promise = new Promise((resolve, reject) => Object.assign(answer, { resolve, reject }));
  return answer;
};

const place = (name) => ({ place: name });
const counted = (key) => [{ words: `${key} ` }, place("count")];
// Words with what stands in their places, as the window has them.
speak("en", {
  "sync-bring": counted("bring"),
  "sync-send": counted("send"),
  "sync-decided": [place("decided"), { words: " of " }, place("total")],
  "sync-same": counted("same"),
  "sync-progress": [place("done"), { words: " of " }, place("total")],
  "sync-compared": [{ words: "compared " }, place("when")],
  "sync-key-help": [{ words: "to " }, place("host")],
  "sync-hand-left": counted("left"),
  "sync-choose-here": [place("name"), { words: ", " }, place("field"), { words: ": here, " }, place("value")],
  "sync-choose-there": [place("name"), { words: ", " }, place("field"), { words: ": there, " }, place("value")],
  "sync-done-mark": [{ words: "Done: " }, place("name"), { words: ", " }, place("field")],
  "include-entry": [{ words: "Include " }, place("name")],
});

// @ts-check
/** The page of keys: what can be done without a mouse, where. */

import { ask } from "./dialog.js";
import { h } from "./dom.js";
import { t } from "./texts.js";

/** Each with its keys, all pressed at once; several lists are for one after the other, as the words say. @type {Array<{ place: string, keys: Array<[string, ...string[][]]> }>} */
const places = [
  {
    place: "everywhere",
    keys: [
      ["search-page", ["/"]],
      ["first-hit", ["↓"], ["Enter"]],
      ["undo", ["Ctrl", "Z"]],
      ["redo", ["Ctrl", "Shift", "Z"]],
      ["page-keys", ["?"]],
      ["zoom-keys", ["Ctrl", "+"], ["Ctrl", "−"], ["Ctrl", "0"]],
      ["close-open", ["Esc"]],
      ["close-window", ["Ctrl", "Q"]],
    ],
  },
  {
    place: "pages",
    keys: [
      ["page-numbers", ["Ctrl", "1"]],
      ["page-assistants", ["Ctrl", "2"]],
      ["page-campaigns", ["Ctrl", "3"]],
      ["add-number", ["Ctrl", "N"]],
      ["paste-list", ["Ctrl", "V"]],
    ],
  },
  {
    place: "table",
    keys: [
      ["next-row", ["↓"], ["↑"]],
      ["far-row", ["Page ↓"], ["Page ↑"]],
      ["first-row", ["Home"], ["End"]],
      ["open-row", ["Enter"]],
      ["what-happens", ["Space"]],
      ["edit-label", ["F2"]],
      ["row-menu", ["Shift", "F10"]],
    ],
  },
  {
    place: "panel",
    keys: [
      ["save-changes", ["Ctrl", "S"]],
      ["next-in-panel", ["Alt", "↓"], ["Alt", "↑"]],
      ["close", ["Esc"]],
    ],
  },
];

/** Shows it until it is closed. */
export const showKeys = () =>
  ask((close) => ({
    title: t("keys"),
    body: [h("div", { class: "keys" }, places.map(part))],
    foot: [
      h("p", { class: "note" }, t("keys-in-text")),
      h("button", { type: "button", class: "button button-large push", autofocus: true, onclick: () => close("") }, t("close")),
    ],
  }));

/** @param {(typeof places)[number]} part */
const part = ({ place, keys }) =>
  h(
    "section",
    {},
    h("h3", {}, t(`keys-${place}`)),
    h("dl", {}, keys.map(([words, ...ways]) => h("div", {}, h("dt", {}, t(words)), h("dd", {}, ways.flat().map((key) => h("kbd", {}, key)))))),
  );

// @ts-check
/** Questions. Every dialog but the file pickers is one of these. */

import { fill, freshId, h } from "./dom.js";
import { t } from "./texts.js";

/** @import { Child } from "./dom.js" */

/**
 * Shows a dialog until it is closed, and gives what it was closed with.
 * @param {(close: (answer: string) => void) => { title: string, body: Child[], foot: Child[], role?: string }} build
 * @returns {Promise<string>} "" when it was left with Escape
 */
export function ask(build) {
  const before = document.activeElement;
  const titleId = freshId("dialog");
  const dialog = h("dialog", { class: "dialog", "aria-labelledby": titleId });
  const { title, body, foot, role } = build((answer) => dialog.close(answer));
  if (role) dialog.setAttribute("role", role);
  fill(
    dialog,
    h("header", { class: "dialog-head" }, h("h2", { id: titleId }, title)),
    h("div", { class: "dialog-body" }, body),
    h("footer", { class: "dialog-foot" }, foot),
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
      resolve(dialog.returnValue);
    });
  });
}

/**
 * A question with answers; the last one goes on, the first is far left and leaves.
 * @param {{ title: string, text: Child[], answers: Array<{ value: string, label: string, main?: boolean }> }} question
 */
export const question = ({ title, text, answers }) =>
  ask((close) => ({
    title,
    role: "alertdialog",
    body: text,
    foot: answers.map(({ value, label, main }, at) =>
      h(
        "button",
        {
          type: "button",
          class: `button button-large${main ? " button-main" : ""}${at === 1 ? " push" : ""}`,
          autofocus: main,
          onclick: () => close(value),
        },
        label,
      ),
    ),
  }));

/** Whether to save, drop or go on with edits. @param {string} name @returns {Promise<string>} "save", "discard" or "" */
export const askAboutEdits = (name) =>
  question({
    title: t("leave-title", { name }),
    text: [h("p", {}, t("leave-text"))],
    answers: [
      { value: "discard", label: t("discard") },
      { value: "", label: t("keep-editing") },
      { value: "save", label: t("save-changes"), main: true },
    ],
  });

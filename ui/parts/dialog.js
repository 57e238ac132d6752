// @ts-check
/**
 * Questions. Every dialog but the file pickers is one of these; what is asked and what follows is the caller's.
 * A dialog's signal ends when it is closed.
 */

import { fill, freshId, h } from "./dom.js";
import { t } from "./texts.js";

/** @import { Child } from "./dom.js" */

/** Shows a dialog until it is closed, and gives the focus back. @param {HTMLDialogElement} dialog @param {AbortController} ending */
export async function showDialog(dialog, ending) {
  const before = document.activeElement;
  const closed = new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  document.body.append(dialog);
  dialog.showModal();
  await closed;
  ending.abort();
  dialog.remove();
  if (before instanceof HTMLElement && before.isConnected) before.focus();
}

/**
 * Shows a dialog until it is closed, and gives what it was closed with.
 * @param {(close: (answer: string) => void, signal: AbortSignal) => { title: string, body: Child[], foot: Child[], role?: string }} build
 * @returns {Promise<string>} "" when it was left with Escape
 */
export async function ask(build) {
  const titleId = freshId("dialog");
  const dialog = h("dialog", { class: "dialog", "aria-labelledby": titleId });
  const ending = new AbortController();
  const { title, body, foot, role } = build((answer) => dialog.close(answer), ending.signal);
  if (role) dialog.setAttribute("role", role);
  fill(
    dialog,
    h("header", { class: "dialog-head" }, h("h2", { id: titleId }, title)),
    h("div", { class: "dialog-body" }, body),
    h("footer", { class: "dialog-foot" }, foot),
  );
  await showDialog(dialog, ending);
  return dialog.returnValue;
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

/** Whether to go on, all the same. @param {{ title: string, text: Child[], stay?: string, go: string }} question */
export async function mayGoOn({ title, text, stay = t("cancel"), go }) {
  const answers = [
    { value: "", label: stay },
    { value: "go", label: go, main: true },
  ];
  return (await question({ title, text, answers })) === "go";
}

/** Whether the connection with a platform goes, and with it the key and what was seen there. @param {string} platform its name */
export const mayDisconnect = (platform) =>
  mayGoOn({ title: t("sync-disconnect-title", { platform }), text: [h("p", {}, t("sync-disconnect-text"))], go: t("sync-disconnect-go") });

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

/**
 * Asks with a form until what it holds was taken, and gives what came of it. `action` names the button that
 * sends it, `busy` what it says meanwhile; `note` stands before it; `send` gives null for what was not taken,
 * having said why.
 * @template Taken
 * @param {{
 *   title: string,
 *   action: string,
 *   busy?: string,
 *   note?: string,
 *   build: (signal: AbortSignal) => { body: Child[], send: () => null | Promise<Taken | null> },
 * }} options
 * @returns {Promise<Taken | null>} null when it was left
 */
export async function askForm({ title, action, busy = action, note, build }) {
  const id = freshId("form");
  /** @type {Taken | null} */
  let taken = null;
  await ask((close, signal) => {
    const { body, send } = build(signal);
    const submit = h("button", { type: "submit", class: `button button-large button-main${note ? "" : " push"}`, form: id }, action);
    const onsubmit = async (/** @type {Event} */ event) => {
      event.preventDefault();
      const sending = send();
      if (!sending) return;
      // Nothing is sent twice.
      submit.disabled = true;
      submit.textContent = busy;
      taken = await sending;
      submit.disabled = false;
      submit.textContent = action;
      if (taken !== null) close("taken");
    };
    return {
      title,
      body: [h("form", { id, class: "dialog-form", novalidate: true, onsubmit }, body)],
      foot: [h("button", { type: "button", class: "button button-large", onclick: () => close("") }, t("cancel")), note && h("p", { class: "note push" }, note), submit],
    };
  });
  return taken;
}

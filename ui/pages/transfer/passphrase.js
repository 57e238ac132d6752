// @ts-check
/** Asks for the passphrase of an encrypted file: one that is there, or a new one, twice. */

import { h } from "../../parts/dom.js";
import { ask } from "../../parts/dialog.js";
import { field } from "../../parts/form.js";
import { t } from "../../parts/texts.js";

/**
 * @param {{ title: string, action: string, text: string, refusal?: string, isNew?: boolean }} options
 * @returns {Promise<string>} "" if none was given
 */
export async function askForPassphrase({ title, action, text, refusal = "", isNew = false }) {
  let passphrase = "";
  const secret = (/** @type {string} */ key) =>
    field({
      label: t(key),
      input: h("input", { type: "password", autocomplete: "off", required: true }),
      value: "",
      onedit: () => {},
    });
  const first = secret("passphrase");
  const again = secret("passphrase-again");
  first.input.autofocus = true;
  await ask((close) => {
    const submit = () => {
      const typed = String(first.now());
      if (!typed) return say(first, "passphrase-missing");
      if (isNew && typed !== again.now()) return say(again, "passphrase-differs");
      passphrase = typed;
      close("given");
    };
    const form = h(
      "form",
      {
        id: "passphrase",
        class: "dialog-form",
        novalidate: true,
        onsubmit: (/** @type {Event} */ event) => {
          event.preventDefault();
          submit();
        },
      },
      text && h("p", { class: "quiet" }, text),
      first.element,
      isNew && again.element,
    );
    if (refusal) first.refuse(refusal);
    return {
      title,
      body: [form],
      foot: [
        h("button", { type: "button", class: "button button-large", onclick: () => close("") }, t("cancel")),
        h("button", { type: "submit", class: "button button-large button-main push", form: "passphrase" }, action),
      ],
    };
  });
  return passphrase;
}

/** @param {import("../../parts/form.js").Field} at @param {string} key */
function say(at, key) {
  at.refuse(t(key));
  at.input.focus();
}

// @ts-check
/** Asks for the passphrase of an encrypted file: one that is there, or a new one, twice. */

import { askForm } from "../../parts/dialog.js";
import { h } from "../../parts/dom.js";
import { textField } from "../../parts/form.js";
import { t } from "../../parts/texts.js";

/**
 * @param {{ title: string, action: string, text: string, refusal?: string, isNew?: boolean }} options
 * @returns {Promise<string>} "" if none was given
 */
export async function askForPassphrase({ title, action, text, refusal = "", isNew = false }) {
  const secret = (/** @type {string} */ key) => textField({ label: t(key), value: "", attributes: { type: "password", required: true } });
  const first = secret("passphrase");
  const again = secret("passphrase-again");
  first.input.autofocus = true;
  if (refusal) first.refuse(refusal);
  const build = () => ({
    body: [text && h("p", { class: "quiet" }, text), first.element, isNew && again.element],
    send() {
      const typed = first.input.value;
      if (!typed) return refuse(first, "passphrase-missing");
      if (isNew && typed !== again.input.value) return refuse(again, "passphrase-differs");
      return Promise.resolve(typed);
    },
  });
  return (await askForm({ title, action, build })) ?? "";
}

/** @param {ReturnType<typeof textField>} at @param {string} key */
function refuse(at, key) {
  at.refuse(t(key));
  at.input.focus();
  return null;
}

// @ts-check
/** Asks for a list that is pasted or typed: numbers one below the other, with their labels or without. */

import { askForm } from "../../parts/dialog.js";
import { h } from "../../parts/dom.js";
import { field } from "../../parts/form.js";
import { t } from "../../parts/texts.js";

/** @returns {Promise<string>} "" if none was given */
export async function askForList() {
  const list = field({
    label: t("paste-label"),
    input: h("textarea", { rows: 10, autofocus: true, spellcheck: "false", dir: "auto", class: "pasted" }),
    value: "",
    help: t("paste-help"),
  });
  const build = () => ({
    body: [list.element],
    send() {
      if (list.input.value.trim()) return Promise.resolve(list.input.value);
      list.refuse(t("paste-missing"));
      list.input.focus();
      return null;
    },
  });
  return (await askForm({ title: t("paste-title"), action: t("continue"), build })) ?? "";
}

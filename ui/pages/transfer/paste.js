// @ts-check
/** Asks for a list that is pasted or typed: numbers one below the other, with their labels or without. */

import { askForm } from "../../parts/dialog.js";
import { h } from "../../parts/dom.js";
import { field } from "../../parts/form.js";
import { wireError } from "../../parts/status_line.js";
import { t } from "../../parts/texts.js";

/** @import { ReviewHead } from "../../wire.d.ts" */

/** Asks until a list could be read, which stays where it was typed as long as it could not. @param {(text: string) => Promise<ReviewHead | null>} read */
export function askForList(read) {
  const list = field({
    label: t("paste-label"),
    input: h("textarea", { rows: 10, autofocus: true, spellcheck: "false", dir: "auto", class: "pasted" }),
    value: "",
    help: t("paste-help"),
  });
  /** @param {string} why */
  function refuse(why) {
    list.refuse(why);
    list.input.focus();
    return null;
  }
  const build = () => ({
    body: [list.element],
    send: () => (list.input.value.trim() ? read(list.input.value).catch((error) => refuse(wireError(error).message)) : refuse(t("paste-missing"))),
  });
  return askForm({ title: t("paste-title"), action: t("continue"), build });
}

// @ts-check
/** Why there is no office, in words, and the ways out. */

import * as api from "../../api.js";
import { fill, h, icon } from "../../parts/dom.js";
import { barePage, button } from "../../parts/layout.js";
import { wireError } from "../../parts/status_line.js";
import { moment, t } from "../../parts/texts.js";

/** @import { Opening } from "../../wire.d.ts" */

/** The office cannot be opened. @param {Opening} opening @param {{ again: () => void, recovered: (opening: Opening) => void }} ways */
export function failurePage({ failure, backup, folder }, { again, recovered }) {
  const refusal = h("p", { class: "welcome-refusal", role: "alert" });
  const recover = (/** @type {string} */ name) =>
    api.recoverBackup({ name }).then(recovered, (error) => fill(refusal, icon("error"), wireError(error).message));
  return barePage(t("failure-title"), [
    h("p", { class: "welcome-lead", role: "alert" }, failure?.message),
    h("p", { class: "path" }, h("code", {}, folder)),
    failure?.details && h("details", { class: "failure-details" }, h("summary", {}, t("details")), h("p", { class: "quiet" }, failure.details)),
    backup && h("p", { class: "recover" }, t("recover-text", { when: moment(backup.at) })),
    h(
      "div",
      { class: "failure-way button-row" },
      backup && button(t("recover"), () => recover(backup.name), "button-large button-main"),
      button(t("try-again"), again, backup ? "button-large" : "button-large button-main"),
    ),
    refusal,
  ]);
}

/** Not even the words are here: what the program says is all there is to show. @param {string} message */
export const wordless = (message) => h("main", { class: "welcome" }, h("p", { class: "welcome-in", role: "alert" }, message));

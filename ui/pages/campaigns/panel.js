// @ts-check
/** Campaign Settings: one campaign, the number it calls from, who will speak and what people will see. */

import * as api from "../../api.js";
import { fill, h, icon, sentence } from "../../parts/dom.js";
import { choices, field, section, showWas, textField } from "../../parts/form.js";
import { button, obstacle } from "../../parts/layout.js";
import { numberPicker } from "../../parts/number_picker.js";
import { recordPanel } from "../../parts/record_panel.js";
import { t, worded } from "../../parts/texts.js";
import { closePanel, dropPanel, goToRecord, removeRecord, tookEffect } from "../../shell.js";

/** @import { CampaignRow, CampaignStatus, Sentence } from "../../wire.d.ts" */

export const statuses = /** @type {CampaignStatus[]} */ (["draft", "scheduled", "active", "paused", "completed"]);

/** @param {string} status */
export const statusWord = (status) => t(`campaign-${status}`);

/** @param {string} id @param {AbortSignal} signal */
export const campaignPanel = (id, signal) =>
  recordPanel({
    kind: "campaign",
    id,
    title: t("campaign-settings"),
    side: (row) => statusWord(row.status),
    list: api.listCampaigns,
    fieldsOf: (/** @type {CampaignRow} */ row, /** @type {() => void} */ onedit) => fieldsOf(row, onedit, signal),
    sections: (row, { name, status, number }) => [
      h("div", { class: "section" }, h("div", { class: "pair" }, name.element, status.element)),
      row.isBlocked && row.reason && h("div", { class: "section" }, obstacle(t("cannot-run"), row.reason, h("div", { class: "notice-way" }, numberButton(row)))),
      number.element,
      section("what-happens", number.happens),
    ],
    save: (edits) => api.saveCampaign({ id, edits }),
    remove: () => api.removeCampaign({ id }),
    removeWords: t("remove-campaign"),
    frame: { closePanel, dropPanel, tookEffect, removeRecord },
    signal,
  });

/** @param {CampaignRow} row */
const numberButton = (row) => button(t("open-its-number"), () => goToRecord("number", row.number, row.mendAt ?? ""));

/** @param {CampaignRow} row @param {() => void} onedit @param {AbortSignal} signal */
function fieldsOf(row, onedit, signal) {
  /** @type {Array<[string, string]>} */
  const options = statuses.map((status) => [status, statusWord(status)]);
  return {
    name: textField({ label: t("name"), value: row.name, onedit }),
    status: field({ label: t("status"), input: choices(options), value: row.status, shown: statusWord, onedit }),
    number: numberField(row, onedit, signal),
  };
}

/** The number it calls from, and what happens then. @param {CampaignRow} row @param {() => void} onedit @param {AbortSignal} signal */
function numberField(row, onedit, signal) {
  let picked = row.number;
  const isEdited = () => picked !== row.number;
  const was = h("span", { class: "was", hidden: true });
  const refusal = h("p", { class: "help is-refused", role: "alert" });
  const happens = h("div", {}, calls(row.reason, row.speaks?.name, row.callerId));
  const input = numberPicker({
    purpose: "campaign",
    chosen: picked,
    list: api.listChoices,
    onpick: (id, choice) => {
      picked = id;
      fill(refusal);
      fill(happens, isEdited() ? calls(choice.reason, choice.holder, choice.callerId) : calls(row.reason, row.speaks?.name, row.callerId));
      onedit();
    },
    signal,
  });
  return {
    element: h("fieldset", { class: "section" }, h("legend", {}, icon("out"), t("calls-from"), was), input.element, refusal),
    happens,
    input,
    isEdited,
    now: () => picked,
    showWas: () => showWas(was, isEdited(), row.numberName),
    /** @param {string} why */
    refuse: (why) => fill(refusal, icon("error"), why),
  };
}

/** Who speaks and what people see, or why nobody does. @param {Sentence | null} reason @param {string | null | undefined} name @param {string | null} callerId */
function calls(reason, name, callerId) {
  const words = reason
    ? sentence(reason)
    : worded("campaign-speaks", { name: h("b", {}, name ?? ""), number: h("span", { class: "tel" }, callerId ?? "") });
  return h(
    "dl",
    { class: "routes", "aria-live": "polite" },
    h("div", { class: reason ? "route is-lost" : "route" }, icon("out"), h("dt", {}, t("campaign-calls")), h("dd", {}, words)),
  );
}

// @ts-check
/** Campaigns: what calls, from which number, who will speak. What cannot run, and why, is the program's to say. */

import * as api from "../../api.js";
import { digitsCell, slotCell, telCell } from "../../parts/cells.js";
import { askForm } from "../../parts/dialog.js";
import { fill, h, icon } from "../../parts/dom.js";
import { refuseFields, textField } from "../../parts/form.js";
import { numberPicker } from "../../parts/number_picker.js";
import { recordListPage } from "../../parts/record_list.js";
import { wireError } from "../../parts/status_line.js";
import { t } from "../../parts/texts.js";
import { openPanel, openedId, removeRecord, tookEffect } from "../../shell.js";
import { campaignPanel, statusWord, statuses } from "./panel.js";

/** @import { CampaignRow, CampaignStatus } from "../../wire.d.ts" */
/** @import { Visit } from "../../parts/layout.js" */

/** What is looked for outlives the page. */
const view = { search: "", filter: /** @type {"all" | "blocked" | CampaignStatus} */ ("all") };

/** @param {CampaignRow} row @param {typeof view.filter} filter */
const passes = (row, filter) => filter === "all" || (filter === "blocked" ? row.isBlocked : row.status === filter);

/** @param {Visit} visit */
export const campaignsPage = (visit) =>
  recordListPage(
    {
      name: "campaigns",
      sign: "campaign",
      view,
      columns: [
        ["m-name", "name"],
        ["m-number", "phone-number"],
        ["m-digits", "number"],
        ["m-speaks", "assistant"],
        ["m-caller", "caller-id"],
        ["m-status", "status"],
        ["m-find", "findings"],
      ],
      firm: ["m-digits", "m-status", "m-find"],
      filters: [
        { value: "all", words: t("filter-all-campaigns") },
        { value: "blocked", words: t("filter-blocked"), severity: "error" },
        ...statuses.map((status) => ({ value: status, words: t(`filter-campaign-${status}`) })),
      ],
      always: (filter) => filter === "all",
      passes,
      load: api.listCampaigns,
      words: ({ name, numberName, digits, speaks }) => `${name}\n${numberName}\n${digits.number ?? ""}\n${digits.number?.replace(/\D/g, "") ?? ""}\n${speaks?.name ?? ""}`,
      cells,
      panel: campaignPanel,
      remove: ({ id, name }) => removeRecord({ kind: "campaign", id }, name, () => api.removeCampaign({ id })),
      openPanel,
      openedId,
      add: async (open) => {
        const saved = await askForm({ title: t("new-campaign"), action: t("create-campaign"), build: newCampaign });
        if (!saved) return;
        tookEffect(saved);
        if (saved.id) open(saved.id);
      },
      keys: {
        add: "new-campaign",
        count: "count-campaigns",
        noneMatch: "none-match-campaign",
        noneMatchText: "none-match-campaign-text",
        none: "no-campaigns",
        noneText: "no-campaigns-text",
      },
    },
    visit,
  );

/** @param {CampaignRow} row */
const cells = ({ digits, numberName, speaks, callerId, reason, status, isBlocked }) => [
  h("td", { class: "m-number", title: numberName }, numberName === digits.number ? telCell(numberName) : numberName),
  h("td", { class: "m-digits" }, digitsCell(digits)),
  h("td", { class: "m-speaks" }, slotCell(speaks)),
  h("td", { class: "m-caller" }, telCell(reason ? null : callerId)),
  h("td", { class: "m-status" }, h("span", { class: `progress-word progress-${status}` }, statusWord(status))),
  h(
    "td",
    { class: "m-find" },
    isBlocked && h("span", { class: "finding is-error", title: t("blocked") }, icon("error"), h("span", { class: "m-find-word" }, t("blocked"))),
  ),
];

/** The form for a new campaign. @param {AbortSignal} signal */
function newCampaign(signal) {
  /** @type {string | null} */
  let number = null;
  const name = textField({ label: t("name"), value: "", attributes: { autofocus: true } });
  const refusal = h("p", { class: "help is-refused", role: "alert" });
  const picker = numberPicker({
    purpose: "campaign",
    chosen: null,
    list: api.listChoices,
    onpick: (id) => {
      number = id;
      fill(refusal);
    },
    signal,
  });

  /** @param {string} number */
  async function add(number) {
    try {
      return await api.addCampaign({ name: name.input.value, number, status: "draft" });
    } catch (error) {
      const { fields, message } = wireError(error);
      if (!refuseFields({ name }, fields)) fill(refusal, icon("error"), message);
      return null;
    }
  }

  return {
    body: [
      name.element,
      h("div", {}, h("p", { class: "label-text" }, t("calls-from")), picker.element, refusal),
      h("p", { class: "quiet" }, t("begins-as-draft")),
    ],
    send() {
      if (number) return add(number);
      fill(refusal, icon("error"), t("choose-a-number"));
      return null;
    },
  };
}

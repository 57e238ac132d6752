// @ts-check
/** Campaigns: what calls, from which number, who will speak; and one of them in the panel. */

import * as api from "../../api.js";
import { ask } from "../../parts/dialog.js";
import { fill, h, icon, sentence } from "../../parts/dom.js";
import { choices, field, formFoot, refuseFields, section } from "../../parts/form.js";
import { numberPicker } from "../../parts/number_picker.js";
import { recordListPage } from "../../parts/record_list.js";
import { recordPanel } from "../../parts/record_panel.js";
import { attempt, goToRecord, removeRecord, tookEffect, wireError } from "../../shell.js";
import { sayRefused } from "../../parts/status_line.js";
import { t } from "../../parts/texts.js";

/** @import { CampaignFields, CampaignRow, CampaignStatus, Choice, Sentence } from "../../wire.d.ts" */
/** @import { Panel } from "../../shell.js" */

const statuses = /** @type {CampaignStatus[]} */ (["draft", "scheduled", "active", "paused", "completed"]);
/** What is looked for outlives the page. */
const view = { search: "", filter: /** @type {"all" | "blocked" | CampaignStatus} */ ("all") };

/** @param {CampaignStatus} status */
const statusWord = (status) => t(`campaign-${status}`);

/** @param {CampaignRow} row @param {typeof view.filter} filter */
const passes = (row, filter) => filter === "all" || (filter === "blocked" ? row.isBlocked : row.status === filter);

export const campaignsPage = () =>
  recordListPage({
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
    filters: [
      { value: "all", words: t("filter-all-campaigns") },
      { value: "blocked", words: t("filter-blocked"), severity: "error" },
      ...statuses.map((status) => ({ value: status, words: statusWord(status) })),
    ],
    always: (filter) => filter === "all",
    passes,
    load: api.listCampaigns,
    words: ({ name, numberName, digits, speaks }) => `${name}\n${numberName}\n${digits.number ?? ""}\n${digits.number?.replace(/\D/g, "") ?? ""}\n${speaks?.name ?? ""}`,
    cells,
    panel: campaignPanel,
    add: (open) => void newCampaign(open),
    keys: {
      add: "new-campaign",
      count: "count-campaigns",
      noneMatch: "none-match-campaign",
      noneMatchText: "none-match-campaign-text",
      none: "no-campaigns",
      noneText: "no-campaigns-text",
    },
  });

/** @param {CampaignRow} row */
function cells(row) {
  const { country, number, areaCode } = row.digits;
  const none = () => h("span", { class: "none" }, t("none"));
  return [
    h("td", { class: "m-number", title: row.numberName }, row.numberName === number ? h("span", { class: "tel" }, number) : row.numberName),
    h(
      "td",
      { class: "m-digits" },
      h("span", { class: "cc" }, country ?? ""),
      number ? h("span", { class: "tel" }, number) : h("span", { class: "faint" }, areaCode ? t("area-code", { areaCode }) : t("requested")),
    ),
    h("td", { class: "m-speaks" }, row.speaks ? h("span", { class: "slot" }, h("span", { class: "cut" }, row.speaks.name), !row.speaks.active && h("span", { class: "tag after" }, t("off"))) : none()),
    h("td", { class: "m-caller" }, row.callerId && !row.reason ? h("span", { class: "tel" }, row.callerId) : none()),
    h("td", { class: "m-status" }, h("span", { class: `progress-word progress-${row.status}` }, statusWord(row.status))),
    h(
      "td",
      { class: "m-find" },
      row.isBlocked && h("span", { class: "finding is-error", title: t("blocked") }, icon("error"), h("span", { class: "m-find-word" }, t("blocked"))),
    ),
  ];
}

/** @param {(id: string) => void} open */
async function newCampaign(open) {
  /** @type {string | null} */
  let added = null;
  await ask((close) => {
    /** @type {string | null} */
    let number = null;
    const name = field({ label: t("name"), input: h("input", { autocomplete: "off", autofocus: true }), value: "", onedit: () => {} });
    const refusal = h("p", { class: "help is-refused", role: "alert" });
    const picker = numberPicker({
      purpose: "campaign",
      chosen: null,
      onpick: (id) => {
        number = id;
        fill(refusal);
      },
    });
    const submit = h("button", { type: "submit", class: "button button-large button-main push", form: "new-campaign" }, t("create-campaign"));
    const form = h(
      "form",
      {
        id: "new-campaign",
        class: "dialog-form",
        novalidate: true,
        onsubmit: async (/** @type {Event} */ event) => {
          event.preventDefault();
          if (!number) {
            fill(refusal, icon("error"), t("choose-a-number"));
            return;
          }
          submit.disabled = true;
          try {
            const saved = await api.addCampaign({ name: String(name.now()), number, status: "draft" });
            added = saved.id;
            close("added");
            tookEffect(saved);
          } catch (error) {
            submit.disabled = false;
            const { fields, message } = wireError(error);
            if (!refuseFields({ name }, fields)) fill(refusal, icon("error"), message);
          }
        },
      },
      name.element,
      h("div", {}, h("p", { class: "label-text" }, t("calls-from")), picker.element, refusal),
      h("p", { class: "quiet" }, t("begins-as-draft")),
    );
    return {
      title: t("new-campaign"),
      body: [form],
      foot: [h("button", { type: "button", class: "button button-large", onclick: () => close("") }, t("cancel")), submit],
    };
  });
  if (added) open(added);
}

/** @param {string} id @param {() => void} closed @returns {Promise<Panel>} */
async function campaignPanel(id, closed) {
  const find = async () => (await api.listCampaigns()).find((row) => row.id === id);
  const there = await find();
  if (!there) throw { code: "gone", message: t("gone") };
  let row = there;
  /** @type {ReturnType<typeof fieldsOf>} */
  let fields;
  let number = row.number;
  /** @type {ReturnType<typeof numberPicker>} */
  let picker;
  const foot = formFoot({ ondiscard: () => put(row) });
  const frame = recordPanel({ title: t("campaign-settings"), foot, save: () => void save() });
  const was = h("span", { class: "was", hidden: true });
  const refusal = h("p", { class: "help is-refused", role: "alert" });

  function fieldsOf() {
    /** @type {Array<[string, string]>} */
    const options = statuses.map((status) => [status, statusWord(status)]);
    return {
      name: field({ label: t("name"), input: h("input", { autocomplete: "off" }), value: row.name, onedit: edited }),
      status: field({ label: t("status"), input: choices(options), value: row.status, shown: (status) => statusWord(/** @type {CampaignStatus} */ (status)), onedit: edited }),
    };
  }

  const count = () => Number(fields.name.isEdited()) + Number(fields.status.isEdited()) + Number(number !== row.number);

  function edited() {
    if (!fields) return;
    fields.name.showWas();
    fields.status.showWas();
    was.hidden = number === row.number;
    was.textContent = was.hidden ? "" : t("was", { value: row.numberName });
    foot.show(count());
  }

  /** @param {CampaignRow} next */
  function put(next) {
    row = next;
    number = row.number;
    fill(frame.record, h("strong", { class: "cut", title: row.name }, row.name), h("span", { class: "quiet" }, statusWord(row.status)));
    fields = fieldsOf();
    fill(refusal);
    picker = numberPicker({
      purpose: "campaign",
      chosen: number,
      onpick: (picked, choice) => {
        number = picked;
        fill(refusal);
        fill(happens, picked === row.number ? routeWords(row) : choiceWords(choice));
        edited();
      },
    });
    const happens = h("div", {}, routeWords(row));
    fill(
      frame.body,
      h("div", { class: "section" }, h("div", { class: "pair" }, fields.name.element, fields.status.element)),
      row.isBlocked && row.reason && h("div", { class: "section" }, blockedNotice()),
      h(
        "fieldset",
        { class: "section" },
        h("legend", {}, icon("out"), t("calls-from"), was),
        picker.element,
        refusal,
      ),
      section("what-happens", happens),
      section("remove-section", h("button", { type: "button", class: "button", onclick: remove }, t("remove-campaign"))),
    );
    edited();
  }

  const blockedNotice = () =>
    h(
      "div",
      { class: "notice notice-error" },
      icon("error"),
      h("h3", {}, t("cannot-run")),
      h("p", { class: "notice-text" }, sentence(row.reason ?? [])),
      h("div", { class: "notice-way" }, h("button", { type: "button", class: "button", onclick: () => void goToRecord("number", row.number, row.speaks?.active ? "status" : "caller") }, t("open-its-number"))),
    );

  async function save() {
    if (count() === 0) return true;
    foot.wait();
    /** @type {CampaignFields} */
    const changed = {
      ...(fields.name.isEdited() && { name: { was: row.name, now: String(fields.name.now()) } }),
      ...(fields.status.isEdited() && { status: { was: row.status, now: /** @type {CampaignStatus} */ (fields.status.now()) } }),
      ...(number !== row.number && { number: { was: row.number, now: number } }),
    };
    try {
      const saved = await api.saveCampaign({ id, fields: changed });
      const fresh = await attempt(find);
      if (fresh) put(fresh);
      tookEffect(saved);
      return true;
    } catch (error) {
      foot.show(count());
      const { fields: refused, message } = wireError(error);
      sayRefused(message);
      if (refused?.number) fill(refusal, icon("error"), refused.number);
      refuseFields(fields, refused);
      return false;
    }
  }

  const remove = () => removeRecord({ kind: "campaign", id }, row.name, () => api.removeCampaign(id));

  put(row);
  return {
    element: frame.element,
    id,
    get name() {
      return row.name;
    },
    isEdited: () => count() > 0,
    save,
    closed,
    focus: (place) => (place === "number" ? picker.focus() : fields.name.input.focus()),
    async refresh() {
      const list = await attempt(() => api.listCampaigns());
      if (!list || count() > 0) return;
      const fresh = list.find((row) => row.id === id);
      if (fresh) put(fresh);
      else frame.drop();
    },
  };
}

/** Who speaks and what people see, as the number is now. @param {CampaignRow} row */
const routeWords = (row) => calls(row.reason, row.speaks?.name ?? "", row.callerId);

/** The same for a number that is only chosen yet. @param {Choice} choice */
const choiceWords = (choice) => calls(choice.reason, choice.holder ?? "", choice.callerId);

/** @param {Sentence | null} reason @param {string} name @param {string | null} callerId */
function calls(reason, name, callerId) {
  const words = reason
    ? sentence(reason)
    : [h("b", {}, name), " ", t("speaks-and-people-see"), " ", h("span", { class: "tel" }, callerId ?? ""), "."];
  return h(
    "dl",
    { class: "routes", "aria-live": "polite" },
    h("div", { class: reason ? "route is-lost" : "route" }, icon("out"), h("dt", {}, t("campaign-calls")), h("dd", {}, words)),
  );
}

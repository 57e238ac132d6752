// @ts-check
/** Campaigns: what calls, from which number, who will speak; and one of them in the panel. */

import * as api from "./api.js";
import { ask } from "./dialogs.js";
import { fill, h, icon, sentence } from "./dom.js";
import { choices, field, formFoot, section } from "./form.js";
import { numberPicker } from "./number_picker.js";
import { recordPanel } from "./record_panel.js";
import { attempt, empty, goToRecord, openPanel, openedId, pageHead, removeRecord, searchBox, tookEffect, wireError } from "./shell.js";
import { sayCount, sayRefused } from "./status_line.js";
import { figures, t } from "./texts.js";

/** @import { CampaignFields, CampaignRow, CampaignStatus } from "./bindings.d.ts" */
/** @import { Page, Panel } from "./shell.js" */

const statuses = /** @type {CampaignStatus[]} */ (["draft", "scheduled", "active", "paused", "completed"]);
/** What is looked for outlives the page. */
const view = { search: "", filter: /** @type {"all" | "blocked" | CampaignStatus} */ ("all") };

/** @param {CampaignStatus} status */
const statusWord = (status) => t(`campaign-${status}`);

/** @returns {Page} */
export function campaignsPage() {
  /** @type {CampaignRow[]} */
  let campaigns = [];
  const rows = h("tbody");
  const table = h(
    "table",
    { class: "records", "aria-label": t("page-campaigns") },
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col", class: "m-name" }, t("name")),
        h("th", { scope: "col", class: "m-number" }, t("phone-number")),
        h("th", { scope: "col", class: "m-speaks" }, t("speaks")),
        h("th", { scope: "col", class: "m-caller" }, t("caller-id")),
        h("th", { scope: "col", class: "m-status" }, t("status")),
        h("th", { scope: "col", class: "m-find" }, t("findings")),
      ),
    ),
    rows,
  );
  const nothing = h("div", { class: "empty-place", hidden: true });
  const search = searchBox({
    value: view.search,
    onsearch: (text) => {
      view.search = text;
      draw();
    },
  });
  const chips = h("div", { class: "chips", role: "group", "aria-label": t("filter") });
  const newButton = () =>
    h("button", { type: "button", class: "button button-main", onclick: () => void newCampaign(open) }, icon("plus"), t("new-campaign"));

  async function load() {
    const list = await attempt(() => api.listCampaigns());
    if (!list) return;
    campaigns = list;
    draw();
  }

  /** @param {CampaignRow} row @param {typeof view.filter} filter */
  const passes = (row, filter) => filter === "all" || (filter === "blocked" ? row.isBlocked : row.status === filter);

  function draw() {
    const words = view.search.trim().toLowerCase();
    const said = (/** @type {CampaignRow} */ { name, numberName, digits, speaks }) => `${name}\n${numberName}\n${digits.number ?? ""}\n${speaks?.name ?? ""}`.toLowerCase();
    const shown = campaigns.filter((row) => passes(row, view.filter) && said(row).includes(words));
    const filters = /** @type {Array<typeof view.filter>} */ (["all", "blocked", ...statuses]);
    fill(
      chips,
      filters.map((filter) => {
        const count = campaigns.filter((row) => passes(row, filter)).length;
        const id = `campaigns-${filter}`;
        return (
          (count > 0 || filter === "all" || filter === view.filter) &&
          h(
            "button",
            {
              type: "button",
              class: filter === "blocked" ? "chip is-error" : "chip",
              "aria-pressed": String(filter === view.filter),
              "aria-describedby": id,
              onclick: () => {
                view.filter = filter;
                draw();
              },
            },
            filter === "blocked" && icon("error"),
            filter === "all" || filter === "blocked" ? t(`filter-${filter}`) : statusWord(filter),
            h("span", { class: "n", id, "aria-hidden": "true" }, figures(count)),
          )
        );
      }),
    );
    fill(rows, shown.map(campaignRow));
    sayCount(t("count-campaigns", { count: campaigns.length }));
    table.hidden = shown.length === 0;
    nothing.hidden = shown.length > 0;
    if (shown.length > 0) return;
    fill(
      nothing,
      campaigns.length > 0
        ? empty("search", words ? t("none-match-campaign", { search: search.input.value }) : t("none-of-this-sort"), t("none-match-campaign-text"))
        : empty("campaign", t("no-campaigns"), t("no-campaigns-text"), newButton()),
    );
  }

  /** @param {CampaignRow} row */
  function campaignRow(row) {
    const isOpen = openedId() === row.id;
    const { country, number, areaCode } = row.digits;
    return h(
      "tr",
      {
        class: isOpen ? "open" : null,
        onclick: (/** @type {Event} */ event) => {
          if (event.target instanceof Element && event.target.closest("button, a")) return;
          void open(row.id);
        },
      },
      h(
        "td",
        { class: "m-name" },
        h("button", { type: "button", class: "name row-button", title: row.name, "aria-current": isOpen ? "true" : null, onclick: () => void open(row.id) }, row.name),
      ),
      h(
        "td",
        { class: "m-number", title: row.numberName },
        row.numberName === number ? null : [row.numberName, " "],
        h("span", { class: "cc" }, country ?? ""),
        h("span", { class: "tel quiet" }, number ?? (areaCode ? t("area-code", { areaCode }) : t("requested"))),
      ),
      h("td", { class: "m-speaks" }, row.speaks ? [row.speaks.name, !row.speaks.active && h("span", { class: "tag after" }, t("off"))] : h("span", { class: "none" }, t("none"))),
      h("td", { class: "m-caller" }, row.callerId && !row.reason ? h("span", { class: "tel" }, row.callerId) : h("span", { class: "none" }, t("none"))),
      h("td", { class: "m-status" }, h("span", { class: `progress-word progress-${row.status}` }, statusWord(row.status))),
      h(
        "td",
        { class: "m-find" },
        row.isBlocked && h("span", { class: "finding is-error", title: t("blocked") }, icon("error"), h("span", { class: "m-find-word" }, t("blocked"))),
      ),
    );
  }

  /** @param {string} id @param {string} [place] */
  async function open(id, place) {
    await openPanel(() => campaignPanel(id, draw), place);
    draw();
  }

  rows.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const row = event.target instanceof Element ? event.target.closest("tr") : null;
    if (!step || !row) return;
    event.preventDefault();
    const next = step > 0 ? row.nextElementSibling : row.previousElementSibling;
    next?.querySelector("button")?.focus();
  });

  return {
    head: pageHead("campaigns", search.element, newButton()),
    tools: [chips],
    body: [table, nothing],
    search: search.input,
    shown: load,
    refresh: load,
    open,
  };
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
            tookEffect(saved);
            close("added");
          } catch (error) {
            submit.disabled = false;
            const { fields, message } = wireError(error);
            if (fields?.name) {
              name.refuse(fields.name);
              name.input.focus();
            } else {
              fill(refusal, icon("error"), message);
            }
          }
        },
      },
      name.element,
      h("div", { class: "field" }, h("p", { class: "label-text" }, t("calls-from")), picker.element, refusal),
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
    const picker = numberPicker({
      purpose: "campaign",
      chosen: number,
      onpick: (picked) => {
        number = picked;
        fill(refusal);
        edited();
      },
    });
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
      section("what-happens", routeWords(row)),
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
      h("div", { class: "notice-way" }, h("button", { type: "button", class: "button", onclick: () => void goToRecord("number", row.number, "caller") }, t("open-its-number"))),
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
      const fresh = await find();
      if (fresh) put(fresh);
      tookEffect(saved);
      return true;
    } catch (error) {
      foot.show(count());
      const { fields: refused, message } = wireError(error);
      sayRefused(message);
      if (refused?.number) fill(refusal, icon("error"), refused.number);
      if (refused?.name) {
        fields.name.refuse(refused.name);
        fields.name.input.focus();
      } else if (refused?.status) {
        fields.status.refuse(refused.status);
        fields.status.input.focus();
      }
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
    focus: (place) => (place === "number" ? /** @type {HTMLElement | null} */ (frame.body.querySelector(".pick input")) : fields.name.input)?.focus(),
    async refresh() {
      const fresh = await attempt(find);
      if (count() > 0) return;
      if (fresh) put(fresh);
      else frame.drop();
    },
  };
}

/** Who speaks and what people see, as the number is now. @param {CampaignRow} row */
function routeWords(row) {
  const words = row.reason
    ? sentence(row.reason)
    : [h("b", {}, row.speaks?.name ?? ""), " ", t("speaks-and-people-see"), " ", h("span", { class: "tel" }, row.callerId ?? ""), "."];
  return h(
    "dl",
    { class: "routes" },
    h("div", { class: row.reason ? "route is-lost" : "route" }, icon("out"), h("dt", {}, t("campaign-calls")), h("dd", {}, words)),
  );
}

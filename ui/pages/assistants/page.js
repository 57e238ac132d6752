// @ts-check
/** Assistants: who there is, what they do, and one of them in the panel. */

import * as api from "../../api.js";
import { question } from "../../parts/dialog.js";
import { fill, h } from "../../parts/dom.js";
import { badgeButton, worst } from "../../parts/findings.js";
import { choices, field, formFoot, growing, refuseFields, section } from "../../parts/form.js";
import { recordListPage } from "../../parts/record_list.js";
import { recordPanel } from "../../parts/record_panel.js";
import { attempt, mayLeave, notice, removeRecord, tookEffect, wireError } from "../../shell.js";
import { sayRefused } from "../../parts/status_line.js";
import { t } from "../../parts/texts.js";
import { newAssistant, placeExisting } from "./wizard.js";

/** @import { AssistantRow, AssistantFields, Sentence } from "../../wire.d.ts" */
/** @import { Panel } from "../../shell.js" */

/** @typedef {"all" | "inbound" | "outbound" | "custom" | "off"} Filter */
/** What is looked for outlives the page. */
const view = { search: "", filter: /** @type {Filter} */ ("all") };

/** @param {AssistantRow} row @param {Filter} filter */
const passes = (row, filter) => filter === "all" || (filter === "off" ? !row.active : row.kind === filter);

export const assistantsPage = () =>
  recordListPage({
    name: "assistants",
    sign: "assistant",
    view,
    columns: [
      ["a-name", "name"],
      ["a-kind", "kind"],
      ["a-on", "active"],
      ["a-list", "answers"],
      ["a-list", "calls-from"],
      ["a-find", "findings"],
    ],
    filters: [
      { value: "all", words: t("filter-all") },
      { value: "inbound", words: t("kind-inbound") },
      { value: "outbound", words: t("kind-outbound") },
      { value: "custom", words: t("kind-custom") },
      { value: "off", words: t("off") },
    ],
    passes,
    load: api.listAssistants,
    words: ({ name, role, greeting }) => `${name}\n${role}\n${greeting}`,
    cells(row) {
      const active = h("input", {
        type: "checkbox",
        class: "switch",
        role: "switch",
        "aria-label": t("active-of", { name: row.name }),
        checked: row.active,
        onchange: () => void switchAssistant(row, active),
      });
      return [
        h("td", { class: "a-kind" }, t(`kind-${row.kind}`)),
        h("td", { class: "a-on" }, active),
        h("td", { class: "a-list" }, names(row.answers, row.answersCount)),
        h("td", { class: "a-list" }, names(row.callsFrom, row.callsFromCount)),
        h("td", { class: "a-find" }, badgeButton(row.findings, row)),
      ];
    },
    panel: assistantPanel,
    add: (open) => void newAssistant(open),
    keys: {
      add: "new-assistant",
      count: "count-assistants",
      noneMatch: "none-match-assistant",
      noneMatchText: "none-match-assistant-text",
      none: "no-assistants",
      noneText: "no-assistants-text",
    },
  });

/** @param {string[]} list @param {number} count */
function names(list, count) {
  if (count === 0) return h("span", { class: "none" }, t("none"));
  const text = list.join(", ");
  return h("span", { title: text }, count > list.length ? t("and-more", { names: text, count: count - list.length }) : text);
}

/** Whether to go on, having said what else follows. @param {string} title @param {Sentence[]} consequences */
async function mayGoOn(title, consequences) {
  if (consequences.length === 0) return true;
  const answer = await question({
    title,
    text: [notice(t("what-else"), consequences)],
    answers: [
      { value: "", label: t("cancel") },
      { value: "go", label: t("switch-off"), main: true },
    ],
  });
  return answer === "go";
}

/** Switches one on or off, saying first whose calls are then not answered. @param {AssistantRow} row @param {HTMLInputElement} active */
async function switchAssistant(row, active) {
  const save = { id: row.id, fields: { active: { was: row.active, now: active.checked } } };
  const consequences = await attempt(() => api.foreseeAssistant(save));
  const saved =
    consequences && (await mayGoOn(t("switch-off-title", { name: row.name }), consequences))
      ? await attempt(() => api.saveAssistant(save))
      : null;
  if (saved) tookEffect(saved);
  else active.checked = row.active;
}

/**
 * The fields of an assistant.
 * @param {AssistantRow} row
 * @param {() => void} onedit
 */
function fieldsOf(row, onedit) {
  /** @type {Array<[string, string]>} */
  const kinds = ["inbound", "outbound", "custom"].map((kind) => [kind, t(`kind-${kind}`)]);
  return {
    name: field({ label: t("name"), input: h("input", { autocomplete: "off" }), value: row.name, onedit }),
    kind: field({ label: t("kind"), input: choices(kinds), value: row.kind, shown: (value) => t(`kind-${value}`), onedit }),
    role: field({ label: t("role"), input: h("input", { autocomplete: "off" }), value: row.role, onedit }),
    greeting: field({ label: t("greeting"), input: growing({}), value: row.greeting, help: t("greeting-help"), onedit }),
    voice: field({ label: t("voice"), input: h("input", { autocomplete: "off" }), value: row.voice, onedit }),
  };
}

/** @param {ReturnType<typeof fieldsOf>} fields @param {AssistantRow} row @returns {AssistantFields} */
function edits(fields, row) {
  /** @type {AssistantFields} */
  const edited = {};
  for (const key of /** @type {const} */ (["name", "kind", "role", "greeting", "voice"])) {
    if (fields[key].isEdited()) Object.assign(edited, { [key]: { was: row[key], now: fields[key].now() } });
  }
  return edited;
}

/** @param {string} id @param {() => void} closed @returns {Promise<Panel>} */
async function assistantPanel(id, closed) {
  const find = async () => (await api.listAssistants()).find((row) => row.id === id);
  const there = await find();
  if (!there) throw { code: "gone", message: t("gone") };
  let row = there;
  const foot = formFoot({ ondiscard: () => put(row) });
  const { element, record, body, drop } = recordPanel({ title: t("assistant-settings"), foot, save: () => void save() });
  /** @type {ReturnType<typeof fieldsOf>} */
  let fields;
  const count = () => Object.values(fields).filter((one) => one.isEdited()).length;

  function edited() {
    if (!fields) return;
    for (const one of Object.values(fields)) one.showWas();
    foot.show(count());
  }

  /** @param {AssistantRow} next */
  function put(next) {
    row = next;
    fill(record, h("strong", { class: "cut", title: row.name }, row.name), h("span", { class: "quiet" }, t(`kind-${row.kind}`)));
    fields = fieldsOf(row, edited);
    fill(
      body,
      h("div", { class: "section" }, h("div", { class: "pair" }, fields.name.element, fields.kind.element), fields.role.element, fields.greeting.element, fields.voice.element),
      section("answers", h("p", {}, names(row.answers, row.answersCount)), row.kind !== "outbound" && giveButton()),
      section("calls-from", h("p", {}, names(row.callsFrom, row.callsFromCount)), row.kind === "outbound" && giveButton()),
      worst(row.findings) && section("findings", badgeButton(row.findings, row)),
      section("remove-section", h("button", { type: "button", class: "button", onclick: remove }, t("remove-assistant"))),
    );
    edited();
  }

  async function save() {
    if (count() === 0) return true;
    foot.wait();
    try {
      const saved = await api.saveAssistant({ id, fields: edits(fields, row) });
      const fresh = await attempt(find);
      if (fresh) put(fresh);
      tookEffect(saved);
      return true;
    } catch (error) {
      foot.show(count());
      if (!refuseFields(fields, wireError(error).fields) || wireError(error).code !== "invalid") sayRefused(wireError(error).message);
      return false;
    }
  }

  /** Edits are asked about first: the wizard shows the assistant as it is stored. */
  const give = async () => {
    if (!(await mayLeave())) return;
    put(row);
    await placeExisting(id);
  };
  const giveButton = () =>
    h("div", { class: "section-way" }, h("button", { type: "button", class: "button", onclick: () => void give() }, t("give-number-dots")));

  const remove = () => removeRecord({ kind: "assistant", id }, row.name, () => api.removeAssistant(id));

  put(row);
  return {
    element,
    id,
    get name() {
      return row.name;
    },
    isEdited: () => count() > 0,
    save,
    closed,
    async refresh() {
      const list = await attempt(() => api.listAssistants());
      if (!list || count() > 0) return;
      const fresh = list.find((row) => row.id === id);
      if (fresh) put(fresh);
      else drop();
    },
  };
}

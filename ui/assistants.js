// @ts-check
/** Assistants: who there is, what they do, and one of them in the panel. */

import * as api from "./api.js";
import { ask } from "./dialogs.js";
import { fill, h, icon } from "./dom.js";
import { choices, field, formFoot, growing, section } from "./form.js";
import { attempt, closePanel, dropPanel, empty, openPanel, openedId, pageHead, removeRecord, searchBox, tookEffect, wireError } from "./shell.js";
import { sayCount, sayRefused } from "./status_line.js";
import { t } from "./texts.js";

/** @import { AssistantRow, AssistantFields, WireError } from "./bindings.d.ts" */
/** @import { Page, Panel } from "./shell.js" */

/** @returns {Page} */
export function assistantsPage() {
  /** @type {AssistantRow[]} */
  let assistants = [];
  let words = "";
  const rows = h("tbody");
  const table = h(
    "table",
    { class: "records", "aria-label": t("page-assistants") },
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col", class: "a-name" }, t("name")),
        h("th", { scope: "col", class: "a-kind" }, t("kind")),
        h("th", { scope: "col", class: "a-on" }, t("active")),
        h("th", { scope: "col", class: "a-list" }, t("answers")),
        h("th", { scope: "col", class: "a-list" }, t("calls-from")),
      ),
    ),
    rows,
  );
  const nothing = h("div", { class: "empty-place", hidden: true });
  const search = searchBox({
    onsearch: (text) => {
      words = text.trim().toLowerCase();
      draw();
    },
  });
  const newButton = () =>
    h("button", { type: "button", class: "button button-main", onclick: () => void newAssistant(open) }, icon("plus"), t("new-assistant"));

  async function load() {
    const list = await attempt(() => api.listAssistants());
    if (!list) return;
    assistants = list;
    draw();
  }

  function draw() {
    const shown = assistants.filter(({ name, role, greeting }) => `${name}\n${role}\n${greeting}`.toLowerCase().includes(words));
    fill(rows, shown.map(assistantRow));
    sayCount(t("count-assistants", { count: assistants.length }));
    table.hidden = shown.length === 0;
    nothing.hidden = shown.length > 0;
    if (shown.length > 0) return;
    fill(
      nothing,
      words
        ? empty("search", t("none-match-assistant", { search: search.input.value }), t("none-match-assistant-text"))
        : empty("assistant", t("no-assistants"), t("no-assistants-text"), newButton()),
    );
  }

  /** @param {AssistantRow} row */
  function assistantRow(row) {
    const isOpen = openedId() === row.id;
    const active = h("input", {
      type: "checkbox",
      class: "switch",
      role: "switch",
      "aria-label": t("active-of", { name: row.name }),
      checked: row.active,
      onchange: () => void switchAssistant(row, active),
    });
    return h(
      "tr",
      {
        class: isOpen ? "open" : null,
        onclick: (/** @type {Event} */ event) => {
          if (event.target instanceof Element && event.target.closest("button, input")) return;
          void open(row.id);
        },
      },
      h(
        "td",
        { class: "a-name" },
        h("button", { type: "button", class: "name row-button", title: row.name, "aria-current": isOpen ? "true" : null, onclick: () => void open(row.id) }, row.name),
      ),
      h("td", { class: "a-kind" }, t(`kind-${row.kind}`)),
      h("td", { class: "a-on" }, active),
      h("td", { class: "a-list" }, names(row.answers, row.answersCount)),
      h("td", { class: "a-list" }, names(row.callsFrom, row.callsFromCount)),
    );
  }

  /** @param {string} id */
  async function open(id) {
    await openPanel(() => assistantPanel(id, draw));
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
    head: pageHead("assistants", search.element, newButton()),
    body: [table, nothing],
    search: search.input,
    shown: load,
    refresh: load,
  };
}

/** @param {string[]} list @param {number} count */
function names(list, count) {
  if (count === 0) return h("span", { class: "none" }, t("none"));
  const text = list.join(", ");
  return h("span", { title: text }, count > list.length ? t("and-more", { names: text, count: count - list.length }) : text);
}

/** Switches one on or off, saying first whose calls are then not answered. @param {AssistantRow} row @param {HTMLInputElement} active */
async function switchAssistant(row, active) {
  const saved = await attempt(() => api.saveAssistant({ id: row.id, fields: { active: { was: row.active, now: active.checked } } }));
  if (saved) tookEffect(saved);
  else active.checked = row.active;
}

/**
 * The fields of an assistant, for the dialog and the panel.
 * @param {AssistantRow | null} row
 * @param {() => void} onedit
 */
function fieldsOf(row, onedit) {
  /** @type {Array<[string, string]>} */
  const kinds = ["inbound", "outbound", "custom"].map((kind) => [kind, t(`kind-${kind}`)]);
  return {
    name: field({ label: t("name"), input: h("input", { autocomplete: "off" }), value: row?.name ?? "", onedit }),
    kind: field({ label: t("kind"), input: choices(kinds), value: row?.kind ?? "inbound", shown: (value) => t(`kind-${value}`), onedit }),
    role: field({ label: t("role"), input: h("input", { autocomplete: "off" }), value: row?.role ?? "", onedit }),
    greeting: field({ label: t("greeting"), input: growing({}), value: row?.greeting ?? "", help: t("greeting-help"), onedit }),
    voice: field({ label: t("voice"), input: h("input", { autocomplete: "off" }), value: row?.voice ?? "", onedit }),
  };
}

/** @param {ReturnType<typeof fieldsOf>} fields @param {boolean} all @param {AssistantRow | null} row @returns {AssistantFields} */
function edits(fields, all, row) {
  /** @type {AssistantFields} */
  const edited = {};
  for (const key of /** @type {const} */ (["name", "kind", "role", "greeting", "voice"])) {
    if (all || fields[key].isEdited()) {
      Object.assign(edited, { [key]: { was: row?.[key] ?? (key === "kind" ? "inbound" : ""), now: fields[key].now() } });
    }
  }
  return edited;
}

/** Shows what was refused beside the fields. @param {ReturnType<typeof fieldsOf>} fields @param {WireError} error */
function refuse(fields, error) {
  let focused = false;
  for (const [key, place] of Object.entries(fields)) {
    const why = error.fields?.[key];
    if (!why) continue;
    place.refuse(why);
    if (!focused) place.input.focus();
    focused = true;
  }
  return focused;
}

/** @param {(id: string) => void} open */
async function newAssistant(open) {
  /** @type {string | null} */
  let added = null;
  await ask((close) => {
    const fields = fieldsOf(null, () => {});
    const submit = h("button", { type: "submit", class: "button button-large button-main push", form: "new-assistant" }, t("create"));
    const form = h(
      "form",
      {
        id: "new-assistant",
        class: "dialog-form",
        novalidate: true,
        onsubmit: async (/** @type {Event} */ event) => {
          event.preventDefault();
          submit.disabled = true;
          try {
            const saved = await api.addAssistant(edits(fields, true, null));
            added = saved.id;
            tookEffect(saved);
            close("added");
          } catch (error) {
            submit.disabled = false;
            if (!refuse(fields, wireError(error))) sayRefused(wireError(error).message);
          }
        },
      },
      h("div", { class: "pair" }, fields.name.element, fields.kind.element),
      fields.role.element,
      fields.greeting.element,
      fields.voice.element,
    );
    return {
      title: t("new-assistant"),
      body: [form],
      foot: [h("button", { type: "button", class: "button button-large", onclick: () => close("") }, t("cancel")), submit],
    };
  });
  if (added) open(added);
}

/** @param {string} id @param {() => void} closed @returns {Promise<Panel>} */
async function assistantPanel(id, closed) {
  const find = async () => (await api.listAssistants()).find((row) => row.id === id);
  const there = await find();
  if (!there) throw { code: "gone", message: t("gone") };
  let row = there;
  const titleId = "panel-title";
  const record = h("p", { class: "panel-record" });
  const body = h("div", { class: "panel-body" });
  const foot = formFoot({ ondiscard: () => put(row) });
  const form = h(
    "form",
    {
      novalidate: true,
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        void save();
      },
    },
    h(
      "header",
      { class: "panel-head panel-head-short" },
      h(
        "div",
        { class: "panel-bar" },
        h("h2", { id: titleId }, t("assistant-settings")),
        h("button", { type: "button", class: "icon-button", "aria-label": t("close"), title: t("close"), onclick: () => void closePanel() }, icon("close")),
      ),
      record,
    ),
    body,
    foot.element,
  );
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
      section("answers", h("p", {}, names(row.answers, row.answersCount))),
      section("calls-from", h("p", {}, names(row.callsFrom, row.callsFromCount))),
      section("remove-section", h("button", { type: "button", class: "button", onclick: remove }, t("remove-assistant"))),
    );
    edited();
  }

  async function save() {
    if (count() === 0) return true;
    foot.wait();
    try {
      const saved = await api.saveAssistant({ id, fields: edits(fields, false, row) });
      const fresh = await find();
      if (fresh) put(fresh);
      tookEffect(saved);
      return true;
    } catch (error) {
      foot.show(count());
      if (!refuse(fields, wireError(error)) || wireError(error).code !== "invalid") sayRefused(wireError(error).message);
      return false;
    }
  }

  const remove = () => removeRecord({ kind: "assistant", id }, row.name, () => api.removeAssistant(id));

  put(row);
  return {
    element: h("aside", { class: "panel", "aria-labelledby": titleId }, form),
    id,
    get name() {
      return row.name;
    },
    isEdited: () => count() > 0,
    save,
    closed,
    async refresh() {
      const fresh = await attempt(find);
      if (fresh && count() === 0) put(fresh);
      else if (!fresh && count() === 0) dropPanel();
    },
  };
}

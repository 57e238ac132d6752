// @ts-check
/** Phone Number Settings: one number, its two slots, saved when somebody says so. */

import * as api from "./api.js";
import { question } from "./dialogs.js";
import { fill, h, icon } from "./dom.js";
import { choices, field, formFoot, growing, section, showWas } from "./form.js";
import { phoneField } from "./phone_field.js";
import { attempt, closePanel, currentOffice, dropPanel, removeRecord, tookEffect, wireError } from "./shell.js";
import { sayRefused } from "./status_line.js";
import { t } from "./texts.js";

/** @import { AssistantRow, AssistantKind, NumberDetail, NumberFields, NumberSort, NumberFilter, NumberInField, WireError } from "./bindings.d.ts" */
/** @import { Panel } from "./shell.js" */
/** @import { Field } from "./form.js" */

/**
 * @param {string} id
 * @param {{ search: string, filter: NumberFilter, sort: NumberSort, descending: boolean, closed: () => void, openNumber: (id: string) => void }} table
 * @returns {Promise<Panel>}
 */
export async function numberPanel(id, table) {
  let [number, assistants] = await Promise.all([api.readNumber(id), api.listAssistants()]);
  const titleId = "panel-title";
  const record = h("p", { class: "panel-record" });
  const body = h("div", { class: "panel-body" });
  const foot = formFoot({ ondiscard: () => put(number) });
  const form = h("form", { novalidate: true });
  /** @param {number} step */
  const step = async (step) => {
    const { search, filter, sort, descending } = table;
    const next = await attempt(() => api.findNeighbour({ id, search, filter, sort, descending, step }));
    if (next) table.openNumber(next);
  };
  const iconButton = (/** @type {string} */ sign, /** @type {string} */ name, /** @type {() => void} */ act) =>
    h("button", { type: "button", class: "icon-button", "aria-label": name, title: name, onclick: act }, icon(sign));
  const head = h(
    "header",
    { class: "panel-head" },
    h(
      "div",
      { class: "panel-bar" },
      h("h2", { id: titleId }, t("number-settings")),
      iconButton("up", t("previous-number"), () => void step(-1)),
      iconButton("down", t("next-number"), () => void step(1)),
      iconButton("close", t("close"), () => void closePanel()),
    ),
    record,
  );
  form.append(head, body, foot.element);
  const element = h("aside", { class: "panel", "aria-labelledby": titleId }, form);

  /** @type {ReturnType<typeof fieldsOf>} */
  let fields;
  /** Draws the fields as they are stored. @param {NumberDetail} detail */
  function put(detail) {
    number = detail;
    const { label, digits } = detail;
    const shown = digits.number ?? (digits.areaCode ? t("area-code", { areaCode: digits.areaCode }) : t("requested"));
    fill(record, h("strong", { class: "cut", title: detail.name }, label || detail.name), h("span", { class: "tel" }, label || !digits.number ? shown : ""));
    fields = fieldsOf(detail, assistants, edited);
    const { label: labelField, status, notes, inbound, fallback, outbound, callerId } = fields;
    fill(
      body,
      h("div", { class: "section" }, h("div", { class: "pair" }, labelField.element, status.element), notes.element),
      h("fieldset", { class: "section" }, h("legend", {}, icon("in"), t("inbound-settings")), inbound.element, fallback.element),
      h("fieldset", { class: "section" }, h("legend", {}, icon("out"), t("outbound-settings")), outbound.element, callerId.element),
      section("remove-section", h("button", { type: "button", class: "button", onclick: remove }, t("remove-number"))),
    );
    edited();
  }

  function edited() {
    if (!fields) return;
    const { label, status, notes, inbound, outbound, fallback, callerId } = fields;
    for (const one of [label, status, notes, inbound, outbound]) one.showWas();
    showWas(fallback.was, fallback.isEdited, number.fallback ? shownNumber(number.fallback) : "");
    showWas(callerId.was, callerId.isEdited, number.callerId ? shownNumber(number.callerId) : "");
    foot.show(count(fields));
  }

  /** @param {boolean} [allowLoop] @returns {Promise<boolean>} */
  async function save(allowLoop = false) {
    if (count(fields) === 0) return true;
    foot.wait();
    try {
      const saved = await api.saveNumber({ id, fields: edits(number, fields), allowLoop });
      put(await api.readNumber(id));
      tookEffect(saved);
      return true;
    } catch (error) {
      foot.show(count(fields));
      return refused(wireError(error));
    }
  }

  /** @param {WireError} error */
  async function refused(error) {
    if (error.code === "fallback_loop") {
      const answer = await question({
        title: t("loop-title"),
        text: [h("p", {}, error.message)],
        answers: [
          { value: "", label: t("keep-editing") },
          { value: "save", label: t("save-anyway"), main: true },
        ],
      });
      if (answer === "save") return save(true);
      fields.fallback.input.focus();
      return false;
    }
    if (error.code === "moved_on") return movedOn(error);
    sayRefused(error.message);
    const places = {
      label: fields.label,
      status: fields.status,
      notes: fields.notes,
      "inbound.assistant": fields.inbound,
      "inbound.fallback": fields.fallback,
      "outbound.assistant": fields.outbound,
      "outbound.caller_id": fields.callerId,
    };
    let focused = false;
    for (const [path, place] of Object.entries(places)) {
      const why = error.fields?.[path];
      if (!why) continue;
      place.refuse(why);
      if (!focused) place.input.focus();
      focused = true;
    }
    return false;
  }

  /** Somebody has changed an edited field in the meantime: nothing is overwritten unasked. @param {WireError} error */
  async function movedOn(error) {
    const answer = await question({
      title: t("moved-on-title"),
      text: [h("p", {}, error.message), h("p", {}, t("moved-on-text"))],
      answers: [
        { value: "theirs", label: t("take-theirs") },
        { value: "", label: t("keep-editing") },
        { value: "mine", label: t("save-mine"), main: true },
      ],
    });
    if (answer === "") return false;
    const fresh = await attempt(() => api.readNumber(id));
    if (!fresh) return false;
    if (answer === "theirs") {
      put(fresh);
      return true;
    }
    number = fresh;
    return save();
  }

  const remove = () => removeRecord({ kind: "number", id }, number.name, () => api.removeNumber(id));

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void save();
  });
  put(number);

  return {
    element,
    id,
    get name() {
      return number.name;
    },
    isEdited: () => count(fields) > 0,
    save: () => save(),
    closed: table.closed,
    async refresh() {
      try {
        const [detail, list] = await Promise.all([api.readNumber(id), api.listAssistants()]);
        assistants = list;
        // What somebody is typing stays; saving compares it with what is there then.
        if (count(fields) === 0) put(detail);
      } catch (error) {
        if (wireError(error).code === "gone" && count(fields) === 0) dropPanel();
      }
    },
  };
}

/** @param {NumberInField} value */
const shownNumber = (value) => value.typed;

/**
 * @param {NumberDetail} detail
 * @param {AssistantRow[]} assistants
 * @param {() => void} onedit
 */
function fieldsOf(detail, assistants, onedit) {
  const country = detail.digits.country ?? currentOffice().defaultCountry;
  const isRequested = detail.digits.number === null;
  /** @type {Array<[string, string]>} */
  const statuses = ["active", "inactive", "pending"].map((status) => [status, t(`status-${status}`)]);
  const status = choices(statuses);
  status.disabled = isRequested;
  const name = (/** @type {string} */ id) => assistants.find((assistant) => assistant.id === id)?.name ?? "";
  return {
    label: field({ label: t("label"), input: h("input", { autocomplete: "off" }), value: detail.label, onedit }),
    status: field({
      label: t("status"),
      input: status,
      value: detail.status,
      shown: (value) => t(`status-${value}`),
      help: isRequested ? t("requested-help") : undefined,
      onedit,
    }),
    notes: field({ label: t("notes"), input: growing({}), value: detail.notes, onedit }),
    inbound: field({
      label: t("assistant"),
      input: assistantSelect(assistants, ["inbound", "custom", "outbound"]),
      value: detail.inboundAssistant ?? "",
      shown: name,
      onedit,
    }),
    fallback: phoneField({
      label: t("fallback"),
      country,
      value: detail.fallback,
      help: t("fallback-help"),
      onedit,
    }),
    outbound: field({
      label: t("assistant"),
      input: assistantSelect(assistants, ["outbound", "custom", "inbound"]),
      value: detail.outboundAssistant ?? "",
      shown: name,
      onedit,
    }),
    callerId: phoneField({
      label: t("caller-id-field"),
      country,
      value: detail.callerId,
      placeholder: t("caller-id-none"),
      onedit,
    }),
  };
}

/** None first, then assistants by kind, those of the fitting kind first. @param {AssistantRow[]} assistants @param {AssistantKind[]} order */
function assistantSelect(assistants, order) {
  return h(
    "select",
    {},
    h("option", { value: "" }, t("none")),
    order.map((kind) => {
      const of = assistants.filter((assistant) => assistant.kind === kind);
      const options = of.map((assistant) =>
        h("option", { value: assistant.id }, assistant.active ? assistant.name : t("name-off", { name: assistant.name })),
      );
      return options.length > 0 && h("optgroup", { label: t(`kind-${kind}`) }, options);
    }),
  );
}

/** @param {ReturnType<typeof fieldsOf>} fields */
function count(fields) {
  const { label, status, notes, inbound, outbound, fallback, callerId } = fields;
  const plain = [label, status, notes, inbound, outbound].filter((one) => one.isEdited()).length;
  return plain + [fallback, callerId].filter((one) => one.isEdited).length;
}

/** The edited fields, each with what it was. @param {NumberDetail} was @param {ReturnType<typeof fieldsOf>} fields @returns {NumberFields} */
function edits(was, fields) {
  const { label, status, notes, inbound, outbound, fallback, callerId } = fields;
  const id = (/** @type {Field} */ one) => /** @type {string} */ (one.now()) || null;
  return {
    ...(label.isEdited() && { label: { was: was.label, now: String(label.now()) } }),
    ...(status.isEdited() && { status: { was: was.status, now: /** @type {any} */ (status.now()) } }),
    ...(notes.isEdited() && { notes: { was: was.notes, now: String(notes.now()) } }),
    ...(inbound.isEdited() && { inboundAssistant: { was: was.inboundAssistant, now: id(inbound) } }),
    ...(outbound.isEdited() && { outboundAssistant: { was: was.outboundAssistant, now: id(outbound) } }),
    ...(fallback.isEdited && { fallback: { was: was.fallback?.e164 ?? null, now: fallback.typed } }),
    ...(callerId.isEdited && { callerId: { was: was.callerId?.e164 ?? null, now: callerId.typed } }),
  };
}

// @ts-check
/** Phone Number Settings: one number, its two slots, saved when somebody says so. */

import * as api from "../../api.js";
import { ask, question } from "../../parts/dialog.js";
import { fill, h, icon, paused, sentence } from "../../parts/dom.js";
import { findingText, mendButton } from "../../parts/findings.js";
import { choices, field, formFoot, growing, refuseFields, section, showWas } from "../../parts/form.js";
import { phoneField } from "../../parts/phone_field.js";
import { iconButton, recordPanel } from "../../parts/record_panel.js";
import { routeList } from "../../parts/routes.js";
import { attempt, currentOffice, mayLeave, notice, removeRecord, tookEffect, wireError } from "../../shell.js";
import { sayRefused } from "../../parts/status_line.js";
import { t } from "../../parts/texts.js";

/** @import { AssistantRow, AssistantKind, NumberDetail, NumberFields, NumberInField, NumberSort, WhichNumbers, WireError } from "../../wire.d.ts" */
/** @import { Panel } from "../../shell.js" */
/** @import { Field } from "../../parts/form.js" */

/**
 * @param {string} id
 * @param {{ view: WhichNumbers & { sort: NumberSort, descending: boolean }, closed: () => void, openNumber: (id: string) => void }} table
 * @returns {Promise<Panel>}
 */
export async function numberPanel(id, table) {
  let [number, assistants] = await Promise.all([api.readNumber(id), api.listAssistants()]);
  /** @param {number} step */
  const step = async (step) => {
    const { search, filter, assistant, sort, descending } = table.view;
    const next = await attempt(() => api.findNeighbour({ id, search, filter, assistant, sort, descending, step }));
    if (next) table.openNumber(next);
  };
  const foot = formFoot({ ondiscard: () => put(number) });
  const { element, record, body, drop } = recordPanel({
    title: t("number-settings"),
    foot,
    save: () => void save(),
    bar: [iconButton("up", t("previous-number"), () => void step(-1)), iconButton("down", t("next-number"), () => void step(1))],
  });
  const routes = routeList();
  const warned = h("div", { class: "foreseen", "aria-live": "polite" });
  let asked = 0;

  /** @type {ReturnType<typeof fieldsOf>} */
  let fields;
  const found = h("div", { class: "section-place" });
  /** @param {NumberDetail} detail */
  const foundSection = (detail) => detail.findings.length > 0 && section("findings", findings(detail));

  /** Draws the fields as they are stored. @param {NumberDetail} detail */
  function put(detail) {
    number = detail;
    const { label, digits } = detail;
    const shown = digits.number ?? (digits.areaCode ? t("area-code", { areaCode: digits.areaCode }) : t("requested"));
    fill(
      record,
      h("strong", { class: "cut", title: detail.name }, label || detail.name),
      h("span", { class: "panel-digits" }, h("span", { class: "tel" }, label || !digits.number ? shown : ""), digitsButton(detail)),
    );
    fields = fieldsOf(detail, assistants, edited);
    const { label: labelField, status, notes, inbound, fallback, outbound, callerId } = fields;
    fill(
      body,
      h("div", { class: "section" }, h("div", { class: "pair" }, labelField.element, status.element), notes.element),
      h("fieldset", { class: "section" }, h("legend", {}, icon("in"), t("inbound-settings")), inbound.element, fallback.element),
      h("fieldset", { class: "section" }, h("legend", {}, icon("out"), t("outbound-settings")), outbound.element, callerId.element),
      section("what-happens", routes.element, warned),
      found,
      section("remove-section", h("button", { type: "button", class: "button", onclick: remove }, t("remove-number"))),
    );
    fill(found, foundSection(detail));
    void foresee();
    edited();
  }

  /** @param {NumberDetail} detail */
  const digitsButton = ({ digits }) =>
    h("button", { type: "button", class: "link-button", onclick: () => void enterDigits() }, t(digits.number ? "correct-number" : "enter-number"));

  /** @param {NumberDetail} detail */
  const findings = (detail) =>
    h(
      "ul",
      { class: "panel-findings" },
      detail.findings.map((finding) =>
        h("li", { class: `is-${finding.severity}` }, icon(finding.severity), findingText(finding), finding.mend && mendButton(finding)),
      ),
    );

  /** Says what happens to calls as the fields stand now, before anything is saved. */
  async function foresee() {
    const turn = (asked += 1);
    // Nobody asked for it: what fails here, on a number just removed say, is told when it is saved.
    const seen = await api.foreseeNumber({ id, fields: edits(number, fields) }).catch(() => null);
    if (turn !== asked) return;
    routes.show(seen?.routes ?? []);
    if (!seen) {
      fill(warned);
      return;
    }
    fill(
      warned,
      seen.closesLoop &&
        h("div", { class: "notice notice-error" }, icon("error"), h("h3", {}, t("loop-title")), h("p", { class: "notice-text" }, sentence(seen.closesLoop))),
      seen.blocks.length > 0 && notice(t("blocks-title"), seen.blocks),
    );
  }
  const foreseeSoon = paused(120, () => foresee());

  function edited() {
    if (!fields) return;
    const { label, status, notes, inbound, outbound, fallback, callerId } = fields;
    for (const one of [label, status, notes, inbound, outbound]) one.showWas();
    showWas(fallback.was, fallback.isEdited, number.fallback ? shownNumber(number.fallback) : "");
    showWas(callerId.was, callerId.isEdited, number.callerId ? shownNumber(number.callerId) : "");
    foot.show(count(fields));
    foreseeSoon();
  }

  /** A save that is under way; another press waits for it. @type {Promise<boolean> | null} */
  let saving = null;

  /** @param {boolean} [allowLoop] @returns {Promise<boolean>} */
  function save(allowLoop = false) {
    saving ??= send(allowLoop).finally(() => {
      saving = null;
      foot.show(count(fields));
    });
    return saving;
  }

  /** @param {boolean} allowLoop @returns {Promise<boolean>} */
  async function send(allowLoop) {
    if (count(fields) === 0) return true;
    foot.wait();
    const sent = edits(number, fields);
    // Only these two can block a campaign.
    if (!allowLoop && (sent.status || sent.outboundAssistant) && !(await mayBlock())) return false;
    try {
      const saved = await api.saveNumber({ id, fields: sent, allowLoop, referencesFollow: false });
      tookEffect(saved);
    } catch (error) {
      return refused(wireError(error));
    }
    // What was typed while it was saved is not lost: then the fields stay, compared with what is stored now.
    if (JSON.stringify(edits(number, fields)) === JSON.stringify(sent)) await again();
    return true;
  }

  /** Draws what is stored now, with the focus where it was. */
  async function again() {
    const fresh = await attempt(() => api.readNumber(id));
    if (!fresh) return;
    const at = [...body.querySelectorAll("input, select, textarea, button")].indexOf(/** @type {any} */ (document.activeElement));
    put(fresh);
    const place = at < 0 ? null : body.querySelectorAll("input, select, textarea, button")[at];
    if (place instanceof HTMLElement) place.focus();
  }

  /** Campaigns that could not run any more are named before anything is saved. */
  async function mayBlock() {
    const foresight = await attempt(() => api.foreseeNumber({ id, fields: edits(number, fields) }));
    if (!foresight) return false;
    if (foresight.blocks.length === 0) return true;
    const answer = await question({
      title: t("blocks-question", { name: number.name }),
      text: [notice(t("blocks-title"), foresight.blocks)],
      answers: [
        { value: "", label: t("keep-editing") },
        { value: "save", label: t("save-anyway"), main: true },
      ],
    });
    return answer === "save";
  }

  /** Asks for the digits of a requested number, or for other digits in the place of wrong ones. */
  async function enterDigits() {
    if (!(await mayLeave())) return;
    if (count(fields) > 0) put(number);
    const { digits, references } = number;
    const isRequested = digits.number === null;
    await ask((close) => {
      const input = phoneField({
        label: t("number"),
        country: digits.country ?? currentOffice().defaultCountry,
        value: null,
        help: t(isRequested ? "enter-number-help" : "correct-number-help"),
        autofocus: true,
        onedit: () => {},
      });
      const follow = h("input", { type: "checkbox", class: "check", checked: true });
      const submit = h("button", { type: "submit", class: "button button-large button-main push", form: "enter-number" }, t("save-number"));
      const onsubmit = async (/** @type {Event} */ event) => {
        event.preventDefault();
        if (!input.typed) {
          input.refuse(t("number-needed"));
          input.input.focus();
          return;
        }
        submit.disabled = true;
        try {
          const edit = { was: digits.number && digits.number.replaceAll(" ", ""), now: input.typed };
          const saved = await api.saveNumber({ id, fields: { number: edit }, allowLoop: false, referencesFollow: follow.checked });
          close("saved");
          tookEffect(saved);
          await again();
        } catch (error) {
          submit.disabled = false;
          const { fields: refused, message } = wireError(error);
          input.refuse(refused?.number ?? refused?.["inbound.fallback"] ?? message);
          input.input.focus();
        }
      };
      return {
        title: t(isRequested ? "enter-number-title" : "correct-number-title", { name: number.name }),
        body: [
          h(
            "form",
            { id: "enter-number", class: "dialog-form", novalidate: true, onsubmit },
            input.element,
            references > 0 && h("label", { class: "tick" }, follow, t("references-follow", { count: references })),
            h("p", { class: "quiet" }, t(isRequested ? "stays-pending" : "slots-stay")),
          ),
        ],
        foot: [h("button", { type: "button", class: "button button-large", onclick: () => close("") }, t("cancel")), submit],
      };
    });
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
      if (answer === "save") return send(true);
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
    refuseFields(places, error.fields);
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
    return send(false);
  }

  const remove = () => removeRecord({ kind: "number", id }, number.name, () => api.removeNumber(id));

  put(number);

  return {
    element,
    id,
    get name() {
      return number.name;
    },
    isEdited: () => count(fields) > 0,
    save: () => save(),
    focus(place) {
      if (place === "digits") {
        void enterDigits();
        return;
      }
      const places = { assistant: fields.inbound, fallback: fields.fallback, caller: fields.outbound, caller_id: fields.callerId, label: fields.label, status: fields.status };
      const { input } = places[/** @type {keyof typeof places} */ (place)] ?? fields.label;
      input.focus();
      input.scrollIntoView({ block: "center" });
    },
    closed: table.closed,
    async refresh() {
      try {
        const [detail, list] = await Promise.all([api.readNumber(id), api.listAssistants()]);
        assistants = list;
        // What somebody is typing stays; saving compares it with what is there then.
        if (saving) return;
        if (count(fields) === 0) put(detail);
        else fill(found, foundSection(detail));
      } catch (error) {
        if (wireError(error).code === "gone" && count(fields) === 0) drop();
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

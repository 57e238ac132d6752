// @ts-check
/**
 * Phone Number Settings: one number, its two slots, saved when somebody says so. What happens to calls, what
 * is blocked and what can be saved is asked of the program as one edits.
 */

import * as api from "../../api.js";
import { assistantName, requestWords } from "../../parts/cells.js";
import { askForm, mayGoOn, question } from "../../parts/dialog.js";
import { controls, fill, h, icon, paused, sentence } from "../../parts/dom.js";
import { findingText, mendButton } from "../../parts/findings.js";
import { choices, countEdits, edits, field, formFoot, growing, listedFields, section, textField } from "../../parts/form.js";
import { iconButton, notice, obstacle } from "../../parts/layout.js";
import { phoneField } from "../../parts/phone_field.js";
import { panelFrame, removeSection } from "../../parts/record_panel.js";
import { routeList } from "../../parts/routes.js";
import { attempt, newest, wireError } from "../../parts/status_line.js";
import { t } from "../../parts/texts.js";
import { closePanel, currentOffice, dropPanel, go, mayLeave, mend, removeRecord, tookEffect } from "../../shell.js";
import { mayBlock, slotKinds } from "./direct.js";

/** @import { AssistantKind, AssistantRow, Edits, FieldValue, NumberDetail, NumberForesight, NumberInField, NumberSaved, NumberSort, TypedQuery, WhichNumbers, WireError } from "../../wire.d.ts" */
/** @import { Field } from "../../parts/form.js" */
/** @import { Panel } from "../../parts/layout.js" */

/**
 * @param {string} id
 * @param {{ view: WhichNumbers & { sort: NumberSort, descending: boolean }, openNumber: (id: string) => void, signal: AbortSignal }} around
 * @returns {Promise<Panel>}
 */
export async function numberPanel(id, { view, openNumber, signal }) {
  let [number, assistants] = await Promise.all([api.readNumber({ id }), api.listAssistants()]);
  /** @param {number} step */
  const step = async (step) => {
    const { search, filter, assistant, sort, descending } = view;
    const next = await attempt(() => api.findNeighbour({ id, search, filter, assistant, sort, descending, step }), signal);
    if (next) openNumber(next);
  };
  const foot = formFoot({ ondiscard: () => put(number) });
  const { element, record, body } = panelFrame({
    title: t("number-settings"),
    foot,
    save: () => void save(),
    close: closePanel,
    bar: [iconButton("up", t("previous-number"), () => void step(-1)), iconButton("down", t("next-number"), () => void step(1))],
  });
  const routes = routeList();
  const warned = h("div", { class: "foreseen", "aria-live": "polite" });
  const found = h("div", { class: "section-place" });
  const standing = h("p", { class: "panel-standing" });
  body.before(standing);

  /** The form's fields by their paths in the setup file. @type {Record<string, Field>} */
  let fields;

  /** Draws the fields as they are stored. @param {NumberDetail} detail */
  function put(detail) {
    number = detail;
    const { digits } = detail;
    const label = detail.texts.label;
    fill(
      record,
      h("strong", { class: "cut", dir: "auto", title: detail.name }, label || detail.name),
      h(
        "span",
        { class: "panel-digits" },
        h("span", { class: "tel" }, digits.number ? label && digits.number : requestWords(digits)),
        h("button", { type: "button", class: "link-button", onclick: () => void enterDigits() }, t(digits.number ? "correct-number" : "enter-number")),
      ),
    );
    fields = fieldsOf(detail, assistants, () => edited(), signal);
    fill(
      body,
      h("div", { class: "section" }, h("div", { class: "pair" }, fields.label.element, fields.status.element), number.digits.number === null && h("p", { class: "help" }, icon("hint"), t("requested-help")), fields.notes.element, others(fields)),
      h(
        "div",
        { class: "panel-pair" },
        h("fieldset", { class: "section" }, h("legend", {}, icon("in"), t("inbound-settings")), fields["inbound.assistant"].element, fields["inbound.fallback"].element),
        h("fieldset", { class: "section" }, h("legend", {}, icon("out"), t("outbound-settings")), fields["outbound.assistant"].element, fields["outbound.caller_id"].element),
      ),
      section("what-happens", routes.element, warned),
      found,
      removeSection(t("remove-number"), remove),
    );
    putBeside(detail);
    say({ routes: detail.routes, closesLoop: null, blocks: [] });
    showEdits();
  }

  /** What is no field: how it stands with its platform, and its findings. @param {NumberDetail} detail */
  function putBeside({ sync, findings }) {
    fill(standing, sync && [h("span", {}, sentence(sync.told)), sync.differ > 0 && h("button", { type: "button", class: "link-button", onclick: () => void go("sync") }, t("compare-dots"))]);
    fill(
      found,
      findings.length > 0 &&
        section(
          "findings",
          h(
            "ul",
            { class: "panel-findings" },
            findings.map((finding) => h("li", { class: `is-${finding.severity}` }, icon(finding.severity), findingText(finding), mendButton(finding, mend))),
          ),
        ),
    );
  }

  /** The edited fields, each with what is stored. */
  const changes = () => edits(fields, stored(number));

  const ask = newest(signal);
  /** What was last foreseen, and of which edits. @type {{ of: string, seen: NumberForesight | null }} */
  let foreseen = { of: "", seen: null };

  /** Says what happens to calls as the fields stand now, before anything is saved. */
  async function foresee() {
    const sent = changes();
    const of = JSON.stringify(sent);
    if (countEdits(fields) === 0) {
      say({ routes: number.routes, closesLoop: null, blocks: [] });
      return;
    }
    // Nobody asked for it: what fails here, on a number just removed say, is told when it is saved.
    const seen = await ask(() => api.foreseeNumber({ id, edits: sent }).catch(() => null));
    // What was edited or saved meanwhile is not talked over.
    if (seen === undefined || of !== JSON.stringify(changes())) return;
    foreseen = { of, seen };
    say(seen);
  }
  const foreseeSoon = paused(120, foresee, signal);

  /** @param {NumberForesight | null} seen */
  function say(seen) {
    routes.show(seen?.routes ?? []);
    fill(
      warned,
      seen?.closesLoop && obstacle(t("loop-title"), seen.closesLoop),
      seen && seen.blocks.length > 0 && notice(t("blocks-title"), seen.blocks),
    );
  }

  function showEdits() {
    for (const one of Object.values(fields)) one.showWas();
    foot.show(countEdits(fields));
  }

  function edited() {
    foot.forgive();
    showEdits();
    foreseeSoon();
  }

  /** A save that is under way; another press waits for it. @type {Promise<boolean> | null} */
  let saving = null;

  /** @returns {Promise<boolean>} */
  function save() {
    saving ??= send(false).finally(() => {
      saving = null;
      foot.show(countEdits(fields));
    });
    return saving;
  }

  /** @param {boolean} allowLoop @returns {Promise<boolean>} */
  async function send(allowLoop) {
    if (countEdits(fields) === 0) return true;
    foot.wait();
    const sent = changes();
    if (!allowLoop && !(await mayGoAhead(sent))) return false;
    /** @type {NumberSaved} */
    let saved;
    try {
      saved = await api.saveNumber({ id, edits: sent, allowLoop, referencesFollow: false });
    } catch (error) {
      return refused(wireError(error));
    }
    tookEffect(saved);
    // What was typed while it was saved is not lost: then the fields stay, compared with what is stored now.
    if (JSON.stringify(changes()) === JSON.stringify(sent)) again(saved.number);
    else {
      number = saved.number;
      putBeside(number);
    }
    return true;
  }

  /** Draws what is stored now, with the focus where it was. @param {NumberDetail} fresh */
  function again(fresh) {
    if (signal.aborted) return;
    const at = controls([body]).indexOf(/** @type {any} */ (document.activeElement));
    put(fresh);
    if (at >= 0) controls([body])[at]?.focus();
  }

  /** Campaigns that could not run any more are named before anything is saved. @param {Edits} edits */
  async function mayGoAhead(edits) {
    // What has been said already is not asked again; where nothing can be foreseen, saving says why.
    const isSaid = foreseen.seen !== null && foreseen.of === JSON.stringify(edits);
    const { blocks } = (isSaid ? foreseen.seen : await api.foreseeNumber({ id, edits }).catch(() => null)) ?? { blocks: [] };
    return blocks.length === 0 || mayBlock(number.name, blocks);
  }

  /** Asks for the digits of a requested number, or for other digits in the place of wrong ones. */
  async function enterDigits() {
    if (!(await mayLeave())) return;
    if (countEdits(fields) > 0) put(number);
    const isRequested = number.digits.number === null;
    const saved = await askForm({
      title: t(isRequested ? "enter-number-title" : "correct-number-title", { name: number.name }),
      action: t("save-number"),
      build: (signal) => digitsForm(number, isRequested, signal),
    });
    if (!saved) return;
    tookEffect(saved);
    again(saved.number);
  }

  /** @param {WireError} error */
  async function refused(error) {
    if (error.code === "fallback_loop") {
      if (await mayGoOn({ title: t("loop-title"), text: [h("p", {}, error.message)], stay: t("keep-editing"), go: t("save-anyway") })) return send(true);
      fields["inbound.fallback"].input.focus();
      return false;
    }
    if (error.code === "moved_on") return movedOn(error);
    foot.refuse(fields, error);
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
    const fresh = await attempt(() => api.readNumber({ id }));
    if (!fresh) return false;
    if (answer === "theirs") {
      put(fresh);
      return true;
    }
    number = fresh;
    return send(false);
  }

  const remove = () => removeRecord({ kind: "number", id }, number.name, () => api.removeNumber({ id }));

  put(number);

  return {
    element,
    id,
    get name() {
      return number.name;
    },
    isEdited: () => countEdits(fields) > 0,
    save,
    discard: () => put(number),
    step,
    focus(place) {
      if (place === "digits") {
        void enterDigits();
        return;
      }
      if (place === "what-happens") {
        routes.element.scrollIntoView?.({ block: "center" });
        element.querySelector("h2")?.focus({ preventScroll: true });
        return;
      }
      const { input } = fields[ways[place] ?? place] ?? fields.label;
      input.focus();
      input.scrollIntoView?.({ block: "center" });
    },
    async refresh() {
      // Of another setup other things would be foreseen; what is being saved is drawn again when it is.
      foreseen = { of: "", seen: null };
      if (saving) return;
      try {
        const [detail, list] = await Promise.all([api.readNumber({ id }), api.listAssistants()]);
        if (signal.aborted) return;
        assistants = list;
        // What somebody is typing stays; saving compares it with what is there then.
        if (countEdits(fields) === 0) again(detail);
        else putBeside(detail);
      } catch (error) {
        if (!signal.aborted && wireError(error).code === "gone" && countEdits(fields) === 0) dropPanel();
      }
    },
  };
}

/** The form for a number's digits. @param {NumberDetail} number @param {boolean} isRequested @param {AbortSignal} signal */
function digitsForm({ id, e164, digits, references }, isRequested, signal) {
  const input = phoneField({
    label: t("number"),
    country: digits.country ?? currentOffice().defaultCountry,
    value: null,
    read: api.readTypedNumber,
    help: t(isRequested ? "enter-number-help" : "correct-number-help"),
    autofocus: true,
    signal,
  });
  const follow = h("input", { type: "checkbox", class: "check", checked: true });
  /** @param {string} why */
  function refuse(why) {
    input.refuse(why);
    input.input.focus();
    return null;
  }
  return {
    body: [
      input.element,
      references > 0 && h("label", { class: "tick" }, follow, t("references-follow", { count: references })),
      h("p", { class: "quiet" }, t(isRequested ? "stays-pending" : "slots-stay")),
    ],
    send() {
      const now = input.now();
      if (!now) return refuse(t("number-needed"));
      return api.saveNumber({ id, edits: { number: { was: e164, now } }, allowLoop: false, referencesFollow: follow.checked }).catch((error) => {
        const { fields, message } = wireError(error);
        return refuse(fields?.number ?? fields?.["inbound.fallback"] ?? message);
      });
    },
  };
}

/** Where the ways of findings lead, by the paths of fields; what is not here is a path itself. @type {Record<string, string>} */
const ways = { assistant: "inbound.assistant", fallback: "inbound.fallback", caller: "outbound.assistant", caller_id: "outbound.caller_id" };

/** What is stored of the fields, as the program compares it. @param {NumberDetail} detail @returns {Record<string, FieldValue>} */
const stored = ({ texts, status, inboundAssistant, fallback, outboundAssistant, callerId }) => ({
  ...texts,
  status,
  "inbound.assistant": inboundAssistant,
  "inbound.fallback": fallback?.e164 ?? null,
  "outbound.assistant": outboundAssistant,
  "outbound.caller_id": callerId?.e164 ?? null,
});

/** The texts that have no place of their own in the form. @param {Record<string, Field>} fields */
const others = (fields) => listedFields().number.filter(({ path }) => path !== "label" && path !== "notes").map(({ path }) => fields[path].element);

/**
 * @param {NumberDetail} detail
 * @param {AssistantRow[]} assistants
 * @param {() => void} onedit
 * @param {AbortSignal} signal
 * @returns {Record<string, Field>}
 */
function fieldsOf(detail, assistants, onedit, signal) {
  const isRequested = detail.digits.number === null;
  const country = detail.digits.country ?? currentOffice().defaultCountry;
  /** @type {Array<[string, string]>} */
  const statuses = ["active", "inactive", "pending"].map((status) => [status, t(`status-${status}`)]);
  const status = choices(statuses);
  status.disabled = isRequested;
  /** @param {string | null} value @param {AssistantKind[]} order the kinds, the fitting one first */
  const assistant = (value, order) =>
    field({
      label: t("assistant"),
      input: assistantSelect(assistants, order),
      value: value ?? "",
      shown: (id) => assistants.find((assistant) => assistant.id === id)?.name ?? "",
      taken: (id) => id || null,
      onedit,
    });
  /** @param {string} label @param {NumberInField | null} value @param {{ help?: string, note?: string | null, placeholder?: string, read?: typeof api.readTypedNumber }} words */
  const phone = (label, value, words) => phoneField({ label: t(label), country, value, read: api.readTypedNumber, ...words, onedit, signal });
  const readFallback = (/** @type {TypedQuery} */ query) => api.readTypedNumber({ ...query, fallbackOf: detail.id });
  /** The texts, as the program lists them. @type {Record<string, Field>} */
  const texts = Object.fromEntries(
    listedFields().number.map(({ path, label, isLong }) => {
      const value = detail.texts[path] ?? "";
      return [path, isLong ? field({ label, input: growing(signal), value, onedit }) : textField({ label, value, onedit })];
    }),
  );
  return {
    ...texts,
    status: field({
      label: t("status"),
      input: status,
      value: detail.status,
      shown: (value) => t(`status-${value}`),
      onedit,
    }),
    "inbound.assistant": assistant(detail.inboundAssistant, slotKinds.inbound),
    "inbound.fallback": phone("fallback", detail.fallback, { help: t("fallback-help"), note: detail.fallbackNote, read: readFallback }),
    "outbound.assistant": assistant(detail.outboundAssistant, slotKinds.outbound),
    "outbound.caller_id": phone("caller-id-field", detail.callerId, { placeholder: t("caller-id-none") }),
  };
}

/** None first, then assistants by kind. @param {AssistantRow[]} assistants @param {AssistantKind[]} order */
function assistantSelect(assistants, order) {
  return h(
    "select",
    {},
    h("option", { value: "" }, t("none")),
    order.map((kind) => {
      const of = assistants.filter((assistant) => assistant.kind === kind);
      const options = of.map((assistant) =>
        h("option", { value: assistant.id }, assistantName(assistant)),
      );
      return options.length > 0 && h("optgroup", { label: t(`kind-${kind}`) }, options);
    }),
  );
}

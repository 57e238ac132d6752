// @ts-check
/** The wizard for a new assistant: Kind, Details, Phone number, Review. Nothing is saved before the end. */

import * as api from "./api.js";
import { fill, freshId, h, icon } from "./dom.js";
import { choices, field, growing, refuseFields } from "./form.js";
import { numberPicker } from "./number_picker.js";
import { countryControl } from "./phone_field.js";
import { routeList } from "./routes.js";
import { attempt, currentOffice, notice, tookEffect, wireError } from "./shell.js";
import { t } from "./texts.js";

/** @import { AssistantKind, AssistantRow, NumberSource, Placement, PlacementForesight } from "./bindings.d.ts" */
/** @import { Child } from "./dom.js" */

const steps = /** @type {const} */ (["kind", "details", "number", "review"]);
/** @typedef {(typeof steps)[number]} Step */

/** Makes a new assistant. @param {(id: string) => void} open is given the assistant once it is there */
export const newAssistant = (open) => wizard(null, open);

/** Gives a number to an assistant that is there. @param {string} id */
export async function placeExisting(id) {
  const rows = await attempt(() => api.listAssistants());
  const row = rows?.find((assistant) => assistant.id === id);
  if (row) await wizard(row, () => {});
}

/** @param {AssistantRow | null} there @param {(id: string) => void} open */
async function wizard(there, open) {
  const shown = there ? steps.slice(2) : steps;
  /** What has been answered so far. */
  const answers = {
    kind: /** @type {AssistantKind} */ (there?.kind ?? "outbound"),
    name: there?.name ?? "",
    role: "",
    greeting: "",
    voice: "",
    inbound: false,
    outbound: true,
    source: /** @type {NumberSource} */ ("new"),
    number: /** @type {string | null} */ (null),
    country: currentOffice().defaultCountry,
    areaCode: "",
    label: "",
    callBacks: /** @type {string | null} */ (null),
  };
  takeKind(answers.kind);
  const assistants = (await attempt(() => api.listAssistants())) ?? [];
  let step = /** @type {Step} */ (shown[0]);
  /** @type {string | null} */
  let made = null;

  const titleId = freshId("wizard");
  const list = h("ol", { class: "steps" });
  const body = h("div", { class: "dialog-body" });
  const refusal = h("p", { class: "note note-refused", role: "alert" });
  const back = h("button", { type: "button", class: "button button-large push", onclick: () => void go(-1) }, t("back"));
  const next = h("button", { type: "submit", class: "button button-large button-main" });
  const form = h(
    "form",
    {
      novalidate: true,
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        void go(1);
      },
    },
    h("header", { class: "dialog-head" }, h("h2", { id: titleId }, there ? t("give-number-to", { name: there.name }) : t("new-assistant")), list),
    body,
    h(
      "footer",
      { class: "dialog-foot" },
      h("button", { type: "button", class: "button button-large", onclick: () => dialog.close() }, t("cancel")),
      h("p", { class: "note" }, t("nothing-saved-yet")),
      refusal,
      back,
      next,
    ),
  );
  const dialog = h("dialog", { class: "dialog wizard", "aria-labelledby": titleId }, form);
  const before = document.activeElement;
  document.body.append(dialog);

  /** @param {AssistantKind} kind */
  function takeKind(kind) {
    answers.kind = kind;
    answers.inbound = kind === "inbound" || (kind === "custom" && answers.inbound);
    answers.outbound = kind === "outbound" || (kind === "custom" && answers.outbound);
    if (kind === "custom" && !answers.inbound && !answers.outbound) answers.inbound = true;
  }

  /** What has been answered, as it would be sent. @param {NumberSource} [source] @returns {Placement} */
  function placement(source = answers.source) {
    const { inbound, outbound, number, country, areaCode, label, callBacks } = answers;
    const edited = (/** @type {string} */ now) => ({ was: "", now });
    return {
      assistant: there?.id ?? null,
      fields: there
        ? {}
        : {
            name: edited(answers.name),
            kind: { was: answers.kind, now: answers.kind },
            role: edited(answers.role),
            greeting: edited(answers.greeting),
            voice: edited(answers.voice),
          },
      inbound,
      outbound,
      source,
      number: source === "existing" ? number : null,
      country,
      areaCode,
      label,
      callBacks: inbound ? null : callBacks,
    };
  }

  /** The fields of the step, so that what is refused is said beside them. @type {Record<string, { refuse: (why: string) => void, input: HTMLElement }>} */
  let fields = {};

  /** One step on or back, if what has been answered can stand. @param {number} by */
  async function go(by) {
    refusal.textContent = "";
    const at = shown.indexOf(step);
    if (by > 0 && !(await mayGoOn())) return;
    const to = shown[at + by];
    if (to) {
      step = to;
      await show();
    }
  }

  async function mayGoOn() {
    if (step === "kind") return true;
    if (step === "number" && answers.source === "existing" && !answers.number) {
      refusal.textContent = t("choose-a-number");
      return false;
    }
    next.disabled = true;
    try {
      if (step === "review") {
        const saved = await api.placeAssistant(placement());
        made = saved.id;
        tookEffect(saved);
        dialog.close();
        return false;
      }
      // Only the program knows what can be saved; asking changes nothing.
      await api.foreseePlacement(placement(step === "details" ? "later" : answers.source));
      return true;
    } catch (error) {
      const { fields: refused, message } = wireError(error);
      if (!refuseFields(fields, refused)) refusal.textContent = message;
      return false;
    } finally {
      next.disabled = false;
    }
  }

  async function show() {
    const at = shown.indexOf(step);
    fill(
      list,
      shown.map((name, place) =>
        h(
          "li",
          { class: place < at ? "done" : null, "aria-current": place === at ? "step" : null },
          place < at ? icon("check") : h("span", { class: "step-n" }, place + 1),
          t(`step-${name}`),
          place < at && h("span", { class: "said" }, t("step-done")),
        ),
      ),
    );
    back.hidden = at === 0;
    next.textContent = step === "review" ? t(there ? "give-number" : "create-assistant") : t("continue");
    next.classList.toggle("push", at === 0);
    fields = {};
    const draw = { kind: kindStep, details: detailsStep, number: numberStep, review: reviewStep }[step];
    fill(body, await draw());
    body.scrollTop = 0;
    focusFirst();
  }

  /** What is chosen, else where one begins to type. */
  function focusFirst() {
    const first = body.querySelector("[type=radio]:checked") ?? body.querySelector("input, textarea, select");
    if (first instanceof HTMLElement) first.focus();
    else next.focus();
  }

  // ---- Kind

  function kindStep() {
    const kinds = /** @type {AssistantKind[]} */ (["inbound", "outbound", "custom"]);
    return h(
      "fieldset",
      { class: "choices" },
      h("legend", {}, t("wizard-kind")),
      kinds.map((kind) =>
        choice({
          name: "kind",
          title: t(`kind-${kind}`),
          text: t(`kind-${kind}-text`),
          isChosen: answers.kind === kind,
          onchoose: () => {
            takeKind(kind);
            void show();
          },
          inside: kind === "custom" && answers.kind === "custom" ? slotBoxes() : null,
        }),
      ),
    );
  }

  /** Which slots a custom assistant takes. */
  function slotBoxes() {
    const box = (/** @type {"inbound" | "outbound"} */ slot) =>
      h(
        "label",
        { class: "tick" },
        h("input", {
          type: "checkbox",
          class: "check",
          checked: answers[slot],
          onchange: (/** @type {Event} */ event) => {
            answers[slot] = /** @type {HTMLInputElement} */ (event.target).checked;
          },
        }),
        t(`takes-${slot}`),
      );
    return h("div", { class: "ticks" }, box("inbound"), box("outbound"));
  }

  // ---- Details

  function detailsStep() {
    /** @param {"name" | "role" | "greeting" | "voice"} key @param {HTMLInputElement | HTMLTextAreaElement} input @param {string} [help] */
    const text = (key, input, help) => {
      const one = field({ label: t(key), input, value: answers[key], help, onedit: () => (answers[key] = String(one.now())) });
      fields[key] = one;
      return one.element;
    };
    return h(
      "div",
      { class: "dialog-form" },
      text("name", h("input", { autocomplete: "off", autofocus: true })),
      text("role", h("input", { autocomplete: "off" })),
      text("greeting", growing({}), t("greeting-help")),
      text("voice", h("input", { autocomplete: "off" })),
    );
  }

  // ---- Phone number

  const both = () => answers.inbound && answers.outbound;
  const purpose = () => (answers.outbound ? "outbound" : "inbound");

  function numberStep() {
    const { numbersLeft, allowance } = currentOffice();
    const name = there?.name ?? answers.name.trim();
    const key = both() ? "both" : purpose();
    if (there?.kind === "custom" || answers.kind === "custom") {
      if (!answers.inbound && !answers.outbound) answers.inbound = true;
    }
    const left = numbersLeft === null ? t("left-unlimited") : t("left-of", { left: Math.max(0, numbersLeft), all: allowance ?? 0 });
    const choose = (/** @type {NumberSource} */ source) => () => {
      answers.source = source;
      void show();
    };
    return [
      there?.kind === "custom" && slotBoxes(),
      h(
        "fieldset",
        { class: "choices" },
        h("legend", {}, t(`wizard-number-${key}`, { name })),
        choice({
          name: "source",
          title: t("get-new-number"),
          side: left,
          text: t("get-new-number-text"),
          isChosen: answers.source === "new",
          onchoose: choose("new"),
          inside: answers.source === "new" ? newNumber(numbersLeft) : null,
        }),
        choice({
          name: "source",
          title: t(answers.outbound ? "use-existing-outbound" : "use-existing-inbound"),
          text: t(both() ? "use-existing-both-text" : `use-existing-${purpose()}-text`),
          isChosen: answers.source === "existing",
          onchoose: choose("existing"),
          inside: answers.source === "existing" ? existingNumber() : null,
        }),
        !there &&
          choice({
            name: "source",
            title: t("later"),
            text: t(answers.outbound ? "later-outbound-text" : "later-inbound-text", { name }),
            isChosen: answers.source === "later",
            onchoose: choose("later"),
            isQuiet: true,
          }),
      ),
    ];
  }

  /** @param {number | null} left */
  function newNumber(left) {
    const country = countryControl({ value: answers.country, wide: true, onpick: (code) => (answers.country = code) });
    const area = field({
      label: t("area-code-field"),
      input: h("input", { inputmode: "numeric", autocomplete: "off" }),
      value: answers.areaCode,
      help: t("area-code-help"),
      onedit: () => (answers.areaCode = String(area.now())),
    });
    const label = field({
      label: t("label"),
      input: h("input", { autocomplete: "off" }),
      value: answers.label,
      help: t("label-help"),
      onedit: () => (answers.label = String(label.now())),
    });
    fields = { "requested.area_code": area, label };
    const others = assistants.filter((assistant) => assistant.id !== there?.id);
    /** @type {Array<[string, string]>} */
    const answerers = [["", t("none")], ...others.map((a) => /** @type {[string, string]} */ ([a.id, a.active ? a.name : t("name-off", { name: a.name })]))];
    const callBacks = field({
      label: t("who-answers-call-backs"),
      input: choices(answerers),
      value: answers.callBacks ?? "",
      onedit: () => {
        answers.callBacks = String(callBacks.now()) || null;
        tell();
      },
    });
    const consequence = h("p", { class: "help" });
    const tell = () => fill(consequence, !answers.callBacks && [icon("warning"), t("call-backs-nobody")]);
    tell();
    return h(
      "div",
      { class: "choice-fields dialog-form" },
      left !== null &&
        left <= 0 &&
        h("div", { class: "notice" }, icon("warning"), h("h3", {}, t("no-number-left")), h("ul", {}, h("li", {}, t("no-number-left-text")), h("li", {}, t("no-number-left-way")))),
      h(
        "div",
        { class: "pair" },
        h("div", { class: "field" }, h("div", { class: "label-row" }, h("span", { class: "label-text" }, t("country"))), country.element),
        area.element,
      ),
      label.element,
      !answers.inbound && h("div", {}, callBacks.element, consequence),
    );
  }

  function existingNumber() {
    const told = h("div", { "aria-live": "polite" });
    const picker = numberPicker({
      purpose: purpose(),
      chosen: answers.number,
      onpick: (id) => {
        answers.number = id;
        refusal.textContent = "";
        void tell(told);
      },
    });
    if (answers.number) void tell(told);
    return [picker.element, told];
  }

  /** Says who loses the number, and what that means. @param {HTMLElement} told */
  async function tell(told) {
    const asked = answers.number;
    const foresight = await attempt(() => api.foreseePlacement(placement("existing")));
    if (!foresight || asked !== answers.number) return;
    fill(told, warning(foresight));
    told.scrollIntoView({ block: "nearest" });
  }

  /** @param {PlacementForesight} foresight */
  const warning = ({ loser, consequences }) =>
    consequences.length > 0 && notice(loser ? t("loses-this-number", { name: loser }) : t("what-else"), consequences);

  // ---- Review

  /** @returns {Promise<Child[]>} */
  async function reviewStep() {
    const foresight = await attempt(() => api.foreseePlacement(placement()));
    if (!foresight) return [];
    const name = there?.name ?? answers.name.trim();
    const row = (/** @type {string} */ label, /** @type {Child} */ value) => value && h("div", {}, h("dt", {}, label), h("dd", {}, value));
    const routes = routeList();
    routes.show(foresight.routes);
    const { numbersLeft } = foresight;
    return [
      h(
        "dl",
        { class: "summary" },
        row(t("name"), h("strong", {}, name)),
        row(t("kind"), t(`kind-${there?.kind ?? answers.kind}`)),
        row(t("role"), answers.role),
        row(t("greeting"), answers.greeting),
        row(t("voice"), answers.voice),
        row(t("phone-number"), await numberWords()),
        answers.source === "new" && numbersLeft !== null && row(t("plan"), t("left-afterwards", { left: Math.max(0, numbersLeft) })),
      ),
      foresight.routes.length > 0 && h("section", { class: "summary-part" }, h("h3", {}, t("what-happens")), routes.element),
      warning(foresight),
    ];
  }

  async function numberWords() {
    if (answers.source === "later") return t(answers.outbound ? "review-later-outbound" : "review-later-inbound");
    if (answers.source === "new") {
      const where = answers.areaCode ? t("new-number-in-area", { country: answers.country, areaCode: answers.areaCode }) : t("new-number-in", { country: answers.country });
      return where;
    }
    const number = await attempt(() => api.readNumber(answers.number ?? ""));
    return number && [number.name, number.label && number.digits.number && [", ", h("span", { class: "tel" }, number.digits.number)]];
  }

  const closed = new Promise((resolve) => dialog.addEventListener("close", resolve));
  await show();
  dialog.showModal();
  focusFirst();
  await closed;
  dialog.remove();
  if (before instanceof HTMLElement && before.isConnected) before.focus();
  if (made) open(made);
}

/**
 * One of several ways, with what belongs to it when it is chosen.
 * @param {{ name: string, title: string, text: string, side?: string, isChosen: boolean, isQuiet?: boolean, onchoose: () => void, inside?: Child }} options
 */
function choice({ name, title, text, side, isChosen, isQuiet = false, onchoose, inside }) {
  const id = freshId("choice");
  return h(
    "div",
    { class: `choice${isChosen ? " chosen" : ""}${isQuiet ? " choice-quiet" : ""}` },
    h(
      "div",
      { class: "choice-head" },
      h(
        "label",
        { class: "choice-pick" },
        h("input", { type: "radio", class: "radio", name, checked: isChosen, "aria-describedby": `${side ? `${id}-side ` : ""}${id}-text`, onchange: onchoose }),
        h("span", { class: "choice-title" }, title),
      ),
      side && h("span", { class: "choice-side figures", id: `${id}-side` }, side),
    ),
    h("p", { class: "choice-text", id: `${id}-text` }, text),
    inside,
  );
}

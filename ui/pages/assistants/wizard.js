// @ts-check
/** The wizard for a new assistant, or for the number of one that is there: Kind, Details, Phone number, Review. Nothing is saved before the end. */

import * as api from "../../api.js";
import { assistantName } from "../../parts/cells.js";
import { countryControl, countryName } from "../../parts/country.js";
import { question, showDialog } from "../../parts/dialog.js";
import { fill, freshId, h, icon } from "../../parts/dom.js";
import { choices, field, growing, labelled, refuseFields, textField } from "../../parts/form.js";
import { notice } from "../../parts/layout.js";
import { numberPicker } from "../../parts/number_picker.js";
import { routeList } from "../../parts/routes.js";
import { attempt, wireError } from "../../parts/status_line.js";
import { t } from "../../parts/texts.js";
import { currentOffice, tookEffect } from "../../shell.js";

/** @import { AssistantKind, AssistantRow, NumberSource, Placement, PlacementForesight } from "../../wire.d.ts" */
/** @import { Child } from "../../parts/dom.js" */

const steps = /** @type {const} */ (["kind", "details", "number", "review"]);
/** @typedef {(typeof steps)[number]} Step */

/** @typedef {"inbound" | "outbound"} Slot */

/** Gives a number to an assistant that is there. @param {string} id @param {Slot} [slot] what it is to do there, if that is settled */
export async function placeExisting(id, slot) {
  const rows = await attempt(() => api.listAssistants());
  const row = rows?.find((assistant) => assistant.id === id);
  if (row) await wizard(row, slot);
}

/** @param {AssistantRow | null} there @param {Slot} [slot] @returns {Promise<string | null>} the assistant that was made */
export async function wizard(there, slot) {
  const shown = there ? steps.slice(2) : steps;
  /** What has been answered so far. */
  const answers = {
    kind: /** @type {AssistantKind} */ (there?.kind ?? "outbound"),
    name: there?.name ?? "",
    role: "",
    greeting: "",
    voice: "",
    inbound: slot === "inbound",
    outbound: slot !== "inbound",
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
  const leave = h("button", { type: "button", class: "button button-large", onclick: () => void close() }, t("cancel"));
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
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        // A key that is held down goes one step, not all of them.
        if (event.key === "Enter" && event.repeat) event.preventDefault();
      },
    },
    h("header", { class: "dialog-head" }, h("h2", { id: titleId }, there ? t("give-number-to", { name: there.name }) : t("new-assistant")), list),
    body,
    h(
      "footer",
      { class: "dialog-foot" },
      leave,
      refusal,
      h("p", { class: "note" }, t("nothing-saved-yet")),
      back,
      next,
    ),
  );
  const dialog = h(
    "dialog",
    {
      class: "dialog wizard",
      "aria-labelledby": titleId,
      oncancel: (/** @type {Event} */ event) => {
        event.preventDefault();
        void close();
      },
    },
    form,
  );
  const ending = new AbortController();

  /** Leaves, asking first when a text would be lost. */
  async function close() {
    if (isBusy) return;
    const typed = !there && [answers.greeting, answers.role, answers.voice].some((text) => text.trim() !== "");
    if (typed) {
      const answer = await question({
        title: t("leave-wizard-title"),
        text: [h("p", {}, t("leave-wizard-text"))],
        answers: [
          { value: "leave", label: t("discard") },
          { value: "", label: t("keep-editing"), main: true },
        ],
      });
      if (answer !== "leave") return;
    }
    dialog.close();
  }

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
    return {
      assistant: there?.id ?? null,
      edits: there
        ? {}
        : {
            name: { now: answers.name },
            kind: { now: answers.kind },
            role: { now: answers.role },
            greeting: { now: answers.greeting },
            voice: { now: answers.voice },
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

  /** An answer is waited for: until then nothing is pressed twice. */
  let isBusy = false;

  /** One step on or back, if what has been answered can stand. @param {number} by */
  async function go(by) {
    if (isBusy) return;
    isBusy = true;
    refusal.textContent = "";
    try {
      const to = shown[shown.indexOf(step) + by];
      if (by > 0 && !(await mayGoOn())) return;
      if (to && dialog.open) {
        step = to;
        await show();
      }
    } catch (error) {
      // The step could not be drawn: the one before stays.
      step = shown[shown.indexOf(step) - by] ?? step;
      refusal.textContent = wireError(error).message;
    } finally {
      isBusy = false;
    }
  }

  async function mayGoOn() {
    const takesNothing = !answers.inbound && !answers.outbound;
    if (takesNothing && (step === "kind" || (step === "number" && answers.source !== "later"))) {
      refusal.textContent = t("slots-needed");
      return false;
    }
    if (step === "kind") return true;
    if (step === "number" && answers.source === "existing" && !answers.number) {
      refusal.textContent = t("choose-a-number");
      return false;
    }
    try {
      if (step === "review") {
        // Nothing can be called back from here on.
        leave.disabled = true;
        const saved = await api.placeAssistant(placement());
        made = saved.id;
        dialog.close();
        tookEffect(saved);
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
      leave.disabled = false;
    }
  }

  async function show() {
    fields = {};
    const draw = { kind: kindStep, details: detailsStep, number: numberStep, review: reviewStep }[step];
    const drawn = await draw();
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
    fill(body, drawn);
    body.scrollTop = 0;
    focusFirst();
  }

  /** What is chosen, else where one begins to type. */
  function focusFirst() {
    const first = body.querySelector("[type=radio]:checked") ?? body.querySelector("input, textarea, select, [tabindex]");
    if (first instanceof HTMLElement) first.focus();
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
            refusal.textContent = "";
            // Question, list and warning are about the slots that are taken.
            if (step === "number") void show();
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
      const one = field({ label: t(key), input, value: answers[key], help, onedit: () => (answers[key] = input.value) });
      fields[key] = one;
      return one.element;
    };
    return h(
      "div",
      { class: "dialog-form" },
      text("name", h("input", { autocomplete: "off", autofocus: true })),
      text("role", h("input", { autocomplete: "off", list: "roles" }), t("role-help")),
      text("greeting", growing(ending.signal), t("greeting-help")),
      text("voice", h("input", { autocomplete: "off", list: "voices" }), t("voice-help")),
      known("roles", assistants.map(({ role }) => role)),
      known("voices", assistants.map(({ voice }) => voice)),
    );
  }

  // ---- Phone number

  const both = () => answers.inbound && answers.outbound;
  const purpose = () => (answers.outbound ? "outbound" : "inbound");

  function numberStep() {
    const { numbersLeft, allowance } = currentOffice();
    const name = there?.name ?? answers.name.trim();
    const key = both() ? "both" : purpose();
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
    const country = countryControl({ value: answers.country, wide: true, onpick: (code) => (answers.country = code), signal: ending.signal });
    const area = textField({
      label: t("area-code-field"),
      value: answers.areaCode,
      help: t("area-code-help"),
      attributes: { inputmode: "numeric" },
      onedit: () => (answers.areaCode = area.input.value),
    });
    const label = textField({ label: t("label"), value: answers.label, help: t("label-help"), onedit: () => (answers.label = label.input.value) });
    fields = { "requested.area_code": area, label };
    const others = assistants.filter((assistant) => assistant.id !== there?.id);
    /** @type {Array<[string, string]>} */
    const answerers = [["", t("none")], ...others.map((a) => /** @type {[string, string]} */ ([a.id, assistantName(a)]))];
    const callBacks = field({
      label: t("who-answers-call-backs"),
      input: choices(answerers),
      value: answers.callBacks ?? "",
      onedit: () => {
        answers.callBacks = String(callBacks.now()) || null;
        tell();
      },
    });
    const consequence = h("p", { class: "help is-warning" });
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
        labelled(t("country"), country.element),
        area.element,
      ),
      label.element,
      !answers.inbound && h("div", {}, callBacks.element, consequence),
    );
  }

  function existingNumber() {
    const told = h("div", { "aria-live": "polite" });
    const picker = numberPicker({
      purpose: both() ? "both" : purpose(),
      chosen: answers.number,
      assistant: there?.id,
      list: api.listChoices,
      signal: ending.signal,
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
    fill(told);
    try {
      const foresight = await api.foreseePlacement(placement("existing"));
      if (asked === answers.number) fill(told, warning(foresight));
    } catch (error) {
      refusal.textContent = wireError(error).message;
    }
    told.scrollIntoView({ block: "nearest" });
  }

  /** @param {PlacementForesight} foresight */
  const warning = ({ losers, consequences }) =>
    consequences.length > 0 && notice(losers.length === 1 ? t("loses-this-number", { name: losers[0] ?? "" }) : t("what-else"), consequences);

  // ---- Review

  /** @returns {Promise<Child[]>} */
  async function reviewStep() {
    const foresight = await api.foreseePlacement(placement());
    const name = there?.name ?? answers.name.trim();
    const row = (/** @type {string} */ label, /** @type {Child} */ value) => value && h("div", {}, h("dt", {}, label), h("dd", {}, value));
    const routes = routeList();
    routes.show(foresight.routes);
    const { numbersLeft } = foresight;
    return [
      h("h3", { class: "summary-title", tabindex: "-1" }, t(there ? "review-number-title" : "review-title")),
      h(
        "dl",
        { class: "summary" },
        row(t("name"), h("strong", { dir: "auto" }, name)),
        row(t("kind"), t(`kind-${there?.kind ?? answers.kind}`)),
        row(t("role"), answers.role),
        row(t("greeting"), answers.greeting),
        row(t("voice"), answers.voice),
        row(t("phone-number"), await numberWords()),
        answers.source === "new" && row(t("label"), answers.label),
        answers.source === "new" && !answers.inbound && row(t("call-backs"), callBackWords()),
        answers.source === "new" && numbersLeft !== null && row(t("plan"), t("left-afterwards", { left: Math.max(0, numbersLeft) })),
      ),
      foresight.routes.length > 0 && h("section", { class: "summary-part" }, h("h3", {}, t("what-happens")), routes.element),
      warning(foresight),
    ];
  }

  function callBackWords() {
    const answerer = assistants.find(({ id }) => id === answers.callBacks);
    return answerer ? answerer.name : t("call-backs-nobody");
  }

  async function numberWords() {
    if (answers.source === "later") return t(answers.outbound ? "review-later-outbound" : "review-later-inbound");
    if (answers.source === "new") {
      const country = countryName(answers.country);
      return answers.areaCode ? t("new-number-in-area", { country, areaCode: answers.areaCode }) : t("new-number-in", { country });
    }
    const number = await api.readNumber({ id: answers.number ?? "" });
    return [number.name, number.texts.label && number.digits.number && [", ", h("span", { class: "tel" }, number.digits.number)]];
  }

  const closed = showDialog(dialog, ending);
  await show();
  await closed;
  return made;
}

/** What others have in a field, to choose from. @param {string} id @param {string[]} values */
const known = (id, values) => h("datalist", { id }, [...new Set(values)].filter(Boolean).map((value) => h("option", { value })));

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

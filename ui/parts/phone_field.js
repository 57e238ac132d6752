// @ts-check
/**
 * A phone number as people type it: a country, the digits, and below them what they turned out to be.
 * What is typed is read by the program alone, by the function that is passed in; what was typed otherwise is
 * the same number when its E.164 is the same.
 */

import { countryControl } from "./country.js";
import { fill, freshId, h, icon, paused, sentence } from "./dom.js";
import { labelRow } from "./form.js";

/** @import { NumberInField, TypedNumber, TypedQuery, TypedReading } from "../wire.d.ts" */

/**
 * @param {{
 *   label: string,
 *   country: string,
 *   value: NumberInField | null,
 *   read: (query: TypedQuery) => Promise<TypedReading>,
 *   placeholder?: string,
 *   help?: string,
 *   note?: string | null,
 *   autofocus?: boolean,
 *   onedit?: () => void,
 *   signal: AbortSignal,
 * }} options
 */
export function phoneField({ label, country, value, read, placeholder, help, note, autofocus, onedit = () => {}, signal }) {
  const id = freshId("phone");
  const input = h("input", {
    id,
    class: "input",
    type: "tel",
    autocomplete: "off",
    placeholder,
    autofocus,
    "aria-describedby": `${id}-was ${id}-help ${id}-note`,
  });
  const picker = countryControl({
    value: value?.country ?? country,
    onpick: () => {
      input.focus();
      edited();
    },
    signal,
  });
  const row = labelRow(label, id);
  const below = h("p", { class: "help", id: `${id}-help` });
  const standing = note ? h("p", { class: "help", id: `${id}-note` }, icon("hint"), note) : null;
  // What is said takes the place of the help, so that nothing below moves while somebody types.
  const room = h("p", { class: help ? "help" : "help is-kept", "aria-hidden": "true" }, icon("hint"), help ?? "\u00a0");
  const element = h("div", { class: "field" }, row.element, h("div", { class: "phone" }, picker.element, input), h("div", { class: "help-place" }, below, room), standing);
  input.value = value?.typed ?? "";
  let asked = 0;
  /** What was refused from outside; its reason stays until something else is typed. @type {string | null} */
  let refused = null;
  /** The last text that turned out to be a number, and which. @type {{ typed: string, e164: string } | null} */
  let known = null;
  const asTyped = () => `${picker.value} ${input.value.trim()}`;

  /** Reads what is typed and says what it is; formats it once nobody is typing. @param {boolean} settle */
  async function look(settle) {
    if (refused === asTyped()) return;
    refused = null;
    const turn = (asked += 1);
    const text = input.value.trim();
    if (!text) {
      show(null);
      return;
    }
    /** @type {TypedReading} */
    let reading;
    try {
      reading = await read({ text, country: picker.value });
    } catch {
      return; // The program says so when it is asked to save.
    }
    if (turn !== asked || signal.aborted || !element.isConnected) return;
    const wasEdited = isEdited();
    const found = reading.number;
    // A number typed in full names its own country: the control follows it.
    if (found?.country && (text.startsWith("+") || settle)) picker.value = found.country;
    if (found && (settle || (atEnd(input) && digits(found.typed) === digits(text)))) {
      if (input.value !== found.typed) input.value = found.typed;
    }
    known = found && { typed: asTyped(), e164: found.e164 };
    show(reading, settle);
    if (isEdited() !== wasEdited) onedit();
  }

  /** @param {TypedReading | null} reading @param {boolean} [settled] */
  function show(reading, settled = false) {
    element.classList.remove("field-error");
    input.removeAttribute("aria-invalid");
    const found = reading?.number;
    // Digits that are complete are refused at once; others once nobody is typing.
    if (reading?.refusal && (settled || found)) mark(reading.refusal);
    else if (found?.ours) fill(below, icon("phone"), h("span", {}, sentence(found.ours)));
    else if (found?.hint) fill(below, icon("hint"), found.hint);
    else fill(below, !input.value && help ? [icon("hint"), help] : null);
  }

  /** Says why what is typed was not taken. A reading still under way does not talk over it. @param {string} why */
  function refuse(why) {
    asked += 1;
    refused = asTyped();
    mark(why);
  }

  /** @param {string} why */
  function mark(why) {
    element.classList.add("field-error");
    input.setAttribute("aria-invalid", "true");
    fill(below, icon("error"), why);
  }

  /** Whether it is another number than was there. Until what is typed has been read, another text is. */
  function isEdited() {
    const text = input.value.trim();
    if (!value || !text) return text !== (value?.typed ?? "");
    const isAsPut = digits(text) === digits(value.typed) && (value.country === null || picker.value === value.country);
    return !isAsPut && !(known?.typed === asTyped() && known.e164 === value.e164);
  }

  const soon = paused(150, () => look(false), signal);
  function edited() {
    soon();
    onedit();
  }
  input.addEventListener("input", edited);
  input.addEventListener("change", () => look(true));
  show(value && { number: value, refusal: null });

  return {
    element,
    input,
    isEdited,
    /** What is typed, or nothing. @returns {TypedNumber | null} */
    now() {
      const text = input.value.trim();
      return text ? { text, country: picker.value } : null;
    },
    showWas: () => row.showWas(isEdited(), value?.typed ?? ""),
    refuse,
  };
}

/** @param {HTMLInputElement} input */
const atEnd = (input) => document.activeElement !== input || input.selectionStart === input.value.length;
/** @param {string} text */
const digits = (text) => text.replace(/[^\d+]/g, "");

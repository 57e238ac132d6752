// @ts-check
/** A phone number as people type it: a country with search, and the digits. One field with a seam. */

import * as api from "../api.js";
import { fill, freshId, h, icon, paused, sentence } from "./dom.js";
import { t } from "./texts.js";

/** @import { CountryChoice, TypedNumber, NumberInField, TypedReading } from "../wire.d.ts" */

/** @type {CountryChoice[]} */
let countries = [];
/** @param {CountryChoice[]} choices */
export const useCountries = (choices) => {
  countries = choices;
};

/** @param {string} code */
const countryOf = (code) => countries.find((country) => country.code === code);

/** A country's name in the language spoken. @param {string} code */
export const countryName = (code) => countryOf(code)?.name ?? code;

/** Without case and accents, so that "espana" finds España. @param {string} text */
export const folded = (text) =>
  text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "");

/**
 * The country control: shows code and calling code, opens a list one can search.
 * @param {{ value: string, labelledBy?: string, wide?: boolean, onpick: (code: string) => void }} options
 */
export function countryControl({ value, wide = false, onpick }) {
  let code = value;
  const listId = freshId("countries");
  const shown = h("span", { class: "country-shown" });
  const button = h(
    "button",
    {
      type: "button",
      class: wide ? "input country-wide" : "country",
      role: "combobox",
      "aria-label": t("country"),
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
      "aria-controls": listId,
      onclick: open,
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key === "ArrowDown" || event.key === "ArrowUp") {
          event.preventDefault();
          open();
        }
      },
    },
    shown,
    icon(wide ? "updown" : "down"),
  );
  const list = h("ul", { id: listId, role: "listbox", class: "country-list", "aria-label": t("country") });
  const search = h("input", {
    type: "search",
    class: "input",
    role: "combobox",
    "aria-label": t("country-search"),
    placeholder: t("country-search"),
    "aria-controls": listId,
    "aria-expanded": "true",
    "aria-autocomplete": "list",
    autocomplete: "off",
    spellcheck: "false",
  });
  const popover = h("div", { class: "menu country-menu", popover: "auto" }, search, list);
  /** @type {CountryChoice[]} */
  let matches = [];
  let active = 0;

  function show() {
    const country = countryOf(code);
    if (wide) fill(shown, country ? `${country.name} (+${country.callingCode})` : "");
    else fill(shown, code, " ", h("span", { class: "tel" }, country ? `+${country.callingCode}` : ""));
  }

  function open() {
    if (!popover.isConnected) button.after(popover);
    search.value = "";
    listMatches();
    popover.showPopover();
    // Placed by hand: within the window, below the button where there is room.
    const at = button.getBoundingClientRect();
    const width = Math.min(320, window.innerWidth - 16);
    const below = window.innerHeight - at.bottom - 8;
    const height = Math.min(320, Math.max(below, at.top - 8));
    popover.style.width = `${width}px`;
    popover.style.maxHeight = `${height}px`;
    popover.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - width - 8))}px`;
    popover.style.top = below >= Math.min(height, 240) ? `${at.bottom + 4}px` : `${Math.max(8, at.top - height - 4)}px`;
    button.setAttribute("aria-expanded", "true");
    search.focus();
    mark();
    window.addEventListener("resize", close, { once: true });
  }

  const close = () => popover.isConnected && popover.hidePopover();

  function listMatches() {
    const words = folded(search.value.trim());
    const digits = words.replace(/^\+/, "");
    matches = countries.filter(
      (country) =>
        folded(country.name).includes(words) ||
        country.code.toLowerCase() === words ||
        (digits !== "" && String(country.callingCode).startsWith(digits)),
    );
    // An exact code or calling code first, then names that begin with the words.
    const rank = (/** @type {CountryChoice} */ country) => {
      if (country.code.toLowerCase() === words || String(country.callingCode) === digits) return 0;
      return folded(country.name).startsWith(words) ? 1 : 2;
    };
    if (words) matches.sort((a, b) => rank(a) - rank(b));
    active = words ? 0 : Math.max(0, matches.findIndex((country) => country.code === code));
    fill(
      list,
      matches.map((country, at) =>
        h(
          "li",
          {
            role: "option",
            id: `${listId}-${at}`,
            "aria-selected": String(country.code === code),
            onmousedown: (/** @type {Event} */ event) => event.preventDefault(),
            onclick: () => pick(country),
          },
          h("span", { class: "cut" }, country.name),
          h("span", { class: "cc" }, country.code),
          h("span", { class: "tel faint" }, `+${country.callingCode}`),
        ),
      ),
      matches.length === 0 && h("li", { class: "menu-none", role: "option", "aria-disabled": "true" }, t("country-none")),
    );
    mark();
  }

  function mark() {
    for (const [at, option] of [...list.children].entries()) option.classList.toggle("active", at === active);
    search.setAttribute("aria-activedescendant", matches.length ? `${listId}-${active}` : "");
    list.children[active]?.scrollIntoView({ block: "nearest" });
  }

  /** @param {CountryChoice} country */
  function pick(country) {
    code = country.code;
    show();
    popover.hidePopover();
    onpick(code);
  }

  search.addEventListener("input", listMatches);
  search.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step && matches.length) {
      event.preventDefault();
      active = Math.max(0, Math.min(matches.length - 1, active + step));
      mark();
    } else if (event.key === "Enter") {
      event.preventDefault();
      const country = matches[active];
      if (country) pick(country);
    }
  });
  popover.addEventListener("toggle", (event) => {
    if (/** @type {any} */ (event).newState === "closed") {
      button.setAttribute("aria-expanded", "false");
      const focused = document.activeElement;
      if (focused === document.body || popover.contains(focused)) button.focus();
      popover.remove();
    }
  });
  show();
  return {
    element: button,
    get value() {
      return code;
    },
    set value(next) {
      code = next;
      show();
    },
  };
}

/**
 * The field: label, country, digits, and below them what the number turned out to be.
 * @param {{ label: string, country: string, value: NumberInField | null, placeholder?: string, help?: string, autofocus?: boolean, onedit: () => void }} options
 */
export function phoneField({ label, country, value, placeholder, help, autofocus, onedit }) {
  const id = freshId("phone");
  const helpId = `${id}-help`;
  const wasId = `${id}-was`;
  const input = h("input", {
    id,
    class: "input",
    type: "tel",
    autocomplete: "off",
    placeholder,
    autofocus,
    "aria-describedby": `${wasId} ${helpId}`,
  });
  const picker = countryControl({
    value: value?.country ?? country,
    onpick: () => {
      input.focus();
      edited();
    },
  });
  const was = h("span", { class: "was", id: wasId, hidden: true });
  const below = h("p", { class: "help", id: helpId });
  const element = h(
    "div",
    { class: "field" },
    h("div", { class: "label-row" }, h("label", { for: id }, label), was),
    h("div", { class: "phone" }, picker.element, input),
    below,
  );
  input.value = value?.typed ?? "";
  let asked = 0;
  /** What was refused from outside; its reason stays until something else is typed. @type {string | null} */
  let refused = null;
  const asTyped = () => `${picker.value} ${input.value.trim()}`;

  /** Reads what is typed and says what it is; formats it once nobody is typing. @param {boolean} settle */
  async function read(settle) {
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
      reading = await api.readTypedNumber({ text, country: picker.value });
    } catch {
      return; // The program says so when it is asked to save.
    }
    if (turn !== asked || !element.isConnected) return;
    const found = reading.number;
    // A number typed in full names its own country: the control follows it.
    if (found?.country && (text.startsWith("+") || settle)) picker.value = found.country;
    if (found && (settle || (atEnd(input) && digits(found.typed) === digits(text)))) {
      if (input.value !== found.typed) input.value = found.typed;
    }
    show(reading, settle);
  }

  /** @param {TypedReading | null} reading @param {boolean} [settled] */
  function show(reading, settled = false) {
    element.classList.remove("field-error");
    input.removeAttribute("aria-invalid");
    if (reading?.ours) fill(below, icon("phone"), h("span", {}, sentence(reading.ours)));
    else if (reading?.hint) fill(below, icon("hint"), reading.hint);
    else if (reading?.refusal && settled) mark(reading.refusal);
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

  const soon = paused(150, () => read(false));
  function edited() {
    soon();
    onedit();
  }
  input.addEventListener("input", edited);
  input.addEventListener("change", () => read(true));
  show(null);
  if (value) read(false);

  return {
    element,
    input,
    refuse,
    was,
    /** What is typed, or nothing. @returns {TypedNumber | null} */
    get typed() {
      const text = input.value.trim();
      return text ? { text, country: picker.value } : null;
    },
    /** Whether it differs from what was there. */
    get isEdited() {
      if (!value) return input.value.trim() !== "";
      return digits(input.value) !== digits(value.typed) || (value.country !== null && picker.value !== value.country);
    },
  };
}

/** @param {HTMLInputElement} input */
const atEnd = (input) => document.activeElement !== input || input.selectionStart === input.value.length;
/** @param {string} text */
const digits = (text) => text.replace(/[^\d+]/g, "");

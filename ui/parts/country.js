// @ts-check
/**
 * The country control: shows a country's code and calling code, and opens a list one can search.
 * The list is the program's, given once at the start; no country is known here.
 */

import { fill, freshId, h, icon, within } from "./dom.js";
import { folded, t } from "./texts.js";

/** @import { CountryChoice } from "../wire.d.ts" */

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

/** @param {{ value: string, wide?: boolean, onpick: (code: string) => void, signal: AbortSignal }} options */
export function countryControl({ value, wide = false, onpick, signal }) {
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
  /** What lasts as long as the list is open. @type {AbortController | null} */
  let opened = null;

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
    opened?.abort();
    opened = within(signal);
    window.addEventListener("resize", () => popover.hidePopover(), { signal: opened.signal });
  }

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
      opened?.abort();
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

// @ts-check
/**
 * The country control: shows a country's code and calling code, and opens a list one can search.
 * The list is the program's, given once at the start; no country is known here.
 */

import { openChooser } from "./chooser.js";
import { fill, freshId, h, icon } from "./dom.js";
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

/** An exact code or calling code first, then names that begin with the words. @param {CountryChoice} country @param {string} words */
function rank({ name, code, callingCode }, words) {
  const digits = words.replace(/^\+/, "");
  if (code.toLowerCase() === words || String(callingCode) === digits) return 0;
  if (folded(name).startsWith(words)) return 1;
  return folded(name).includes(words) || (digits !== "" && String(callingCode).startsWith(digits)) ? 2 : null;
}

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

  function show() {
    const country = countryOf(code);
    if (wide) fill(shown, country ? `${country.name} (+${country.callingCode})` : "");
    else fill(shown, code, " ", h("span", { class: "tel" }, country ? `+${country.callingCode}` : ""));
  }

  function open() {
    button.setAttribute("aria-expanded", "true");
    openChooser({
      at: button,
      id: listId,
      name: t("country"),
      searchName: t("country-search"),
      none: t("country-none"),
      choices: countries,
      rank,
      draw: (country) => [h("span", { class: "cut" }, country.name), h("span", { class: "cc" }, country.code), h("span", { class: "tel faint" }, `+${country.callingCode}`)],
      isChosen: (country) => country.code === code,
      onpick(country) {
        code = country.code;
        show();
        onpick(code);
      },
      closed: () => button.setAttribute("aria-expanded", "false"),
      signal,
    });
  }
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

// @ts-check
/**
 * The filters above a list: a chip each with its count, or one control where there is no room for chips.
 * What a filter lets through, and how many, is the page's.
 */

import { fill, freshId, h, icon } from "./dom.js";
import { figures, t } from "./texts.js";

/**
 * A filter.
 * @template {string} Value
 * @typedef {object} Filter
 * @property {Value} value
 * @property {string} words
 * @property {string} [severity] drawn with its icon and colour
 */

/**
 * @template {string} Value
 * @param {{ filters: Filter<Value>[], onchoose: (value: Value) => void }} options
 */
export function filterBar({ filters, onchoose }) {
  const chips = filters.map(({ value, words, severity }) => {
    const id = freshId("chip");
    const count = h("span", { class: "n", id, "aria-hidden": "true" });
    const chip = h(
      "button",
      { type: "button", class: severity ? `chip is-${severity}` : "chip", "aria-describedby": id, onclick: () => onchoose(value) },
      severity && icon(severity),
      words,
      count,
    );
    return { value, chip, count };
  });
  const menu = h("select", { "aria-label": t("filter"), onchange: () => onchoose(/** @type {Value} */ (menu.value)) });
  return {
    elements: [
      h("div", { class: "chips", role: "group", "aria-label": t("filter") }, chips.map(({ chip }) => chip)),
      chipSelect(menu, "filter-menu"),
    ],
    /** Shows what each filter would leave; one that would leave nothing is shown only where `always` says so.
     * @param {Value} chosen @param {(value: Value) => number} countOf @param {(value: Value) => boolean} [always] */
    show(chosen, countOf, always = () => true) {
      for (const { value, chip, count } of chips) {
        chip.setAttribute("aria-pressed", String(value === chosen));
        count.textContent = figures(countOf(value));
        chip.hidden = countOf(value) === 0 && value !== chosen && !always(value);
      }
      fill(menu, filters.map(({ value, words }) => h("option", { value }, `${words} (${figures(countOf(value))})`)));
      menu.value = chosen;
    },
  };
}

/** A native select in the shape of a chip. @param {HTMLSelectElement} select @param {string} [className] */
export const chipSelect = (select, className = "") =>
  h("span", { class: `chip chip-select ${className}` }, select, icon("down"));

// @ts-check
/** What stands in the cells of tables: digits, who is in a slot, nothing. */

import { h } from "./dom.js";
import { t } from "./texts.js";

/** @import { ShownDigits, Slot } from "../wire.d.ts" */

export const none = () => h("span", { class: "none" }, t("none"));

/** What was asked for, where there are no digits yet. @param {{ areaCode: string | null }} digits */
export const requestWords = ({ areaCode }) => (areaCode ? t("area-code", { areaCode }) : t("requested"));

/** @param {ShownDigits} digits */
export const digitsCell = (digits) => [
  h("span", { class: "cc" }, digits.country ?? ""),
  digits.number ? h("span", { class: "tel" }, digits.number) : h("span", { class: "faint" }, requestWords(digits)),
];

/** What an assistant is called where there are words only: one that is switched off says so. @param {{ name: string, active: boolean }} assistant */
export const assistantName = ({ name, active }) => (active ? name : t("name-off", { name }));

/** @param {Slot | null} slot */
export const slotCell = (slot) =>
  slot ? h("span", { class: "slot" }, h("span", { class: "cut", dir: "auto" }, slot.name), !slot.active && h("span", { class: "tag after", title: t("off") }, t("off"))) : none();

/** @param {string | null} number */
export const telCell = (number) => (number ? h("span", { class: "tel" }, number) : none());

/** A value that can be chosen among those of the same name. @param {{ name: string, label: string, text: string | null, isChosen: boolean, onchoose: () => void }} choice */
export const valueChoice = ({ name, label, text, isChosen, onchoose }) =>
  h(
    "label",
    { class: "value-choice" },
    h("input", { type: "radio", class: "radio", name, checked: isChosen, "aria-label": label, onchange: onchoose }),
    h("span", { dir: "auto" }, text ?? none()),
  );

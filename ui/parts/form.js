// @ts-check
/** Fields that know what they were: edited ones say so, refused ones keep what was typed. */

import { fill, freshId, h, icon } from "./dom.js";
import { t } from "./texts.js";

/** @import { Child } from "./dom.js" */

/**
 * A field of a form.
 * @typedef {object} Field
 * @property {HTMLElement} element
 * @property {HTMLElement} input what takes the focus
 * @property {() => boolean} isEdited
 * @property {() => unknown} now
 * @property {() => void} showWas
 * @property {(why: string) => void} refuse
 * @property {() => void} accept
 */

/**
 * @template {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Input
 * @param {{ label: string, input: Input, value: string, shown?: (value: string) => string, help?: string, onedit: () => void }} options
 * @returns {Field}
 */
export function field({ label, input, value, shown = (text) => text, help, onedit }) {
  const id = freshId("field");
  input.id = id;
  input.classList.add("input");
  input.setAttribute("aria-describedby", `${id}-was ${id}-help`);
  const was = h("span", { class: "was", id: `${id}-was`, hidden: true });
  const below = h("p", { class: "help", id: `${id}-help`, hidden: !help }, help && [icon("hint"), help]);
  const control =
    input instanceof HTMLSelectElement ? h("span", { class: "select" }, input, icon("updown")) : input;
  const element = h(
    "div",
    { class: "field" },
    h("div", { class: "label-row" }, h("label", { for: id }, label), was),
    control,
    below,
  );
  input.value = value;
  const isEdited = () => input.value !== value;
  input.addEventListener("input", () => {
    accept();
    onedit();
  });
  function accept() {
    element.classList.remove("field-error");
    input.removeAttribute("aria-invalid");
    below.hidden = !help;
    fill(below, help && [icon("hint"), help]);
  }
  return {
    element,
    input,
    isEdited,
    now: () => input.value,
    showWas: () => showWas(was, isEdited(), shown(value)),
    accept,
    refuse(why) {
      element.classList.add("field-error");
      input.setAttribute("aria-invalid", "true");
      below.hidden = false;
      fill(below, icon("error"), why);
    },
  };
}

/**
 * Says beside each field what was refused of it, by the field's path, and goes to the first.
 * @param {Record<string, { refuse: (why: string) => void, input: HTMLElement }>} places
 * @param {{ [path: string]: string } | undefined} refused
 * @returns whether any of it was said
 */
export function refuseFields(places, refused) {
  const found = Object.entries(places).filter(([path]) => refused?.[path]);
  for (const [path, place] of found) place.refuse(refused?.[path] ?? "");
  found[0]?.[1].input.focus();
  return found.length > 0;
}

/** @param {HTMLElement} was @param {boolean} isEdited @param {string} before */
export function showWas(was, isEdited, before) {
  was.hidden = !isEdited;
  const short = before.length > 24 ? `${before.slice(0, 24)}…` : before;
  was.textContent = isEdited ? t("was", { value: short || t("none") }) : "";
}

/** A text area that grows with what is typed, up to a few lines. @param {Record<string, string | number>} attributes */
export function growing(attributes) {
  const area = h("textarea", { rows: 1, ...attributes });
  const grow = () => {
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight + 2, 160)}px`;
  };
  area.addEventListener("input", grow);
  // Sizes are known once it is in the page.
  requestAnimationFrame(() => requestAnimationFrame(grow));
  return area;
}

/** @param {Array<[string, string]>} options value and words */
export const choices = (options) =>
  h("select", {}, options.map(([value, words]) => h("option", { value }, words)));

/**
 * The foot of a form: how many edits, Discard, Save Changes.
 * @param {{ ondiscard: () => void, save?: string }} options
 */
export function formFoot({ ondiscard, save }) {
  const note = h("p", { class: "note", "aria-live": "polite" });
  const discard = h("button", { type: "button", class: "button", disabled: true, onclick: ondiscard }, t("discard"));
  const submit = h(
    "button",
    { type: "submit", class: "button button-main", disabled: true, "aria-keyshortcuts": "Control+S" },
    save ?? t("save-changes"),
  );
  return {
    element: h("footer", { class: "panel-foot" }, note, discard, submit),
    /** @param {number} edits */
    show(edits) {
      note.textContent = edits === 0 ? "" : t("unsaved-edits", { count: edits });
      discard.disabled = edits === 0;
      submit.disabled = edits === 0;
    },
    /** While a save is under way nothing is pressed twice. */
    wait() {
      submit.disabled = true;
    },
  };
}

/** @param {string} key @param {Child[]} children */
export const section = (key, ...children) =>
  h("section", { class: "section" }, h("h3", { class: "section-title" }, t(key)), children);

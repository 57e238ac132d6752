// @ts-check
/**
 * Fields that know what they were: edited ones say so, refused ones keep what was typed.
 * Whether a value can be kept is for the program to say; nothing is checked here.
 */

import { fill, framed, freshId, h, icon, whenResized } from "./dom.js";
import { sayRefused } from "./status_line.js";
import { t } from "./texts.js";

/** @import { Child } from "./dom.js" */
/** @import { Edits, FieldEdit, FieldValue, Fields, WireError } from "../wire.d.ts" */

/**
 * A field of a form.
 * @typedef {object} Field
 * @property {HTMLElement} element
 * @property {{ focus: () => void | Promise<void>, scrollIntoView?: (how: ScrollIntoViewOptions) => void }} input what takes the focus
 * @property {() => boolean} isEdited
 * @property {() => FieldEdit["now"]} now what it holds, as the program takes it
 * @property {() => void} showWas
 * @property {(why: string) => void} refuse
 */

/** @type {Fields} */
let listed = { number: [], columns: [], encodings: [] };

/** Takes the fields that forms list from what the program says of them. @param {Fields} fields */
export const useFields = (fields) => {
  listed = fields;
};

/** The fields that forms list. */
export const listedFields = () => listed;

/** The label of a field, and beside it what the field was, once it is another. @param {string} label @param {string} id of its control */
export function labelRow(label, id) {
  const was = h("span", { class: "was", id: `${id}-was`, hidden: true });
  return {
    element: h("div", { class: "label-row" }, h("label", { for: id }, label), was),
    /** @param {boolean} isEdited @param {string} before */
    showWas: (isEdited, before) => showWas(was, isEdited, before),
  };
}

/** @param {HTMLElement} was @param {boolean} isEdited @param {string} before */
export function showWas(was, isEdited, before) {
  was.hidden = !isEdited;
  const short = before.length > 24 ? `${before.slice(0, 24)}…` : before;
  was.textContent = isEdited ? t("was", { value: short || t("none") }) : "";
}

/**
 * @template {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Input
 * @param {{ label: string, input: Input, value: string, shown?: (value: string) => string, taken?: (value: string) => FieldValue, help?: string, onedit?: () => void }} options
 */
export function field({ label, input, value, shown = (text) => text, taken = (text) => text, help, onedit = () => {} }) {
  const id = freshId("field");
  input.id = id;
  input.classList.add("input");
  input.setAttribute("aria-describedby", `${id}-was ${id}-help`);
  const row = labelRow(label, id);
  const below = h("p", { class: "help", id: `${id}-help` });
  const control =
    input instanceof HTMLSelectElement ? h("span", { class: "select" }, input, icon("updown")) : input;
  const element = h("div", { class: "field" }, row.element, control, below);
  input.value = value;
  const isEdited = () => input.value !== value;
  function accept() {
    element.classList.remove("field-error");
    input.removeAttribute("aria-invalid");
    below.hidden = !help;
    fill(below, help && [icon("hint"), help]);
  }
  accept();
  input.addEventListener("input", () => {
    accept();
    onedit();
  });
  return {
    element,
    input,
    isEdited,
    now: () => taken(input.value),
    /** Takes back that it was refused. */
    forgive: accept,
    showWas: () => row.showWas(isEdited(), shown(value) || (input instanceof HTMLSelectElement ? "" : t("empty"))),
    /** @param {string} why */
    refuse(why) {
      element.classList.add("field-error");
      input.setAttribute("aria-invalid", "true");
      below.hidden = false;
      fill(below, icon("error"), why);
    },
  };
}

/** A field of one line. @param {Omit<Parameters<typeof field>[0], "input"> & { attributes?: Record<string, any> }} options */
export const textField = ({ attributes = {}, ...options }) => field({ ...options, input: h("input", { autocomplete: "off", dir: "auto", ...attributes }) });

/** How many fields are edited. @param {Record<string, Field>} fields */
export const countEdits = (fields) => Object.values(fields).filter((one) => one.isEdited()).length;

/**
 * The edited fields by their paths in the setup file, each with what is stored now.
 * @param {Record<string, Field>} fields
 * @param {Record<string, FieldValue>} stored
 * @returns {Edits}
 */
export const edits = (fields, stored) =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, one]) => one.isEdited())
      .map(([path, one]) => [path, { was: stored[path] ?? null, now: one.now() }]),
  );

/**
 * Says beside each field what was refused of it, by the field's path, and goes to the first.
 * @param {Record<string, { refuse: (why: string) => void, input: { focus: () => void } }>} places
 * @param {{ [path: string]: string } | undefined} refused
 * @returns whether any of it was said
 */
export function refuseFields(places, refused) {
  const found = Object.entries(places).filter(([path]) => refused?.[path]);
  for (const [path, place] of found) place.refuse(refused?.[path] ?? "");
  found[0]?.[1].input.focus();
  return found.length > 0;
}

/** A text area that grows with what is typed, up to a few lines. @param {AbortSignal} signal */
export function growing(signal) {
  const area = h("textarea", { rows: 1, dir: "auto" });
  const grow = () => {
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight + 2, 160)}px`;
  };
  area.addEventListener("input", grow);
  let width = 0;
  whenResized(
    area,
    () => {
      // Its own growing is no other width.
      if (area.clientWidth !== width) grow();
      width = area.clientWidth;
    },
    signal,
  );
  // Sizes are known once it is in the page.
  framed(framed(grow, signal), signal)();
  return area;
}

/** @param {Array<[string, string]>} options value and words */
export const choices = (options) =>
  h("select", {}, options.map(([value, words]) => h("option", { value }, words)));

/** What is shown of a control that is no field of its own. @param {string} label @param {Child[]} control */
export const labelled = (label, ...control) =>
  h("div", { class: "field" }, h("div", { class: "label-row" }, h("span", { class: "label-text" }, label)), control);

/**
 * The foot of a form: how many edits, Discard, Save Changes.
 * @param {{ ondiscard: () => void }} options
 */
export function formFoot({ ondiscard }) {
  const note = h("p", { class: "note", "aria-live": "polite" });
  const discard = h("button", { type: "button", class: "button", disabled: true, onclick: ondiscard }, t("discard"));
  const submit = h(
    "button",
    { type: "submit", class: "button button-main", disabled: true, "aria-keyshortcuts": "Control+S" },
    t("save-changes"),
  );
  /** Takes back that it was refused. */
  let takeBack = () => {};
  return {
    element: h("footer", { class: "panel-foot" }, note, discard, submit),
    /** Says that saving was refused, at the fields concerned. @param {Record<string, Field>} fields @param {WireError} error */
    refuse(fields, error) {
      takeBack = sayRefused(error.message);
      refuseFields(fields, error.fields);
    },
    /** Somebody has edited on: what was refused is tried anew. */
    forgive: () => takeBack(),
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

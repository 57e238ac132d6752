// @ts-check
/**
 * The frame of a panel that shows one record: its head, its scrolling sections, its foot; and the panel of a
 * record that its list holds whole. What its fields are, and how it is saved, is the page's.
 */

import { fill, h, icon } from "./dom.js";
import { countEdits, edits, formFoot, section } from "./form.js";
import { button, iconButton } from "./layout.js";
import { attempt, wireError } from "./status_line.js";
import { t } from "./texts.js";

/** @import { RecordName, Saved } from "../wire.d.ts" */
/** @import { Child } from "./dom.js" */
/** @import { Field } from "./form.js" */
/** @import { Panel } from "./layout.js" */

/**
 * What the window's frame does with panels and their records: shell.js has it.
 * @typedef {object} Frame
 * @property {() => void} closePanel unless there are edits somebody wants to keep
 * @property {() => void} dropPanel whatever is in it
 * @property {(saved: Saved) => void} tookEffect
 * @property {(record: RecordName, name: string, remove: () => Promise<Saved>) => Promise<void>} removeRecord
 */

/**
 * @param {{ title: string, foot: { element: HTMLElement }, save: () => void, close: () => void, isTall?: boolean, bar?: Child[] }} options
 */
export function panelFrame({ title, foot, save, close, isTall = true, bar = [] }) {
  const titleId = "panel-title";
  /** Where the panel takes the page's place: the way back to it, which is named once it is there. */
  const back = h("button", { type: "button", class: "link-button panel-back", onclick: close }, icon("left"), h("span"));
  const record = h("p", { class: "panel-record" });
  const body = h("div", { class: "panel-body" });
  const form = h(
    "form",
    {
      novalidate: true,
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        save();
      },
    },
    h(
      "header",
      { class: isTall ? "panel-head" : "panel-head panel-head-short" },
      h("div", { class: "panel-bar" }, back, h("h2", { id: titleId, tabindex: -1 }, title), bar, iconButton("close", t("close"), close)),
      record,
    ),
    body,
    foot.element,
  );
  return { element: h("aside", { class: "panel", "aria-labelledby": titleId }, form), record, body };
}

/** The last section of a panel. @param {string} words @param {() => unknown} remove */
export const removeSection = (words, remove) => section("remove-section", button(words, remove));

/**
 * The panel of a record that its list holds whole. `side` says what it is, below its name; `sections` is its body, to
 * which the way to remove it is added.
 * @template {{ id: string, name: string }} Row
 * @template {Record<string, Field>} Fields
 * @param {{
 *   kind: RecordName["kind"],
 *   id: string,
 *   title: string,
 *   side: (row: Row) => string,
 *   list: () => Promise<Row[]>,
 *   fieldsOf: (row: Row, edited: () => void) => Fields,
 *   sections: (row: Row, fields: Fields) => Child[],
 *   save: (edits: any) => Promise<Saved>,
 *   remove: () => Promise<Saved>,
 *   removeWords: string,
 *   frame: Frame,
 *   signal: AbortSignal,
 * }} options
 * @returns {Promise<Panel & { discard: () => void }>}
 */
export async function recordPanel({ kind, id, title, side, list, fieldsOf, sections, save, remove, removeWords, frame, signal }) {
  const find = async () => (await list()).find((row) => row.id === id);
  const there = await find();
  if (!there) throw { code: "gone", message: t("gone") };
  let row = there;
  /** @type {Fields} */
  let fields;
  const foot = formFoot({ ondiscard: () => put(row) });
  const { element, record, body } = panelFrame({ title, foot, save: () => void send(), close: frame.closePanel });

  function edited() {
    for (const one of Object.values(fields)) one.showWas();
    foot.forgive();
    foot.show(countEdits(fields));
  }

  /** @param {Row} next */
  function put(next) {
    row = next;
    fill(record, h("strong", { class: "cut", dir: "auto", title: row.name }, row.name), h("span", { class: "quiet" }, side(row)));
    fields = fieldsOf(row, () => edited());
    fill(
      body,
      sections(row, fields),
      removeSection(removeWords, () => frame.removeRecord({ kind, id }, row.name, remove)),
    );
    edited();
  }

  async function send() {
    if (countEdits(fields) === 0) return true;
    foot.wait();
    try {
      const saved = await save(edits(fields, row));
      const fresh = await attempt(find, signal);
      if (fresh) put(fresh);
      frame.tookEffect(saved);
      return true;
    } catch (error) {
      foot.show(countEdits(fields));
      foot.refuse(fields, wireError(error));
      return false;
    }
  }

  put(row);
  return {
    element,
    id,
    get name() {
      return row.name;
    },
    isEdited: () => countEdits(fields) > 0,
    save: send,
    discard: () => put(row),
    focus: (place) => void (fields[place] ?? fields.name)?.input.focus(),
    async refresh() {
      const rows = await attempt(list, signal);
      // What somebody is typing stays; saving compares it with what is there then.
      if (!rows || countEdits(fields) > 0) return;
      const fresh = rows.find((row) => row.id === id);
      if (fresh) put(fresh);
      else frame.dropPanel();
    },
  };
}

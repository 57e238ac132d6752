// @ts-check
/** What is edited of a number in the table itself, without its panel: the label, and who is in a slot. */

import * as api from "../../api.js";
import { assistantName } from "../../parts/cells.js";
import { openChooser } from "../../parts/chooser.js";
import { mayGoOn } from "../../parts/dialog.js";
import { freshId, h } from "../../parts/dom.js";
import { notice } from "../../parts/layout.js";
import { attempt, sayRefused, wireError } from "../../parts/status_line.js";
import { folded, t } from "../../parts/texts.js";
import { tookEffect } from "../../shell.js";

/** @import { AssistantKind, AssistantRow, NumberRow, Sentence } from "../../wire.d.ts" */

/** The slots, each with the kinds of assistants in their order, the fitting one first. @type {Record<"inbound" | "outbound", AssistantKind[]>} */
export const slotKinds = { inbound: ["inbound", "custom", "outbound"], outbound: ["outbound", "custom", "inbound"] };

/** Whether to save what blocks campaigns, which are named. @param {string} name of the number @param {Sentence[]} blocks */
export const mayBlock = (name, blocks) =>
  mayGoOn({
    title: t("blocks-question", { name }),
    text: [notice(t("blocks-title"), blocks)],
    stay: t("keep-editing"),
    go: t("save-anyway"),
  });

/**
 * A label that is edited where it stands. Enter and leaving it save, Escape drops what was typed.
 * @param {NumberRow} row
 * @param {{ ended: () => void }} around
 */
export function labelEditor({ id, label }, { ended }) {
  const input = h("input", { class: "input in-place", "aria-label": t("label"), autocomplete: "off", dir: "auto", value: label });
  let isEnded = false;
  /** @type {Promise<boolean> | null} */
  let saving = null;
  const end = () => {
    isEnded = true;
    ended();
  };
  const isEdited = () => !isEnded && input.value !== label;

  /** @returns {Promise<boolean>} whether nothing of it is left to be saved */
  function save() {
    if (isEdited()) saving ??= send().finally(() => (saving = null));
    else if (!isEnded) end();
    return saving ?? Promise.resolve(true);
  }

  async function send() {
    try {
      const saved = await api.saveNumber({ id, edits: { label: { was: label, now: input.value } }, allowLoop: false, referencesFollow: false });
      end();
      tookEffect(saved);
      return true;
    } catch (error) {
      const { message, fields } = wireError(error);
      sayRefused(fields?.label ?? message);
      input.setAttribute("aria-invalid", "true");
      if (input.isConnected) input.focus();
      return false;
    }
  }

  input.addEventListener("input", () => input.removeAttribute("aria-invalid"));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") void save();
    else if (event.key === "Escape") end();
    else return;
    event.preventDefault();
  });
  // A row that is drawn again, a window that loses the focus, a question and a menu do not leave it.
  const isLeft = () => input.isConnected && document.hasFocus() && document.activeElement !== input && !document.querySelector("dialog[open], [role=menu]");
  input.addEventListener("blur", () => setTimeout(() => isLeft() && void save()));
  return { element: input, isEdited, save, discard: end };
}

/**
 * Chooses who is in a slot, and saves it at once.
 * @param {NumberRow} row
 * @param {string} name of the number
 * @param {"inbound" | "outbound"} slot
 * @param {AssistantRow[]} assistants
 * @param {{ by: HTMLElement, back: () => HTMLElement | null | undefined }} at what it opens beside, and what has the focus afterwards
 * @param {AbortSignal} signal
 */
export function chooseAssistant(row, name, slot, assistants, at, signal) {
  const { id } = row;
  const held = row[slot]?.id ?? null;
  const kinds = slotKinds[slot];
  const sorted = [...assistants].sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind));
  openChooser({
    at: at.by,
    back: at.back,
    id: freshId("assistants"),
    name: t(`${slot}-assistant`),
    searchName: t("find-assistant"),
    none: t("no-such-assistant"),
    choices: [null, ...sorted],
    rank: (choice, words) => (choice && folded(choice.name).includes(words) ? (folded(choice.name).startsWith(words) ? 0 : 1) : null),
    draw: (choice) => [
      h("span", { class: "cut", dir: "auto" }, choice ? assistantName(choice) : t("none")),
      choice && h("span", { class: "faint" }, t(`kind-${choice.kind}`)),
    ],
    isChosen: (choice) => (choice?.id ?? null) === held,
    onpick: (choice) => put(choice?.id ?? null),
    signal,
  });

  /** @param {string | null} now */
  async function put(now) {
    if (now === held) return;
    const edits = { [`${slot}.assistant`]: { was: held, now } };
    // Where nothing can be foreseen, saving says why.
    const { blocks } = (await api.foreseeNumber({ id, edits }).catch(() => null)) ?? { blocks: [] };
    if (blocks.length > 0 && !(await mayBlock(name, blocks))) return;
    const saved = await attempt(() => api.saveNumber({ id, edits, allowLoop: false, referencesFollow: false }));
    if (saved) tookEffect(saved);
  }
}

// @ts-check
/** Assistant Settings: one assistant, what it says, and the numbers it has. */

import * as api from "../../api.js";
import { none } from "../../parts/cells.js";
import { h } from "../../parts/dom.js";
import { badgeButton, worst } from "../../parts/findings.js";
import { choices, field, growing, section, textField } from "../../parts/form.js";
import { button } from "../../parts/layout.js";
import { recordPanel } from "../../parts/record_panel.js";
import { t } from "../../parts/texts.js";
import { closePanel, dropPanel, go, mayLeave, removeRecord, tookEffect } from "../../shell.js";
import { placeExisting } from "./wizard.js";

/** @import { AssistantRow } from "../../wire.d.ts" */
/** @import { Slot } from "./wizard.js" */

/** @param {string} id @param {AbortSignal} signal */
export async function assistantPanel(id, signal) {
  /** Edits are asked about first: the wizard shows the assistant as it is stored. */
  const give = async (/** @type {Slot} */ slot) => {
    if (!(await mayLeave())) return;
    panel.discard();
    await placeExisting(id, slot);
  };
  const giveButton = (/** @type {Slot} */ slot) => h("div", { class: "section-way" }, button(t("give-number-dots"), () => give(slot)));
  const panel = await recordPanel({
    kind: "assistant",
    id,
    title: t("assistant-settings"),
    side: (row) => t(`kind-${row.kind}`),
    list: api.listAssistants,
    fieldsOf: (row, onedit) => fieldsOf(row, onedit, signal),
    sections: (row, { name, kind, role, greeting, voice }) => [
      h("div", { class: "section" }, h("div", { class: "pair" }, name.element, kind.element), role.element, greeting.element, voice.element),
      section("answers", h("p", {}, names(row.answers, row.answersCount)), row.kind !== "outbound" && giveButton("inbound")),
      section("calls-from", h("p", {}, names(row.callsFrom, row.callsFromCount)), row.kind !== "inbound" && giveButton("outbound")),
      worst(row.findings) && section("findings", badgeButton(row.findings, () => go("checkup", { about: row }))),
    ],
    save: (edits) => api.saveAssistant({ id, edits }),
    remove: () => api.removeAssistant({ id }),
    removeWords: t("remove-assistant"),
    frame: { closePanel, dropPanel, tookEffect, removeRecord },
    signal,
  });
  return panel;
}

/** @param {AssistantRow} row @param {() => void} onedit @param {AbortSignal} signal */
function fieldsOf(row, onedit, signal) {
  /** @type {Array<[string, string]>} */
  const kinds = ["inbound", "outbound", "custom"].map((kind) => [kind, t(`kind-${kind}`)]);
  return {
    name: textField({ label: t("name"), value: row.name, onedit }),
    kind: field({ label: t("kind"), input: choices(kinds), value: row.kind, shown: (value) => t(`kind-${value}`), onedit }),
    role: textField({ label: t("role"), value: row.role, onedit }),
    greeting: field({ label: t("greeting"), input: growing(signal), value: row.greeting, help: t("greeting-help"), onedit }),
    voice: textField({ label: t("voice"), value: row.voice, onedit }),
  };
}

/** The names of numbers, the first few, and how many more. @param {string[]} list @param {number} count */
export function names(list, count) {
  if (count === 0) return none();
  const text = list.join(", ");
  return h("span", { title: text }, count > list.length ? t("and-more", { names: text, count: count - list.length }) : text);
}

// @ts-check
/** Assistants: who there is, what they do, and whether they are switched on. */

import * as api from "../../api.js";
import { mayGoOn } from "../../parts/dialog.js";
import { h } from "../../parts/dom.js";
import { badgeButton } from "../../parts/findings.js";
import { notice } from "../../parts/layout.js";
import { recordListPage } from "../../parts/record_list.js";
import { attempt } from "../../parts/status_line.js";
import { t } from "../../parts/texts.js";
import { go, openPanel, openedId, removeRecord, tookEffect } from "../../shell.js";
import { assistantPanel, names } from "./panel.js";
import { wizard } from "./wizard.js";

/** @import { AssistantRow } from "../../wire.d.ts" */
/** @import { Visit } from "../../parts/layout.js" */

/** @typedef {"all" | "inbound" | "outbound" | "custom" | "off"} Filter */
/** What is looked for outlives the page. */
const view = { search: "", filter: /** @type {Filter} */ ("all") };

/** @param {AssistantRow} row @param {Filter} filter */
const passes = (row, filter) => filter === "all" || (filter === "off" ? !row.active : row.kind === filter);

/** @param {Visit} visit */
export const assistantsPage = (visit) =>
  recordListPage(
    {
      name: "assistants",
      sign: "assistant",
      view,
      columns: [
        ["a-name", "name"],
        ["a-kind", "kind"],
        ["a-on", "active"],
        ["a-answers", "answers"],
        ["a-calls", "calls-from"],
        ["a-find", "findings"],
      ],
      firm: ["a-kind", "a-on", "a-find"],
      filters: [
        { value: "all", words: t("filter-all") },
        { value: "inbound", words: t("kind-inbound") },
        { value: "outbound", words: t("kind-outbound") },
        { value: "custom", words: t("kind-custom") },
        { value: "off", words: t("filter-off") },
      ],
      passes,
      load: api.listAssistants,
      words: ({ name, role, greeting }) => `${name}\n${role}\n${greeting}`,
      cells(row) {
        const active = h("input", {
          type: "checkbox",
          class: "switch",
          role: "switch",
          "aria-label": t("active-of", { name: row.name }),
          checked: row.active,
          onchange: () => void switchAssistant(row, active),
        });
        return [
          h("td", { class: "a-kind" }, t(`kind-${row.kind}`)),
          h("td", { class: "a-on" }, active),
          h("td", { class: "a-answers" }, names(row.answers, row.answersCount)),
          h("td", { class: "a-calls" }, names(row.callsFrom, row.callsFromCount)),
          h("td", { class: "a-find" }, badgeButton(row.findings, () => go("checkup", { about: row }))),
        ];
      },
      panel: assistantPanel,
      remove: ({ id, name }) => removeRecord({ kind: "assistant", id }, name, () => api.removeAssistant({ id })),
      openPanel,
      openedId,
      add: async (open) => {
        const made = await wizard(null);
        if (made) open(made);
      },
      keys: {
        add: "new-assistant",
        count: "count-assistants",
        noneMatch: "none-match-assistant",
        noneMatchText: "none-match-assistant-text",
        none: "no-assistants",
        noneText: "no-assistants-text",
      },
    },
    visit,
  );

/** Switches one on or off, saying first whose calls are then not answered. @param {AssistantRow} row @param {HTMLInputElement} active */
async function switchAssistant(row, active) {
  const save = { id: row.id, edits: { active: { was: row.active, now: active.checked } } };
  const consequences = await attempt(() => api.foreseeAssistant(save));
  const isWanted =
    consequences &&
    (consequences.length === 0 ||
      (await mayGoOn({ title: t("switch-off-title", { name: row.name }), text: [notice(t("what-else"), consequences)], go: t("switch-off") })));
  const saved = isWanted ? await attempt(() => api.saveAssistant(save)) : null;
  if (saved) tookEffect(saved);
  else active.checked = row.active;
}

// @ts-check
/** Findings of the check-up wherever they stand: badges, rows, and the way to mend them. */

import * as api from "../api.js";
import { h, icon, sentence } from "./dom.js";
import { attempt, go, goToRecord, tookEffect } from "../shell.js";
import { figures, t } from "./texts.js";
import { placeExisting } from "../pages/assistants/wizard.js";

/** @import { Badge, FindingRow } from "../wire.d.ts" */

/** What the check-up page looks for; it outlives the page. */
export const looking = {
  search: "",
  severity: /** @type {string | null} */ (null),
  /** Only what stands at this record. */
  about: /** @type {{ id: string, name: string } | null} */ (null),
};

/** @param {Badge} badge */
export function badgeWords({ errors, warnings, hints }) {
  const parts = [
    errors > 0 && t("count-errors", { count: errors }),
    warnings > 0 && t("count-warnings", { count: warnings }),
    hints > 0 && t("count-hints", { count: hints }),
  ];
  return parts.filter(Boolean).join(", ");
}

/** The worst there is. @param {Badge} badge */
export const worst = ({ errors, warnings, hints }) => (errors ? "error" : warnings ? "warning" : hints ? "hint" : null);

/** A badge that leads to the check-up, or nothing. @param {Badge} badge @param {{ id: string, name: string }} record */
export function badgeButton(badge, { id, name }) {
  const severity = worst(badge);
  if (!severity) return null;
  return h(
    "button",
    {
      type: "button",
      class: `finding is-${severity}`,
      title: badgeWords(badge),
      onclick: () => {
        Object.assign(looking, { search: "", severity: null, about: { id, name } });
        void go("checkup");
      },
    },
    icon(severity),
    h("span", { "aria-hidden": "true" }, figures(badge.errors + badge.warnings + badge.hints)),
    h("span", { class: "said" }, badgeWords(badge)),
  );
}

const ways = {
  assistant: "choose-assistant",
  fallback: "set-fallback",
  caller_id: "set-caller-id",
  label: "enter-label",
  status: "set-status",
  digits: "enter-number",
  campaign: "use-another-number",
  placement: "choose-number",
};

/** The button that mends a finding or leads to where it is mended. @param {FindingRow} finding */
export function mendButton(finding) {
  const { code, kind, id, mend, way } = finding;
  if (mend) {
    const act = async (/** @type {MouseEvent} */ event) => {
      // The list moves up under a second click, which is not meant for the next finding.
      if (event.detail > 1) return;
      button.disabled = true;
      const saved = await attempt(() => api.mendFinding({ code, kind, id }));
      button.disabled = false;
      if (saved) tookEffect(saved);
    };
    const button = h("button", { type: "button", class: "button", onclick: act }, mend);
    return button;
  }
  if (!way || !id) return null;
  const lead = (/** @type {MouseEvent} */ event) => {
    if (event.detail > 1) return;
    if (way === "placement") void placeExisting(id);
    else void goToRecord(kind, id, way === "campaign" ? "number" : way);
  };
  const key = ways[/** @type {keyof typeof ways} */ (way)];
  return h("button", { type: "button", class: "button", onclick: lead }, t(key));
}

/** What was found: the sentence, and the chain of a loop. @param {FindingRow} finding */
export const findingText = ({ message, chain }) =>
  h(
    "div",
    { class: "found-text" },
    h("p", {}, sentence(message)),
    chain.length > 0 &&
      h(
        "p",
        { class: "chain" },
        chain.map((name, at) => [at > 0 && icon("arrow"), h("span", {}, name)]),
      ),
  );

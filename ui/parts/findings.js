// @ts-check
/** Findings of the check-up wherever they stand: badges, sentences, and the button that mends one or leads to where it is mended. */

import { h, icon, sentence } from "./dom.js";
import { figures, t } from "./texts.js";

/** @import { Badge, FindingRow } from "../wire.d.ts" */

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

/** A badge that leads to what it stands for, or nothing. @param {Badge} badge @param {() => void} onopen */
export function badgeButton(badge, onopen) {
  const severity = worst(badge);
  if (!severity) return null;
  return h(
    "button",
    { type: "button", class: `finding is-${severity}`, title: badgeWords(badge), onclick: onopen },
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

/** The button that mends a finding at once, where one click can. @param {FindingRow} finding @param {(finding: FindingRow) => Promise<void>} mend */
export function mendButton(finding, mend) {
  if (!finding.mend) return null;
  let isBusy = false;
  const act = async (/** @type {MouseEvent} */ event) => {
    // The list moves up under a second click, which is not meant for the next finding.
    if (isBusy || event.detail > 1) return;
    isBusy = true;
    button.setAttribute("aria-disabled", "true");
    await mend(finding);
    button.removeAttribute("aria-disabled");
    isBusy = false;
  };
  const button = h("button", { type: "button", class: "button", onclick: act }, finding.mend);
  return button;
}

/** The button that leads to where somebody has to choose. @param {FindingRow} finding @param {(way: string, id: string) => void} lead */
export function wayButton({ way, id }, lead) {
  if (!way || !id) return null;
  const onclick = (/** @type {MouseEvent} */ event) => {
    if (event.detail <= 1) lead(way, id);
  };
  return h("button", { type: "button", class: "button", onclick }, t(ways[/** @type {keyof typeof ways} */ (way)]));
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

// @ts-check
/** The frame of a panel that shows one record: its head, its scrolling sections, its foot. */

import { h, icon } from "./dom.js";
import { closePanel, dropPanel } from "../shell.js";
import { t } from "./texts.js";

/** @import { Child } from "./dom.js" */

/**
 * @param {{ title: string, foot: { element: HTMLElement }, save: () => void, tall?: boolean, bar?: Child[] }} options
 */
export function recordPanel({ title, foot, save, tall = true, bar = [] }) {
  const titleId = "panel-title";
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
      { class: tall ? "panel-head" : "panel-head panel-head-short" },
      h("div", { class: "panel-bar" }, h("h2", { id: titleId }, title), bar, iconButton("close", t("close"), () => void closePanel())),
      record,
    ),
    body,
    foot.element,
  );
  return { element: h("aside", { class: "panel", "aria-labelledby": titleId }, form), record, body, drop: dropPanel };
}

/** @param {string} sign @param {string} name @param {() => void} act */
export const iconButton = (sign, name, act) =>
  h("button", { type: "button", class: "icon-button", "aria-label": name, title: name, onclick: act }, icon(sign));

// @ts-check
/** Language and appearance, for Settings and for the first run. What is kept of them is the program's. */

import { h, icon } from "./dom.js";
import { choices } from "./form.js";
import { attempt } from "./status_line.js";
import { spoken, t } from "./texts.js";

/** @import { Opening, PreferenceChange } from "../wire.d.ts" */

/**
 * @param {{ theme: string, save: (change: PreferenceChange) => Promise<Opening>, begin: (opening: Opening) => void }} options
 */
export function lookFields({ theme, save, begin }) {
  const language = choices([
    ["en", "English"],
    ["es", "Español"],
  ]);
  language.id = "language";
  language.classList.add("input");
  language.value = spoken();
  language.addEventListener("change", async () => {
    const opening = await attempt(() => save({ language: language.value }));
    if (opening) begin(opening);
  });
  const segments = ["system", "light", "dark"].map((value) =>
    h(
      "label",
      {},
      h("input", {
        type: "radio",
        name: "theme",
        value,
        checked: value === theme,
        onchange: () => {
          showTheme(value);
          void attempt(() => save({ theme: /** @type {any} */ (value) }));
        },
      }),
      t(`theme-${value}`),
    ),
  );
  return [
    h("div", { class: "field-inline" }, h("label", { for: "language" }, t("language")), h("span", { class: "select" }, language, icon("updown"))),
    h("fieldset", { class: "field-inline" }, h("legend", {}, t("appearance")), h("div", { class: "segments" }, segments)),
  ];
}

/** @param {string} theme */
export function showTheme(theme) {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

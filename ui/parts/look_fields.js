// @ts-check
/** Language and appearance, for Settings and for the first run. What is kept of them is the program's. */

import { h, icon } from "./dom.js";
import { choices } from "./form.js";
import { attempt } from "./status_line.js";
import { spoken, t } from "./texts.js";

/** @import { Opening, PreferenceChange } from "../wire.d.ts" */

/**
 * @param {{ theme: string, mayGo?: () => Promise<boolean>, save: (change: PreferenceChange) => Promise<Opening>, begin: (opening: Opening) => void }} options
 */
export function lookFields({ theme, mayGo = async () => true, save, begin }) {
  /** @param {string} language */
  const speak = async (language) => {
    const opening = await attempt(() => save({ language }));
    if (opening) begin(opening);
  };
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
    h("div", { class: "field-inline" }, h("label", { for: "language" }, t("language")), h("span", { class: "select" }, languageSelect(mayGo, speak), icon("updown"))),
    h("fieldset", { class: "field-inline" }, h("legend", {}, t("appearance")), h("div", { class: "segments" }, segments)),
  ];
}

/** @param {() => Promise<boolean>} mayGo @param {(language: string) => Promise<void>} speak */
function languageSelect(mayGo, speak) {
  const language = choices([
    ["en", "English"],
    ["es", "Español"],
  ]);
  language.id = "language";
  language.classList.add("input");
  language.value = spoken();
  language.addEventListener("change", async () => {
    // All is drawn anew in another language: what is typed would be lost.
    if (await mayGo()) return speak(language.value);
    // What was chosen there was not taken: one that says what is spoken takes its place.
    const again = languageSelect(mayGo, speak);
    language.replaceWith(again);
    again.focus();
  });
  return language;
}

/** @param {string} theme */
export function showTheme(theme) {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

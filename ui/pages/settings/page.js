// @ts-check
/** Settings: how the window looks and speaks, what the office is, where its data lies. */

import * as api from "../../api.js";
import { backupsPart } from "./backups.js";
import { fill, h, icon } from "../../parts/dom.js";
import { choices, field, formFoot } from "../../parts/form.js";
import { countryControl } from "../../parts/phone_field.js";
import { attempt, currentOffice, pageHead, tookEffect, wireError } from "../../shell.js";
import { sayDone, sayRefused } from "../../parts/status_line.js";
import { spoken, t } from "../../parts/texts.js";

/** @import { Opening, ProfileFields } from "../../wire.d.ts" */
/** @import { Page } from "../../shell.js" */

/**
 * Language and appearance, for this page and for the first run.
 * @param {{ theme: string, begin: (opening: Opening) => void }} options
 */
export function lookFields({ theme, begin }) {
  const language = choices([
    ["en", "English"],
    ["es", "Español"],
  ]);
  language.id = "language";
  language.classList.add("input");
  language.value = spoken();
  language.addEventListener("change", async () => {
    const opening = await attempt(() => api.savePreferences({ language: language.value }));
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
          void attempt(() => api.savePreferences({ theme: /** @type {any} */ (value) }));
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

/** @param {{ theme: () => string, folder: () => string, version: () => string, begin: (opening: Opening) => void }} about @returns {Page} */
export function settingsPage(about) {
  const place = h("form", { class: "settings-office", novalidate: true });
  /** @type {ReturnType<typeof officeFields>} */
  let fields;
  const foot = formFoot({ ondiscard: () => put() });

  function put() {
    fields = officeFields(edited);
    fill(place, h("h2", {}, t("settings-office")), fields.name.element, fields.country.element, h("div", { class: "pair" }, fields.plan.element, fields.extra.element), foot.element);
    edited();
  }

  const count = () => [fields.name, fields.plan, fields.extra].filter((one) => one.isEdited()).length + (fields.country.isEdited() ? 1 : 0);
  function edited() {
    if (!fields) return;
    for (const one of [fields.name, fields.plan, fields.extra]) one.showWas();
    foot.show(count());
  }

  place.addEventListener("submit", async (event) => {
    event.preventDefault();
    const extra = String(fields.extra.now()).trim();
    if (!/^\d{1,9}$/.test(extra)) {
      fields.extra.refuse(t("extra-numbers-wrong"));
      fields.extra.input.focus();
      return;
    }
    const office = currentOffice();
    /** @type {ProfileFields} */
    const edits = {
      ...(fields.name.isEdited() && { name: { was: office.name, now: String(fields.name.now()) } }),
      ...(fields.country.isEdited() && { defaultCountry: { was: office.defaultCountry, now: fields.country.now() } }),
      ...(fields.plan.isEdited() && { plan: { was: office.plan, now: /** @type {any} */ (fields.plan.now()) } }),
      ...(fields.extra.isEdited() && { extraNumbers: { was: office.extraNumbers, now: Number(extra) } }),
    };
    foot.wait();
    try {
      tookEffect(await api.saveProfile(edits));
      put();
    } catch (error) {
      foot.show(count());
      const { fields: wrong, message } = wireError(error);
      if (wrong?.name) fields.name.refuse(wrong.name);
      if (wrong?.extra_numbers) fields.extra.refuse(wrong.extra_numbers);
      sayRefused(message);
    }
  });
  put();

  const folder = about.folder();
  return {
    head: pageHead("settings"),
    body: [
      h(
        "div",
        { class: "settings" },
        h("section", { class: "settings-part" }, h("h2", {}, t("settings-window")), h("div", { class: "settings-look" }, lookFields({ theme: about.theme(), begin: about.begin }))),
        h("section", { class: "settings-part" }, place),
        backupsPart(),
        h(
          "section",
          { class: "settings-part" },
          h("h2", {}, t("settings-data")),
          h("p", { class: "quiet" }, t("settings-data-text")),
          h("p", { class: "path" }, h("code", {}, folder)),
          h(
            "button",
            {
              type: "button",
              class: "button",
              onclick: async () => {
                await navigator.clipboard.writeText(folder).then(
                  () => sayDone([t("copied")]),
                  () => sayRefused(t("copy-failed")),
                );
              },
            },
            t("copy-path"),
          ),
          h("p", { class: "faint" }, t("version", { version: about.version() })),
        ),
      ),
    ],
    refresh: () => {
      if (count() === 0) put();
    },
  };
}

/** @param {() => void} onedit */
function officeFields(onedit) {
  const office = currentOffice();
  /** @type {Array<[string, string]>} */
  const plans = ["essential", "growth", "advanced", "enterprise"].map((plan) => [plan, t(`plan-choice-${plan}`)]);
  const country = countryControl({ value: office.defaultCountry, wide: true, onpick: onedit });
  const countryLabel = h("span", { class: "label-text", "aria-hidden": "true" }, t("default-country"));
  return {
    name: field({ label: t("office-name"), input: h("input", { autocomplete: "off" }), value: office.name, onedit }),
    country: {
      element: h("div", { class: "field" }, h("div", { class: "label-row" }, countryLabel), country.element, h("p", { class: "help" }, icon("hint"), t("default-country-help"))),
      isEdited: () => country.value !== office.defaultCountry,
      now: () => country.value,
    },
    plan: field({ label: t("plan"), input: choices(plans), value: office.plan, shown: (value) => t(`plan-${value}`), onedit }),
    extra: field({ label: t("extra-numbers"), input: h("input", { inputmode: "numeric", autocomplete: "off" }), value: String(office.extraNumbers), onedit }),
  };
}

// @ts-check
/** Settings: how the window looks and speaks, what the office is, whom it talks to, where its data lies. */

import * as api from "../../api.js";
import { countryControl } from "../../parts/country.js";
import { fill, h, icon } from "../../parts/dom.js";
import { choices, countEdits, edits, field, formFoot, refuseFields, textField } from "../../parts/form.js";
import { showKeys } from "../../parts/keys.js";
import { button, pageHead } from "../../parts/layout.js";
import { lookFields } from "../../parts/look_fields.js";
import { sayDone, sayRefused, wireError } from "../../parts/status_line.js";
import { t } from "../../parts/texts.js";
import { currentOffice, mayLeave, tookEffect } from "../../shell.js";
import { backupsPart } from "./backups.js";
import { connectionsPart } from "./connections.js";

/** @import { Office, Opening, PreferenceChange } from "../../wire.d.ts" */
/** @import { Page, Visit } from "../../parts/layout.js" */

/**
 * @param {Visit} visit
 * @param {{ theme: string, folder: string, notes: string[], copies: string[], review: (name: string) => Promise<void>, version: string, proxy: string | null, keep: (change: PreferenceChange) => Promise<Opening>, begin: (opening: Opening) => void }} about
 * @returns {Page}
 */
export function settingsPage({ signal }, { theme, folder, notes, copies, review, version, proxy, keep, begin }) {
  const place = h("form", { class: "settings-office", novalidate: true });
  /** @type {ReturnType<typeof officeFields>} */
  let fields;
  const foot = formFoot({ ondiscard: () => put() });

  function put() {
    fields = officeFields(() => edited(), signal);
    fill(place, h("h2", {}, t("settings-office")), fields.name.element, fields.default_country.element, h("div", { class: "pair" }, fields.plan.element, fields.extra_numbers.element), foot.element);
    edited();
  }

  function edited() {
    for (const one of Object.values(fields)) one.showWas();
    foot.forgive();
    foot.show(countEdits(fields));
  }

  async function save() {
    if (!/^\d{1,9}$/.test(fields.extra_numbers.input.value.trim())) {
      refuseFields(fields, { extra_numbers: t("extra-numbers-wrong") });
      return false;
    }
    foot.wait();
    try {
      tookEffect(await api.saveProfile({ edits: edits(fields, stored(currentOffice())) }));
      if (!signal.aborted) put();
      return true;
    } catch (error) {
      foot.show(countEdits(fields));
      foot.refuse(fields, wireError(error));
      return false;
    }
  }

  const connections = connectionsPart({ proxy, keep, signal });
  place.addEventListener("submit", (event) => {
    event.preventDefault();
    void save();
  });
  put();

  const copy = () =>
    navigator.clipboard.writeText(folder).then(
      () => sayDone([t("copied")]),
      () => sayRefused(t("copy-failed")),
    );
  return {
    head: pageHead("settings"),
    body: [
      h(
        "div",
        { class: "settings" },
        h("section", { class: "settings-part" }, h("h2", {}, t("settings-window")), h("div", { class: "settings-look" }, lookFields({ theme, mayGo: mayLeave, save: keep, begin })), button(t("keys-dots"), showKeys)),
        h("section", { class: "settings-part" }, place),
        connections.element,
        backupsPart(signal),
        h(
          "section",
          { class: "settings-part" },
          h("h2", {}, t("settings-data")),
          h("p", { class: "quiet" }, t("settings-data-text")),
          h("p", { class: "path" }, h("code", {}, folder)),
          notes.map((note) => h("p", { class: "help is-warning" }, icon("warning"), note)),
          copies.length > 0 && h("ul", { class: "backup-list" }, copies.map((name) => copyRow(name, review))),
          button(t("copy-path"), copy),
          h("p", { class: "faint" }, t("version", { version })),
        ),
      ),
    ],
    refresh: () => {
      if (countEdits(fields) === 0) put();
    },
    form: {
      get name() {
        return t(countEdits(fields) > 0 ? "settings-office" : "proxy");
      },
      isEdited: () => countEdits(fields) > 0 || connections.isEdited(),
      save: async () => (await connections.save()) && (countEdits(fields) === 0 || (await save())),
      discard() {
        put();
        connections.discard();
      },
    },
  };
}

/** Another copy of the office in its folder. @param {string} name @param {(name: string) => Promise<void>} review */
function copyRow(name, review) {
  const look = button(t("review-copy"), () => review(name));
  look.setAttribute("aria-label", t("review-copy-of", { name }));
  return h("li", {}, h("span", { class: "cut", dir: "auto" }, name), look);
}

/** What is stored of the fields, by their paths. @param {Office} office */
const stored = ({ name, defaultCountry, plan, extraNumbers }) => ({ name, default_country: defaultCountry, plan, extra_numbers: extraNumbers });

/** @param {() => void} onedit @param {AbortSignal} signal */
function officeFields(onedit, signal) {
  const office = currentOffice();
  /** @type {Array<[string, string]>} */
  const plans = ["essential", "growth", "advanced", "enterprise"].map((plan) => [plan, t(`plan-choice-${plan}`)]);
  const country = countryControl({ value: office.defaultCountry, wide: true, onpick: onedit, signal });
  const countryLabel = h("span", { class: "label-text", "aria-hidden": "true" }, t("default-country"));
  return {
    name: textField({ label: t("office-name"), value: office.name, onedit }),
    default_country: {
      element: h("div", { class: "field" }, h("div", { class: "label-row" }, countryLabel), country.element, h("p", { class: "help" }, icon("hint"), t("default-country-help"))),
      input: country.element,
      isEdited: () => country.value !== office.defaultCountry,
      now: () => country.value,
      showWas: () => {},
      refuse: sayRefused,
    },
    plan: field({ label: t("plan"), input: choices(plans), value: office.plan, shown: (value) => t(`plan-${value}`), onedit }),
    extra_numbers: textField({ label: t("extra-numbers"), value: String(office.extraNumbers), taken: Number, attributes: { inputmode: "numeric" }, onedit }),
  };
}

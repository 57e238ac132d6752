// @ts-check
/**
 * The first run, in two steps: whose office this is, with what the system knows already filled in; then where its
 * numbers are now. What each way leads to is passed in.
 */

import * as api from "../../api.js";
import { countryControl, countryName } from "../../parts/country.js";
import { fill, h, icon } from "../../parts/dom.js";
import { choices, field, refuseFields, textField } from "../../parts/form.js";
import { barePage, button, way } from "../../parts/layout.js";
import { lookFields } from "../../parts/look_fields.js";
import { wireError } from "../../parts/status_line.js";
import { t } from "../../parts/texts.js";

/** @import { Office, Opening } from "../../wire.d.ts" */
/** @import { Alone } from "../../parts/layout.js" */

/** @typedef {{ name: string, country: string, plan: string }} Whose */

/** What is typed outlives a change of the language. @type {Whose | null} */
let typed = null;

/**
 * @typedef {object} Welcome
 * @property {AbortSignal} signal
 * @property {Opening} opening
 * @property {Office} office
 * @property {(opening: Opening) => void} begin
 */

/** Whose office this is. @param {Welcome & { go: (office: Office) => void }} options @returns {Alone} */
export function whosePage({ signal, opening, office, begin, go }) {
  const known = { name: office.name, country: office.revision === 0 ? opening.country : office.defaultCountry, plan: office.plan };
  const stored = { name: office.name, default_country: office.defaultCountry, plan: office.plan };
  const now = typed ?? known;
  const { refusal, refuse } = refusalLine(signal);
  const keep = () => {
    typed = { name: name.input.value, country: country.value, plan: plan.input.value };
  };
  const name = textField({ label: t("welcome-name"), value: now.name, onedit: keep, attributes: { autocomplete: "organization", autofocus: true, dir: "auto" } });
  const country = countryControl({ value: now.country, wide: true, onpick: keep, signal });
  /** @type {Array<[string, string]>} */
  const plans = ["essential", "growth", "advanced", "enterprise"].map((plan) => [plan, t(`plan-choice-${plan}`)]);
  const plan = field({ label: t("plan"), input: choices(plans), value: now.plan, help: t("welcome-plan-help"), onedit: keep });

  async function save() {
    fill(refusal);
    const values = { name: name.input.value, default_country: country.value, plan: plan.input.value };
    const edited = Object.fromEntries(
      Object.entries(values)
        .filter(([path, value]) => value !== Reflect.get(stored, path))
        .map(([path, value]) => [path, { was: Reflect.get(stored, path), now: value }]),
    );
    try {
      const saved = await api.saveProfile({ edits: edited });
      typed = null;
      go(saved.office);
      return true;
    } catch (error) {
      const { message, fields } = wireError(error);
      if (!refuseFields({ name, plan }, fields)) refuse(message);
      return false;
    }
  }

  const form = h(
    "form",
    {
      novalidate: true,
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        void save();
      },
    },
    h(
      "div",
      { class: "welcome-form" },
      name.element,
      h(
        "div",
        { class: "pair" },
        h(
          "div",
          { class: "field" },
          h("div", { class: "label-row" }, h("span", { class: "label-text", "aria-hidden": "true" }, t("country"))),
          country.element,
          h("p", { class: "help" }, icon("hint"), t("welcome-country-help")),
        ),
        plan.element,
      ),
    ),
    h("div", { class: "welcome-go" }, h("button", { type: "submit", class: "button button-large button-main" }, t("continue")), h("p", { class: "faint" }, t("welcome-later"))),
    refusal,
  );
  const isEdited = () => typed !== null && Object.entries(typed).some(([path, value]) => value !== Reflect.get(known, path));
  const discard = () => {
    typed = null;
  };
  return {
    element: barePage(t("welcome-title"), [h("p", { class: "welcome-lead" }, t("welcome-text")), form], foot(begin)),
    form: { name: t("welcome-title"), isEdited, save, discard },
  };
}

/**
 * Where the numbers are now.
 * @param {Welcome & { change: () => void, choose: () => Promise<void>, paste: () => Promise<void>, add: () => void }} options `choose` and `paste` reject with what is to be said here
 * @returns {Alone}
 */
export function waysPage({ signal, office, begin, change, choose, paste, add }) {
  const { refusal, refuse } = refusalLine(signal);
  /** @param {() => Promise<void>} act */
  const tried = (act) => async () => {
    fill(refusal);
    await act().catch((error) => refuse(wireError(error).message));
  };
  const openSample = async () => begin(await api.openSample());
  const whose = [office.name, countryName(office.defaultCountry), t("welcome-plan", { plan: t(`plan-${office.plan}`) })].filter(Boolean);
  const element = barePage(
    t("welcome-where"),
    [
      h("p", { class: "welcome-office" }, h("span", { dir: "auto" }, whose.join(", ")), h("button", { type: "button", class: "link-button", onclick: change }, t("change"))),
      h(
        "ul",
        { class: "ways ways-four" },
        way("import", t("welcome-import"), t("welcome-import-text"), [
          button(t("choose-file"), tried(choose), "button-large button-main"),
          button(t("paste-list"), tried(paste), "button-large"),
        ]),
        way("phone", t("welcome-add"), t("welcome-add-text"), button(t("add-number"), add, "button-large")),
        way("look", t("welcome-sample"), t("welcome-sample-text"), button(t("open-sample"), tried(openSample), "button-large")),
      ),
      h("p", { class: "welcome-drop" }, t("drop-anywhere")),
      refusal,
    ],
    foot(begin),
  );
  return { element };
}

/** Where it is said what was refused; also of files that are dropped on the window. @param {AbortSignal} signal */
function refusalLine(signal) {
  const refusal = h("p", { class: "welcome-refusal", role: "alert" });
  const refuse = (/** @type {string} */ why) => fill(refusal, icon("error"), why);
  api.listen("review-refused", (error) => refuse(error.message), signal);
  return { refusal, refuse };
}

/** @param {(opening: Opening) => void} begin */
const foot = (begin) => h("footer", { class: "welcome-foot" }, lookFields({ theme: document.documentElement.dataset.theme ?? "system", save: api.savePreferences, begin }));

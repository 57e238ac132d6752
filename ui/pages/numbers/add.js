// @ts-check
/** Adding a number: one whose digits are known, or one that is asked for. */

import * as api from "../../api.js";
import { countryControl } from "../../parts/country.js";
import { askForm } from "../../parts/dialog.js";
import { fill, h, icon } from "../../parts/dom.js";
import { labelled, refuseFields, textField } from "../../parts/form.js";
import { phoneField } from "../../parts/phone_field.js";
import { wireError } from "../../parts/status_line.js";
import { t } from "../../parts/texts.js";
import { currentOffice, tookEffect } from "../../shell.js";

/** Asks for a new number and opens it. @param {(id: string) => void} open */
export async function addNumber(open) {
  const saved = await askForm({ title: t("add-number"), action: t("add-number"), build: addForm });
  if (!saved) return;
  tookEffect(saved);
  if (saved.id) open(saved.id);
}

/** @param {AbortSignal} signal */
function addForm(signal) {
  const { defaultCountry } = currentOffice();
  let isRequest = false;
  const number = phoneField({
    label: t("number"),
    country: defaultCountry,
    value: null,
    read: api.readTypedNumber,
    help: t("add-number-help"),
    autofocus: true,
    signal,
  });
  const country = countryControl({ value: defaultCountry, wide: true, onpick: () => {}, signal });
  const area = textField({ label: t("area-code-field"), value: "", help: t("area-code-help"), attributes: { inputmode: "numeric" } });
  const request = h("div", { class: "pair", hidden: true }, labelled(t("country"), country.element), area.element);
  const label = textField({ label: t("label"), value: "", help: t("label-help") });
  const refusal = h("p", { class: "help is-refused", role: "alert" });
  const way = (/** @type {boolean} */ asked, /** @type {string} */ key) =>
    h(
      "label",
      {},
      h("input", {
        type: "radio",
        name: "add-way",
        checked: asked === isRequest,
        onchange: () => {
          isRequest = asked;
          number.element.hidden = asked;
          request.hidden = !asked;
        },
      }),
      t(key),
    );

  async function add() {
    try {
      return await api.addNumber({
        number: isRequest ? null : number.now(),
        request: isRequest ? { country: country.value, areaCode: area.input.value } : null,
        label: label.input.value,
      });
    } catch (error) {
      const { fields, message } = wireError(error);
      if (!refuseFields({ number, "requested.area_code": area, label }, fields)) fill(refusal, icon("error"), message);
      return null;
    }
  }

  return {
    body: [
      h("fieldset", { class: "mode" }, h("legend", { class: "said" }, t("add-way")), h("div", { class: "segments" }, way(false, "add-known"), way(true, "add-request"))),
      number.element,
      request,
      label.element,
      h("p", { class: "quiet" }, planWords()),
      refusal,
    ],
    send() {
      if (isRequest || number.now()) return add();
      number.refuse(t("number-needed"));
      number.input.focus();
      return null;
    },
  };
}

/** How many numbers the plan has left. */
function planWords() {
  const { numbersLeft: left } = currentOffice();
  if (left === null) return t("left-unlimited");
  return left > 0 ? t("allowance-left", { left }) : t("allowance-over");
}

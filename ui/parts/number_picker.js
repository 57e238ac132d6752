// @ts-check
/**
 * Choosing one of the office's numbers: a list with search, who holds each, and why some cannot be used.
 * Which numbers there are to choose from is asked of the function that is passed in.
 */

import { digitsCell } from "./cells.js";
import { fill, freshId, h, paused, sentence } from "./dom.js";
import { wireError } from "./status_line.js";
import { t } from "./texts.js";

/** @import { Choice, ChoiceQuery, Choices, Purpose } from "../wire.d.ts" */

const SHOWN = 100;
/** So few are looked through faster than searched. */
const FEW = 20;

/**
 * @param {{
 *   purpose: Purpose,
 *   chosen: string | null,
 *   assistant?: string,
 *   list: (query: ChoiceQuery) => Promise<Choices>,
 *   onpick: (id: string, choice: Choice) => void,
 *   signal: AbortSignal,
 * }} options
 */
export function numberPicker({ purpose, chosen, assistant, list: listChoices, onpick, signal }) {
  let picked = chosen;
  let asked = 0;
  const group = freshId("pick");
  const list = h("div", { class: "pick-list" });
  const note = h("p", { class: "help", hidden: true });
  const search = h("input", { type: "search", class: "input", hidden: true, "aria-label": t("search-numbers"), placeholder: t("search-numbers"), autocomplete: "off", spellcheck: "false" });
  const element = h(
    "fieldset",
    { class: "pick" },
    h("legend", { class: "said" }, t("phone-number")),
    search,
    h(
      "div",
      { class: "pick-head", "aria-hidden": "true" },
      h("span", {}),
      h("span", {}, t("label")),
      h("span", {}, t("number")),
      h("span", {}, t(purpose === "campaign" ? "assistant" : "held-by")),
    ),
    list,
    note,
  );

  /** @param {Choice} choice */
  function row(choice) {
    const reasonId = freshId("reason");
    const radio = h("input", {
      type: "radio",
      class: "radio",
      name: group,
      checked: choice.id === picked,
      "aria-describedby": choice.reason ? reasonId : null,
      onchange: () => {
        picked = choice.id;
        onpick(choice.id, choice);
      },
    });
    return h(
      "label",
      { class: choice.reason ? "pick-row pick-row-tall" : "pick-row" },
      radio,
      h("span", { class: "name cut", dir: "auto", title: choice.name }, choice.name),
      h("span", { class: "cut" }, digitsCell(choice.digits)),
      choice.holder ? h("span", { class: "cut", dir: "auto", title: choice.holder }, choice.holder) : h("span", { class: "faint" }, t("nobody")),
      choice.reason && h("span", { class: "pick-reason", id: reasonId }, sentence(choice.reason)),
    );
  }

  async function load() {
    const turn = (asked += 1);
    /** @type {Choices} */
    let choices;
    try {
      choices = await listChoices({ purpose, search: search.value, limit: SHOWN, chosen, assistant: assistant ?? null });
    } catch (error) {
      if (turn !== asked || signal.aborted) return;
      fill(list, h("p", { class: "pick-none is-refused", role: "alert" }, wireError(error).message));
      return;
    }
    if (turn !== asked || signal.aborted) return;
    fill(list, choices.rows.map(row), choices.rows.length === 0 && h("p", { class: "pick-none" }, t("no-number-to-choose")));
    search.hidden = choices.found <= FEW && !search.value;
    note.hidden = choices.found <= choices.rows.length;
    note.textContent = t("more-numbers", { count: choices.found - choices.rows.length });
  }

  search.addEventListener("input", paused(100, () => load(), signal));
  search.addEventListener("keydown", (event) => {
    // Enter would send the form around it.
    if (event.key === "Enter") event.preventDefault();
  });
  const loaded = load();
  return {
    element,
    /** Goes to what is chosen, else to the first, once the list is there. */
    async focus() {
      await loaded;
      const radio = list.querySelector(":checked") ?? list.querySelector("input");
      if (radio instanceof HTMLElement) radio.focus();
    },
  };
}

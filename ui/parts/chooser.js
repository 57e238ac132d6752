// @ts-check
/** A list of choices one can search, opened beside what it is for. What is chosen, and what follows, is the caller's. */

import { fill, h, putAt, within } from "./dom.js";
import { folded } from "./texts.js";

/** @import { Child } from "./dom.js" */

/**
 * @template Choice
 * @typedef {object} Chooser
 * @property {HTMLElement} at where it opens
 * @property {() => HTMLElement | null | undefined} [back] what has the focus afterwards, where that is not the same
 * @property {string} id of the list
 * @property {string} name what is chosen
 * @property {string} searchName of the field that searches
 * @property {string} none what is said where nothing fits
 * @property {Choice[]} choices
 * @property {(choice: Choice, words: string) => number | null} rank how well a choice fits what is searched, folded: the lowest first; null for not at all
 * @property {(choice: Choice) => Child} draw
 * @property {(choice: Choice) => boolean} isChosen
 * @property {(choice: Choice) => unknown} onpick
 * @property {() => void} [closed]
 * @property {AbortSignal} signal
 */

/** Opens it. @template Choice @param {Chooser<Choice>} chooser */
export function openChooser({ at, back = () => at, id, name, searchName, none, choices, rank, draw, isChosen, onpick, closed = () => {}, signal }) {
  const list = h("ul", { id, role: "listbox", class: "chooser-list", "aria-label": name });
  const search = h("input", {
    type: "search",
    class: "input",
    role: "combobox",
    "aria-label": searchName,
    placeholder: searchName,
    "aria-controls": id,
    "aria-expanded": "true",
    "aria-autocomplete": "list",
    autocomplete: "off",
    spellcheck: "false",
  });
  const popover = h("div", { class: "menu chooser", popover: "auto" }, search, list);
  const ending = within(signal);
  // Where the browser brings the focus back to when the list closes; what that was may be gone by then.
  const before = document.activeElement;
  /** @type {Choice[]} */
  let matches = [];
  let active = 0;

  function listMatches() {
    const words = folded(search.value.trim());
    const ranked = choices.flatMap((choice) => {
      const place = words ? rank(choice, words) : 0;
      return place === null ? [] : [{ choice, place }];
    });
    matches = ranked.sort((a, b) => a.place - b.place).map(({ choice }) => choice);
    active = words ? 0 : Math.max(0, matches.findIndex(isChosen));
    fill(
      list,
      matches.map((choice, place) =>
        h(
          "li",
          {
            role: "option",
            id: `${id}-${place}`,
            "aria-selected": String(isChosen(choice)),
            onmousedown: (/** @type {Event} */ event) => event.preventDefault(),
            onclick: () => pick(choice),
          },
          draw(choice),
        ),
      ),
      matches.length === 0 && h("li", { class: "menu-none", role: "option", "aria-disabled": "true" }, none),
    );
    mark();
  }

  function mark() {
    for (const [place, option] of [...list.children].entries()) option.classList.toggle("active", place === active);
    search.setAttribute("aria-activedescendant", matches.length ? `${id}-${active}` : "");
    list.children[active]?.scrollIntoView({ block: "nearest" });
  }

  /** @param {Choice} choice */
  function pick(choice) {
    popover.hidePopover();
    void onpick(choice);
  }

  search.addEventListener("input", listMatches);
  search.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step && matches.length) {
      event.preventDefault();
      active = Math.max(0, Math.min(matches.length - 1, active + step));
      mark();
    } else if (event.key === "Enter") {
      event.preventDefault();
      const choice = matches[active];
      if (choice) pick(choice);
    } else if (event.key === "Escape") {
      // WebKit's search field takes this key for itself.
      event.preventDefault();
      popover.hidePopover();
    }
  });
  popover.addEventListener("toggle", (event) => {
    if (/** @type {ToggleEvent} */ (event).newState !== "closed") return;
    ending.abort();
    const focused = document.activeElement;
    const isWithin = focused === document.body || focused === before || popover.contains(focused);
    popover.remove();
    if (isWithin) back()?.focus();
    closed();
  });
  // A table would take it for something of its own.
  (at.closest("table") ?? at).after(popover);
  listMatches();
  popover.showPopover();
  place(popover, at);
  search.focus();
  mark();
  window.addEventListener("resize", () => popover.hidePopover(), { signal: ending.signal });
}

/** Puts it within the window, below what it is for where there is room. @param {HTMLElement} popover @param {HTMLElement} by */
function place(popover, by) {
  const at = by.getBoundingClientRect();
  const width = Math.min(320, window.innerWidth - 16);
  const below = window.innerHeight - at.bottom - 8;
  const height = Math.min(320, Math.max(below, at.top - 8));
  popover.style.width = `${width}px`;
  popover.style.maxHeight = `${height}px`;
  putAt(popover, at.left, below >= Math.min(height, 240) ? at.bottom + 4 : at.top - height - 4);
}

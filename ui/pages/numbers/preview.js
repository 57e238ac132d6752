// @ts-check
/** What happens to a number's calls, shown beside its row without opening it: while the pointer rests on an assistant, or on Space. */

import * as api from "../../api.js";
import { h, putAt, within } from "../../parts/dom.js";
import { routeList } from "../../parts/routes.js";
import { attempt } from "../../parts/status_line.js";
import { t } from "../../parts/texts.js";

/** How long the pointer rests on something before it is asked about, in milliseconds. */
const REST = 400;

/** @param {HTMLElement} scroller of the table @param {AbortSignal} signal */
export function rowPreview(scroller, signal) {
  let timer = 0;
  /** @type {{ element: HTMLElement, ending: AbortController, of: string } | null} */
  let shown = null;
  /** Counts what was asked for: only the last one is shown. */
  let turn = 0;

  function hide() {
    turn += 1;
    clearTimeout(timer);
    shown?.ending.abort();
    shown?.element.remove();
    shown = null;
  }

  /** @param {string} id @param {Element} at */
  async function show(id, at) {
    hide();
    const mine = turn;
    const number = await attempt(() => api.readNumber({ id }), signal);
    if (!number || mine !== turn || !at.isConnected) return;
    const routes = routeList();
    routes.show(number.routes);
    const element = h(
      "div",
      { class: "menu preview", popover: "manual", role: "group", "aria-label": t("what-happens") },
      h("p", { class: "preview-name cut", dir: "auto" }, number.name),
      routes.element,
    );
    (document.querySelector("main") ?? document.body).append(element);
    element.showPopover();
    place(element, at);
    const ending = within(signal);
    shown = { element, ending, of: id };
    // Whatever is done next is about something else; Space is what toggles it.
    const next = (/** @type {Event} */ event) => {
      if (!(event instanceof KeyboardEvent && event.key === " ")) hide();
    };
    for (const kind of ["pointerdown", "keydown", "wheel"]) window.addEventListener(kind, next, { capture: true, passive: true, signal: ending.signal });
    for (const kind of ["resize", "blur"]) window.addEventListener(kind, hide, { signal: ending.signal });
    scroller.addEventListener("scroll", hide, { passive: true, signal: ending.signal });
  }
  signal.addEventListener("abort", hide, { once: true });

  return {
    hide,
    /** Shows it, or hides what is shown of this number. @param {string} id @param {Element} at */
    toggle(id, at) {
      if (shown?.of === id) hide();
      else void show(id, at);
    },
    /** Shows it once the pointer has rested on something, until it goes. @param {string} id @param {HTMLElement} at */
    whileOver(id, at) {
      clearTimeout(timer);
      timer = window.setTimeout(() => void show(id, at), REST);
      at.addEventListener("mouseleave", hide, { once: true });
    },
  };
}

/** Below what it is about, or above it, within the window. @param {HTMLElement} element @param {Element} by */
function place(element, by) {
  const at = by.getBoundingClientRect();
  const { height } = element.getBoundingClientRect();
  const isBelow = at.bottom + height + 12 <= window.innerHeight;
  putAt(element, at.left, isBelow ? at.bottom + 4 : at.top - height - 4);
}

// @ts-check
/** One stop of Tab for the many controls of a table or a picture; arrows lead from one to the other. */

import { controls } from "./dom.js";

/**
 * Makes one of the controls the stop, and keeps it the one that had the focus last.
 * @param {() => Array<HTMLElement | SVGElement>} all the controls as they are now
 * @param {Element} place in which they are
 * @param {AbortSignal} signal
 */
export function oneStop(all, place, signal) {
  /** What tells the stop from others once it was drawn again: its record, and which of its controls it is. */
  let stop = { key: "", at: 0 };
  const keyed = (/** @type {Element} */ control) => control.closest("[data-key]");
  const keyOf = (/** @type {Element} */ control) => keyed(control)?.getAttribute("data-key") ?? "";

  function mark() {
    const now = all();
    const own = now.filter((control) => keyOf(control) === stop.key);
    const chosen = own[stop.at] ?? own[0] ?? now[0];
    for (const control of now) control.setAttribute("tabindex", control === chosen ? "0" : "-1");
  }

  place.addEventListener(
    "focusin",
    ({ target }) => {
      const control = all().find((one) => one === target);
      if (!control) return;
      const key = keyOf(control);
      stop = { key, at: all().filter((one) => keyOf(one) === key).indexOf(control) };
      mark();
    },
    { signal },
  );
  return { mark };
}

/** One stop for a table, in which the arrows to the sides lead along a row. @param {HTMLElement} rows @param {AbortSignal} signal */
export function oneStopOfRows(rows, signal) {
  rows.addEventListener(
    "keydown",
    (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const control = event.target instanceof HTMLElement ? event.target : null;
      const row = control?.closest("[data-key]");
      if (!step || !row || !control || control.matches("input:not([type=checkbox]), select, textarea")) return;
      event.preventDefault();
      const along = controls([row]);
      const isMirrored = getComputedStyle(rows).direction === "rtl";
      along[along.indexOf(control) + (isMirrored ? -step : step)]?.focus();
    },
    { signal },
  );
  return oneStop(() => controls([rows]), rows, signal);
}

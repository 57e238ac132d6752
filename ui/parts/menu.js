// @ts-check
/** A menu of what can be done with something, where it was asked for: at the pointer, or below what has the focus. */

import { h, icon, putAt } from "./dom.js";
import { sayDone, sayRefused } from "./status_line.js";
import { t } from "./texts.js";

/**
 * @typedef {object} MenuItem
 * @property {string} [sign]
 * @property {string} words
 * @property {() => unknown} act
 * @property {boolean} [isLost] something goes by it
 */

/** Copies a text, and says so. @param {string} text @param {string} [said] where the text itself is too long for that */
export const copying = (text, said = t("copied-text", { text })) => () =>
  navigator.clipboard.writeText(text).then(
    () => sayDone([said]),
    () => sayRefused(t("copy-text-failed")),
  );

/**
 * Opens the menu that a `contextmenu` event asks for. It goes when something is chosen, by Escape, or by a press
 * elsewhere; the focus is then where it was.
 * @param {MouseEvent} event
 * @param {string} name what it is about
 * @param {MenuItem[]} items
 */
export function openMenu(event, name, items) {
  event.preventDefault();
  const before = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  // A row may be drawn anew meanwhile.
  const key = before?.closest("[data-key]")?.getAttribute("data-key");
  const again = () => (before?.isConnected ? before : key ? document.querySelector(`[data-key="${CSS.escape(key)}"] button`) : null);
  const buttons = items.map(({ sign, words, act, isLost }) =>
    h(
      "button",
      {
        type: "button",
        role: "menuitem",
        class: `menu-item${isLost ? " is-lost" : ""}${sign ? "" : " is-plain"}`,
        tabindex: -1,
        onclick: () => {
          close();
          void act();
        },
      },
      sign && icon(sign),
      h("span", {}, words),
    ),
  );
  // It is asked for while the button of the mouse goes down; one of the browser's own would go when it comes up again.
  const menu = h("div", { class: "menu menu-list", role: "menu", "aria-label": name, popover: "manual" }, buttons);
  const ending = new AbortController();
  function close() {
    ending.abort();
    const isWithin = menu.contains(document.activeElement) || document.activeElement === document.body;
    menu.remove();
    if (!isWithin) return;
    const back = again();
    if (back instanceof HTMLElement) back.focus();
  }
  menu.addEventListener("keydown", (key) => {
    const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const last = buttons.length - 1;
    const to = { ArrowDown: at === last ? 0 : at + 1, ArrowUp: at <= 0 ? last : at - 1, Home: 0, End: last }[key.key];
    if (to !== undefined) buttons[to]?.focus();
    else if (key.key === "Tab" || key.key === "Escape") close();
    else return;
    key.preventDefault();
    key.stopPropagation();
  });
  const elsewhere = (/** @type {Event} */ pressed) => {
    if (!(pressed.target instanceof Node && menu.contains(pressed.target))) close();
  };
  for (const kind of ["pointerdown", "wheel"]) window.addEventListener(kind, elsewhere, { capture: true, passive: true, signal: ending.signal });
  for (const kind of ["resize", "blur"]) window.addEventListener(kind, close, { signal: ending.signal });
  // Outside of a dialog that is open nothing can be pressed, and a panel may stand in the place of the page.
  const around = event.target instanceof Element ? event.target.closest("dialog, .panel") : null;
  (around ?? document.querySelector("main") ?? document.body).append(menu);
  menu.showPopover();
  // Asked for by the keyboard, it has no place of its own.
  const isByKey = event.clientX === 0 && event.clientY === 0;
  const from = isByKey ? /** @type {Element} */ (event.target).getBoundingClientRect() : null;
  const [x, y] = from ? [from.left, from.bottom] : [event.clientX, event.clientY];
  putAt(menu, x, y);
  buttons[0]?.focus();
}

// @ts-check
/** Where the focus goes when what had it is taken away: never to the body, from where nobody knows where Tab leads. */

/** Watches a place from now on. @param {Element} root @param {(lost: Element) => HTMLElement | null | undefined} next where it goes instead */
export function keepFocus(root, next) {
  /** @type {Element | null} */
  let last = null;
  root.addEventListener("focusin", ({ target }) => {
    last = target instanceof Element ? target : null;
  });
  // Told once all that was drawn together is there, with the focus where somebody may have put it.
  new MutationObserver(() => {
    if (!last || last.isConnected || document.activeElement !== document.body) return;
    const lost = last;
    last = null;
    next(lost)?.focus({ preventScroll: true });
  }).observe(root, { childList: true, subtree: true });
}

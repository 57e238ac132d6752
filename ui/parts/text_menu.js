// @ts-check
/** The menu of a text field: what one does with a text. The browser's own would also offer to reload the page. */

import { openMenu } from "./menu.js";
import { t } from "./texts.js";

/** Opens it where it was asked for. @param {MouseEvent} event @param {HTMLInputElement | HTMLTextAreaElement} text */
export function openTextMenu(event, text) {
  const { selectionStart: from, selectionEnd: to } = text;
  const isSelected = from !== null && from !== to;
  // What is hidden from the eye is not copied.
  const isSecret = text.type === "password";
  const isFixed = text.readOnly || text.disabled;
  /** @param {string} command */
  const act = (command) => () => {
    text.focus();
    if (from !== null) text.setSelectionRange(from, to);
    document.execCommand(command);
  };
  openMenu(event, text.getAttribute("aria-label") ?? text.labels?.[0]?.textContent ?? "", [
    ...(isSelected && !isSecret && !isFixed ? [{ words: t("cut"), act: act("cut") }] : []),
    ...(isSelected && !isSecret ? [{ words: t("copy"), act: act("copy") }] : []),
    ...(isFixed ? [] : [{ words: t("paste"), act: act("paste") }]),
    { words: t("select-all"), act: act("selectAll") },
  ]);
}

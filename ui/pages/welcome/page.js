// @ts-check
/** The first run: what VozDesk is, and three ways to begin. What each way leads to is passed in. */

import * as api from "../../api.js";
import { fill, h, icon } from "../../parts/dom.js";
import { barePage, button, way } from "../../parts/layout.js";
import { lookFields } from "../../parts/look_fields.js";
import { wireError } from "../../parts/status_line.js";
import { t } from "../../parts/texts.js";

/** @import { Opening } from "../../wire.d.ts" */

/**
 * @param {{ signal: AbortSignal, theme: string, choose: () => Promise<void>, add: () => void, begin: (opening: Opening) => void }} ways `choose` rejects with what is to be said here
 */
export function welcomePage({ signal, theme, choose, add, begin }) {
  const refusal = h("p", { class: "welcome-refusal", role: "alert" });
  /** @param {string} why */
  const refuse = (why) => fill(refusal, icon("error"), why);
  /** @param {() => Promise<void>} act */
  const tried = (act) => async () => {
    fill(refusal);
    await act().catch((error) => refuse(wireError(error).message));
  };
  const openSample = async () => begin(await api.openSample());
  // Files dropped on the window are read, too.
  api.listen("review-refused", (error) => refuse(error.message), signal);
  return barePage(
    t("welcome-title"),
    [
      h("p", { class: "welcome-lead" }, t("welcome-text")),
      h(
        "ul",
        { class: "ways" },
        way("import", t("welcome-import"), t("welcome-import-text"), button(t("choose-file"), tried(choose), "button-large button-main")),
        way("phone", t("welcome-add"), t("welcome-add-text"), button(t("add-number"), add, "button-large")),
        way("look", t("welcome-sample"), t("welcome-sample-text"), button(t("open-sample"), tried(openSample), "button-large")),
      ),
      h("p", { class: "welcome-drop" }, t("drop-anywhere")),
      refusal,
    ],
    h("footer", { class: "welcome-foot" }, lookFields({ theme, save: api.savePreferences, begin })),
  );
}

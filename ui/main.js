// @ts-check
/** Where the page begins: what the program says at the start, then a welcome, a failure or the office. */

import * as api from "./api.js";
import { assistantsPage } from "./pages/assistants/page.js";
import { callMapPage } from "./pages/call_map/page.js";
import { campaignsPage } from "./pages/campaigns/page.js";
import { checkupPage } from "./pages/checkup/page.js";
import { drawing, fill, h, icon } from "./parts/dom.js";
import { historyPage } from "./pages/history/page.js";
import { addNumber, numbersPage } from "./pages/numbers/page.js";
import { useCountries } from "./parts/phone_field.js";
import { lookFields, settingsPage, showTheme } from "./pages/settings/page.js";
import { showShell, usePages, wireError } from "./shell.js";
import { sayRefused } from "./parts/status_line.js";
import { sayUnread, showReview, transferPage, way } from "./pages/transfer/page.js";
import { moment, speak, t } from "./parts/texts.js";

/** @import { Opening, Office } from "./wire.d.ts" */

/** @type {Opening} */
let opening;

usePages(
  {
    numbers: numbersPage,
    assistants: assistantsPage,
    campaigns: campaignsPage,
    checkup: checkupPage,
    callmap: callMapPage,
    history: historyPage,
    transfer: transferPage,
    settings: () =>
      settingsPage({
        theme: () => document.documentElement.dataset.theme ?? "system",
        folder: () => opening.folder,
        version: () => opening.version,
        begin: (next) => begin(next, "settings"),
      }),
  },
  (next) => begin(next),
);

const app = /** @type {HTMLElement} */ (document.getElementById("app"));

/** @param {Opening} next @param {string} [page] */
function begin(next, page = "numbers") {
  opening = next;
  speak(opening.language, opening.texts);
  showTheme(opening.theme);
  useCountries(opening.countries);
  const { office, failure } = opening;
  if (failure || !office) {
    showFailure(failure?.message ?? "", next.backup);
  } else if (office.isEmpty && office.revision === 0) {
    showWelcome(office);
  } else {
    showShell(office, page);
  }
}

const mark = () =>
  drawing("0 0 48 48", "mark", [
    ["rect", { class: "mark-ground", width: 48, height: 48, rx: 12 }],
    ["path", { class: "mark-line", d: "M12.5 14.5v4M18.25 14.5v12M24 14.5v20M29.75 14.5v12M35.5 14.5v4" }],
  ]);

/** Three ways to begin. @param {Office} office */
function showWelcome(office) {
  document.title = "VozDesk";
  const refusal = h("p", { class: "welcome-refusal", role: "alert" });
  /** @param {() => Promise<void>} act */
  const tried = (act) => async () => {
    fill(refusal);
    await act();
  };
  const choose = tried(async () => {
    try {
      const head = await api.chooseImport();
      if (!head) return;
      showShell(office, "numbers");
      await showReview(head);
    } catch (error) {
      fill(refusal, icon("error"), wireError(error).message);
      await sayUnread(wireError(error));
    }
  });
  const addFirst = tried(async () => {
    showShell(office, "numbers");
    await addNumber(() => {});
  });
  const sample = tried(async () => {
    try {
      begin(await api.openSample());
    } catch (error) {
      fill(refusal, icon("error"), wireError(error).message);
    }
  });
  const button = (/** @type {string} */ key, /** @type {() => void} */ act, main = false) =>
    h("button", { type: "button", class: `button button-large${main ? " button-main" : ""}`, onclick: act }, t(key));
  fill(
    app,
    h(
      "main",
      { class: "welcome" },
      h(
        "div",
        { class: "welcome-in" },
        mark(),
        h("h1", {}, t("welcome-title")),
        h("p", { class: "welcome-lead" }, t("welcome-text")),
        h(
          "ul",
          { class: "ways" },
          way("import", t("welcome-import"), t("welcome-import-text"), button("choose-file", choose, true)),
          way("phone", t("welcome-add"), t("welcome-add-text"), button("add-number", addFirst)),
          way("look", t("welcome-sample"), t("welcome-sample-text"), button("open-sample", sample)),
        ),
        h("p", { class: "welcome-drop" }, t("drop-anywhere")),
        refusal,
      ),
      h("footer", { class: "welcome-foot" }, lookFields({ theme: opening.theme, begin })),
    ),
  );
}

/** The office cannot be opened: why, in words, and the way out. @param {string} message @param {Opening["backup"]} backup */
function showFailure(message, backup) {
  document.title = "VozDesk";
  const retry = h("button", { type: "button", class: `button button-large${backup ? "" : " button-main"}`, onclick: () => void start() }, t("try-again"));
  const refusal = h("p", { class: "welcome-refusal", role: "alert" });
  const recover = backup && h("button", { type: "button", class: "button button-large button-main", onclick: async () => {
    try {
      begin(await api.recoverBackup(backup.name), "history");
    } catch (error) {
      fill(refusal, icon("error"), wireError(error).message);
    }
  } }, t("recover"));
  fill(
    app,
    h(
      "main",
      { class: "welcome" },
      h(
        "div",
        { class: "welcome-in" },
        mark(),
        h("h1", {}, t("failure-title")),
        h("p", { class: "welcome-lead", role: "alert" }, message),
        h("p", { class: "path" }, h("code", {}, opening.folder)),
        backup && h("p", { class: "recover" }, t("recover-text", { when: moment(backup.at) })),
        h("div", { class: "failure-way button-row" }, recover, retry),
        refusal,
      ),
    ),
  );
  (recover ?? retry).focus();
}

api.listen("backup-failed", (error) => sayRefused(error.message));

/** Files dropped on the window lead to a review, wherever one is. */
api.listen("review-changed", (head) => {
  if (!opening.office) return;
  if (document.querySelector(".welcome")) showShell(opening.office, "numbers");
  void showReview(head);
});
api.listen("review-refused", (error) => {
  const refusal = document.querySelector(".welcome-refusal");
  if (refusal) fill(refusal, icon("error"), error.message);
  void sayUnread(error);
});

async function start() {
  try {
    begin(await api.openWindow());
  } catch (error) {
    // Not even the words are here: what the program says is all there is to show.
    fill(app, h("main", { class: "welcome" }, h("p", { class: "welcome-in", role: "alert" }, wireError(error).message)));
  }
}

void start();

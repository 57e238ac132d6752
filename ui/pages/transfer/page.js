// @ts-check
/**
 * Import & Export: files in, by way of a review; the setup out. Reading, recognising and writing files is the
 * program's, and so are the dialogs that choose them.
 */

import * as api from "../../api.js";
import { mayGoOn } from "../../parts/dialog.js";
import { h } from "../../parts/dom.js";
import { button, pageHead, way } from "../../parts/layout.js";
import { attempt, sayBusy, sayDone, sayNothing, sayRefused, wireError } from "../../parts/status_line.js";
import { size, t } from "../../parts/texts.js";
import { go } from "../../shell.js";
import { askForPassphrase } from "./passphrase.js";
import { askForList } from "./paste.js";
import { reviewPage } from "./review.js";
import { printSheet } from "./sheet.js";

/** @import { ExportWish, ReviewHead, WireError } from "../../wire.d.ts" */
/** @import { Page, Visit } from "../../parts/layout.js" */
/** @import { Review } from "./review.js" */

/** The review in progress outlives the page. @type {Review | null} */
let review = null;

/** @param {Visit} visit @returns {Page} */
export function transferPage(visit) {
  const mine = review;
  if (!mine) return choicePage(visit);
  return reviewPage(mine, visit, {
    chooseFiles: () => readingLeadsTo(api.chooseImport),
    end() {
      if (review === mine) review = null;
    },
  });
}

/** Makes way for a review, and gives it as it is then; null if it is not to be shown. @type {(head: ReviewHead) => Promise<ReviewHead | null>} */
let makeWay = async (head) => head;
/** @param {typeof makeWay} way */
export const useWayOfReviews = (way) => {
  makeWay = way;
};

/** Shows a review that files have led to. @param {ReviewHead} found */
export async function showReview(found) {
  const head = await makeWay(found);
  if (!head) return;
  review = { head, filter: "all" };
  sayNothing();
  await go("transfer", { isNew: true });
}

/** Shows the review that reading leads to; null if it was given up. @param {() => Promise<ReviewHead | null>} read */
export async function readingLeadsTo(read) {
  try {
    const head = await read();
    if (head) await showReview(head);
    else sayNothing();
  } catch (error) {
    await sayUnread(wireError(error));
  }
}

/** Asks for a list and leads to its review. */
export async function pasteList() {
  const head = await askForList((text) => api.reviewPasted({ text }));
  if (head) await showReview(head);
}

/** Leads to the review of a list that was pasted onto a page. @param {string} text */
export async function takePasted(text) {
  // What was decided in a review is not lost by a key pressed too much.
  if (review && !(await mayGoOn({ title: t("paste-over-title"), text: [h("p", {}, t("paste-over-text"))], go: t("paste-over") }))) return;
  await readingLeadsTo(() => api.reviewPasted({ text }));
}

export const sayReading = () => sayBusy(t("reading-files"), () => void stopReading());

/** Says why files were not read; where they want a passphrase, asks for it and goes on. @param {WireError} error */
export async function sayUnread(error) {
  const isWrong = error.code === "wrong_passphrase";
  if (!isWrong && error.code !== "passphrase_needed") {
    sayRefused(error.message);
    return;
  }
  sayNothing();
  const passphrase = await askForPassphrase({ title: t("passphrase-title"), action: t("open-file"), text: isWrong ? "" : error.message, refusal: isWrong ? error.message : "" });
  if (passphrase) {
    await readingLeadsTo(() => api.openEncrypted({ passphrase }));
  } else {
    await stopReading();
  }
}

async function stopReading() {
  await attempt(() => api.cancelReading());
  sayNothing();
}

/** @param {ExportWish} wish */
async function exportSetup(wish) {
  const exported = await attempt(() => api.exportSetup(wish));
  if (exported) sayDone([t("exported"), " ", h("strong", {}, exported.path), ", ", size(exported.bytes)]);
}

async function exportEncrypted() {
  const passphrase = await askForPassphrase({ title: t("encrypt-title"), action: t("export"), text: t("encrypt-text"), isNew: true });
  if (passphrase) await exportSetup({ form: "json", passphrase });
}

/** The ways in and out. @param {Visit} visit @returns {Page} */
function choicePage({ signal }) {
  const act = (/** @type {string} */ key, /** @type {() => Promise<void>} */ does, more = "") => button(t(key), does, `button-large ${more}`.trim());
  return {
    head: pageHead("transfer"),
    body: [
      h(
        "div",
        { class: "transfer" },
        h(
          "ul",
          { class: "ways" },
          way("import", t("import-title"), t("import-text"), [
            act("choose-file", () => readingLeadsTo(api.chooseImport), "button-main"),
            act("paste-list", pasteList),
          ]),
          way("export", t("export-title"), t("export-text"), [
            act("export", () => exportSetup({ form: "json", passphrase: null })),
            act("export-encrypted", exportEncrypted),
          ]),
          way("table", t("export-table-title"), t("export-table-text"), [
            act("export-workbook", () => exportSetup({ form: "xlsx", passphrase: null })),
            act("export-table", () => exportSetup({ form: "csv", passphrase: null })),
          ]),
          way("file", t("print-title"), t("print-text"), act("print", () => printSheet(signal))),
        ),
        h("p", { class: "welcome-drop" }, t("drop-anywhere")),
      ),
    ],
  };
}

// @ts-check
/**
 * Where the page begins: what the program says at the start, then a welcome, a failure or the office. The only
 * module that knows all pages; it hands them to the shell, which leads from one to the other.
 */

import * as api from "./api.js";
import { assistantsPage } from "./pages/assistants/page.js";
import { assistantPanel } from "./pages/assistants/panel.js";
import { placeExisting } from "./pages/assistants/wizard.js";
import { callMapPage } from "./pages/call_map/page.js";
import { campaignsPage } from "./pages/campaigns/page.js";
import { campaignPanel } from "./pages/campaigns/panel.js";
import { checkupPage } from "./pages/checkup/page.js";
import { failurePage, wordless } from "./pages/failure/page.js";
import { historyPage } from "./pages/history/page.js";
import { numbersPage } from "./pages/numbers/page.js";
import { numberPanel } from "./pages/numbers/panel.js";
import { settingsPage } from "./pages/settings/page.js";
import { syncPage } from "./pages/sync/page.js";
import { pasteList, readingLeadsTo, sayReading, sayUnread, showReview, takePasted, transferPage, useWayOfReviews } from "./pages/transfer/page.js";
import { waysPage, whosePage } from "./pages/welcome/page.js";
import { useCountries } from "./parts/country.js";
import { useFields } from "./parts/form.js";
import { showTheme } from "./parts/look_fields.js";
import { sayNote, sayRefused, wireError } from "./parts/status_line.js";
import { speak, useStroked } from "./parts/texts.js";
import { isShellShown, openRecord, saveAlone, showAlone, showShell, usePages } from "./shell.js";

/** @import { Office, Opening } from "./wire.d.ts" */

/** @type {Opening} */
let opening;

/** The panel of a number beside another page: the next one is the next that wants a look. @param {string} id @param {AbortSignal} signal */
function besideNumber(id, signal) {
  const view = { search: "", filter: /** @type {const} */ ("withFindings"), assistant: null, sort: /** @type {const} */ ("label"), descending: false };
  return numberPanel(id, { view, openNumber: (next) => void openRecord("number", next), signal });
}

usePages({
  pages: {
    numbers: numbersPage,
    assistants: assistantsPage,
    campaigns: campaignsPage,
    checkup: checkupPage,
    callmap: callMapPage,
    sync: (visit) => syncPage(visit, { review: readingLeadsTo }),
    history: historyPage,
    transfer: transferPage,
    settings: (visit) =>
      settingsPage(visit, {
        theme: document.documentElement.dataset.theme ?? "system",
        folder: opening.folder,
        notes: opening.notes,
        copies: opening.copies,
        review: (name) => readingLeadsTo(() => api.reviewCopy({ name })),
        version: opening.version,
        proxy: opening.proxy,
        keep: async (change) => (opening = await api.savePreferences(change)),
        begin: (next) => begin(next, "settings"),
      }),
  },
  panels: {
    number: besideNumber,
    assistant: assistantPanel,
    campaign: campaignPanel,
  },
  pasted: takePasted,
  dialogs: { wizard: ({ assistant }) => placeExisting(assistant) },
  begin,
});

/** @param {Opening} next @param {string} [page] */
function begin(next, page = "numbers") {
  opening = next;
  speak(opening.language, opening.texts);
  showTheme(opening.theme);
  useCountries(opening.countries);
  useFields(opening.fields);
  useStroked(opening.stroked);
  const { office, failure } = opening;
  if (office?.isSample) isAsked = false;
  if (failure || !office) {
    showFailure();
  } else if (office.isEmpty && (office.revision <= 1 || isAsked)) {
    // The one change it may have is that of its profile.
    if (office.revision === 0 && !isAsked) showWhose(office);
    else showWays(office);
  } else {
    showShell(office, page);
    if (opening.notes.length > 0) sayNote(opening.notes.join(" "));
  }
}

/** The first step of the first run. @param {Office} office */
const showWhose = (office) => showAlone((signal) => whosePage({ signal, opening, office, begin, go: showWays }));

/** Whether the second step of the first run is what is shown, or was last. */
let isAsked = false;

/** The second one. @param {Office} office */
function showWays(office) {
  isAsked = true;
  opening.office = office;
  /** @param {() => Promise<unknown>} act */
  const tried = async (act) => {
    try {
      await act();
    } catch (error) {
      void sayUnread(wireError(error));
      throw error;
    }
  };
  showAlone((signal) =>
    waysPage({
      signal,
      opening,
      office,
      begin,
      change: () => showWhose(office),
      choose: () =>
        tried(async () => {
          const head = await api.chooseImport();
          if (head) await showReview(head);
        }),
      paste: pasteList,
      add: () => showShell(office, "numbers", { add: true }),
    }),
  );
}

// A review in the first run: what is typed of whose office this is counts, also for how a file is read.
useWayOfReviews(async (head) => {
  if (isShellShown() || !opening.office) return head;
  const { defaultCountry: before } = opening.office;
  if (!(await saveAlone())) return null;
  isAsked = false;
  const office = opening.office;
  showShell(office, "numbers");
  return office.defaultCountry === before ? api.changeReview({}) : api.readAgain();
});

function showFailure() {
  const element = failurePage(opening, { again: () => void start(), recovered: (next) => begin(next, "history") });
  showAlone(() => ({ element }));
  element.querySelector("button")?.focus();
}

// Files dropped on the window lead to a review, wherever one is.
api.listen("review-reading", sayReading);
api.listen("review-changed", (head) => {
  if (opening.office) void readingLeadsTo(async () => head);
});
api.listen("review-refused", (error) => void sayUnread(error));
api.listen("backup-failed", (error) => sayRefused(error.message));

async function start() {
  try {
    begin(await api.openWindow());
  } catch (error) {
    showAlone(() => ({ element: wordless(wireError(error).message) }));
  }
}

void start();

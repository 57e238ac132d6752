// @ts-check
/** Backups, as Settings shows them: where they are, which there are, one more, and the way back to one. */

import * as api from "../../api.js";
import { mayGoOn } from "../../parts/dialog.js";
import { fill, h, icon } from "../../parts/dom.js";
import { button } from "../../parts/layout.js";
import { attempt, sayBusy, sayDone, sayNothing } from "../../parts/status_line.js";
import { moment, size, t } from "../../parts/texts.js";
import { tookEffect } from "../../shell.js";

/** @import { BackupPage, BackupRow } from "../../wire.d.ts" */

/** The part of Settings about backups. @param {AbortSignal} signal */
export function backupsPart(signal) {
  const place = h("div", { class: "backups" });
  const load = async () => draw(await attempt(() => api.listBackups(), signal));

  /** @param {BackupPage | null | undefined} page */
  function draw(page) {
    if (!page) return;
    fill(
      place,
      h("p", { class: "path" }, h("code", {}, page.folder)),
      page.failure && h("p", { class: "help is-refused", role: "alert" }, icon("error"), page.failure),
      h("div", { class: "button-row" }, button(t("backup-now"), make), button(t("backup-folder"), choose)),
      page.rows.length > 0
        ? h("ul", { class: "backup-list" }, page.rows.map(backupRow))
        : !page.failure && h("p", { class: "faint" }, t("backup-none")),
    );
  }

  const choose = async () => draw(await attempt(() => api.chooseBackupFolder()));

  async function make() {
    sayBusy(t("backing-up"));
    const page = await attempt(() => api.makeBackup());
    if (!page) return;
    draw(page);
    sayDone([t("backed-up")]);
  }

  /** @param {BackupRow} row */
  function backupRow(row) {
    const when = moment(row.at);
    return h(
      "li",
      {},
      h("time", { datetime: row.at, class: "figures" }, when),
      h("span", { class: "faint figures" }, size(row.bytes)),
      h("button", { type: "button", class: "link-button", "aria-label": `${t("restore")}: ${when}`, onclick: () => void restore(row) }, t("restore")),
    );
  }

  /** @param {BackupRow} row */
  async function restore(row) {
    const title = t("backup-restore-title", { when: moment(row.at) });
    if (!(await mayGoOn({ title, text: [h("p", {}, t("backup-restore-text"))], go: t("restore") }))) return;
    sayBusy(t("backing-up"));
    const saved = await attempt(() => api.restoreBackup({ name: row.name }));
    if (!saved) return;
    sayNothing();
    if (saved.title) tookEffect(saved);
    else sayDone([t("restore-same")]);
    await load();
  }

  void load();
  return h("section", { class: "settings-part" }, h("h2", {}, t("backups")), h("p", { class: "quiet" }, t("backups-text")), place);
}

// @ts-check
/** Connections, as Settings shows them: whom this office talks to, where each key is, and the proxy between. */

import * as api from "../../api.js";
import { mayDisconnect } from "../../parts/dialog.js";
import { fill, h } from "../../parts/dom.js";
import { textField } from "../../parts/form.js";
import { attempt, sayDone, sayRefused, wireError } from "../../parts/status_line.js";
import { t } from "../../parts/texts.js";

/** @import { ConnectionRow, Opening, PreferenceChange, SyncOffice } from "../../wire.d.ts" */

/**
 * The part of Settings about connections. The proxy is kept once its field is left, like all that is no form.
 * @param {{ proxy: string | null, keep: (change: PreferenceChange) => Promise<Opening>, signal: AbortSignal }} options
 */
export function connectionsPart({ proxy, keep, signal }) {
  const title = h("h2", { tabindex: -1 }, t("connections"));
  const list = h("div", { class: "connections" });
  const form = h("form", { class: "connections-proxy", novalidate: true });
  let kept = proxy ?? "";
  const field = textField({ label: t("proxy"), value: kept, help: t("proxy-help"), attributes: { inputmode: "url", spellcheck: "false" } });
  const { input } = field;
  fill(form, field.element);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void save();
  });
  input.addEventListener("change", () => void save());

  // ---- whom it talks to

  /** @param {SyncOffice | undefined} office */
  function draw(office) {
    if (!office) return;
    const { connections } = office;
    fill(list, connections.length > 0 ? h("ul", { class: "backup-list" }, connections.map(connectionRow)) : h("p", { class: "faint" }, t("connections-none")));
  }

  /** @param {ConnectionRow} connection */
  function connectionRow(connection) {
    const { name, host, key, note } = connection;
    const words = t("sync-disconnect");
    return h(
      "li",
      { class: "connection" },
      h("div", {}, h("span", { class: "name" }, name), h("span", { class: "sub" }, host), note && h("span", { class: "sub" }, note)),
      h("span", { class: "faint" }, t(`connection-key-${key}`)),
      h("button", { type: "button", class: "link-button", "aria-label": `${words} ${name}`, onclick: () => void disconnect(connection) }, words),
    );
  }

  /** @param {ConnectionRow} connection */
  async function disconnect({ platform, name }) {
    if (!(await mayDisconnect(name))) return;
    const next = await attempt(() => api.disconnectPlatform({ platform }), signal);
    if (!next) return;
    draw(next);
    // The row that was pressed is gone.
    (list.querySelector("button") ?? title).focus();
    sayDone([t("disconnected", { platform: name })]);
  }

  // ---- the proxy

  /** A save that is under way; what it holds is no edit any more. @type {Promise<boolean> | null} */
  let saving = null;
  const isOther = () => input.value.trim() !== kept;

  /** @returns {Promise<boolean>} whether what is typed is kept */
  function save() {
    if (!saving && !isOther()) return Promise.resolve(true);
    saving ??= send(input.value.trim()).finally(() => {
      saving = null;
    });
    return saving;
  }

  /** @param {string} typed */
  async function send(typed) {
    try {
      kept = (await keep({ proxy: typed })).proxy ?? "";
    } catch (error) {
      const { message } = wireError(error);
      // Somebody has gone elsewhere meanwhile.
      if (signal.aborted) sayRefused(message);
      field.refuse(message);
      return false;
    }
    if (!signal.aborted && input.value.trim() === typed) discard();
    sayDone([t(kept ? "proxy-kept" : "proxy-cleared")]);
    return true;
  }

  /** Shows what is kept. */
  function discard() {
    input.value = kept;
    field.forgive();
  }

  void attempt(() => api.openSync({ platform: null }), signal).then(draw);
  return {
    element: h("section", { class: "settings-part" }, title, h("p", { class: "quiet" }, t("connections-text")), list, form),
    isEdited: () => !saving && isOther(),
    save,
    discard,
  };
}

// @ts-check
/**
 * Connecting a platform: what is said while none is connected, and the dialog that asks for a key. The key goes to the
 * program and nowhere else: the field is emptied when it is sent, and nothing here holds it.
 */

import * as api from "../../api.js";
import { askForm } from "../../parts/dialog.js";
import { fill, h, icon } from "../../parts/dom.js";
import { textField } from "../../parts/form.js";
import { button } from "../../parts/layout.js";
import { wireError } from "../../parts/status_line.js";
import { t } from "../../parts/texts.js";

/** @import { SyncOffice, SyncPlatform, TakesWord } from "../../wire.d.ts" */

/** What sync is, and the way to begin. @param {() => unknown} connect */
export function startPart(connect) {
  const rows = h("tbody");
  const heads = ["sync-takes", "label", "inbound-assistant", "outbound-assistant", "sync-others"];
  return {
    element: h(
      "div",
      { class: "sync-start" },
      icon("sync"),
      h("h2", {}, t("sync-title")),
      h("p", {}, t("sync-text")),
      button(t("sync-connect"), connect, "button-large button-main"),
      h("p", { class: "faint" }, t("sync-quiet")),
      h("table", { class: "sync-takes", "aria-label": t("sync-takes") }, h("thead", {}, h("tr", {}, heads.map((key) => h("th", { scope: "col" }, t(key))))), rows),
    ),
    /** @param {SyncPlatform[]} platforms */
    show(platforms) {
      fill(rows, platforms.map(({ name, takes: { label, inbound, outbound, others } }) => h("tr", {}, h("th", { scope: "row" }, name), [label, inbound, outbound, others].map(takesCell))));
    },
  };
}

/** @param {TakesWord} takes */
function takesCell(takes) {
  const words = t(`sync-takes-${takes}`);
  return h("td", {}, takes === "send" ? [icon("check"), h("span", { class: "said" }, words)] : h("span", { class: "faint" }, words));
}

/**
 * Asks for the key of one of these platforms until one was taken, and gives how things stand then.
 * @param {SyncPlatform[]} platforms
 * @returns {Promise<SyncOffice | null>} null when it was left
 */
export async function askForKey(platforms) {
  /** What comes of the key sent last. @type {Promise<SyncOffice | null>} */
  let trying = Promise.resolve(null);
  let isTrying = false;
  let chosen = platforms[0];
  let key = keyField(chosen);
  const place = h("div", { class: "connect-key" });
  const choice = platforms.length > 1 ? platformChoice(platforms, choose) : null;

  /** Another platform has another key: what was typed is none of it. @param {SyncPlatform} platform */
  function choose(platform) {
    chosen = platform;
    key = keyField(platform);
    fill(place, h("div", { class: "connect-how" }, h("h3", {}, t("sync-key-steps")), h("ol", {}, platform.steps.map((step) => h("li", {}, step)))), key.element);
  }

  /** @param {string} why */
  function refuse(why) {
    key.refuse(why);
    key.input.focus();
    return null;
  }

  async function connect() {
    wait(true);
    const asked = api.connectPlatform({ platform: chosen.word, key: key.input.value });
    key.input.value = "";
    try {
      return await asked;
    } catch (error) {
      return refuse(wireError(error).message);
    } finally {
      wait(false);
    }
  }

  /** @param {boolean} isIt */
  function wait(isIt) {
    isTrying = isIt;
    if (choice) choice.disabled = isIt;
  }

  choose(chosen);
  const taken = await askForm({
    title: choice ? t("sync-connect-title") : t("sync-key-title", { platform: chosen.name }),
    action: t("sync-try"),
    busy: t("sync-trying"),
    note: t("sync-tried-first"),
    build(signal) {
      signal.addEventListener("abort", () => void (isTrying && api.cancelSync()));
      key.input.autofocus = true;
      return {
        body: [choice, place],
        send: () => (key.input.value ? (trying = connect()) : refuse(t("sync-key-missing"))),
      };
    },
  });
  // It may have been connected while somebody pressed Cancel.
  return taken ?? (await trying);
}

/** @param {SyncPlatform[]} platforms @param {(platform: SyncPlatform) => void} choose */
const platformChoice = (platforms, choose) =>
  h(
    "fieldset",
    {},
    h("legend", { class: "said" }, t("sync-platform")),
    h(
      "div",
      { class: "connect-platforms" },
      platforms.map((platform, at) => h("label", {}, h("input", { type: "radio", class: "radio", name: "platform", checked: at === 0, onchange: () => choose(platform) }), platform.name)),
    ),
  );

/** @param {SyncPlatform} platform */
const keyField = ({ host }) =>
  textField({ label: t("sync-key"), value: "", help: t("sync-key-help", { host }), attributes: { type: "password", required: true, spellcheck: "false" } });

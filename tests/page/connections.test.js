// Connections in Settings: whom the office talks to, where the keys are, and the proxy.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { all, begin, named, nothingIsLeft, office, one, shell, title } from "./begun.js";
import { connection } from "./fake_office.js";
import { settle, type, ui, window } from "./window.js";

const { document } = window;
const { speak } = await ui("parts/texts.js");
speak("en", { disconnected: [{ words: "Disconnected from " }, { place: "platform" }] });

const asked = (command) => office.calls.filter(([name]) => name === command).map(([, request]) => request);
const rows = () => all(".connection");
const proxy = () => one(".connections-proxy input");
const help = () => one(".connections-proxy .help").textContent;
const said = () => one("[role=status].status-said").textContent;
const status = (element) => element.textContent;

/** Types an address and leaves the field. */
async function leave(text) {
  type(proxy(), text);
  proxy().dispatchEvent(new window.Event("change", { bubbles: true }));
  await settle();
}

async function goTo(sync = {}) {
  Object.assign(office.sync, sync);
  await shell.go("settings", {});
  await settle();
}

beforeEach(() => begin());

test("each connection says its platform, its host and where the key is; nothing is asked of a platform", async () => {
  const note = "Kept until VozDesk closes.";
  await goTo({ connections: [connection("retell"), connection("vapi", { key: "session", note }), connection("twilio", { key: "none" })] });
  assert.deepEqual(rows().map((row) => [...row.querySelectorAll("span")].map(status)), [
    ["Retell", "api.retellai.com", "connection-key-keyring"],
    ["Vapi", "api.vapi.ai", note, "connection-key-session"],
    ["Twilio", "api.twilio.com", "connection-key-none"],
  ]);
  assert.deepEqual(asked("open_sync"), [{ platform: null }]);
  assert.ok(!office.calls.some(([command]) => /compare|connect|push|pull/.test(command)));
  assert.deepEqual(rows().map((row) => row.querySelector("button").getAttribute("aria-label")), ["Retell", "Vapi", "Twilio"].map((name) => `sync-disconnect ${name}`));
  await nothingIsLeft();
});

test("an office without connections says so", async () => {
  await goTo({ connections: [], plan: null });
  assert.equal(one(".connections").textContent, "connections-none");
  await nothingIsLeft();
});

test("disconnecting asks first, as on the page Sync, and goes on at what is left", async () => {
  await goTo({ connections: [connection("retell"), connection("vapi")] });
  named("main button", "sync-disconnect Retell").click();
  await settle();
  assert.equal(one("dialog h2").textContent, "sync-disconnect-title");
  named("dialog button", "cancel").click();
  await settle();
  assert.deepEqual(asked("disconnect_platform"), []);
  for (const [name, left] of [["Retell", 1], ["Vapi", 0]]) {
    named("main button", `sync-disconnect ${name}`).click();
    await settle();
    named("dialog button", "sync-disconnect-go").click();
    await settle();
    assert.equal(rows().length, left);
    assert.equal(said(), `Disconnected from ${name}`);
    assert.equal(document.activeElement, left > 0 ? named("main button", "sync-disconnect Vapi") : named("h2", "connections"));
  }
  assert.deepEqual(asked("disconnect_platform"), [{ platform: "retell" }, { platform: "vapi" }]);
  await nothingIsLeft();
});

test("a connection that is not let go stays, and it is said why", async () => {
  await goTo({ connections: [connection("retell")] });
  office.answers.disconnect_platform = () => {
    throw { code: "failed", message: "The keyring does not let the key go.", fields: {} };
  };
  named("main button", "sync-disconnect Retell").click();
  await settle();
  named("dialog button", "sync-disconnect-go").click();
  await settle();
  assert.equal(one("[role=alert].status-failed").textContent, "The keyring does not let the key go.");
  assert.equal(rows().length, 1);
  await nothingIsLeft();
});

test("a proxy is kept once its field is left, once, and is there when one comes back", async () => {
  await goTo();
  assert.equal(proxy().value, "");
  await leave(" http://proxy.example:8080 ");
  assert.deepEqual([asked("save_preferences"), proxy().value, said()], [[{ proxy: "http://proxy.example:8080" }], "http://proxy.example:8080", "proxy-kept"]);
  one(".connections-proxy").requestSubmit();
  await settle();
  assert.equal(asked("save_preferences").length, 1, "nothing differs");
  await shell.go("history");
  await shell.go("settings");
  assert.equal(proxy().value, "http://proxy.example:8080");
  await leave("");
  assert.deepEqual([asked("save_preferences").at(-1), said()], [{ proxy: "" }, "proxy-cleared"]);
  await nothingIsLeft();
});

test("what is no proxy is said at its field, which keeps what was typed until somebody leaves it", async () => {
  await goTo();
  const { save_preferences } = office.answers;
  office.answers.save_preferences = () => {
    throw { code: "invalid", message: "proxy is no address of a proxy.", fields: {} };
  };
  await leave("proxy");
  assert.deepEqual([help(), proxy().getAttribute("aria-invalid"), proxy().value], ["proxy is no address of a proxy.", "true", "proxy"]);
  const stays = shell.go("history");
  await settle();
  named("dialog button", "keep-editing").click();
  assert.equal(await stays, false);
  const saving = shell.go("history");
  await settle();
  named("dialog button", "save-changes").click();
  assert.equal(await saving, false, "it is refused again");
  office.answers.save_preferences = save_preferences;
  type(proxy(), "http://proxy.example:1");
  assert.equal(help(), "proxy-help");
  const goes = shell.go("history");
  await settle();
  named("dialog button", "save-changes").click();
  assert.equal(await goes, true);
  assert.deepEqual([asked("save_preferences").at(-1), title()], [{ proxy: "http://proxy.example:1" }, "page-history"]);
  await nothingIsLeft();
});

test("a proxy that is dropped is what it was", async () => {
  await goTo();
  const before = proxy().value;
  type(proxy(), "http://proxy.example:2");
  const going = shell.go("history");
  await settle();
  named("dialog button", "discard").click();
  assert.equal(await going, true);
  assert.deepEqual(asked("save_preferences"), []);
  await shell.go("settings");
  assert.equal(proxy().value, before);
  await nothingIsLeft();
});

test("the proxy's field has its name and its help, and every control is a stop of Tab", async () => {
  await goTo({ connections: [connection("retell"), connection("vapi", { key: "session", note: "Kept until VozDesk closes." })] });
  assert.equal(proxy().labels[0].textContent, "proxy");
  const described = proxy().getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id));
  assert.ok(described.some((words) => words.textContent === "proxy-help"));
  assert.ok(all(".connection button, .connections-proxy input").every(({ tabIndex }) => tabIndex === 0));
  await nothingIsLeft();
});

// How a number stands with its platform, said in its panel.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { all, begin, named, nothingIsLeft, office, one, shell, title } from "./begun.js";
import { settle, type, window } from "./window.js";

const { document } = window;
const standing = () => one("aside .panel-standing");
const words = (text) => ({ told: [{ kind: "text", text }], differ: text.includes("differ") ? 2 : 0 });

/** The office answers so from now on. */
function stands(sync) {
  const { read_number, save_number } = office.answers;
  office.answers.read_number = (query) => ({ ...read_number(query), sync });
  office.answers.save_number = (save) => {
    const saved = save_number(save);
    return { ...saved, number: { ...saved.number, sync } };
  };
}

async function open(name = "Desk 1") {
  named("table button", name).click();
  await settle();
}

beforeEach(() => begin());

test("a number that no platform was compared with says nothing of it", async () => {
  await open();
  assert.deepEqual([standing().textContent, standing().children.length], ["", 0]);
  await nothingIsLeft();
});

test("the panel says how its number stands, and leads to where it is compared, reading nothing", async () => {
  stands(words("2 fields differ from Retell."));
  await open();
  assert.equal(standing().firstChild.textContent, "2 fields differ from Retell.");
  const lead = named("aside button", "compare-dots");
  assert.equal(lead.closest(".panel-body"), null, "it stands by the head, and does not scroll away");
  lead.click();
  await settle();
  assert.equal(title(), "page-sync");
  assert.ok(!office.calls.some(([command]) => command === "compare_platform"));
  await nothingIsLeft();
});

test("what is edited is asked about before it leads away", async () => {
  stands(words("2 fields differ from Retell."));
  await open();
  type(one("aside input"), "Reception");
  named("aside button", "compare-dots").click();
  await settle();
  named("dialog button", "keep-editing").click();
  await settle();
  assert.equal(title(), "page-numbers");
  assert.equal(one("aside input").value, "Reception");
  await shell.showAlone(() => ({ element: document.createElement("main") }));
  await nothingIsLeft();
});

test("a save says how it stands now, with what the save answered, and the focus stays", async () => {
  await open();
  stands(words("One field differs from Retell."));
  type(one("aside input"), "Reception");
  one("aside input").focus();
  const asked = office.calls.filter(([command]) => command === "read_number").length;
  one("aside form").requestSubmit();
  await settle();
  assert.equal(standing().firstChild.textContent, "One field differs from Retell.");
  assert.equal(document.activeElement, one("aside .panel-body input"));
  assert.equal(office.calls.filter(([command]) => command === "read_number").length, asked, "nothing more is asked");
  await nothingIsLeft();
});

test("another change says how it stands now, also while somebody types", async () => {
  await open();
  type(one("aside input"), "Reception");
  stands(words("One field differs from Retell."));
  shell.tookEffect(office.saved());
  await settle();
  assert.equal(standing().firstChild.textContent, "One field differs from Retell.");
  assert.equal(all("aside input")[0].value, "Reception");
  await nothingIsLeft();
});

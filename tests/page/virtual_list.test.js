// A list of any length: what is in the page, what is asked for, what keeps its place and its focus, how it ends.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { lay, outstanding, resized, settle, ui, window } from "./window.js";

const { virtualList } = await ui("parts/virtual_list.js");
const { document } = window;

const HEIGHT = 600;
let scroller;
let ending;
let heights;

beforeEach(() => {
  ending = new window.AbortController();
  scroller = document.createElement("div");
  scroller.className = "page-body";
  document.body.replaceChildren(scroller);
  heights = () => 36;
  lay(scroller, { height: HEIGHT, heightOf: (element) => (element.dataset.id === undefined ? undefined : heights(Number(element.dataset.id))) });
});

afterEach(() => ending.abort());

/** A list of rows by their numbers; `asked` is what was asked for. */
function listOf(found, more = {}) {
  const asked = [];
  const state = { found, exchanges: 0, row: (id) => ({ id }) };
  const parent = document.createElement("ul");
  scroller.append(parent);
  const list = virtualList({
    scroller,
    parent,
    space: () => Object.assign(document.createElement("li"), { className: "space" }),
    rowHeight: 36,
    isEven: true,
    margin: 360,
    block: 100,
    async read(offset, limit) {
      asked.push(offset / limit);
      const rows = Array.from({ length: Math.max(0, Math.min(limit, state.found - offset)) }, (_, at) => state.row(offset + at));
      return { found: state.found, rows };
    },
    key: ({ id }) => String(id),
    draw({ id }) {
      const row = document.createElement("li");
      row.dataset.id = String(id);
      row.append(document.createElement("button"), document.createElement("input"));
      return row;
    },
    exchanged: () => (state.exchanges += 1),
    signal: ending.signal,
    ...more,
  });
  return { list, parent, asked, state };
}

const ids = (parent) => [...parent.querySelectorAll("[data-id]")].map((row) => Number(row.dataset.id));
const heightOf = (parent) => parent.getBoundingClientRect().height;
const rowOf = (parent, id) => parent.querySelector(`[data-id="${id}"]`);

async function scrollTo(y) {
  scroller.scrollTop = y;
  scroller.dispatchEvent(new window.Event("scroll"));
  await settle();
}

test("of a hundred thousand rows those near the screen are in the page, and the list is as high as all", async () => {
  const { list, parent } = listOf(100_000);
  assert.equal(await list.load(), true);
  assert.deepEqual(ids(parent), Array.from({ length: 32 }, (_, at) => at));
  assert.equal(heightOf(parent), 3_600_000);
  await scrollTo(1_800_000);
  const shown = ids(parent);
  assert.ok(shown.length < 60 && shown[0] <= 49_990 && shown.at(-1) >= 50_027, String(shown));
  assert.equal(heightOf(parent), 3_600_000);
  assert.equal(rowOf(parent, 50_000).getBoundingClientRect().top, 0, "each row is where it belongs");
  await scrollTo(3_600_000 - HEIGHT);
  assert.equal(ids(parent).at(-1), 99_999);
});

test("rows are exchanged a few at a time, not with every frame, and those that stay are not touched", async () => {
  const { list, parent, state } = listOf(1000);
  await list.load();
  await scrollTo(3600);
  const { exchanges } = state;
  const there = rowOf(parent, 110);
  for (let y = 3600; y < 3600 + 8 * 36; y += 9) await scrollTo(y);
  assert.ok(state.exchanges - exchanges <= 2, `${state.exchanges - exchanges} exchanges for 8 rows`);
  assert.equal(rowOf(parent, 110), there);
});

test("blocks are asked for as they come near, each once", async () => {
  const { list, asked } = listOf(1000);
  await list.load();
  assert.deepEqual(asked, [0]);
  await scrollTo(100 * 36 - HEIGHT);
  assert.deepEqual(asked, [0, 1]);
  await scrollTo(0);
  await scrollTo(500 * 36);
  assert.deepEqual(asked, [0, 1, 5, 4].sort());
});

test("what cannot be had is a space, and is asked for again later", async () => {
  let isDown = false;
  const read = async (offset, limit) => (isDown ? undefined : { found: 1000, rows: Array.from({ length: limit }, (_, at) => ({ id: offset + at })) });
  const { list, parent } = listOf(1000, { read });
  await list.load();
  isDown = true;
  await scrollTo(500 * 36);
  assert.deepEqual(ids(parent), []);
  assert.equal(heightOf(parent), 36_000);
  isDown = false;
  await scrollTo(510 * 36);
  assert.ok(ids(parent).includes(510));
});

test("the row with the focus stays in the page, wherever one scrolls", async () => {
  const { list, parent } = listOf(1000);
  await list.load();
  const button = rowOf(parent, 5).querySelector("button");
  button.focus();
  await scrollTo(500 * 36);
  assert.equal(document.activeElement, button);
  assert.equal(list.focused, 5);
  assert.equal(heightOf(parent), 36_000);
  assert.equal(rowOf(parent, 500).getBoundingClientRect().top, 0);
  list.focusRow(6);
  assert.equal(document.activeElement, rowOf(parent, 6).querySelector("button"));
  assert.ok(scroller.scrollTop <= 6 * 36);
});

test("keys may come faster than rows: the last row they ask for has the focus once it is there", async () => {
  const { list, parent } = listOf(1000);
  await list.load();
  list.focusRow(0);
  for (let at = 0; at < 400; at += 1) list.focusRow(list.focused + 1);
  assert.equal(list.focused, 400);
  await settle();
  assert.equal(document.activeElement.parentElement, rowOf(parent, 400));
  const { top, bottom } = rowOf(parent, 400).getBoundingClientRect();
  assert.ok(top >= 0 && bottom <= HEIGHT, `${top} to ${bottom} is on screen`);
  list.focusRow(1000);
  assert.equal(list.focused, 400, "there is no row after the last");
});

test("asked for anew, rows that are the same stay, others are drawn again with the focus on the same control", async () => {
  const { list, parent, state } = listOf(50);
  await list.load();
  const [same, other] = [rowOf(parent, 1), rowOf(parent, 2)];
  other.querySelector("input").focus();
  state.row = (id) => (id === 2 ? { id, label: "renamed" } : { id });
  await list.load();
  assert.equal(rowOf(parent, 1), same);
  assert.notEqual(rowOf(parent, 2), other);
  assert.equal(document.activeElement, rowOf(parent, 2).querySelector("input"));
});

test("when the row with the focus is gone, the one in its place has it", async () => {
  const { list, parent, state } = listOf(20);
  await list.load();
  rowOf(parent, 19).querySelector("button").focus();
  state.found = 19;
  await list.load();
  assert.equal(document.activeElement.parentElement, rowOf(parent, 18));
});

test("only the newest load counts", async () => {
  const answers = [];
  const { list, parent } = listOf(10, { read: () => new Promise((resolve) => answers.push(resolve)) });
  const first = list.load({ fromTop: true });
  const second = list.load({ fromTop: true });
  answers[1]({ found: 1, rows: [{ id: 7 }] });
  assert.equal(await second, true);
  answers[0]({ found: 1, rows: [{ id: 3 }] });
  assert.equal(await first, false);
  assert.deepEqual(ids(parent), [7]);
});

test("other rows are seen from the top; the same ones where one was", async () => {
  const { list } = listOf(1000);
  await list.load();
  await scrollTo(9000);
  await list.load();
  assert.equal(scroller.scrollTop, 9000);
  await list.load({ fromTop: true });
  assert.equal(scroller.scrollTop, 0);
});

test("where rows differ in height, what one looks at stays when others turn out to be higher", async () => {
  heights = (id) => (id % 3 === 0 ? 120 : 40);
  const { list, parent } = listOf(3000, { isEven: false, rowHeight: 40 });
  await list.load();
  // To the middle at once: nothing above has been seen.
  await scrollTo(60_000);
  const looked = [...parent.querySelectorAll("[data-id]")].find((row) => row.getBoundingClientRect().top >= 0);
  for (let step = 0; step < 40; step += 1) {
    const before = looked.getBoundingClientRect().top;
    scroller.scrollTop -= 30;
    const moved = looked.getBoundingClientRect().top - before;
    scroller.dispatchEvent(new window.Event("scroll"));
    await settle(5);
    if (!looked.isConnected) break;
    assert.equal(looked.getBoundingClientRect().top, before + moved, `step ${step}`);
  }
});

test("who has not scrolled sees what is new at the top; who has, what was there", async () => {
  const { list, parent, state } = listOf(300, { isEven: false });
  await list.load();
  const top = (id) => rowOf(parent, id).getBoundingClientRect().top;
  state.row = (id) => ({ id: id === 0 ? 1000 : id - 1 });
  await list.load();
  assert.deepEqual([scroller.scrollTop, top(1000)], [0, 0]);
  await scrollTo(3600);
  const before = top(100);
  state.row = (id) => ({ id: id === 0 ? 1001 : id === 1 ? 1000 : id - 2 });
  await list.load();
  assert.equal(top(100), before);
});

test("where rows differ in height, every row is reached from one end to the other", async () => {
  heights = (id) => 30 + (id % 7) * 11;
  const { list, parent } = listOf(400, { isEven: false, rowHeight: 40, margin: 300 });
  await list.load();
  const seen = new Set(ids(parent));
  const end = () => heightOf(parent) - HEIGHT;
  while (scroller.scrollTop < end()) {
    await scrollTo(Math.min(end(), scroller.scrollTop + 500));
    for (const id of ids(parent)) seen.add(id);
  }
  assert.equal(seen.size, 400);
  assert.equal(ids(parent).at(-1), 399);
});

test("whoever goes to the end at once is there when its rows turn out to be higher", async () => {
  heights = (id) => (id < 50 ? 40 : 130);
  const { list, parent } = listOf(200, { isEven: false, rowHeight: 40 });
  await list.load();
  await scrollTo(heightOf(parent) - HEIGHT);
  await settle();
  assert.equal(Math.round(rowOf(parent, 199).getBoundingClientRect().bottom), HEIGHT);
});

test("a list below another begins when what is above becomes lower and it is told to look", async () => {
  const above = listOf(500);
  const below = listOf(10, { read: async () => ({ found: 10, rows: Array.from({ length: 10 }, (_, id) => ({ id })) }) });
  await above.list.load();
  await below.list.load();
  assert.deepEqual(ids(below.parent), []);
  above.list.clear();
  below.list.look();
  assert.equal(ids(below.parent).length, 10);
});

test("it ends with its signal: nothing is listened to, looked at or shown any more", async () => {
  const answers = [];
  const { list, parent } = listOf(1000, { read: () => new Promise((resolve) => answers.push(resolve)) });
  const loaded = list.load();
  scroller.dispatchEvent(new window.Event("scroll"));
  assert.equal(outstanding().observers > 0, true);
  ending.abort();
  answers[0]({ found: 1000, rows: Array.from({ length: 100 }, (_, id) => ({ id })) });
  assert.equal(await loaded, false);
  assert.deepEqual(ids(parent), []);
  resized();
  const left = outstanding();
  assert.deepEqual([left.observers, left.frames, left.timers], [0, 0, 0]);
  assert.ok(!left.listeners.includes("scroll"));
});

// @ts-check
/** How the columns of the table share its room. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { shared } from "../../ui/parts/columns.js";

/** Label, number, four texts, status, findings. */
const NEEDS = [180, 170, 130, 140, 120, 140, 100, 80];
const FIRM = [1, 6, 7];
const all = (/** @type {number[]} */ widths) => Math.round(widths.reduce((sum, width) => sum + width, 0));

test("where everything fits, nobody gets less than they need, and what is left is shared by the texts", () => {
  for (const room of [1060, 1100, 1500, 4000]) {
    const widths = shared(NEEDS, room, FIRM);
    assert.equal(all(widths), room);
    for (const [at, need] of NEEDS.entries()) assert.ok(widths[at] >= need - 0.01, `${at} at ${room}`);
    for (const at of FIRM) assert.equal(widths[at], NEEDS[at]);
    const more = [0, 2, 3, 4, 5].map((at) => Math.round(widths[at] - NEEDS[at]));
    assert.equal(new Set(more).size, 1, "in equal parts");
  }
});

test("where it does not fit, nobody gets more than they need, and the label comes first", () => {
  for (let room = 700; room < 1060; room += 7) {
    const widths = shared(NEEDS, room, FIRM);
    for (const [at, need] of NEEDS.entries()) assert.ok(widths[at] <= need + 0.01, `${at} at ${room}`);
    for (const at of FIRM) assert.equal(widths[at], NEEDS[at]);
    const others = [2, 3, 4, 5];
    if (others.some((at) => widths[at] > 88.01)) assert.equal(widths[0], NEEDS[0], `the label is whole at ${room}`);
    if (room > 350 + 5 * 88) assert.equal(all(widths), room);
  }
});

test("a column that is not shown has no part", () => {
  const widths = shared([180, 170, 0, 0, 0, 0, 30, 70], 640, FIRM);
  assert.deepEqual(widths.slice(2, 6), [0, 0, 0, 0]);
  assert.equal(all(widths), 640);
});

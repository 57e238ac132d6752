// @ts-check
/**
 * What somebody decides of a plan: which rows are ticked, which of two values is taken where both sides have moved,
 * and what is asked of the program then. What a plan holds, and what can be sent or brought, is the program's.
 */

import * as api from "../../api.js";

/** @import { PullWish, PushWish, SyncGroup, SyncPlan, SyncRow } from "../../wire.d.ts" */

/** @typedef {Record<SyncGroup, SyncRow[]>} PlanRows */
/** @typedef {"here" | "there"} Side */

/**
 * What is decided of one plan, by the keys of its rows: ticks that are not as they began, and sides that were chosen.
 * @typedef {{ digest: string, ticks: Map<string, boolean>, sides: Map<string, Side> }} Decisions
 */

/**
 * Rows that stand together, under one tick where they have one: those of one number.
 * @typedef {{ digest: string, key: string, rows: SyncRow[] }} Entry
 */

/** The groups of a plan, in their order. */
export const groups = /** @type {const} */ (["send", "bring", "decide", "hand", "know"]);

/** So many rows are asked for at a time. */
const STEP = 500;

/** All rows of a plan: what is counted, and what stands together, follows from all of them. @param {string} platform @param {SyncPlan} plan @returns {Promise<PlanRows>} */
export async function readRows(platform, plan) {
  const read = groups.map(async (group) => {
    /** @type {SyncRow[]} */
    const rows = [];
    while (rows.length < plan[group]) {
      const more = await api.listPlanRows({ platform, group, offset: rows.length, limit: STEP });
      if (more.length === 0) break;
      rows.push(...more);
    }
    return [group, rows];
  });
  return Object.fromEntries(await Promise.all(read));
}

/** @param {string} digest @returns {Decisions} */
export const nothingDecided = (digest) => ({ digest, ticks: new Map(), sides: new Map() });

/** The entries of a group. What is done by hand is done line by line. @param {string} digest @param {SyncRow[]} rows */
export function entriesOf(digest, rows) {
  /** @type {Entry[]} */
  const entries = [];
  for (const row of rows) {
    const last = entries.at(-1);
    if (last && row.group !== "hand" && row.number !== null && last.rows[0].number === row.number) last.rows.push(row);
    else entries.push({ digest, key: row.key, rows: [row] });
  }
  return entries;
}

/** Whether a row is to be sent or brought. What cannot be as it is never is. @param {SyncRow} row @param {Decisions} decisions */
export const isTicked = (row, { ticks }) => row.problem === null && (ticks.get(row.key) ?? row.isTicked);

/** How many fields are to be sent and to be brought here, and how many of those to decide are decided. @param {PlanRows} rows @param {Decisions} decisions */
export function countDecided(rows, decisions) {
  const { here, there } = sides(rows, decisions);
  const ticked = (/** @type {SyncRow[]} */ some) => some.filter((row) => isTicked(row, decisions)).length;
  return { send: ticked(rows.send) + here.length, bring: ticked(rows.bring) + there.length, decided: here.length + there.length };
}

/** What is to be sent. @param {string} platform @param {PlanRows} rows @param {Decisions} decisions @returns {PushWish} */
export const pushWish = (platform, rows, decisions) => ({
  platform,
  digest: decisions.digest,
  leftOut: keys(rows.send.filter((row) => !isTicked(row, decisions))),
  here: sides(rows, decisions).here,
  isSure: false,
});

/** What is to be brought here. @param {string} platform @param {PlanRows} rows @param {Decisions} decisions @returns {PullWish} */
export function pullWish(platform, rows, decisions) {
  const ticked = rows.bring.filter((row) => isTicked(row, decisions));
  return {
    platform,
    leftOut: keys(rows.bring.filter((row) => !isTicked(row, decisions))),
    there: sides(rows, decisions).there,
    add: keys(ticked.filter(({ what }) => what === "removed_here")),
    link: keys(ticked.filter(({ what }) => what === "link")),
  };
}

/** The rows that are decided for one side and for the other. @param {PlanRows} rows @param {Decisions} decisions */
function sides(rows, { sides: chosen }) {
  const of = (/** @type {Side} */ side) => keys(rows.decide.filter(({ key }) => chosen.get(key) === side));
  return { here: of("here"), there: of("there") };
}

/** @param {SyncRow[]} rows */
const keys = (rows) => rows.map(({ key }) => key);

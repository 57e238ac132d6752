// @ts-check
/**
 * The columns of a table share its room by what is in them, so that nothing is cut while another column has room to
 * spare, and nothing moves while one scrolls, searches or filters. The rows with the widest texts are laid out where
 * nobody sees them, which tells what each column needs. Which rows these are is the page's to say.
 */

import { fill, framed, h, icon, whenResized } from "./dom.js";

/** What a column keeps where not everything fits, in pixels. */
const LEAST = 88;

/**
 * The widths of columns: all get what they need where it fits, and what is left goes to those with texts in equal parts.
 * Where it does not fit, the first one comes first, and the others share what is left: nobody has more than they need.
 * @param {number[]} needs in pixels; 0 for a column that is not shown
 * @param {number} room
 * @param {number[]} firm the columns that are never cut, by their places
 */
export function shared(needs, room, firm) {
  const shown = needs.map((_, at) => at).filter((at) => needs[at] > 0);
  const texts = shown.filter((at) => !firm.includes(at));
  const sum = (/** @type {number[]} */ of) => of.reduce((all, at) => all + needs[at], 0);
  const widths = [...needs];
  const left = room - sum(shown);
  if (left >= 0) {
    for (const at of texts) widths[at] += left / texts.length;
    return widths;
  }
  const [first, ...others] = texts;
  const loose = Math.max(0, room - sum(shown.filter((at) => firm.includes(at))));
  // Where there is not even that much for each, they have equal parts.
  const least = (/** @type {number} */ at) => Math.min(needs[at], LEAST, loose / texts.length);
  widths[first] = Math.max(least(first), Math.min(needs[first], loose - others.reduce((all, at) => all + least(at), 0)));
  // Whoever needs less than an equal part leaves the rest to the others.
  let rest = loose - widths[first];
  const waiting = [...others].sort((a, b) => needs[a] - needs[b]);
  for (const [at, column] of waiting.entries()) {
    widths[column] = Math.max(least(column), Math.min(needs[column], rest / (waiting.length - at)));
    rest -= widths[column];
  }
  return widths;
}

/**
 * @template Row
 * @param {HTMLTableElement} table
 * @param {HTMLElement} place what it stands in: a table grows with its columns, and does not shrink with its place
 * @param {string[]} names of its columns, under which their widths are set: `--NAME`
 * @param {string[]} firm those that are never cut
 * @param {(row: Row) => HTMLElement} draw
 * @param {AbortSignal} signal
 */
export function columnRoom(table, place, names, firm, draw, signal) {
  const ruler = h("table", { class: "records ruler", "aria-hidden": "true", inert: true });
  /** The rows that are measured, as they came. */
  let measured = "";

  function share() {
    const head = ruler.tHead?.rows[0];
    if (!head || table.hidden) return;
    const needs = [...head.cells].map((cell) => Math.ceil(cell.getBoundingClientRect().width));
    const widths = shared(needs, place.clientWidth, firm.map((name) => names.indexOf(name)));
    for (const [at, name] of names.entries()) table.style.setProperty(`--${name}`, `${widths[at]}px`);
  }
  // The ruler has another size in another font.
  for (const one of [place, ruler]) whenResized(one, framed(share, signal), signal);

  return {
    element: ruler,
    /** @param {Row[]} widest */
    measure(widest) {
      const now = JSON.stringify(widest);
      if (now === measured) return;
      measured = now;
      const head = /** @type {HTMLElement} */ (table.tHead?.cloneNode(true));
      // Any column may be the one that shows how the table is sorted.
      for (const button of head.querySelectorAll("button:not(:has(svg))")) button.append(icon("sort-up"));
      fill(ruler, head, h("tbody", {}, widest.map(draw)));
      share();
    },
  };
}

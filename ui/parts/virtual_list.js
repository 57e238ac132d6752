// @ts-check
/**
 * A list of any length of which only the rows near the screen are in the page. It asks for rows in blocks as
 * they come near, exchanges them a few at a time so that not every frame of scrolling paints, and keeps the
 * focus and what one looks at where they are. Rows may differ in height; what has not been seen is taken to
 * be as high as the first that was. What a row looks like and where rows come from is the caller's.
 *
 * Several lists may share one scroller. A list ends with its signal.
 */

import { controls, framed, whenResized } from "./dom.js";

/** So many rows come and go together. */
const STEP = 8;

/**
 * @template Row
 * @template {{ found: number, rows: Row[] }} Answer rows, and how many there are in all
 * @typedef {object} VirtualList
 * @property {HTMLElement} scroller what scrolls
 * @property {HTMLElement} parent where the rows stand, after what is there already
 * @property {() => HTMLElement} space an element that stands for rows which are not in the page; it is given their height
 * @property {number} rowHeight how high a row is, or is thought to be
 * @property {boolean} [isEven] every row is just as high as that
 * @property {number} [cover] how much of the scroller's top is covered by what sticks to it
 * @property {number} margin how far beyond the screen rows are in the page
 * @property {number} block how many rows are asked for at once
 * @property {(offset: number, limit: number) => Promise<Answer | undefined>} read undefined if they cannot be had
 * @property {(answer: Answer) => void} [arrived] called when all was asked for anew, before the rows are exchanged
 * @property {(row: Row) => string} key what tells a row from all others
 * @property {(row: Row) => HTMLElement | HTMLElement[]} draw
 * @property {() => void} [exchanged] called when other rows are in the page
 * @property {AbortSignal} signal
 */

/**
 * A row that is in the page.
 * @template Row
 * @typedef {{ row: Row, at: number, elements: HTMLElement[] }} Shown
 */

/** @template Row @template {{ found: number, rows: Row[] }} Answer @param {VirtualList<Row, Answer>} list */
export function virtualList({ scroller, parent, space, rowHeight, isEven = false, cover = 0, margin, block, read, arrived = () => {}, key, draw, exchanged = () => {}, signal }) {
  let found = 0;
  /** Rows by the block they are in. @type {Map<number, Row[]>} */
  let blocks = new Map();
  /** Blocks that have been asked for. @type {Set<number>} */
  let awaited = new Set();
  /** The rows in the page, by their keys. @type {Map<string, Shown<Row>>} */
  let shown = new Map();
  /** Heights of steps that have been seen, where rows differ. @type {number[]} */
  let heights = [];
  let expected = rowHeight;
  /** Counts what the rows in the page follow from, so that nothing is done twice. */
  let state = 0;
  let drawnState = "";
  /** Counts how often all rows were asked for anew. */
  let turn = 0;
  let isLoading = false;
  /** The rows in the page are none of those that are to come. */
  let isOther = false;
  /** The row that is to have the focus once it is there; keys may come faster than rows. */
  let wanted = -1;

  const top = space();
  const bottom = space();
  parent.append(top, bottom);

  const stepCount = () => Math.ceil(found / STEP);
  /** @param {number} step */
  const sizeOf = (step) => heights[step] ?? Math.min(STEP, found - step * STEP) * expected;
  /** How high the steps from one to another are together. @param {number} from @param {number} to */
  function heightOf(from, to) {
    let height = 0;
    for (let step = from; step < to; step += 1) height += sizeOf(step);
    return height;
  }

  /** The steps within so many pixels of the list. @param {number} from @param {number} to */
  function stepsBetween(from, to) {
    const all = stepCount();
    let first = 0;
    let y = 0;
    while (first < all && y + sizeOf(first) <= from) y += sizeOf(first++);
    let last = first;
    while (last < all && y < to) y += sizeOf(last++);
    return { first, last };
  }

  /** How far the screen's top is below the list's. */
  const scrolled = () => scroller.getBoundingClientRect().top - top.getBoundingClientRect().top;
  const near = () => stepsBetween(scrolled() - margin, scrolled() + scroller.clientHeight + margin);

  /** @param {number} at */
  const rowAt = (at) => blocks.get(Math.floor(at / block))?.[at % block];

  /** Puts the rows near the screen into the page, and asks for those that are not there yet. */
  function show() {
    if (signal.aborted || !top.isConnected) return;
    const isKept = !isEven && !isOther;
    if (isKept) measure();
    const { first, last } = near();
    const held = focusedRow();
    // The row with the focus stays, wherever one scrolls.
    const heldStep = held && held.at < found ? Math.floor(held.at / STEP) : -1;
    const now = `${state} ${first} ${last} ${heldStep}`;
    if (now === drawnState) return;
    drawnState = now;
    isOther = false;
    const looked = isKept ? inSight() : [];
    const wasAtEnd = isKept && isAtEnd();
    const focus = held && { key: key(held.row), at: held.at, control: controls(held.elements).indexOf(/** @type {any} */ (document.activeElement)) };
    const steps = Array.from({ length: last - first }, (_, at) => first + at);
    if (heldStep >= 0 && heldStep < first) steps.unshift(heldStep);
    if (heldStep >= last) steps.push(heldStep);
    exchange(steps);
    if (!isEven) measure();
    stay(looked, wasAtEnd);
    exchanged();
    if (focus) refocus(focus);
    for (const step of steps) {
      void ask(Math.floor((step * STEP) / block));
      void ask(Math.floor((Math.min(found, step * STEP + STEP) - 1) / block));
    }
    if (wanted >= 0 && rowAt(wanted)) focusRow(wanted);
  }

  /** Makes the page hold the rows of these steps, and spaces for all others. @param {number[]} steps */
  function exchange(steps) {
    /** @type {Map<string, Shown<Row>>} */
    const next = new Map();
    /** @type {HTMLElement[]} */
    const elements = [];
    /** The space that comes before the next row. @type {HTMLElement | null} */
    let open = top;
    let gap = 0;
    let end = 0;
    setHeight(top, 0);
    for (const step of steps) {
      gap += heightOf(end, step);
      end = step + 1;
      const places = Array.from({ length: Math.min(STEP, found - step * STEP) }, (_, at) => step * STEP + at);
      if (places.some((at) => rowAt(at) === undefined)) {
        gap += sizeOf(step);
        continue;
      }
      if (!open && gap > 0) elements.push((open = space()));
      if (open) setHeight(open, gap);
      open = null;
      gap = 0;
      for (const at of places) {
        const one = drawn(/** @type {Row} */ (rowAt(at)), at);
        next.set(key(one.row), one);
        elements.push(...one.elements);
      }
    }
    setHeight(bottom, gap + heightOf(end, stepCount()));
    shown = next;
    put(elements);
  }

  /** The row's elements: those that are there, unless it has become another. @param {Row} row @param {number} at @returns {Shown<Row>} */
  function drawn(row, at) {
    const there = shown.get(key(row));
    const isSame = there && (there.row === row || JSON.stringify(there.row) === JSON.stringify(row));
    const elements = isSame ? there.elements : [draw(row)].flat();
    for (const element of elements) element.dataset.at = String(at);
    return { row, at, elements };
  }

  /** Changes what differs between the two spaces and leaves the rest alone. @param {HTMLElement[]} elements */
  function put(elements) {
    const stays = new Set(elements);
    for (let element = top.nextElementSibling; element && element !== bottom; ) {
      const next = element.nextElementSibling;
      if (!stays.has(/** @type {HTMLElement} */ (element))) element.remove();
      element = next;
    }
    let before = top;
    for (const element of elements) {
      if (before.nextElementSibling !== element) before.after(element);
      before = element;
    }
  }

  /** Remembers how high the steps in the page are. */
  function measure() {
    /** @type {Map<number, { from: HTMLElement, to: HTMLElement, rows: number }>} */
    const steps = new Map();
    for (const { at, elements } of shown.values()) {
      const step = Math.floor(at / STEP);
      const there = steps.get(step);
      const [from, to] = [elements[0], elements.at(-1)];
      if (from && to) steps.set(step, { from: there?.from ?? from, to, rows: (there?.rows ?? 0) + 1 });
    }
    for (const [step, { from, to, rows }] of steps) {
      const height = to.getBoundingClientRect().bottom - from.getBoundingClientRect().top;
      if (height <= 0) continue;
      if (heights.length === 0) expected = height / rows;
      heights[step] = height;
    }
  }

  /** The elements one looks at, and where they are. Whoever has not scrolled looks at the top, whatever comes to be there. */
  function inSight() {
    if (scroller.scrollTop === 0) return [];
    const { top: from, bottom: to } = scroller.getBoundingClientRect();
    return [...shown.values()].flatMap(({ elements: [element] }) => {
      const place = element?.getBoundingClientRect();
      return element && place && place.bottom > from + cover && place.top < to ? [{ element, y: place.top }] : [];
    });
  }

  const isAtEnd = () => scroller.scrollTop > 0 && scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1;

  /** Scrolls so that what one looked at is where it was; or to the end, where one had gone before its rows were there. @param {Array<{ element: HTMLElement, y: number }>} looked @param {boolean} wasAtEnd */
  function stay(looked, wasAtEnd) {
    const still = looked.find(({ element }) => element.isConnected);
    const moved = still ? still.element.getBoundingClientRect().top - still.y : 0;
    if (moved !== 0) scroller.scrollTop += moved;
    if (!still && wasAtEnd) scroller.scrollTop = scroller.scrollHeight - scroller.clientHeight;
  }

  /** @param {number} at */
  async function ask(at) {
    if (isLoading || blocks.has(at) || awaited.has(at)) return;
    const asked = awaited;
    asked.add(at);
    const answer = await read(at * block, block);
    asked.delete(at);
    // All was asked for anew in the meantime.
    if (asked !== awaited || !answer || signal.aborted) return;
    blocks.set(at, answer.rows);
    state += 1;
    show();
  }

  /**
   * Asks for the rows anew and exchanges them once they are there.
   * @param {{ fromTop?: boolean }} [how] whether they are other rows, of which one sees the first
   * @returns {Promise<boolean>} whether they are in the page; not when they were asked for again, or cannot be had
   */
  async function load({ fromTop = false } = {}) {
    const mine = (turn += 1);
    isLoading = true;
    const steps = fromTop ? { first: 0, last: 0 } : near();
    const from = Math.floor((steps.first * STEP) / block);
    const to = Math.max(from, Math.floor((steps.last * STEP - 1) / block));
    const asked = new Set(Array.from({ length: to - from + 1 }, (_, at) => from + at));
    const held = fromTop ? undefined : focusedRow();
    if (held) asked.add(Math.floor(held.at / block));
    const answers = await Promise.all([...asked].map(async (at) => ({ at, answer: await read(at * block, block) })));
    if (mine !== turn || signal.aborted) return false;
    isLoading = false;
    const first = answers[0]?.answer;
    if (!first || answers.some(({ answer }) => !answer)) return false;
    blocks = new Map(answers.map(({ at, answer }) => [at, answer?.rows ?? []]));
    became(first.found, fromTop);
    arrived(first);
    if (fromTop) scroller.scrollTop = 0;
    show();
    return true;
  }

  /** Takes all rows away. */
  function clear() {
    turn += 1;
    isLoading = false;
    blocks = new Map();
    became(0, true);
    show();
  }

  /** @param {number} count @param {boolean} areOther */
  function became(count, areOther) {
    found = count;
    awaited = new Set();
    state += 1;
    if (areOther) {
      isOther = true;
      heights = [];
      wanted = -1;
    }
    heights.length = Math.min(heights.length, stepCount());
  }

  // ---- the focus

  /** The row in which something has the focus. */
  function focusedRow() {
    const focused = document.activeElement;
    if (!focused || !parent.contains(focused)) return undefined;
    return [...shown.values()].find(({ elements }) => elements.some((element) => element.contains(focused)));
  }

  /** Gives the focus back to the same control of the same row; where that is gone, of the row in its place. @param {{ key: string, at: number, control: number }} focus */
  function refocus(focus) {
    if (focusedRow()) return;
    const rows = [...shown.values()];
    const next = shown.get(focus.key) ?? rows.find(({ at }) => at === Math.min(focus.at, found - 1));
    if (!next) return;
    const there = controls(next.elements);
    (there[focus.control] ?? there.at(-1))?.focus({ preventScroll: true });
  }

  /** Goes to a row: brings it on screen and gives the focus to its first control, once it is there. @param {number} at */
  function focusRow(at) {
    if (at < 0 || at >= found) return;
    const step = Math.floor(at / STEP);
    const height = sizeOf(step) / Math.min(STEP, found - step * STEP);
    const y = scroller.scrollTop - scrolled() + heightOf(0, step) + (at - step * STEP) * height;
    if (y - cover < scroller.scrollTop) scroller.scrollTop = y - cover;
    if (y + height > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = y + height - scroller.clientHeight;
    const row = rowAt(at);
    const there = row && shown.get(key(row));
    wanted = there ? -1 : at;
    if (there) controls(there.elements)[0]?.focus({ preventScroll: true });
    else show();
  }

  const soon = framed(show, signal);
  scroller.addEventListener("scroll", soon, { passive: true, signal });
  let width = scroller.clientWidth;
  whenResized(
    scroller,
    () => {
      // Rows of another width are of other heights.
      if (scroller.clientWidth !== width) heights = [];
      width = scroller.clientWidth;
      soon();
    },
    signal,
  );

  return {
    load,
    clear,
    /** Looks again at what is near the screen, after something above has become lower. */
    look: show,
    focusRow,
    /** How many rows there are, in the page or not. */
    get found() {
      return found;
    },
    /** The rows that are in the page. */
    get shown() {
      return [...shown.values()];
    },
    /** Where the focus is or is going, as the row's place in the list. @returns {number | null} */
    get focused() {
      return wanted >= 0 ? wanted : (focusedRow()?.at ?? null);
    },
  };
}

/** @param {HTMLElement} space @param {number} height */
function setHeight(space, height) {
  const inner = space.querySelector("tr") ?? space;
  inner.style.height = `${height}px`;
}

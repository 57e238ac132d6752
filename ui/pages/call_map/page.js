// @ts-check
/**
 * Call map: who answers and who calls, as a picture; and the same calls as a list. The picture is laid out by
 * the program; the page draws it, lights what somebody looks at and finds what is searched in it.
 */

import * as api from "../../api.js";
import { requestWords } from "../../parts/cells.js";
import { fill, h, icon, paused, sentence, svg, whenResized, within } from "../../parts/dom.js";
import { badgeWords, worst } from "../../parts/findings.js";
import { empty, pageHead, searchBox } from "../../parts/layout.js";
import { oneStop } from "../../parts/roving.js";
import { routeList } from "../../parts/routes.js";
import { attempt, newest, sayCount, tellExport } from "../../parts/status_line.js";
import { folded, t } from "../../parts/texts.js";
import { virtualList } from "../../parts/virtual_list.js";
import { currentOffice, go, goToRecord } from "../../shell.js";

/** @import { CallPath, MapNode, MapPicture } from "../../wire.d.ts" */
/** @import { Page, Visit } from "../../parts/layout.js" */

const kinds = /** @type {const} */ (["in", "out", "fall"]);

/** What is shown outlives the page. */
const view = { isList: false, in: true, out: true, fall: true };

/** The tip of a line that comes down onto a box. @param {MapNode} node @param {string} className */
const tip = (node, className) => svg("path", { class: className, d: `M${node.x + node.width / 2 - 4} ${node.y - 7}l4 5 4-5` });

/** @param {Visit} visit @returns {Page} */
export function callMapPage({ signal, scroller }) {
  /** @type {MapPicture | null} */
  let picture = null;
  /** The width that was drawn for. */
  let width = 0;
  /** The nodes that were searched for. @type {Set<number>} */
  let searched = new Set();
  /** @type {Element[]} */
  let drawn = [];
  /** @type {Element | null} */
  let overlay = null;

  const place = h("div", { class: "map-body" });
  const stop = oneStop(() => /** @type {SVGElement[]} */ (drawn), place, signal);
  place.addEventListener("keydown", (event) => {
    const at = drawn.findIndex((element) => element === document.activeElement);
    const next = at < 0 || !picture ? -1 : neighbour(picture.nodes, at, event.key);
    if (next < 0) return;
    event.preventDefault();
    /** @type {SVGElement} */ (drawn[next]).focus();
  });
  const words = h("p", { class: "map-words", "aria-live": "polite" });
  const search = searchBox({ onsearch: paused(60, (/** @type {string} */ text) => find(text), signal) });
  const toggles = kinds.map((kind) => {
    const path = svg("path", { class: `edge-${kind}`, d: "M1 4h18" });
    const button = h(
      "button",
      {
        type: "button",
        class: "chip",
        "aria-pressed": String(view[kind]),
        onclick: () => {
          view[kind] = !view[kind];
          button.setAttribute("aria-pressed", String(view[kind]));
          draw();
        },
      },
      svg("svg", { class: "key", viewBox: "0 0 20 8", "aria-hidden": "true" }, path),
      t(`map-${kind}`),
    );
    return button;
  });
  const asList = h("button", { type: "button", class: "icon-button push", onclick: () => void turn() });
  const exportButton = h("button", { type: "button", class: "button", onclick: () => void tellExport(api.exportCallMap) }, icon("export"), t("export-svg"));

  async function turn() {
    view.isList = !view.isList;
    await load();
  }

  const ask = newest(signal);
  async function load() {
    const name = t(view.isList ? "show-as-picture" : "show-as-list");
    asList.setAttribute("aria-label", name);
    asList.title = name;
    fill(asList, icon(view.isList ? "map" : "table"));
    for (const toggle of toggles) toggle.hidden = view.isList;
    if (currentOffice().numbers === 0 && currentOffice().assistants === 0) {
      paths?.end();
      fill(place, h("div", { class: "empty-place" }, empty("map", t("map-empty"), t("map-empty-text"))));
      return;
    }
    if (view.isList) {
      paths ??= pathList();
      await paths.list.load();
      return;
    }
    const wide = scroller.clientWidth;
    const next = await ask(() => api.readCallMap({ width: wide }));
    if (!next || view.isList) return;
    paths?.end();
    width = wide;
    picture = next;
    draw();
    find(search.input.value);
  }

  // ---- the picture

  function draw() {
    if (!picture || view.isList) return;
    const { nodes, edges, heads, width: w, height: hgt } = picture;
    const count = (/** @type {(node: MapNode) => boolean} */ is) => nodes.filter(is).length;
    const drawing = svg("svg", {
      class: "map",
      viewBox: `0 0 ${w} ${hgt}`,
      width: w,
      height: hgt,
      role: "group",
      "aria-label": t("map-label", {
        numbers: currentOffice().numbers,
        assistants: currentOffice().assistants,
        fallbacks: count((node) => node.column === "fallbacks"),
      }),
    });
    // The names of the columns stay in sight while one scrolls.
    const top = Math.min(...heads.map(({ y }) => y));
    const columns = h("div", { class: "map-columns", "aria-hidden": "true" });
    for (const { x, y, text } of heads) {
      if (y > top) {
        drawing.append(svg("text", { class: "map-head", x, y }, text));
        continue;
      }
      const name = h("span", {}, text);
      name.style.insetInlineStart = `${x}px`;
      name.style.maxWidth = `${w - x}px`;
      columns.append(name);
    }
    const lines = svg("g", { "aria-hidden": "true" });
    for (const edge of edges) {
      if (!view[/** @type {typeof kinds[number]} */ (edge.kind)]) continue;
      lines.append(svg("path", { class: `edge edge-${edge.kind}${edge.isOff ? " edge-off" : ""}`, d: edge.path }));
    }
    if (view.fall) {
      for (const node of nodes.filter((node) => node.column === "fallbacks")) {
        if (edges.some((edge) => nodes[edge.to] === node)) lines.append(tip(node, "tip"));
      }
    }
    overlay = svg("g", { "aria-hidden": "true" });
    drawing.append(lines, overlay);
    const elements = nodes.map((node, at) => {
      const element = nodeElement(node, at);
      drawing.append(element);
      return element;
    });
    const focused = drawn.findIndex((element) => element === document.activeElement);
    drawn = elements;
    const frame = h("div", { class: "map-frame" }, columns, drawing);
    frame.style.width = `${w}px`;
    fill(place, frame);
    for (const [at, element] of drawn.entries()) fitNode(nodes[at], element);
    stop.mark();
    sayCount(t("count-numbers", { count: currentOffice().numbers }));
    light(null);
    // The same box keeps the focus when the picture is laid out anew.
    const again = focused < 0 ? undefined : drawn[focused];
    if (again instanceof SVGElement) again.focus({ preventScroll: true });
  }

  /** @param {MapNode} node @param {number} at */
  function nodeElement(node, at) {
    const { x, y, width: w, height: hgt } = node;
    const isBelow = node.column === "fallbacks";
    const line = isBelow ? y + hgt / 2 - 4 : y + hgt / 2 + 4.5;
    const severity = worst(node.findings);
    const end = x + w - node.pad - (node.column === "numbers" ? 22 : 0);
    const side = node.side ?? "";
    const found = severity ? badgeWords(node.findings) : "";
    const label = [node.name, side, node.isOff && node.kind === "number" ? t("not-in-service") : "", found].filter(Boolean).join(", ");
    const canOpen = node.kind !== "outside" && node.kind !== "more";
    const open = (/** @type {Event} */ event) => {
      event.preventDefault();
      if (node.kind === "numbers") {
        void go("numbers", { assistant: node.id });
      } else if (node.id) {
        void goToRecord(node.kind, node.id);
      }
    };
    const element = svg(
      canOpen ? "a" : "g",
      {
        class: `node node-${node.column}${node.isOff ? " off" : ""}${node.kind === "outside" ? " outside" : ""}`,
        href: canOpen ? `#${node.kind}` : null,
        role: canOpen ? null : "img",
        tabindex: canOpen ? null : 0,
        "data-key": `${node.column} ${node.kind} ${node.id ?? node.name}`,
        "aria-label": label,
      },
      svg("rect", { x, y, width: w, height: hgt, rx: 6 }),
      svg("text", { class: node.nameIsNumber ? "node-name tel" : "node-name", x: x + node.pad, y: line }, node.name),
      side && svg("text", { class: `node-side${node.sideIsNumber ? " tel" : ""}${isBelow ? "" : " end"}`, x: isBelow ? x + node.pad : end, y: isBelow ? line + 18 : line }, side),
      severity && svg("use", { href: `#i-${severity}`, class: `icon mark-${severity}`, x: x + w - 26, y: y + hgt / 2 - 8, width: 16, height: 16 }),
    );
    if (canOpen) element.addEventListener("click", open);
    for (const event of ["pointerenter", "focus"]) element.addEventListener(event, () => light(at));
    element.addEventListener("blur", () => light(null));
    // A box that has the focus stays lit when the pointer leaves another.
    element.addEventListener("pointerleave", () => {
      const focused = drawn.findIndex((other) => other !== null && other === document.activeElement);
      light(focused < 0 ? null : focused);
    });
    return element;
  }

  /** Lights what belongs to a box: its lines and the boxes at their ends. @param {number | null} at */
  function light(at) {
    if (!picture || !overlay) return;
    const { nodes, edges } = picture;
    const start = at === null ? searched : new Set([at]);
    /** @type {Set<number>} */
    const lit = new Set(start);
    const numbers = new Set(start);
    // From an assistant or a destination by way of the numbers that lead to it.
    for (const edge of edges) if (start.has(edge.to)) numbers.add(edge.from);
    const lines = edges.filter((edge) => {
      if (!view[/** @type {typeof kinds[number]} */ (edge.kind)]) return false;
      const isOwn = start.has(edge.from) || start.has(edge.to);
      if (isOwn) lit.add(edge.from).add(edge.to);
      return isOwn;
    });
    fill(
      overlay,
      lines.map((edge) => {
        const end = nodes[edge.to];
        return [
          svg("path", { class: `edge edge-${edge.kind} lit${edge.isOff ? " edge-off" : ""}`, d: edge.whole }),
          edge.kind === "fall" && end && tip(end, "tip lit"),
        ];
      }),
    );
    for (const [index, element] of drawn.entries()) element.classList.toggle("lit", lit.has(index));
    const node = at === null ? null : nodes[at];
    if (node && node.words.length > 0) fill(words, icon("phone"), h("span", {}, sentence(node.words)));
    else if (node) fill(words, icon("phone"), h("span", {}, h("strong", { dir: "auto" }, node.name), groupWords(node, numbers)));
    else fill(words, h("span", { class: "faint" }, t("map-help")));
  }

  /** @param {MapNode} node @param {Set<number>} numbers */
  function groupWords(node, numbers) {
    if (!picture) return "";
    const names = [...numbers].map((at) => picture?.nodes[at]).filter((other) => other && other !== node && other.column === "numbers");
    if (names.length === 0) return "";
    const shown = names.slice(0, 6).map((other) => other?.name ?? "");
    const list = shown.join(", ");
    return `: ${names.length > shown.length ? t("and-more", { names: list, count: names.length - shown.length }) : list}`;
  }

  /** @param {string} text */
  function find(text) {
    if (view.isList) {
      void paths?.list.load({ fromTop: true });
      return;
    }
    const wanted = folded(text.trim());
    searched = new Set();
    if (wanted && picture) {
      for (const [at, node] of picture.nodes.entries()) {
        const said = `${node.name}\n${node.side ?? ""}`;
        if (folded(`${said}\n${said.replace(/\D/g, "")}`).includes(wanted)) searched.add(at);
      }
      const first = [...searched][0];
      if (first !== undefined) drawn[first]?.scrollIntoView({ block: "nearest" });
    }
    light(null);
    if (wanted && searched.size === 0) fill(words, h("span", {}, t("none-match", { search: text.trim() })));
  }

  // ---- the list behind it

  /** The list, as long as it stands in the place of the picture. @type {{ list: ReturnType<typeof virtualList>, end: () => void } | null} */
  let paths = null;

  function pathList() {
    const ending = within(signal);
    const rows = h("ul", { class: "paths", "aria-label": t("call-paths") });
    const list = virtualList({
      scroller,
      parent: rows,
      space: () => h("li", { "aria-hidden": "true" }),
      rowHeight: 100,
      margin: 1000,
      block: 100,
      read: (offset, limit) => attempt(() => api.listCallPaths({ search: search.input.value, offset, limit }), ending.signal),
      arrived({ found }) {
        sayCount(t("count-numbers", { count: found }));
        fill(words, h("span", { class: "faint" }, t("map-list-help")));
        if (!rows.isConnected) fill(place, rows);
      },
      key: ({ id }) => id,
      draw: pathRow,
      signal: ending.signal,
    });
    return {
      list,
      end() {
        ending.abort();
        paths = null;
      },
    };
  }

  const again = paused(
    120,
    () => {
      if (!view.isList && scroller.clientWidth !== width) void load();
    },
    signal,
  );
  whenResized(scroller, again, signal);

  return {
    head: pageHead("callmap", search.element, exportButton),
    tools: [h("div", { class: "chips chips-keys", role: "group", "aria-label": t("shown-calls") }, toggles), asList],
    body: [place],
    foot: [words],
    search: search.input,
    async firstHit() {
      if (view.isList) {
        await paths?.list.load({ fromTop: true });
        return place.querySelector(".path-row a");
      }
      find(search.input.value);
      const [first] = searched;
      return first === undefined ? null : drawn[first];
    },
    shown: load,
    refresh: load,
  };
}

/** Farther than any picture is wide or high, in pixels. */
const FAR = 1e6;

/** The box that an arrow leads to: the nearest in its direction, -1 if there is none. @param {MapNode[]} nodes @param {number} at @param {string} key */
function neighbour(nodes, at, key) {
  const ways = /** @type {Record<string, [number, number]>} */ ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] });
  const way = ways[key];
  if (!way) return -1;
  const [right, down] = way;
  const middle = (/** @type {MapNode} */ { x, y, width, height }) => [x + width / 2, y + height / 2];
  const [fromX, fromY] = middle(nodes[at]);
  let best = -1;
  let nearest = Infinity;
  for (const [place, node] of nodes.entries()) {
    const [x, y] = middle(node);
    const along = (x - fromX) * right + (y - fromY) * down;
    const aside = Math.abs((x - fromX) * down) + Math.abs((y - fromY) * right);
    if (place === at || along <= 1) continue;
    // What is more aside than ahead is rather in another direction: only where there is nothing else.
    const distance = along + 2 * aside + (aside > along + (down !== 0 ? node.width : 0) ? FAR : 0);
    if (distance < nearest) [best, nearest] = [place, distance];
  }
  return best;
}

/** Between a name and what stands beside it, in pixels. */
const GAP = 12;

/** Cuts what does not fit into its box, in the font that is drawn; the whole is said on hover. @param {MapNode} node @param {Element} element */
function fitNode(node, element) {
  const [name, side] = /** @type {SVGTextContentElement[]} */ ([...element.querySelectorAll("text")]);
  const isBelow = node.column === "fallbacks";
  const mark = worst(node.findings) ? 22 : 0;
  const room = node.width - 2 * node.pad;
  // A box that is drawn dashed says so itself, where there is no room for the word.
  if (node.isOff && side && !isBelow && node.column !== "numbers" && name.getComputedTextLength() + side.getComputedTextLength() + GAP > room - mark) {
    side.remove();
    element.append(svg("title", {}, `${node.name}, ${node.side}`));
    cutText(name, room - mark);
    return;
  }
  const beside = isBelow ? 0 : Math.max(node.column === "numbers" ? 22 : mark, mark) + (side ? side.getComputedTextLength() + GAP : 0);
  const isCut = [cutText(name, room - beside), side && isBelow && cutText(side, room)].some(Boolean);
  if (isCut) element.append(svg("title", {}, [node.name, node.side].filter(Boolean).join(", ")));
}

/** @param {SVGTextContentElement} text @param {number} room @returns whether it was cut */
function cutText(text, room) {
  const whole = text.textContent ?? "";
  if (text.getComputedTextLength() <= room) return false;
  const letters = [...whole];
  const put = (/** @type {number} */ count) => (text.textContent = `${letters.slice(0, count).join("").trimEnd()}…`);
  // The most letters that fit, one at the least.
  let [fits, tooMany] = [1, letters.length];
  while (tooMany - fits > 1) {
    const half = Math.floor((fits + tooMany) / 2);
    put(half);
    if (text.getComputedTextLength() <= room) fits = half;
    else tooMany = half;
  }
  put(fits);
  return true;
}

/** The calls of one number. @param {CallPath} path */
function pathRow({ id, name, digits: { country, number, areaCode }, routes }) {
  const list = routeList();
  list.element.removeAttribute("aria-live");
  list.show(routes);
  const open = (/** @type {Event} */ event) => {
    event.preventDefault();
    void goToRecord("number", id);
  };
  return h(
    "li",
    { class: "path-row" },
    h(
      "p",
      { class: "found-what" },
      h("a", { href: "#number", dir: "auto", onclick: open }, name),
      h("span", { class: "sub" }, h("span", { class: "cc" }, country ?? ""), " ", h("span", { class: "tel" }, number ?? (areaCode ? requestWords({ areaCode }) : ""))),
    ),
    list.element,
  );
}

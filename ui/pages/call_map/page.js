// @ts-check
/** Call map: who answers and who calls, as a picture; and the same calls as a list. */

import * as api from "../../api.js";
import { add, fill, h, icon, paused, sentence } from "../../parts/dom.js";
import { badgeWords, worst } from "../../parts/findings.js";
import { lookAtNumbersOf } from "../numbers/page.js";
import { folded } from "../../parts/phone_field.js";
import { routeList } from "../../parts/routes.js";
import { attempt, currentOffice, empty, go, goToRecord, pageBody, pageHead, searchBox } from "../../shell.js";
import { sayBusy, sayCount, sayDone, sayNothing } from "../../parts/status_line.js";
import { t } from "../../parts/texts.js";

/** @import { CallPath, MapNode, MapPicture } from "../../wire.d.ts" */
/** @import { Page } from "../../shell.js" */

const SVG = "http://www.w3.org/2000/svg";
const BLOCK = 100;
const kinds = /** @type {const} */ (["in", "out", "fall"]);

/** What is shown outlives the page. */
const view = { isList: false, in: true, out: true, fall: true };

/** @param {string} name @param {Record<string, string | number | null | undefined>} attributes @param {...(Node | string | null | false | undefined)} children */
function s(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) element.setAttribute(key, String(value));
  }
  add(element, children);
  return element;
}

/** The tip of a line that comes down onto a box. @param {MapNode} node @param {string} className */
const tip = (node, className) => s("path", { class: className, d: `M${node.x + node.width / 2 - 4} ${node.y - 7}l4 5 4-5` });

/** @returns {Page} */
export function callMapPage() {
  let asked = 0;
  /** @type {MapPicture | null} */
  let picture = null;
  let shownPaths = BLOCK;
  /** The width that was drawn for. */
  let width = 0;
  /** The nodes that were searched for. @type {Set<number>} */
  let searched = new Set();
  /** @type {Element[]} */
  let drawn = [];
  /** @type {Element | null} */
  let overlay = null;

  const place = h("div", { class: "map-body" });
  const words = h("p", { class: "map-words", "aria-live": "polite" });
  const search = searchBox({ onsearch: paused(60, (/** @type {string} */ text) => find(text)) });
  const toggles = kinds.map((kind) => {
    const path = s("path", { class: `edge-${kind}`, d: "M1 4h18" });
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
      s("svg", { class: "key", viewBox: "0 0 20 8", "aria-hidden": "true" }, path),
      t(`map-${kind}`),
    );
    return button;
  });
  const asList = h("button", { type: "button", class: "icon-button push", onclick: () => void turn() });
  const exportButton = h("button", { type: "button", class: "button", onclick: () => void exportMap() }, icon("export"), t("export-svg"));

  async function turn() {
    view.isList = !view.isList;
    shownPaths = BLOCK;
    await load();
  }

  async function load() {
    const turnOf = (asked += 1);
    const name = t(view.isList ? "show-as-picture" : "show-as-list");
    asList.setAttribute("aria-label", name);
    asList.title = name;
    fill(asList, icon(view.isList ? "map" : "table"));
    for (const toggle of toggles) toggle.hidden = view.isList;
    if (currentOffice().numbers === 0 && currentOffice().assistants === 0) {
      fill(place, h("div", { class: "empty-place" }, empty("map", t("map-empty"), t("map-empty-text"))));
      return;
    }
    if (view.isList) {
      const paths = await attempt(() => api.listCallPaths({ search: search.input.value, offset: 0, limit: shownPaths }));
      if (paths && turnOf === asked) drawList(paths.rows, paths.found);
      return;
    }
    width = pageBody.clientWidth;
    const next = await attempt(() => api.readCallMap(width));
    if (!next || turnOf !== asked) return;
    picture = next;
    draw();
    find(search.input.value);
  }

  // ---- the picture

  function draw() {
    if (!picture || view.isList) return;
    const { nodes, edges, heads, width: w, height: hgt } = picture;
    const count = (/** @type {(node: MapNode) => boolean} */ is) => nodes.filter(is).length;
    const svg = s("svg", {
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
    for (const { x, y, text } of heads) svg.append(s("text", { class: "map-head", x, y }, text));
    const lines = s("g", { "aria-hidden": "true" });
    for (const edge of edges) {
      if (!view[/** @type {typeof kinds[number]} */ (edge.kind)]) continue;
      lines.append(s("path", { class: `edge edge-${edge.kind}${edge.isOff ? " edge-off" : ""}`, d: edge.path }));
    }
    if (view.fall) {
      for (const node of nodes.filter((node) => node.column === "fallbacks")) {
        if (edges.some((edge) => nodes[edge.to] === node)) lines.append(tip(node, "tip"));
      }
    }
    overlay = s("g", { "aria-hidden": "true" });
    svg.append(lines, overlay);
    const elements = nodes.map((node, at) => {
      const element = nodeElement(node, at);
      svg.append(element);
      return element;
    });
    const focused = drawn.findIndex((element) => element === document.activeElement);
    drawn = elements;
    fill(place, svg);
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
        lookAtNumbersOf(node.id);
        void go("numbers");
      } else if (node.id) {
        void goToRecord(node.kind, node.id);
      }
    };
    const element = s(
      canOpen ? "a" : "g",
      {
        class: `node node-${node.column}${node.isOff ? " off" : ""}${node.kind === "outside" ? " outside" : ""}`,
        href: canOpen ? `#${node.kind}` : null,
        role: canOpen ? null : "img",
        tabindex: canOpen ? null : 0,
        "aria-label": label,
      },
      s("rect", { x, y, width: w, height: hgt, rx: 6 }),
      s("text", { class: node.nameIsNumber ? "node-name tel" : "node-name", x: x + node.pad, y: line }, node.shown),
      side && s("text", { class: `node-side${node.sideIsNumber ? " tel" : ""}${isBelow ? "" : " end"}`, x: isBelow ? x + node.pad : end, y: isBelow ? line + 18 : line }, side),
      severity && s("use", { href: `#i-${severity}`, class: `icon mark-${severity}`, x: x + w - 26, y: y + hgt / 2 - 8, width: 16, height: 16 }),
      node.shown !== node.name && s("title", {}, node.name),
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
          s("path", { class: `edge edge-${edge.kind} lit${edge.isOff ? " edge-off" : ""}`, d: edge.whole }),
          edge.kind === "fall" && end && tip(end, "tip lit"),
        ];
      }),
    );
    for (const [index, element] of drawn.entries()) element.classList.toggle("lit", lit.has(index));
    const node = at === null ? null : nodes[at];
    if (node && node.words.length > 0) fill(words, icon("phone"), h("span", {}, sentence(node.words)));
    else if (node) fill(words, icon("phone"), h("span", {}, h("strong", {}, node.name), groupWords(node, numbers)));
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
      void load();
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

  /** @param {CallPath[]} rows @param {number} found */
  function drawList(rows, found) {
    sayCount(t("count-numbers", { count: found }));
    fill(words, h("span", { class: "faint" }, t("map-list-help")));
    fill(
      place,
      h(
        "ul",
        { class: "paths", "aria-label": t("call-paths") },
        rows.map((row) => {
          const routes = routeList();
          routes.element.removeAttribute("aria-live");
          routes.show(row.routes);
          const open = (/** @type {Event} */ event) => {
            event.preventDefault();
            void goToRecord("number", row.id);
          };
          const { country, number, areaCode } = row.digits;
          return h(
            "li",
            { class: "path-row" },
            h(
              "p",
              { class: "found-what" },
              h("a", { href: "#number", onclick: open }, row.name),
              h("span", { class: "sub" }, h("span", { class: "cc" }, country ?? ""), " ", h("span", { class: "tel" }, number ?? (areaCode ? t("area-code", { areaCode }) : ""))),
            ),
            routes.element,
          );
        }),
      ),
      found > rows.length &&
        h("button", { type: "button", class: "button review-more", onclick: () => {
          shownPaths += BLOCK;
          void load();
        } }, t("show-more")),
    );
  }

  async function exportMap() {
    sayBusy(t("choosing-file"));
    const exported = await attempt(() => api.exportCallMap());
    if (exported) sayDone([t("exported"), " ", h("strong", {}, exported.path)]);
    else if (exported === null) sayNothing();
  }

  const again = paused(120, () => {
    if (place.isConnected && !view.isList && pageBody.clientWidth !== width) void load();
  });
  const sizes = new ResizeObserver(again);
  sizes.observe(pageBody);

  return {
    head: pageHead("callmap", search.element, exportButton),
    tools: [h("div", { class: "chips chips-keys", role: "group", "aria-label": t("shown-calls") }, toggles), asList],
    body: [place],
    foot: [words],
    search: search.input,
    shown: load,
    refresh: load,
    left: () => sizes.disconnect(),
  };
}

// A window without a screen (jsdom), for the real modules of ui/. It lays nothing out: a test that needs
// places and heights says them with `lay`. What is begun outside of elements is counted, so that a test can
// say that it has ended: listeners of the window and of what outlives a page, observers, timers and frames.
import { register } from "node:module";
import { JSDOM } from "jsdom";

// The page's modules have no package of their own: to Node they are modules all the same.
const hook = `export const load = (url, context, next) => next(url, url.includes("/ui/") ? { ...context, format: "module" } : context);`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);

/** One of the page's modules. */
export const ui = (path) => import(new URL(`../../ui/${path}`, import.meta.url).href);

const dom = new JSDOM('<!doctype html><html><body><div id="app"></div></body></html>', { url: "http://localhost/" });
export const { window } = dom;

// ---- what is counted

const listeners = new Set();
const observers = new Set();
const timers = new Map();
const frames = new Map();

/** What has been begun and not ended. */
export const outstanding = () => ({
  listeners: [...listeners].map(({ type }) => type).sort(),
  observers: observers.size,
  timers: timers.size,
  frames: frames.size,
});

const outlivesPages = (target) => target === window || target === window.document || target?.classList?.contains("page-body");
const { addEventListener, removeEventListener } = window.EventTarget.prototype;
window.EventTarget.prototype.addEventListener = function (type, hear, options) {
  addEventListener.call(this, type, hear, options);
  if (!outlivesPages(this) || options?.signal?.aborted) return;
  const one = { target: this, type, hear };
  listeners.add(one);
  if (options?.signal) addEventListener.call(options.signal, "abort", () => listeners.delete(one));
  if (options?.once) addEventListener.call(this, type, () => listeners.delete(one), { once: true });
};
window.EventTarget.prototype.removeEventListener = function (type, hear, options) {
  removeEventListener.call(this, type, hear, options);
  for (const one of listeners) if (one.target === this && one.type === type && one.hear === hear) listeners.delete(one);
};

class Observer {
  constructor(act) {
    this.act = act;
  }
  observe() {
    observers.add(this);
  }
  disconnect() {
    observers.delete(this);
  }
}

/** Tells all that look at sizes that one has changed. */
export const resized = () => {
  for (const observer of [...observers]) observer.act([]);
};

let ids = 0;
const later = (into, act, ms) => {
  const id = (ids += 1);
  into.set(
    id,
    setTimeout(() => {
      into.delete(id);
      act();
    }, ms),
  );
  return id;
};
const never = (from, id) => {
  clearTimer(from.get(id));
  from.delete(id);
};
const clearTimer = globalThis.clearTimeout;

// ---- what jsdom lacks

const { HTMLElement, HTMLDialogElement, Element, Document } = window;
HTMLDialogElement.prototype.showModal = function () {
  this.open = true;
  (this.querySelector("[autofocus]") ?? this.querySelector("button, input, select, textarea"))?.focus();
};
HTMLDialogElement.prototype.close = function (answer = "") {
  if (!this.open) return;
  this.open = false;
  this.returnValue = answer;
  setTimeout(() => this.dispatchEvent(new window.Event("close")));
};
const toggled = (element, newState) => setTimeout(() => element.dispatchEvent(Object.assign(new window.Event("toggle"), { newState })));
HTMLElement.prototype.showPopover = function () {
  this.dataset.open = "";
  toggled(this, "open");
};
HTMLElement.prototype.hidePopover = function () {
  if (!("open" in this.dataset)) return;
  delete this.dataset.open;
  toggled(this, "closed");
};
Element.prototype.scrollIntoView = () => {};
const { querySelector } = Document.prototype;
Document.prototype.querySelector = function (selector) {
  return querySelector.call(this, selector.replace(":popover-open", "[popover][data-open]"));
};

Object.assign(window, { setTimeout: (act, ms) => later(timers, act, ms), ResizeObserver: Observer, IntersectionObserver: Observer, scrollTo: () => {} });
// Without a font every letter is as wide as the next.
window.SVGElement.prototype.getComputedTextLength = function () {
  return 7 * this.textContent.length;
};
const names = ["window", "document", "Node", "Element", "HTMLElement", "HTMLInputElement", "HTMLSelectElement", "SVGElement", "Event", "KeyboardEvent", "AbortController", "AbortSignal", "ResizeObserver", "IntersectionObserver", "getSelection", "MutationObserver", "HTMLTextAreaElement"];
for (const name of names) globalThis[name] = window[name];
Object.assign(globalThis, {
  clearTimeout: (id) => (timers.has(id) ? never(timers, id) : clearTimer(id)),
  requestAnimationFrame: (act) => later(frames, act, 0),
  cancelAnimationFrame: (id) => never(frames, id),
});

// ---- for tests

/** Lets everything happen that is on its way. */
export const settle = (ms = 20) => new Promise((resolve) => setTimeout(resolve, ms));

/** Types into a field in the place of what is there. */
export function type(input, text) {
  input.value = text;
  input.dispatchEvent(new window.Event("input", { bubbles: true }));
}

export const press = (target, key, more = {}) => target.dispatchEvent(new window.KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));

/** Says how high each element is, one below the other in what scrolls. */
export function lay(scroller, { height, heightOf }) {
  Object.defineProperty(scroller, "clientHeight", { value: height, configurable: true });
  Object.defineProperty(scroller, "clientWidth", { value: 1000, configurable: true, writable: true });
  const ownHeight = (element) => {
    if (element.style.height) return parseFloat(element.style.height);
    const said = heightOf(element);
    return said ?? [...element.children].reduce((sum, child) => sum + ownHeight(child), 0);
  };
  Object.defineProperty(scroller, "scrollHeight", { get: () => [...scroller.children].reduce((sum, child) => sum + ownHeight(child), 0), configurable: true });
  const topOf = (element) => {
    if (element === scroller) return 0;
    let y = element.parentElement === scroller ? -scroller.scrollTop : topOf(element.parentElement);
    for (let before = element.previousElementSibling; before; before = before.previousElementSibling) y += ownHeight(before);
    return y;
  };
  Element.prototype.getBoundingClientRect = function () {
    if (this === scroller) return { top: 0, bottom: height, left: 0, right: 1000, width: 1000, height };
    if (!scroller.contains(this)) return { top: 0, bottom: 0, left: 0, right: 0, width: 0, height: 0 };
    const top = topOf(this);
    return { top, bottom: top + ownHeight(this), left: 0, right: 1000, width: 1000, height: ownHeight(this) };
  };
}

// What a person, or a screen reader, finds in the page: elements by their role and their name.
// The body of a function. Its argument is a way of steps, each within what the step before has found;
// it returns what the last step finds, in the order of the page.

const selectors = {
  alert: "[role=alert]",
  article: "article",
  button: "button:not([role])",
  cell: "td",
  checkbox: "input[type=checkbox]",
  code: "code",
  columnheader: "th[scope=col]",
  combobox: "select, [role=combobox]",
  complementary: "aside",
  dialog: "dialog[open]",
  group: "fieldset, [role=group]",
  header: "header",
  heading: "h1, h2, h3",
  link: "a[href]",
  list: "ul, ol, dl",
  listitem: "li",
  main: "main",
  menu: "[role=menu]",
  menuitem: "[role=menuitem]",
  navigation: "nav",
  paragraph: "p",
  progressbar: "progress",
  radio: "input[type=radio]",
  region: "section[aria-label], section[aria-labelledby]",
  row: "tr",
  rowheader: "th[scope=row]",
  searchbox: "input[type=search]:not([role])",
  status: "[role=status]",
  table: "table",
  textbox: "textarea, input:not([type]), input[type=tel], input[type=text], input[type=password]",
};
selectors.choice = `${selectors.radio}, ${selectors.checkbox}`;
selectors.field = `${selectors.textbox}, ${selectors.searchbox}, ${selectors.combobox}`;

const plain = (text) => text.replace(/\s+/g, " ").trim();

/** What is read out of a node: all but what is hidden. */
function words(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  if (node.getAttribute("aria-hidden") === "true" || !node.checkVisibility()) return "";
  return [...node.childNodes].map(words).join("");
}

/** What an element is called: all its names, since a row or a choice goes by any of its parts. */
function names(element) {
  const labelledBy = element.getAttribute("aria-labelledby");
  if (labelledBy) {
    return [labelledBy.split(" ").map((id) => document.getElementById(id)?.textContent ?? "").join(" ")];
  }
  if (element.hasAttribute("aria-label")) return [element.getAttribute("aria-label")];
  if (element.matches(selectors.group)) return [words(element.querySelector("legend") ?? document.createTextNode(""))];
  const parts = (whole) => [whole, ...whole.querySelectorAll("*")].map(words);
  if (element.matches("tr, li")) return parts(element);
  if (element.matches(selectors.choice)) return [...(element.labels ?? [])].flatMap(parts);
  if (element.matches("input, select, textarea")) return [...(element.labels ?? [])].map(words);
  return [words(element)];
}

/** Whether it can be seen and used: what lies behind an open dialog cannot. */
function isThere(element) {
  if (!element.checkVisibility() || element.closest("[aria-hidden=true]")) return false;
  const modal = [...document.querySelectorAll("dialog:modal")].at(-1);
  return !modal || modal.contains(element);
}

function find(scope, { role, name, begins, last }) {
  const found = [...scope.querySelectorAll(selectors[role])].filter((element) => {
    if (!isThere(element)) return false;
    if (name !== undefined) return names(element).some((one) => plain(one) === plain(name));
    if (begins !== undefined) return names(element).some((one) => plain(one).startsWith(begins));
    return true;
  });
  return last ? found.slice(-1) : found;
}

let found = [document.body];
for (const step of arguments[0]) found = [...new Set(found.flatMap((scope) => find(scope, step)))];
return found;

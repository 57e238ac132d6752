// @ts-check
/** The window's words: patterns from the catalogue, filled in here. What a text says is the catalogue's alone. */

/** @import { Pattern } from "../wire.d.ts" */

/** @typedef {Record<string, string | number | Node>} Args what stands in the places of a pattern */

/** @type {Record<string, Pattern>} */
let patterns = {};
let language = "en";
let plurals = new Intl.PluralRules("en");
let numbers = new Intl.NumberFormat("en");

/** @param {string} tag @param {Record<string, Pattern>} texts */
export function speak(tag, texts) {
  language = tag;
  patterns = texts;
  plurals = new Intl.PluralRules(tag);
  numbers = new Intl.NumberFormat(tag);
  document.documentElement.lang = tag;
}

export const spoken = () => language;

/** A count in the language's figures. @param {number} count */
export const figures = (count) => numbers.format(count);

/** A day and a time, here and now, from RFC 3339. @param {string} at */
export const moment = (at) => new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(new Date(at));

/** The time of a day, here, to the minute. @param {string} at */
export const timeOfDay = (at) => new Intl.DateTimeFormat(language, { timeStyle: "short" }).format(new Date(at));

/** How long ago something was, to the minute or the hour; what is longer ago than a day has its date. @param {string} at RFC 3339 */
export function ago(at) {
  const minutes = Math.floor((Date.now() - Date.parse(at)) / 60_000);
  if (minutes < 1) return t("just-now");
  if (minutes >= 24 * 60) return moment(at);
  const words = new Intl.RelativeTimeFormat(language);
  return minutes < 60 ? words.format(-minutes, "minute") : words.format(-Math.floor(minutes / 60), "hour");
}

/** A day as people say it here and now: today, yesterday, or the day of the week, with its date. @param {string} at RFC 3339 */
export function day(at) {
  const then = new Date(at);
  const now = new Date();
  /** @type {Intl.DateTimeFormatOptions} */
  const parts = { weekday: "long", month: "long", day: "numeric", ...(then.getFullYear() !== now.getFullYear() && { year: "numeric" }) };
  const date = new Intl.DateTimeFormat(language, parts).format(then);
  // Days are told apart by the calendar: one may have 23 or 25 hours.
  const ago = [0, 1].find((days) => new Date(now.getFullYear(), now.getMonth(), now.getDate() - days).toDateString() === then.toDateString());
  if (ago === undefined) return date;
  return t(ago === 0 ? "today" : "yesterday", { day: date });
}

/** A share, given in hundredths. @param {number} hundredths */
export const percent = (hundredths) => new Intl.NumberFormat(language, { style: "percent" }).format(hundredths / 100);

/** A size in bytes, in the unit that suits it. @param {number} bytes */
export function size(bytes) {
  const [unit, scale] = bytes < 1e6 ? ["kilobyte", 1e3] : ["megabyte", 1e6];
  const style = { style: "unit", unit, maximumFractionDigits: bytes < 1e4 ? 1 : 0 };
  return new Intl.NumberFormat(language, /** @type {any} */ (style)).format(bytes / Number(scale));
}

/** Letters that Unicode does not take apart, each with its plain letter. @type {Record<string, string>} */
let stroked = {};

/** Takes the letters that the program searches as others. @param {Record<string, string>} letters */
export const useStroked = (letters) => {
  stroked = letters;
};

/** Without case and accents, as the program folds what it searches: "espana" finds España, "lodz" Łódź. @param {string} text */
export const folded = (text) => [...text.toLowerCase().normalize("NFD").replace(/\p{Mn}/gu, "")].map((letter) => stroked[letter] ?? letter).join("");

/**
 * The words under a key.
 * @param {string} key
 * @param {Record<string, string | number>} [args]
 * @returns {string}
 */
export const t = (key, args = {}) => worded(key, args).join("");

/** The words under a key, with elements in some of its places. @param {string} key @param {Args} args */
export const worded = (key, args) => filled(patterns[key] ?? key, args);

/** Letters and marks that change the direction of a text, and with it of what stands around (Unicode's UAX 9). */
const TURNS = /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]/;

/** What a name turns ends with the name. @param {string} text */
const isolated = (text) => (TURNS.test(text) ? `\u2068${text.replace(/[\u202a-\u202e\u2066-\u2069]/g, "")}\u2069` : text);

/** @param {Pattern} pattern @param {Args} args @returns {Array<string | Node>} */
function filled(pattern, args) {
  if (typeof pattern === "string") return [pattern];
  return pattern.flatMap((piece) => {
    if ("words" in piece) return [piece.words];
    if ("place" in piece) {
      const value = args[piece.place] ?? "";
      return [typeof value === "number" ? figures(value) : typeof value === "string" ? isolated(value) : value];
    }
    const { by, of } = piece.choice;
    const value = args[by];
    const chosen = of[String(value)] ?? (typeof value === "number" ? of[plurals.select(value)] : undefined);
    return filled(chosen ?? of.other ?? "", args);
  });
}

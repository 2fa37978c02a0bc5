// What is taken away as text: nothing in it acts, whoever opens it. The same rules as zeren's own tables (safe_text.py).
/** @import { Taken } from "../types" */

// What begins so, behind whatever is not seen, spreadsheets run as a formula; East Asian editions take the full-width and
// small forms for the others.
const FORMULA = new Set("=+-@＝＋－＠﹦﹢﹣﹫");
const UNSEEN = /^[\s\p{Cf}\p{Cc}\p{Mn}]$/u;
// eslint-disable-next-line no-control-regex -- control characters are what it is about
const ACTING = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g;
// Whole pairs are matched first; no lookbehind, which older browsers do not know.
const HALVES = /[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g;

/** Text with U+FFFD for each control character but tabs and line ends. @param {string} text */
export function inert(text) {
  return text.replace(ACTING, "\ufffd").replace(HALVES, (found) => (found.length > 1 ? found : "\ufffd"));
}

/** Text without the characters that XML cannot hold. @param {string} text */
export function forXml(text) {
  return inert(text).replace(/[\ufffe\uffff]/g, "\ufffd");
}

/** Whether a spreadsheet may run it: leading blanks, and characters that are not seen, hide nothing. @param {string} text */
export function isFormula(text) {
  if (/^[\t\r\n]/.test(text)) return true;
  for (const character of text) {
    if (FORMULA.has(character)) return true;
    if (!UNSEEN.test(character)) return false;
  }
  return false;
}

/** @param {string | number | null} value */
function csvCell(value) {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = inert(value);
  const safe = isFormula(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

/** CSV that Excel opens as UTF-8: with its mark, and a leading quote where a formula would run. @param {Taken} taken */
export function toCsv({ columns, rows }) {
  return `\ufeff${[columns, ...rows].map((row) => `${row.map(csvCell).join(",")}\r\n`).join("")}`;
}

/**
 * Text to be pasted: title, rows with tabs between, and where it is from.
 * @param {Taken} taken
 * @param {string[]} sources
 */
export function toText({ title, columns, rows }, sources) {
  /** @param {string | number | null} value */
  const plain = (value) => inert(value === null ? "" : String(value)).replace(/\s+/g, " ").trim();
  /** @param {string | number | null} value */
  const cell = (value) => (typeof value === "string" && isFormula(plain(value)) ? `'${plain(value)}` : plain(value));
  return [title, "", columns.map(cell).join("\t"), ...rows.map((row) => row.map(cell).join("\t")), "", ...sources.map(inert), ""].join("\n");
}

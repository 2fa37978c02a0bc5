// What the columns of tables that Python made, and zeren's own words in them, are called in the page's language. In English
// columns are named as the command names them.
import { inChinese } from "./columns_zh.js";
import { kindWord, lang, w, WORDS } from "./words.js";

/** A column's name in the page's language. @param {string} name */
export function columnWord(name) {
  return (lang === "zh" && inChinese(name)) || name;
}

/** Of columns whose values are words of zeren: what these are called among the page's. @type {Record<string, string>} */
const VALUES = { role: "", verdict: "verdict_", state: "state_", load: "load_", rule: "rule_", status: "status_", due_basis: "basis_", what: "diff_", measure: "measure_" };

/** A value in the page's language, where it is a word of zeren and no name. @template T @param {string} column @param {T} value @returns {T | string} */
export function valueWord(column, value) {
  if (typeof value !== "string" || !value || lang !== "zh") return value;
  if (/(^|_)kind$/.test(column)) return kindWord(value);
  const prefix = VALUES[column.replace(/^co_|_[ab]$/g, "")];
  return prefix !== undefined && WORDS[prefix + value] ? w(prefix + value) : value;
}

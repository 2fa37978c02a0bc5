// Tables that Python put into the page by column, and how a table of any answer is drawn.
/** @import { Cell, Model, StoredTable } from "./types" */
import { el } from "./dom.js";

/** The rows of a stored table: its texts are kept once for all tables. @param {Model} model @param {StoredTable} table @returns {Cell[][]} */
export function rowsOf(model, table) {
  const texts = model.texts ?? [];
  const columns = table.cells.map((cells) => {
    if (!Array.isArray(cells)) return cells.of.map((i) => (i < 0 ? null : texts[i]));
    return cells.map((value) => (Array.isArray(value) ? value.map((i) => texts[i]).join("、") : value));
  });
  return (columns[0] ?? []).map((_, i) => columns.map((column) => column[i]));
}

/** The same, each row by the names of its columns. @param {Model} model @param {StoredTable} table @returns {Record<string, Cell>[]} */
export function recordsOf(model, table) {
  return rowsOf(model, table).map((row) => Object.fromEntries(table.columns.map((name, i) => [name, row[i]])));
}

/** A cell as text; a measure to four digits. @param {unknown} value */
export function shown(value) {
  if (typeof value === "boolean") return value ? "✓" : "";
  if (typeof value === "number" && !Number.isInteger(value)) return String(Number(value.toFixed(4)));
  return String(value ?? "");
}

/** @param {number} share */
export function percent(share) {
  return `${(100 * share).toFixed(1)}%`;
}

/**
 * A table of texts, numbers or elements, numbers to the right. The box around it scrolls, and is reached by keys.
 * @param {string} label what it shows
 * @param {string[]} heads
 * @param {(Cell | Node)[][]} rows
 * @param {string} [extra] class of the box
 */
export function grid(label, heads, rows, extra = "") {
  const numeric = heads.map((_, i) => rows.some((row) => isFigure(row[i])) && rows.every((row) => isFigure(row[i]) || row[i] === "" || row[i] === null || row[i] === undefined));
  /** @type {(tag: "td" | "th", value: Cell | Node, i: number, scope?: string) => HTMLElement} */
  const put = (tag, value, i, scope) => el(tag, { class: numeric[i] ? "figure" : "", scope }, value instanceof Node ? value : el("bdi", { text: shown(value) }));
  const head = el("tr", {}, ...heads.map((name, i) => put("th", name, i, "col")));
  const body = rows.map((row) => el("tr", {}, ...row.map((value, i) => (i || value === "" ? put("td", value, i) : put("th", value, i, "row")))));
  return el("div", { class: `grid-box ${extra}`, tabindex: 0, role: "region", "aria-label": label }, el("table", { class: "plain-grid" }, el("thead", {}, head), el("tbody", {}, ...body)));
}

/** A number, or one as text: 12.5%, +3. @param {unknown} value */
function isFigure(value) {
  return typeof value === "number" || (typeof value === "string" && /^[-+]?[\d,.]+%?$/.test(value));
}

/** A part of a view with its heading. @param {string} title @param {(Node | null)[]} content */
export function part(title, ...content) {
  return el("section", { class: "part" }, el("h2", { text: title }), ...content);
}

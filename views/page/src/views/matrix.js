// Tasks × units: one mark for each responsibility, rows by section, columns in the order of the rows. Only what is in
// sight is drawn, so that ten thousand tasks cost what a hundred do.
/** @import { Thing, Unit, View } from "../types" */
/** @import { Line, Section } from "./matrix_plan.js" */
import { el, rootOf, within as inside } from "../dom.js";
import { go, state } from "../here.js";
import { roleCounts, thingOf } from "../model.js";
import { documents, leaders, model, tasks, units } from "../page.js";
import { nameOf } from "../parts.js";
import { isScoped, shownKey, shownTasks, visibleUnit } from "../select.js";
import { lang, w } from "../words.js";
import { hoverMatrix, markMatrix, moveInMatrix, pointToNearest } from "./matrix_moves.js";
import { columnsOf, linesOf, marksOf, sectionsOf, sumsOf, within } from "./matrix_plan.js";
import { headCells, rowOf } from "./matrix_rows.js";

export const matrixView = rootOf("matrix");
const FOLDED = model.settings.size === "aggregate" || model.settings.size === "index";
/** Lines and columns that are drawn beyond those in sight, so that not every turn of the wheel draws. */
const SPARE = { lines: 12, columns: 10 };

/** From a place to before another. @typedef {[from: number, to: number]} Span */

/**
 * What is planned and drawn.
 * @typedef {object} Grid
 * @property {boolean} low the window: rows and names are smaller then
 * @property {string} planned what the plan below was made for
 * @property {Set<number>} shown
 * @property {Section[]} sections
 * @property {Map<number, Map<number, number>>} marks
 * @property {Map<string, Map<number, number>>} sums of sections
 * @property {number[]} columns
 * @property {Map<number, number>} at units' places among the columns
 * @property {Line[]} lines
 * @property {Map<number, number>} lineOf tasks' lines
 * @property {Map<number, number[]>} heads lead and other tasks of each column
 * @property {number} tallest
 * @property {Set<string>} toggled sections that are not as they were at first
 * @property {{ lines: Span, columns: Span } | null} drawn
 * @property {number} cw width of a column
 * @property {number} left width of the names before the columns
 * @property {string} revealed the selection that was brought into sight
 * @property {number} hover
 * @property {{ line: number, slot: number }} cursor
 */

/** @type {Grid} */
export const grid = { low: false, planned: "", shown: new Set(), sections: [], marks: new Map(), sums: new Map(), columns: [], at: new Map(), lines: [], lineOf: new Map(), heads: new Map(), tallest: 1, toggled: new Set(), drawn: null, cw: 18, left: 0, revealed: "|", hover: -1, cursor: { line: 0, slot: -2 } };

/** The box that scrolls; none before anything was drawn. */
export const gridBox = () => document.getElementById("grid");

/** How high its head is. @param {HTMLElement} box */
const headOf = (box) => box.querySelector("thead")?.offsetHeight ?? 0;

export function showMatrix() {
  const low = innerHeight < 760;
  const narrow = innerWidth <= 760;
  const planned = JSON.stringify([lang, shownKey(state), Boolean(state.sel), state.order, [...grid.toggled], low, narrow]);
  if (grid.planned !== planned) {
    grid.planned = planned;
    grid.low = low && !narrow;
    plan(grid.low ? { document: 24, section: 22, task: 19 } : { document: 33, section: 29, task: narrow ? 34 : 25 });
    frame();
  }
  fitColumns();
  draw(true);
  const now = [state.sel, state.with].join("|");
  if (grid.revealed !== now) revealInMatrix();
  grid.revealed = now;
}

/** @param {Record<Line["kind"], number>} heights */
function plan(heights) {
  const shown = shownTasks(model, state);
  grid.shown = new Set(shown);
  grid.sections = sectionsOf(model, shown);
  grid.marks = marksOf(model, shown, new Set(state.roles), (unit) => visibleUnit(state, unit));
  grid.sums = new Map(grid.sections.map((section) => [section.key, sumsOf(section, grid.marks)]));
  grid.columns = columnsOf(model, grid.sections, grid.marks, state.order === "clusters");
  grid.at = new Map(grid.columns.map((u, at) => [u, at]));
  grid.lines = linesOf(grid.sections, isFolded, heights);
  grid.lineOf = new Map(grid.lines.map((line, i) => [line.task, i]));
  grid.heads = new Map(grid.columns.map((u) => [u, shownCounts(units[u])]));
  grid.tallest = Math.max(1, ...[...grid.heads.values()].map(([, a, b, c]) => a + b + c));
  if ((grid.lines[grid.cursor.line] ?? { kind: "document" }).kind === "document" || grid.cursor.slot >= grid.columns.length) grid.cursor = { line: grid.lines.findIndex((line) => line.kind !== "document"), slot: -2 };
}

/** A unit's tasks in each role, of those that are shown. @param {Unit} unit */
export function shownCounts(unit) {
  return roleCounts(model, unit.tasks.filter((t) => grid.shown.has(t)), unit).map((n, role) => (!role || state.roles.includes(role) ? n : 0));
}

/** Large graphs open with their sections folded, and so do those of a document that names nobody. @param {Section} section */
export function isFolded(section) {
  const nobody = grid.columns.length > 0 && section.doc >= 0 && !documents[section.doc].tasks.some((t) => tasks[t].mentions.length);
  const first = (FOLDED || nobody) && !isScoped(state) && !state.related;
  return first !== grid.toggled.has(section.key);
}

/** @param {string} key */
function fold(key) {
  if (!grid.toggled.delete(key)) grid.toggled.add(key);
  showMatrix();
}

/** @param {boolean} folded */
function foldAll(folded) {
  for (const section of grid.sections) if (isFolded(section) !== folded && !grid.toggled.delete(section.key)) grid.toggled.add(section.key);
  showMatrix();
}

/** The places of marks in a line, ascending; of a folded section those of its sums. @param {Line} line @returns {number[]} */
export function columnsAt(line) {
  if (line.kind === "document" || (line.kind === "section" && !isFolded(line.section))) return [];
  const found = line.kind === "task" ? grid.marks.get(line.task) : grid.sums.get(line.section.key);
  return [...(found?.keys() ?? [])].map(columnOf).sort((a, b) => a - b);
}

/** The column of a unit; -1: none. @param {number} unit */
export function columnOf(unit) {
  return grid.at.get(unit) ?? -1;
}

// The parts that stay while the window moves over the lines.
function frame() {
  const before = gridBox();
  const [top, left] = before ? [before.scrollTop, before.scrollLeft] : [0, 0];
  const focused = before?.contains(document.activeElement);
  const bare = grid.columns.length === 0;
  const corner = el("th", { class: "corner", scope: "col" }, el("p", { text: w(state.order === "clusters" ? "cornerClusters" : "corner") }), el("p", { text: w("cornerHint") }), el("p", { text: w("cornerLoad") }), matrixTools());
  const head = el("tr", { "aria-rowindex": 1 }, corner, leaders.length ? el("th", { class: "who", scope: "col" }, el("span", { text: w("leader") })) : null, el("th", { class: "cols", role: "presentation" }));
  const table = el("table", { id: "matrix", role: "treegrid", tabindex: 0, "aria-label": w("matrix"), "aria-rowcount": grid.lines.length + 1, "aria-colcount": grid.columns.length + 2, class: bare ? "matrix bare" : "matrix" }, el("thead", {}, head), el("tbody"));
  const box = el("div", { id: "grid", class: grid.low ? "low" : "" }, table, el("div", { id: "column-hover", hidden: true }), el("div", { id: "column-chosen", hidden: true }));
  matrixView.replaceChildren(box, el("button", { type: "button", id: "nearest", class: "quiet", hidden: true }));
  box.addEventListener("mousemove", hoverMatrix);
  box.addEventListener("mouseleave", () => hoverMatrix(null));
  box.addEventListener("scroll", () => requestAnimationFrame(() => draw(false)), { passive: true });
  table.addEventListener("keydown", moveInMatrix);
  table.addEventListener("focus", () => markMatrix());
  box.addEventListener("click", (event) => {
    const key = inside(event, "[data-fold]")?.dataset.fold;
    if (key !== undefined) fold(key);
  });
  grid.drawn = null;
  fitColumns();
  draw(true);
  box.scrollTo(left, top);
  if (focused) table.focus({ preventScroll: true });
}

function matrixTools() {
  const thing = thingOf(model, state.sel);
  const node = el("div", { class: "tools" });
  if (thing || state.related) {
    const box = el("input", { type: "checkbox", id: "related" });
    box.checked = state.related;
    box.addEventListener("change", () => go({ related: box.checked }));
    const about = (thing?.kind === "task" && thingOf(model, state.with)) || thing;
    node.append(el("label", { class: "switch" }, box, el("span", { text: w("related") }), el("b", { class: "chosen-name", text: about ? ` ${nameOf(about).slice(0, 16)}` : "" })));
  }
  const folding = grid.sections.filter(isFolded).length > grid.sections.length / 2;
  node.append(el("button", { type: "button", class: "quiet", text: folding ? w("openAll") : w("foldAll"), on: { click: () => foldAll(!folding) } }));
  if (model.clusters.length) {
    const together = state.order === "clusters";
    node.append(el("button", { type: "button", class: "quiet", "aria-pressed": String(together), text: w("byClusters"), on: { click: () => go({ order: together ? "rows" : "clusters" }) } }));
  }
  return node;
}

// Columns share the width there is, within what is still legible.
function fitColumns() {
  const box = gridBox();
  if (!box || !box.clientWidth) return;
  const names = /** @type {NodeListOf<HTMLElement>} */ (box.querySelectorAll("thead .corner, thead .who"));
  grid.left = [...names].reduce((sum, th) => sum + th.offsetWidth, 0);
  const room = box.clientWidth - grid.left - 12;
  const least = innerWidth > 760 ? 15 : 24;
  grid.cw = Math.max(least, Math.min(26, Math.floor(room / Math.max(1, grid.columns.length))));
  box.style.setProperty("--cw", `${grid.cw}px`);
  box.style.setProperty("--columns", String(grid.columns.length));
  box.style.setProperty("--heads", `${grid.left}px`);
}

/** What is in sight: lines and columns. @param {HTMLElement} box @returns {{ lines: Span, columns: Span }} */
export function inSight(box) {
  const lines = within(grid.lines, box.scrollTop, box.scrollTop + box.clientHeight - headOf(box));
  const from = Math.floor(box.scrollLeft / grid.cw);
  const to = Math.ceil((box.scrollLeft + box.clientWidth - grid.left) / grid.cw);
  return { lines, columns: [Math.min(from, grid.columns.length), Math.min(to, grid.columns.length)] };
}

/** The window is drawn anew when the reader has come near its edge, or when what it shows has changed. @param {boolean} anew */
function draw(anew) {
  const box = gridBox();
  if (!box || !box.clientHeight) return;
  const seen = inSight(box);
  const { drawn } = grid;
  if (anew || !drawn || !holds(drawn.lines, seen.lines) || !holds(drawn.columns, seen.columns)) {
    const lines = wider(seen.lines, SPARE.lines, grid.lines.length);
    const columns = wider(seen.columns, SPARE.columns, grid.columns.length);
    grid.drawn = { lines, columns };
    const [from, to] = lines;
    const last = grid.lines[grid.lines.length - 1];
    const rows = [space(grid.lines[from]?.top ?? 0), ...grid.lines.slice(from, to).map((line, i) => rowOf(line, from + i, columns)), space(last && to < grid.lines.length ? last.top + last.height - grid.lines[to].top : 0)];
    box.querySelector("tbody")?.replaceChildren(...rows);
    box.querySelector("thead .cols")?.replaceChildren(...headCells(columns, 0));
    markMatrix();
  }
  pointToNearest(seen);
}

/** @param {Span} wide @param {Span} narrow */
const holds = (wide, narrow) => wide[0] <= narrow[0] && narrow[1] <= wide[1];

/** @param {Span} span @param {number} by @param {number} most @returns {Span} */
const wider = ([from, to], by, most) => [Math.max(0, from - by), Math.min(most, to + by)];

/** The room of lines that are not drawn. @param {number} height */
function space(height) {
  const cell = el("td", { role: "presentation" });
  cell.style.height = `${height}px`;
  return el("tr", { class: "space", role: "presentation" }, cell);
}

/** Bring a place into sight, and draw it. @param {number} line @param {number} slot */
export function reveal(line, slot) {
  const box = gridBox();
  if (!box) return;
  const { lines, columns } = inSight(box);
  const of = grid.lines[line];
  const high = box.clientHeight - headOf(box);
  if (of && (line <= lines[0] || line >= lines[1] - 1)) box.scrollTop = line < lines[0] + 1 ? of.top - grid.lines[0].height : of.top + 2 * of.height - high;
  if (slot >= 0 && (slot < columns[0] + 1 || slot >= columns[1] - 1)) box.scrollLeft = (slot + 0.5) * grid.cw - (box.clientWidth - grid.left) / 2;
  draw(false);
}

/** Bring what is selected into sight: the panel may have taken the place where it stood. */
function revealInMatrix() {
  const sel = thingOf(model, state.sel);
  const other = thingOf(model, state.with);
  const task = sel?.kind === "task" ? sel.i : sel?.kind === "leader" ? sel.of.tasks.find((t) => grid.lineOf.has(t)) : -1;
  if (sel) reveal(grid.lineOf.get(task ?? -1) ?? -1, chosenColumn(sel, other));
}

/** The column of a unit among these things; -1: none. @param {(Thing | null)[]} things */
export function chosenColumn(...things) {
  for (const thing of things) if (thing?.kind === "unit" && grid.at.has(thing.i)) return columnOf(thing.i);
  return -1;
}

/** Units as columns, one task a row. */
function takeMatrix() {
  showMatrix();
  const rows = grid.sections.flatMap((section) => section.tasks).map((t) => {
    const marks = grid.marks.get(t);
    return [tasks[t].number, tasks[t].title || tasks[t].text, ...grid.columns.map((u) => (marks?.has(u) ? w(`short${marks.get(u)}`) : ""))];
  });
  return { title: w("matrix"), columns: [w("number"), w("task"), ...grid.columns.map((u) => units[u].name)], rows };
}

/** @type {View} */
export const matrix = { name: "matrix", draw: showMatrix, take: takeMatrix };

let resizing = 0;
window.addEventListener("resize", () => {
  cancelAnimationFrame(resizing);
  resizing = requestAnimationFrame(() => matrixView.hidden || showMatrix());
});

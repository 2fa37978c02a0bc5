// Moving in the matrix: the cross under the pointer, the cursor of the keys, the selection, the way to the nearest mark.
/** @import { Span } from "./matrix.js" */
import { byId, el, within } from "../dom.js";
import { state } from "../here.js";
import { thingOf } from "../model.js";
import { leaders, model, tasks, units } from "../page.js";
import { markOf, nameOf, taskThing } from "../parts.js";
import { hideTip, showTip } from "../tip.js";
import { ROLES, w } from "../words.js";
import { chosenColumn, columnsAt, grid, gridBox, inSight, reveal, shownCounts } from "./matrix.js";
import { nearest } from "./matrix_plan.js";
import { placeId } from "./matrix_rows.js";

/** Show what is selected, and where the cursor is, in the rows that are drawn. */
export function markMatrix() {
  const box = gridBox();
  if (!box) return;
  for (const node of box.querySelectorAll(".chosen, .cursor")) node.classList.remove("chosen", "cursor");
  const sel = thingOf(model, state.sel);
  const column = chosenColumn(sel, thingOf(model, state.with));
  const chosen = new Set(sel?.kind === "task" || sel?.kind === "leader" ? sel.of.tasks : []);
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (box.querySelectorAll("tr.task"))) row.classList.toggle("chosen", chosen.has(Number(row.dataset.task)));
  if (sel?.kind === "task" && column >= 0) document.getElementById(placeId(grid.lineOf.get(sel.i) ?? -2, column))?.classList.add("chosen");
  if (column >= 0) document.getElementById(placeId(-1, column))?.classList.add("chosen");
  placeColumn("column-chosen", column);
  const cursor = placeId(grid.cursor.line, grid.cursor.slot);
  const node = document.getElementById(cursor);
  node?.classList.add("cursor");
  // While it stands out of sight there is no element of it.
  if (node) byId("matrix").setAttribute("aria-activedescendant", cursor);
  else byId("matrix").removeAttribute("aria-activedescendant");
}

/** @param {string} id @param {number} at */
function placeColumn(id, at) {
  const node = byId(id);
  node.hidden = at < 0;
  node.style.setProperty("--at", String(at));
}

/** @param {MouseEvent | null} event null: the pointer has left */
export function hoverMatrix(event) {
  const target = event && within(event, "[data-column]");
  const cells = event && within(event, "td.cells");
  let at = -1;
  if (target) at = Number(target.dataset.column);
  else if (event && cells) at = Math.floor((event.clientX - cells.getBoundingClientRect().left) / grid.cw);
  if (at >= grid.columns.length) at = -1;
  if (at !== grid.hover) {
    placeColumn("column-hover", at);
    grid.hover = at;
    for (const node of document.querySelectorAll("#grid .column.hover")) node.classList.remove("hover");
    document.getElementById(placeId(-1, at))?.classList.add("hover");
  }
  if (at < 0 || !event) return hideTip();
  const unit = units[grid.columns[at]];
  const row = within(event, "tr.task");
  const lines = [el("b", {}, el("bdi", { text: unit.name }))];
  if (row) {
    const role = target?.dataset.role;
    if (role) lines.push(el("p", {}, markOf(Number(role)), w(ROLES[Number(role)])));
    lines.push(el("p", { class: "words", text: nameOf(taskThing(Number(row.dataset.task))) }));
  } else {
    const [, lead, support, named] = shownCounts(unit);
    lines.push(el("p", { text: `${w("short1")} ${lead} · ${w("short2")} ${support} · ${w("short3")} ${named}` }));
  }
  return showTip(event.clientX, event.clientY, lines);
}

/** What the cursor can stand on in a line: -2 its name, -1 its leader or the name of a section, else columns. @param {number} number @returns {number[]} */
function slotsOf(number) {
  if (number < 0) return grid.columns.map((_, at) => at);
  const line = grid.lines[number];
  if (line.kind === "document") return [];
  if (line.kind === "section") return [-2, -1];
  const overseen = leaders.length && tasks[line.task].mentions.some((i) => !model.mentions[i].role);
  return [-2, ...(overseen ? [-1] : []), ...columnsAt(line)];
}

/**
 * The place that a key leads to from another one; null where it leads nowhere.
 * @param {{ line: number, slot: number }} place
 * @param {string} key
 */
function next({ line, slot }, key) {
  const slots = slotsOf(line);
  const here = slots.indexOf(slot);
  if (key === "ArrowLeft" || key === "ArrowRight") {
    const to = slots[here + (key === "ArrowLeft" ? -1 : 1)];
    return to === undefined ? null : { line, slot: to };
  }
  if (key === "Home") return { line, slot: slots[0] };
  if (key === "End") return { line, slot: slots[slots.length - 1] };
  const box = gridBox();
  const [first, last] = box ? inSight(box).lines : [0, 0];
  /** @type {Record<string, number>} */
  const steps = { ArrowUp: -1, ArrowDown: 1, PageUp: first - last + 2, PageDown: last - first - 2 };
  const step = steps[key];
  if (!step) return null;
  let to = Math.max(-1, Math.min(grid.lines.length - 1, line + step));
  while (to >= 0 && to < grid.lines.length && !slotsOf(to).length) to += Math.sign(step);
  const found = to < grid.lines.length ? slotsOf(to) : [];
  // From a mark to the nearest mark, from a name to a name.
  const like = found.filter((s) => s >= 0 === slot >= 0);
  const [best] = (like.length ? like : found).sort((a, b) => Math.abs(a - slot) - Math.abs(b - slot));
  return best === undefined ? null : { line: to, slot: best };
}

/** Arrows move the cursor, Enter and the space bar click what it stands on. @param {KeyboardEvent} event */
export function moveInMatrix(event) {
  if (event.target !== byId("matrix")) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    document.getElementById(placeId(grid.cursor.line, grid.cursor.slot))?.click();
    return;
  }
  const to = next(grid.cursor, event.key);
  if (!to) return;
  event.preventDefault();
  grid.cursor = to;
  reveal(to.line, to.slot);
  markMatrix();
}

/** Where no mark is in sight, the way to the nearest one. @param {{ lines: Span, columns: Span }} seen */
export function pointToNearest({ lines, columns }) {
  const button = byId("nearest");
  const found = grid.columns.length ? nearest(grid.lines, columnsAt, lines, columns) : null;
  button.hidden = !found;
  if (!found) return;
  const line = grid.lines[found.line];
  const arrow = found.line < lines[0] ? "↑" : found.line >= lines[1] ? "↓" : found.column < columns[0] ? "←" : "→";
  const where = line.kind === "task" ? tasks[line.task].number : model.sectors[line.section.sector]?.title ?? "";
  button.textContent = `${arrow} ${w("nearest", units[grid.columns[found.column]].short, where)}`;
  button.onclick = () => {
    grid.cursor = { line: found.line, slot: found.column };
    reveal(found.line, found.column);
    markMatrix();
    byId("matrix").focus({ preventScroll: true });
  };
}

// @ts-nocheck -- not typed yet
// Moving in the matrix: the widths of its columns, the cross under the pointer, the keys, the selection.
import { el } from "../dom.js";
import { state } from "../here.js";
import { MARKS, roleCounts, thingOf } from "../model.js";
import { model, units } from "../page.js";
import { markOf, nameOf, taskThing } from "../parts.js";
import { hideTip, showTip } from "../tip.js";
import { ROLES, w } from "../words.js";
import { bandRuns, grid, matrixView } from "./matrix.js";

// Columns share the width there is, within what is still legible.
export function fitColumns() {
  const box = document.getElementById("grid");
  if (!box || !box.clientWidth) return;
  const heads = [...box.querySelectorAll("thead .corner, thead .who")].reduce((sum, th) => sum + th.offsetWidth, 0);
  const room = box.clientWidth - heads - 12;
  const least = innerWidth > 760 ? 15 : 24;
  const width = Math.max(least, Math.min(26, Math.floor(room / Math.max(1, grid.columns.length))));
  box.style.setProperty("--cw", `${width}px`);
  box.style.setProperty("--columns", grid.columns.length);
  box.style.setProperty("--heads", `${heads}px`);
  const runs = bandRuns().map(([from]) => from).slice(1);
  box.style.setProperty("--lines", runs.map((at) => `linear-gradient(#9aa5b1, #9aa5b1) ${at * width - 1}px 0 / 1px 100% no-repeat`).concat("none").join(", "));
  const head = box.querySelector("thead");
  box.style.scrollPaddingTop = `${head.offsetHeight + 30}px`;
  box.style.scrollPaddingLeft = `${heads + 10}px`;
}

export function markMatrix() {
  const box = document.getElementById("grid");
  if (!box) return;
  const ids = [state.sel, state.with];
  for (const node of box.querySelectorAll(".chosen")) node.classList.remove("chosen");
  for (const role of [1, 2, 3]) box.classList.toggle(`no-${MARKS[role]}`, !state.roles.includes(role));
  let column = -1;
  for (const id of ids) {
    const thing = thingOf(model, id);
    if (thing?.kind === "unit" && grid.at.has(thing.i)) column = grid.at.get(thing.i);
    if (thing?.kind === "task") grid.rows.get(thing.i)?.classList.add("chosen");
    if (thing?.kind === "leader") {
      for (const t of thing.of.tasks) grid.rows.get(t)?.classList.add("chosen");
    }
  }
  const task = thingOf(model, state.sel);
  if (task?.kind === "task" && state.with) {
    const row = grid.rows.get(task.i);
    for (const node of row ? row.querySelectorAll(".mark") : []) {
      if (node.dataset.other === state.with) {
        node.classList.add("chosen");
        rest(node);
      }
    }
  }
  if (column >= 0) box.querySelector(`.column[data-column="${column}"]`)?.classList.add("chosen");
  placeColumn(document.getElementById("column-chosen"), column);
  const name = matrixView.querySelector(".chosen-name");
  const about = thingOf(model, state.with) && task?.kind === "task" ? thingOf(model, state.with) : task;
  if (name) name.textContent = about ? ` ${nameOf(about).slice(0, 16)}` : "";
  if (!box.querySelector(".mark[tabindex='0']")) rest(box.querySelector(".mark[data-evidence]"), false);
}

// The one mark that the tabulator key reaches.
export function rest(node) {
  if (!node) return;
  for (const old of document.querySelectorAll("#grid .mark[tabindex='0']")) old.tabIndex = -1;
  node.tabIndex = 0;
}

// Bring what is selected into sight: the panel may have taken the place where it stood.
export function revealInMatrix() {
  const chosen = matrixView.querySelector(".mark.chosen, tr.task.chosen .label, .column.chosen");
  chosen?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

export function placeColumn(node, at) {
  if (!node) return;
  node.hidden = at < 0;
  node.style.setProperty("--at", at);
}

export function hoverMatrix(event) {
  const target = event?.target.closest("[data-column]");
  const cellsBox = event?.target.closest("td.cells");
  let at = -1;
  if (target) at = Number(target.dataset.column);
  else if (cellsBox) {
    const width = parseFloat(document.getElementById("grid").style.getPropertyValue("--cw"));
    at = Math.floor((event.clientX - cellsBox.getBoundingClientRect().left) / width);
    if (at >= grid.columns.length) at = -1;
  }
  placeColumn(document.getElementById("column-hover"), at);
  if (at !== grid.hover) {
    grid.hover = at;
    for (const node of document.querySelectorAll("#grid .column.hover")) node.classList.remove("hover");
    if (at >= 0) document.querySelector(`#grid .column[data-column="${at}"]`)?.classList.add("hover");
  }
  if (at < 0 || !event) return hideTip();
  const unit = units[grid.columns[at]];
  const row = event.target.closest("tr.task");
  const lines = [el("b", {}, el("bdi", { text: unit.name }))];
  if (row) {
    const t = Number(row.dataset.task);
    const role = target?.dataset.role;
    if (role) lines.push(el("p", {}, markOf(Number(role)), w(ROLES[role])));
    lines.push(el("p", { class: "words", text: nameOf(taskThing(t)) }));
  } else {
    const [, lead, support, named] = roleCounts(model, unit.tasks, unit);
    lines.push(el("p", { text: `${w("short1")} ${lead} · ${w("short2")} ${support} · ${w("short3")} ${named}` }));
  }
  return showTip(event.clientX, event.clientY, lines);
}

// Arrows go from mark to mark: along the row, or to the nearest one in the next row that has any.
export function moveInMatrix(event) {
  const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
  const node = event.target.closest(".mark[data-column]");
  if (!step || !node) return;
  event.preventDefault();
  const usable = (row) => [...row.querySelectorAll(".mark[data-column]")].filter((m) => m.offsetParent);
  let next = null;
  if (step[1]) {
    const marks = usable(node.closest("tr"));
    next = marks[marks.indexOf(node) + step[1]];
  } else {
    const rows = [...document.querySelectorAll("#grid tr.task")];
    const here = Number(node.dataset.column);
    for (let r = rows.indexOf(node.closest("tr")) + step[0]; r >= 0 && r < rows.length && !next; r += step[0]) {
      const marks = usable(rows[r]);
      next = marks.sort((a, b) => Math.abs(a.dataset.column - here) - Math.abs(b.dataset.column - here))[0];
    }
  }
  if (!next) return;
  rest(next);
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest", inline: "nearest" });
}

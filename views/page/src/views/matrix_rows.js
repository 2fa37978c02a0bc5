// The rows and heads of the matrix, for a window of columns. Nothing in them takes the tabulator key: the grid does, and
// its arrows move a cursor.
/** @import { Task } from "../types" */
/** @import { Span } from "./matrix.js" */
/** @import { Line } from "./matrix_plan.js" */
import { el } from "../dom.js";
import { state } from "../here.js";
import { MARKS } from "../model.js";
import { clusters, documents, leaders, mentions, model, sectors, tasks, units } from "../page.js";
import { clusterColor, clusterThing, countyThing, nameButton, nameOf, sign } from "../parts.js";
import { ROLES, w } from "../words.js";
import { columnOf, grid, isFolded } from "./matrix.js";
import { bandRuns } from "./matrix_plan.js";

/** The id of a place, by which the grid tells which one its cursor is at. @param {number} line @param {number} slot */
export function placeId(line, slot) {
  return `at-${line}-${slot}`;
}

/** @template {HTMLElement} T @param {T} node @param {number} place */
function at(node, place, offset = 0) {
  node.style.setProperty("--at", String(place - offset));
  return node;
}

/** A name of so many characters, each of which stands on its own line. @param {string} text @param {number} most */
function shortened(text, most) {
  const all = [...text];
  return all.length <= most ? text : `${all.slice(0, most - 1).join("")}…`;
}

/** The bands of the clusters and the names of columns [from, to), of so many signs, the first `offset` places from the left. @param {Span} columns @param {number} offset */
export function headCells([from, to], offset, most = grid.low ? 5 : 10) {
  const labels = el("div", { class: "labels" });
  for (let place = from; place < to; place += 1) {
    const unit = units[grid.columns[place]];
    const [, lead, support, named] = grid.heads.get(grid.columns[place]) ?? [0, 0, 0, 0];
    const bar = el("i", { class: "bar" }, barOf("rest", support + named), barOf("lead", lead));
    labels.append(at(el("span", { id: placeId(-1, place), role: "columnheader", class: "column", "aria-colindex": place + 3, data: { open: unit.id, column: place }, title: unit.name }, el("bdi", { text: shortened(unit.short, most) }), bar), place, offset));
  }
  return [bandsOf([from, to], offset), labels];
}

/** A part of the bar over a column. @param {string} name @param {number} load */
function barOf(name, load) {
  const node = el("i", { class: name });
  node.style.height = `${Math.round(((grid.low ? 13 : 28) * load) / grid.tallest)}px`;
  return node;
}

/** @param {Span} columns @param {number} offset */
function bandsOf([from, to], offset) {
  const bands = el("div", { class: "bands", "aria-hidden": "true" });
  for (const [first, last, u] of state.order === "clusters" ? bandRuns(model, grid.columns) : []) {
    if (last <= from || first >= to) continue;
    const [begin, end] = [Math.max(first, from), Math.min(last, to)];
    const { group, cluster } = units[u];
    const title = group ? w("groupPhrases") : cluster >= 0 ? nameOf(clusterThing(cluster)) : w("unclustered");
    const text = end - begin > 3 ? title : cluster >= 0 ? String(cluster + 1) : "";
    const band = at(el("span", { class: `band ${sign(cluster)}`, title, text, data: cluster >= 0 ? { open: clusters[cluster].id } : {} }), begin, offset);
    band.style.setProperty("--n", String(end - begin));
    band.style.setProperty("--color", clusterColor(cluster));
    bands.append(band);
  }
  return bands;
}

/**
 * A line of the table, with the marks of columns [from, to), the first of them `offset` places from the left.
 * @param {Line} line
 * @param {number} number
 * @param {Span} columns
 */
export function rowOf(line, number, columns, offset = 0) {
  const row = { document: documentRow, section: sectionRow, task: taskRow }[line.kind](line, number, columns, offset);
  row.setAttribute("aria-rowindex", String(number + 2));
  return row;
}

/** @param {Line} line */
function documentRow({ section }) {
  const of = documents[section.doc];
  const text = of ? `${of.title}${of.number ? ` ${of.number}` : ""}` : w("noDocument");
  return el("tr", { class: "document" }, el("th", { colspan: leaders.length ? 3 : 2, scope: "rowgroup" }, el("bdi", { text, title: text })));
}

/** @param {Line} line @param {number} number @param {Span} columns @param {number} offset */
function sectionRow({ section }, number, [from, to], offset) {
  const folded = isFolded(section);
  const title = section.sector >= 0 ? sectors[section.sector].title : w("noSector");
  const fold = el("span", { id: placeId(number, -2), class: "fold", title: w(folded ? "open" : "fold"), data: { fold: section.key } });
  const name = el("span", { id: placeId(number, -1), class: "name", title, data: section.sector >= 0 ? { open: sectors[section.sector].id } : {} }, el("bdi", { text: title }));
  const sums = el("td", { class: "cells" });
  for (const [u, n] of grid.sums.get(section.key) ?? []) {
    const place = columnOf(u);
    if (place < from || place >= to) continue;
    const sum = at(el("span", { class: n > 99 ? "sum long" : "sum", text: n > 999 ? "…" : n }), place, offset);
    sum.style.setProperty("--heat", `${Math.round(60 * Math.min(1, n / section.tasks.length))}%`);
    sums.append(sum);
  }
  return el("tr", { class: folded ? "head folded" : "head", "aria-expanded": String(!folded) }, el("th", { colspan: leaders.length ? 2 : 1, scope: "rowgroup" }, el("div", {}, fold, name, el("span", { class: "n", text: section.tasks.length }))), sums);
}

/** @param {Line} line @param {number} number @param {Span} columns @param {number} offset */
function taskRow({ task: t }, number, [from, to], offset) {
  const task = tasks[t];
  const label = el("span", { id: placeId(number, -2), class: "label", data: { evidence: task.id, other: "" }, title: task.text }, el("span", { class: "number", text: task.number }), el("span", { class: "words", text: task.title || task.text }));
  const row = el("tr", { class: "task", data: { task: t } }, el("th", { scope: "row" }, label));
  if (leaders.length) {
    const who = [...new Set(task.mentions.filter((i) => !mentions[i].role).map((i) => mentions[i].who))];
    const names = who.map((l, i) => el("span", { id: i ? undefined : placeId(number, -1), class: "name", data: { open: leaders[l].id }, text: leaders[l].name }));
    row.append(el("td", { class: "who", title: who.map((l) => leaders[l].name).join("、") }, el("div", {}, ...names)));
  }
  // A cell of the table would be a column; the marks are the cells of the grid.
  const line = el("td", { class: "cells", role: "presentation" });
  const marks = [...(grid.marks.get(t) ?? [])].map(([u, role]) => ({ place: columnOf(u), u, role })).filter(({ place }) => place >= from && place < to);
  for (const { place, u, role } of marks.sort((a, b) => a.place - b.place)) {
    line.append(at(el("span", { id: placeId(number, place), role: "gridcell", class: `mark ${MARKS[role]}`, "aria-colindex": place + 3, "aria-label": `${units[u].name} ${w(ROLES[role])} ${task.number}`, data: { evidence: task.id, other: units[u].id, column: place, role } }), place, offset));
  }
  if (!grid.columns.length) {
    line.setAttribute("role", "gridcell");
    line.append(...bareFacts(task));
  }
  row.append(line);
  return row;
}

/** Where no unit is named there are no columns: the row says which areas and targets the task has. @param {Task} task */
function bareFacts(task) {
  const areas = [...new Set(task.counties.map(([c]) => c))].map((c) => nameButton(countyThing(c)));
  return [el("div", { class: "chips" }, ...areas, ...task.targets.map(([text]) => el("span", { class: "note", text })))];
}


// @ts-nocheck -- not typed yet
// Tasks × units: one mark for each responsibility, rows by section, columns by cluster.
import { el, rootOf } from "../dom.js";
import { go, state } from "../here.js";
import { MARKS, cell, roleCounts, strongest, thingOf } from "../model.js";
import { clusters, documents, leaders, mentions, model, sectors, tasks, units } from "../page.js";
import { countyThing, leaderThing, nameButton, nameOf, sectorThing } from "../parts.js";
import { isScoped, shownKey, shownTasks, visibleUnit } from "../select.js";
import { ROLES, lang, w } from "../words.js";
import { fitColumns, hoverMatrix, markMatrix, moveInMatrix, revealInMatrix } from "./matrix_moves.js";

export const matrixView = rootOf("matrix");
const CHUNK = 300;
export const grid = { drawn: "", columns: [], at: new Map(), rows: new Map(), folded: new Set(), hover: -1 };
const FOLDED = model.settings.size === "aggregate" || model.settings.size === "index";

// Units that have a mark among the tasks shown, in the order of the clusters.
export function columnsFor(shown) {
  const used = new Set();
  for (const t of shown) for (const i of tasks[t].mentions) if (mentions[i].role) used.add(mentions[i].who);
  return model.columns.filter((u) => used.has(u) && visibleUnit(state, units[u]));
}

// Tasks by document and section, in print order.
export function sectionsOf(shown) {
  const found = new Map();
  for (const t of shown) {
    const { document: doc, sector } = tasks[t];
    const key = `${doc}|${sector}`;
    if (!found.has(key)) found.set(key, { key, doc, sector, tasks: [] });
    found.get(key).tasks.push(t);
  }
  return [...found.values()];
}

let shownMatrix = "";

function showMatrix() {
  const shown = shownTasks(model, state);
  const drawn = JSON.stringify([lang, shownKey(state)]);
  if (grid.drawn !== drawn) {
    grid.drawn = drawn;
    drawMatrix(shown);
  }
  fitColumns();
  markMatrix();
  const now = [state.sel, state.with].join("|");
  if (shownMatrix !== now) revealInMatrix();
  shownMatrix = now;
}

export const matrix = { name: "matrix", draw: showMatrix, take: takeMatrix };

// Units as columns, one task a row.
function takeMatrix() {
  const shown = shownTasks(model, state);
  const columns = columnsFor(shown);
  const role = (t, u) => cell(model, t, units[u]);
  const rows = shown.map((t) => [tasks[t].number, tasks[t].title || tasks[t].text, ...columns.map((u) => (role(t, u).length ? w(`short${strongest(model, role(t, u))}`) : ""))]);
  return { title: w("matrix"), columns: [w("number"), w("task"), ...columns.map((u) => units[u].name)], rows };
}

let resizing = 0;
window.addEventListener("resize", () => {
  cancelAnimationFrame(resizing);
  resizing = requestAnimationFrame(() => state.view === "matrix" && fitColumns());
});


export function drawMatrix(shown) {
  grid.columns = columnsFor(shown);
  grid.at = new Map(grid.columns.map((u, at) => [u, at]));
  grid.rows = new Map();
  const sections = sectionsOf(shown);
  const table = el("table", { id: "matrix", "aria-label": w("matrix"), class: grid.columns.length ? "" : "bare" });
  const people = leaders.length > 0;
  table.append(matrixHead(shown, people));
  const many = new Set(sections.map((s) => s.doc)).size > 1;
  let doc = null;
  for (const section of sections) {
    if (many && section.doc !== doc) {
      doc = section.doc;
      table.append(documentRow(doc, people));
    }
    table.append(sectionBody(section, people));
  }
  table.querySelector(".corner").append(matrixTools(sections));
  const box = el("div", { id: "grid" }, table, el("div", { id: "column-hover", hidden: true }), el("div", { id: "column-chosen", hidden: true }));
  matrixView.replaceChildren(box);
  box.addEventListener("mousemove", hoverMatrix);
  box.addEventListener("mouseleave", () => hoverMatrix(null));
  box.addEventListener("keydown", moveInMatrix);
}

export function matrixTools(sections) {
  const thing = thingOf(model, state.sel);
  const node = el("div", { class: "tools" });
  if (thing || state.related) {
    const box = el("input", { type: "checkbox", id: "related" });
    box.checked = state.related;
    box.addEventListener("change", () => go({ related: box.checked }));
    node.append(el("label", { class: "switch" }, box, el("span", { text: w("related") }), el("b", { class: "chosen-name" })));
  }
  const folding = sections.filter((s) => grid.folded.has(s.key)).length > sections.length / 2;
  node.append(el("button", { type: "button", class: "quiet", text: folding ? w("openAll") : w("foldAll"), on: { click: () => foldAll(!folding) } }));
  return node;
}

export function matrixHead(shown, people) {
  const corner = el("th", { class: "corner", scope: "col" }, el("p", { text: w("corner") }), el("p", { text: w("cornerHint") }), el("p", { text: w("cornerLoad") }));
  const head = el("tr", {}, corner);
  if (people) head.append(el("th", { class: "who", scope: "col" }, el("span", { text: w("leader") })));
  const labels = el("div", { class: "labels" });
  const bands = el("div", { class: "bands" });
  const inShown = new Set(shown);
  const heights = grid.columns.map((u) => roleCounts(model, units[u].tasks.filter((t) => inShown.has(t)), units[u]));
  const tallest = Math.max(1, ...heights.map(([, a, b, c]) => a + b + c));
  grid.columns.forEach((u, at) => {
    const unit = units[u];
    const button = el("button", { type: "button", class: "column", data: { open: unit.id, column: at }, title: unit.name }, el("bdi", { text: unit.short }));
    button.style.setProperty("--at", at);
    const [, lead, support, named] = heights[at];
    const bar = el("i", { class: "bar", title: `${lead + support + named}` }, el("i", { class: "rest" }), el("i", { class: "lead" }));
    bar.firstChild.style.height = `${Math.round((28 * (support + named)) / tallest)}px`;
    bar.lastChild.style.height = `${Math.round((28 * lead) / tallest)}px`;
    button.append(bar);
    labels.append(button);
  });
  for (const [from, to, u] of bandRuns()) {
    const unit = units[u];
    const cluster = unit.cluster;
    const title = unit.group ? w("groupPhrases") : cluster >= 0 ? nameOf({ kind: "cluster", i: cluster, of: clusters[cluster] }) : w("unclustered");
    const band = cluster >= 0 ? el("button", { type: "button", data: { open: clusters[cluster].id }, title, text: to - from > 3 ? title : String(cluster + 1) }) : el("span", { title, text: to - from > 2 ? title : "" });
    band.classList.add("band");
    band.style.setProperty("--at", from);
    band.style.setProperty("--n", to - from);
    band.style.setProperty("--color", cluster >= 0 ? clusters[cluster].color : "#9AA5B1");
    bands.append(band);
  }
  head.append(el("th", { class: "cols", scope: "col" }, bands, labels));
  return el("thead", {}, head);
}

// Neighbouring columns of one cluster: [from, to, a unit of it].
export function bandRuns() {
  const runs = [];
  const group = (u) => (units[u].group ? "group" : units[u].cluster);
  grid.columns.forEach((u, at) => {
    const last = runs[runs.length - 1];
    if (last && group(last[2]) === group(u)) last[1] = at + 1;
    else runs.push([at, at + 1, u]);
  });
  return runs;
}

export function documentRow(doc, people) {
  const of = documents[doc];
  const text = of ? `${of.title}${of.number ? ` ${of.number}` : ""}` : w("noDocument");
  return el("tbody", {}, el("tr", { class: "document" }, el("th", { colspan: people ? 3 : 2, scope: "rowgroup" }, el("bdi", { text }))));
}

export function sectionBody(section, people) {
  const body = el("tbody", { class: "section", data: { section: section.key } });
  const title = section.sector >= 0 ? sectors[section.sector].title : w("noSector");
  const fold = el("button", { type: "button", class: "fold", "aria-expanded": "true", "aria-label": title });
  const name = section.sector >= 0 ? nameButton(sectorThing(section.sector), title) : el("span", { text: title });
  const head = el("th", { colspan: people ? 2 : 1, scope: "rowgroup" }, el("div", {}, fold, name, el("span", { class: "n", text: section.tasks.length })));
  const sums = el("td", { class: "cells" });
  const counts = new Map();
  for (const t of section.tasks) {
    for (const u of new Set(tasks[t].mentions.filter((i) => mentions[i].role).map((i) => mentions[i].who))) counts.set(u, (counts.get(u) || 0) + 1);
  }
  for (const [u, n] of counts) {
    if (!grid.at.has(u)) continue;
    const sum = el("span", { class: n > 99 ? "sum long" : "sum", text: n > 999 ? "…" : n });
    sum.style.setProperty("--at", grid.at.get(u));
    sum.style.setProperty("--heat", `${Math.round(60 * Math.min(1, n / section.tasks.length))}%`);
    sums.append(sum);
  }
  body.append(el("tr", { class: "head" }, head, sums));
  const empty = grid.columns.length > 0 && section.doc >= 0 && !documents[section.doc].tasks.some((t) => tasks[t].mentions.length);
  if (!grid.folded.has(`open ${section.key}`) && (FOLDED || empty) && !isScoped(state) && !state.related) grid.folded.add(section.key);
  const set = (folded) => {
    fold.setAttribute("aria-expanded", String(!folded));
    body.classList.toggle("folded", folded);
    for (const row of [...body.children].slice(1)) row.remove();
    if (!folded) addRows(body, section, people, 0);
  };
  fold.addEventListener("click", () => {
    const folded = !grid.folded.has(section.key);
    if (folded) grid.folded.add(section.key);
    else grid.folded.delete(section.key);
    grid.folded[folded ? "delete" : "add"](`open ${section.key}`);
    set(folded);
    markMatrix();
  });
  set(grid.folded.has(section.key));
  return body;
}

export function addRows(body, section, people, from) {
  section.tasks.slice(from, from + CHUNK).forEach((t) => body.append(taskRow(t, people)));
  const left = section.tasks.length - from - CHUNK;
  if (left <= 0) return;
  const more = el("button", { type: "button", class: "more", text: w("more", Math.min(left, CHUNK)) });
  const row = el("tr", {}, el("th", { colspan: people ? 3 : 2 }, more));
  more.addEventListener("click", () => {
    row.remove();
    addRows(body, section, people, from + CHUNK);
    markMatrix();
  });
  body.append(row);
}

export function taskRow(t, people) {
  const task = tasks[t];
  const label = el("button", { type: "button", class: "label", data: { evidence: task.id, other: "" }, title: task.text }, el("span", { class: "number", text: task.number }), el("span", { class: "words", text: task.title || task.text }));
  const row = el("tr", { class: "task", data: { task: t } }, el("th", { scope: "row" }, label));
  if (people) {
    const who = [...new Set(task.mentions.filter((i) => !mentions[i].role).map((i) => mentions[i].who))];
    row.append(el("td", { class: "who" }, el("div", {}, ...who.map((l) => nameButton(leaderThing(l), leaders[l].name)))));
  }
  const line = el("td", { class: "cells" });
  const marks = [];
  for (const u of new Set(task.mentions.filter((i) => mentions[i].role).map((i) => mentions[i].who))) {
    if (!grid.at.has(u)) continue;
    const role = strongest(model, cell(model, t, units[u]));
    const at = grid.at.get(u);
    const node = el("button", { type: "button", tabindex: -1, class: `mark ${MARKS[role]}`, "aria-label": `${units[u].name} ${w(ROLES[role])} ${task.number}`, data: { evidence: task.id, other: units[u].id, column: at, role } });
    node.style.setProperty("--at", at);
    marks.push(node);
  }
  marks.sort((a, b) => a.dataset.column - b.dataset.column);
  line.append(...marks);
  if (!grid.columns.length) line.append(...bareFacts(task));
  row.append(line);
  grid.rows.set(t, row);
  return row;
}

// Where no unit is named there are no columns: the row says which areas and targets the task has.
export function bareFacts(task) {
  const areas = [...new Set(task.counties.map(([c]) => c))].map((c) => nameButton(countyThing(c)));
  return [el("div", { class: "chips" }, ...areas, ...task.targets.map(([text]) => el("span", { class: "note", text })))];
}

export function foldAll(folded) {
  grid.folded = new Set(sectionsOf(shownTasks(model, state)).map((s) => (folded ? s.key : `open ${s.key}`)));
  grid.drawn = "";
  showMatrix();
}

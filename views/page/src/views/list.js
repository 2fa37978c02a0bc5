// The list: who carries how much, as tables that sort; what prints well and reads well on a telephone.
import { el } from "../dom.js";
import { MARKS, roleCounts, thingOf } from "../model.js";
import { leaders, model, tasks, units } from "../page.js";
import { markOf, nameButton, swatch } from "../parts.js";
import { visibleUnit } from "../select.js";
import { state } from "../state.js";
import { kindWord, lang, w } from "../words.js";

export const listView = document.getElementById("list-view");
const order = { units: ["total", -1], leaders: ["total", -1] };
let listDrawn = "";

export function showList() {
  const drawn = JSON.stringify([lang, state.groups, state.doc, order]);
  if (listDrawn === drawn) return;
  listDrawn = drawn;
  const inDoc = (t) => state.doc < 0 || tasks[t].document === state.doc;
  const rows = units.filter(visibleUnit).map((unit) => {
    const own = unit.tasks.filter(inDoc);
    return { unit, name: unit.name, counts: roleCounts(model, own, unit), total: own.length };
  });
  const people = leaders.map((leader) => ({ leader, name: leader.name, total: leader.tasks.filter(inDoc).length }));
  listView.replaceChildren(unitsTable(rows.filter((r) => r.total)), people.length ? leadersTable(people.filter((r) => r.total)) : "");
}

export function sorted(rows, which) {
  const [key, way] = order[which];
  const value = (row) => (typeof key === "number" ? row.counts[key] : row[key]);
  return rows.sort((a, b) => (typeof value(a) === "string" ? value(a).localeCompare(value(b), "zh") : value(a) - value(b)) * way);
}

export function heading(which, key, text, role = -1) {
  const [now, way] = order[which];
  const set = () => {
    order[which] = [key, now === key ? -way : key === "name" ? 1 : -1];
    showList();
  };
  const button = el("button", { type: "button", on: { click: set } }, role >= 0 ? markOf(role) : null, text, el("span", { class: "way", text: now === key ? (way < 0 ? "▾" : "▴") : "" }));
  return el("th", { scope: "col", "aria-sort": now === key ? (way < 0 ? "descending" : "ascending") : "none", class: role >= 0 || key === "total" ? "figure" : "" }, button);
}

export function unitsTable(rows) {
  const most = Math.max(1, ...rows.map(({ counts }) => counts[1] + counts[2] + counts[3]));
  const head = el("tr", {}, heading("units", "name", w("unit")), el("th", { scope: "col", class: "kindly", text: w("kind") }), heading("units", 1, w("short1"), 1), heading("units", 2, w("short2"), 2), heading("units", 3, w("short3"), 3), heading("units", "total", w("total")), el("th", { class: "bars", "aria-hidden": "true" }));
  const body = sorted(rows, "units").map(({ unit, counts, total }) => {
    const bars = el("td", { class: "bars", "aria-hidden": "true" });
    for (const role of [1, 2, 3]) {
      const bar = el("i", { class: MARKS[role] });
      bar.style.width = `${(100 * counts[role]) / most}%`;
      bars.append(bar);
    }
    return el("tr", {}, el("th", { scope: "row" }, swatch(unit.cluster), nameButton(thingOf(model, unit.id), unit.name)), el("td", { class: "kindly", text: kindWord(unit.kind) }), ...[1, 2, 3].map((r) => el("td", { class: "figure", text: counts[r] || "" })), el("td", { class: "figure total", text: total }), bars);
  });
  return el("div", { class: "listing" }, el("h2", { text: `${w("units")} ${rows.length}` }), el("table", {}, el("thead", {}, head), el("tbody", {}, ...body)));
}

export function leadersTable(rows) {
  const most = Math.max(1, ...rows.map((r) => r.total));
  const head = el("tr", {}, heading("leaders", "name", w("leader")), heading("leaders", "total", w("tasks")), el("th", { class: "bars", "aria-hidden": "true" }));
  const body = sorted(rows, "leaders").map(({ leader, total }) => {
    const bar = el("i", { class: "over" });
    bar.style.width = `${(100 * total) / most}%`;
    return el("tr", {}, el("th", { scope: "row" }, nameButton(thingOf(model, leader.id))), el("td", { class: "figure total", text: total }), el("td", { class: "bars", "aria-hidden": "true" }, bar));
  });
  return el("div", { class: "listing" }, el("h2", { text: `${w("leaders")} ${rows.length}` }), el("table", {}, el("thead", {}, head), el("tbody", {}, ...body)));
}

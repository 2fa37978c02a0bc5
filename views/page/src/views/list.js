// The list: who carries how much, as tables that sort; what prints well and reads well on a telephone.
/** @import { Load } from "../select.js" */
/** @import { Model, View } from "../types" */
import { el, rootOf } from "../dom.js";
import { MARKS } from "../model.js";
import { leaderThing, markOf, nameButton, swatch, unitThing } from "../parts.js";
import { leaderLoads, shownKey, unitLoads } from "../select.js";
import { kindWord, lang, w } from "../words.js";

/** @typedef {"name" | "total" | 1 | 2 | 3} Key */
/** Which column each table is sorted by, and which way. @type {Record<"units" | "leaders", [Key, number]>} */
const order = { units: ["total", -1], leaders: ["total", -1] };
let listDrawn = "";

/** @type {View} */
export const list = {
  name: "list",
  draw(root, model, state) {
    const drawn = JSON.stringify([lang, shownKey(state), order]);
    if (listDrawn === drawn) return;
    listDrawn = drawn;
    const again = () => list.draw(root, model, state);
    const people = leaderLoads(model, state);
    root.replaceChildren(unitsTable(model, unitLoads(model, state), again), people.length ? leadersTable(model, people, again) : "");
  },
  take(model, state) {
    const columns = ["kind", "name", "OVERSEES", "LEADS", "SUPPORTS", "RESPONSIBLE_FOR", "total"].map((key) => w(key));
    const units = sorted(unitLoads(model, state), "units", (row) => model.units[row.i].name).map((row) => [kindWord(model.units[row.i].kind), model.units[row.i].name, ...row.counts, row.tasks]);
    const people = sorted(leaderLoads(model, state), "leaders", (row) => model.leaders[row.i].name).map((row) => [w("leader"), model.leaders[row.i].name, ...row.counts, row.tasks]);
    return { title: w("list"), columns, rows: [...units, ...people] };
  },
};
rootOf("list");

/** @param {readonly Load[]} rows @param {"units" | "leaders"} which @param {(row: Load) => string} name */
function sorted(rows, which, name) {
  const [key, way] = order[which];
  return [...rows].sort((a, b) => {
    if (key === "name") return name(a).localeCompare(name(b), "zh") * way;
    return (key === "total" ? a.tasks - b.tasks : a.counts[key] - b.counts[key]) * way;
  });
}

/** @param {"units" | "leaders"} which @param {Key} key @param {string} text @param {() => void} again */
function heading(which, key, text, again) {
  const [now, way] = order[which];
  const set = () => {
    order[which] = [key, now === key ? -way : key === "name" ? 1 : -1];
    again();
  };
  const button = el("button", { type: "button", on: { click: set } }, typeof key === "number" ? markOf(key) : null, text, el("span", { class: "way", text: now === key ? (way < 0 ? "▾" : "▴") : "" }));
  return el("th", { scope: "col", "aria-sort": now === key ? (way < 0 ? "descending" : "ascending") : "none", class: key === "name" ? "" : "figure" }, button);
}

/** @param {Model} model @param {readonly Load[]} loads @param {() => void} again */
function unitsTable(model, loads, again) {
  const most = Math.max(1, ...loads.map(({ counts }) => counts[1] + counts[2] + counts[3]));
  const roles = /** @type {const} */ ([1, 2, 3]);
  const head = el("tr", {}, heading("units", "name", w("unit"), again), el("th", { scope: "col", class: "kindly", text: w("kind") }), ...roles.map((r) => heading("units", r, w(`short${r}`), again)), heading("units", "total", w("total"), again), el("th", { class: "bars", "aria-hidden": "true" }));
  const body = sorted(loads, "units", (row) => model.units[row.i].name).map(({ i, counts, tasks }) => {
    const unit = model.units[i];
    const bars = el("td", { class: "bars", "aria-hidden": "true" });
    for (const role of roles) bars.append(bar(MARKS[role], counts[role] / most));
    return el("tr", {}, el("th", { scope: "row" }, swatch(unit.cluster), nameButton(unitThing(i), unit.name)), el("td", { class: "kindly", text: kindWord(unit.kind) }), ...roles.map((r) => el("td", { class: "figure", text: counts[r] || "" })), el("td", { class: "figure total", text: tasks }), bars);
  });
  return el("div", { class: "listing" }, el("h2", { text: `${w("units")} ${loads.length}` }), el("table", {}, el("thead", {}, head), el("tbody", {}, ...body)));
}

/** @param {Model} model @param {readonly Load[]} loads @param {() => void} again */
function leadersTable(model, loads, again) {
  const most = Math.max(1, ...loads.map((r) => r.tasks));
  const head = el("tr", {}, heading("leaders", "name", w("leader"), again), heading("leaders", "total", w("tasks"), again), el("th", { class: "bars", "aria-hidden": "true" }));
  const body = sorted(loads, "leaders", (row) => model.leaders[row.i].name).map(({ i, tasks }) =>
    el("tr", {}, el("th", { scope: "row" }, nameButton(leaderThing(i))), el("td", { class: "figure total", text: tasks }), el("td", { class: "bars", "aria-hidden": "true" }, bar("over", tasks / most))),
  );
  return el("div", { class: "listing" }, el("h2", { text: `${w("leaders")} ${loads.length}` }), el("table", {}, el("thead", {}, head), el("tbody", {}, ...body)));
}

/** @param {string} mark @param {number} share of the row's width */
function bar(mark, share) {
  const node = el("i", { class: mark });
  node.style.width = `${100 * share}%`;
  return node;
}

// The overview: what the briefing finds, each sentence a way to what shows it; beside it three small pictures.
/** @import { Finding, FindingCell, Model, ScopeData, State, Thing, View } from "../types" */
import { cross } from "../cross.js";
import { el } from "../dom.js";
import { go } from "../here.js";
import { MARKS } from "../model.js";
import { leaderThing, markOf, nameButton, shortOf, unitThing } from "../parts.js";
import { isFiltered, scopeDocuments, scopeTasks, shownKey, unitLoads } from "../select.js";
import { grid } from "../tables.js";
import { lang, w } from "../words.js";
import { lorenzPicture } from "./overview_lorenz.js";

const UNITS = 12, LEADERS = 8, LONGEST = 11;
let drawnFor = "";

/** @type {View} */
export const overview = {
  name: "overview",
  draw(root, model, state) {
    const drawn = JSON.stringify([lang, shownKey(state), state.documents, state.years, state.city]);
    if (drawnFor === drawn) return;
    drawnFor = drawn;
    root.replaceChildren(el("div", { class: "overview" }, findingsPart(model, state), el("div", { class: "pictures" }, loadPicture(model, state), lorenzPicture(model, state, scopeOf(model, state)), heatPicture(model, state))));
  },
  take(model, state) {
    const scope = scopeOf(model, state) ?? model.scopes?.[0];
    const rows = (scope?.findings ?? []).map((one) => [one.title[at()], one.said[at()], one.method[at()]]);
    return { title: w("overview"), columns: [w("what"), w("words"), w("methodWord")], rows };
  },
  here: (model) => Boolean(model.scopes?.length),
};

const at = () => (lang === "zh" ? 0 : 1);

/** The findings of exactly the documents in scope; null where none were made. @param {Model} model @param {State} state @returns {ScopeData | null} */
function scopeOf(model, state) {
  const chosen = scopeDocuments(model, state);
  return (model.scopes ?? []).find(({ documents }) => documents.length === chosen.size && documents.every((i) => chosen.has(i))) ?? null;
}

/** @param {Model} model @param {State} state */
function findingsPart(model, state) {
  const own = scopeOf(model, state);
  const scope = own ?? model.scopes?.[0];
  const found = scope?.findings ?? [];
  const head = own ? w("findingsOf", scopeDocuments(model, state).size, scopeTasks(model, state).length, model.day) : w("findingsOfAll", model.documents.length);
  return el(
    "section",
    { class: "findings", "aria-label": w("overview") },
    el("p", { class: own ? "note" : "note warn", text: head }),
    isFiltered(state) ? el("p", { class: "note warn", text: w("findingsNotFiltered") }) : null,
    found.length ? el("ol", {}, ...found.map(findingItem)) : el("p", { text: w("noFindings") }),
  );
}

/** @param {Finding} one */
function findingItem(one) {
  const follow = el("button", { type: "button", class: "said", data: { finding: one.name }, on: { click: () => go({ ...one.link, sel: "", with: "" }) } }, one.said[at()], el("span", { class: "go", "aria-hidden": "true", text: " →" }));
  const more = el("details", {}, el("summary", { text: w("tableAndMethod") }));
  more.addEventListener("toggle", () => more.open && more.children.length === 1 && more.append(findingTable(one), el("p", { class: "note", text: w("methodIs", one.method[at()]) })));
  return el("li", {}, el("h2", { text: one.title[at()] }), follow, more);
}

/** The briefing's table; a row that leads somewhere begins with a link. @param {Finding} one */
function findingTable(one) {
  /** @param {FindingCell} cell */
  const text = (cell) => (Array.isArray(cell) ? cell[at()] : cell);
  const rows = one.rows.map((row, i) => {
    const link = one.links[i];
    return row.map((cell, c) => (link && c === 0 ? el("button", { type: "button", class: "name", on: { click: () => go({ ...link, sel: "", with: "" }) } }, el("bdi", { text: text(cell) || w("showIt") })) : text(cell)));
  });
  return grid(one.title[at()], one.head.map(text), [...rows, ...one.sums.map((row) => row.map(text))]);
}

/** Who carries most, by role; distinct tasks. @param {Model} model @param {State} state */
function loadPicture(model, state) {
  const rows = unitLoads(model, state);
  const most = Math.max(1, ...rows.slice(0, UNITS).map(({ counts }) => counts[1] + counts[2] + counts[3]));
  const bars = rows.slice(0, UNITS).map(({ i, counts, tasks }) => {
    const bar = el("span", { class: "role-bar", "aria-hidden": "true" });
    for (const role of [1, 2, 3]) {
      if (!counts[role]) continue;
      const piece = el("i", { class: MARKS[role], title: `${w(`short${role}`)} ${counts[role]}` });
      piece.style.width = `${(100 * counts[role]) / most}%`;
      bar.append(piece);
    }
    const roles = [1, 2, 3].filter((role) => counts[role]).map((role) => `${w(`short${role}`)} ${counts[role]}`).join(w("comma"));
    return el("li", {}, nameButton(unitThing(i), shortOf(unitThing(i))), bar, el("b", { class: "figure", text: tasks }), el("span", { class: "unseen", text: roles }));
  });
  const key = el("p", { class: "note key" }, ...[1, 2, 3].flatMap((role) => [markOf(role), `${w(`short${role}`)} `]), el("span", { class: "of", text: w("firstOf", bars.length, rows.length) }));
  return figure(w("loadByRole"), key, bars.length ? el("ol", { class: "load-bars" }, ...bars) : el("p", { class: "note", text: w("nothingHere") }));
}

/** Under whom the work of which unit lies. @param {Model} model @param {State} state */
function heatPicture(model, state) {
  const found = cross(model, state, "leader", "unit");
  const rows = found.rows.slice(0, LEADERS);
  const columns = found.columns.slice(0, UNITS);
  if (!rows.length) return null;
  const most = Math.max(1, ...rows.flatMap(([r]) => columns.map(([c]) => found.cells.get(`${r}|${c}`) ?? 0)));
  const head = el("tr", {}, el("td"), ...columns.map(([c]) => el("th", { scope: "col" }, el("span", { class: "upright" }, nameButton(unitThing(c), brief(unitThing(c)))))));
  const body = rows.map(([r]) => el("tr", {}, el("th", { scope: "row" }, nameButton(leaderThing(r))), ...columns.map(([c]) => heatCell(found.cells.get(`${r}|${c}`) ?? 0, most, () => go({ view: "tasks", leader: model.leaders[r].id, unit: model.units[c].id }), w("pivotCell", model.leaders[r].name, model.units[c].name, found.cells.get(`${r}|${c}`) ?? 0)))));
  const all = el("button", { type: "button", class: "more", text: `${w("pivot")} →`, on: { click: () => go({ view: "pivot", rows: "leader", columns: "unit" }) } });
  return figure(w("heatLeaders"), el("p", { class: "note" }, all), el("div", { class: "grid-box", tabindex: 0, role: "region", "aria-label": w("heatLeaders") }, el("table", { class: "heat" }, el("thead", {}, head), el("tbody", {}, ...body))));
}

/**
 * A number on a ground that is the stronger the larger it is; nothing where there is none.
 * @param {number} n @param {number} most @param {() => void} open @param {string} label
 */
export function heatCell(n, most, open, label) {
  if (!n) return el("td");
  const node = el("td", { class: "figure" }, el("button", { type: "button", text: n, title: label, "aria-label": label, tabindex: -1, on: { click: open } }));
  const step = Math.ceil((6 * n) / most);
  node.dataset.heat = String(step);
  return node;
}

/** As much of a name as stands over a column; the whole is its title. @param {Thing} thing */
export function brief(thing) {
  const name = shortOf(thing);
  return [...name].length > LONGEST ? `${[...name].slice(0, LONGEST - 1).join("")}…` : name;
}

/** @param {string} title @param {(Node | null)[]} content */
export function figure(title, ...content) {
  return el("figure", {}, el("figcaption", { text: title }), ...content);
}

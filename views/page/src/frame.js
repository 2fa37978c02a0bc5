// What stands around every view: tabs, documents, figures, and the plain statement of what is not drawn.
import { byId, el } from "./dom.js";
import { go, state } from "./here.js";
import { documents, leaders, model, tasks, units } from "./page.js";
import { markOf } from "./parts.js";
import { figures, isFiltered, isScoped, scopeDocuments } from "./select.js";
import { viewOf, VIEWS } from "./views/index.js";
import { lang, ROLES, w } from "./words.js";

/** More documents than this are a list to open, not a strip. */
const STRIP = 3;
let framed = "";

/** Draw the frame anew where its language changed, and set what follows the state. */
export function showFrame() {
  if (framed !== lang) {
    framed = lang;
    for (const node of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-word]"))) node.textContent = w(node.dataset.word ?? "");
    for (const node of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("[data-hint]"))) node.placeholder = w(node.dataset.hint ?? "");
    for (const node of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-label]"))) {
      node.setAttribute("aria-label", w(node.dataset.label ?? ""));
      if (node.matches("button, select")) node.title = w(node.dataset.label ?? "");
    }
    byId("lang").textContent = lang === "zh" ? "EN" : "中文";
    drawTabs();
    drawDocuments();
  }
  const now = viewOf(state.view).name;
  document.body.dataset.view = now;
  for (const tab of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#views [role=tab]"))) {
    const is = tab.dataset.view === now;
    tab.setAttribute("aria-selected", String(is));
    tab.tabIndex = is ? 0 : -1;
    if (is) inStrip(tab);
  }
  markDocuments();
  drawFigures();
  drawNotes();
}

/** On a telephone tabs are a strip: the one that is chosen is brought into it. @param {HTMLElement} tab */
function inStrip(tab) {
  const strip = byId("views");
  if (strip.scrollWidth <= strip.clientWidth) return;
  strip.scrollLeft = tab.offsetLeft - strip.offsetLeft - (strip.clientWidth - tab.offsetWidth) / 2;
}

function drawTabs() {
  byId("views").replaceChildren(...VIEWS.map(({ name }) => el("button", { type: "button", role: "tab", id: `tab-${name}`, data: { view: name }, "aria-controls": `${name}-view`, text: w(name) })));
}

function drawDocuments() {
  const rows = documents.map((of, i) => {
    const facts = [of.issuer, of.date].filter((text) => text).map((text) => el("bdi", { text }));
    const number = of.number ? el("bdi", { class: "number", text: of.number }) : null;
    const button = el("button", { type: "button", data: { document: i }, title: of.title }, number, el("span", { class: "name" }, el("bdi", { text: of.title })), el("span", { class: "facts" }, ...facts, el("span", { text: w("nTasks", of.tasks.length) })));
    return el("li", {}, button);
  });
  const place = byId("documents");
  if (documents.length <= STRIP) return place.replaceChildren(el("ul", {}, ...rows));
  const box = el("details", {}, el("summary", {}), el("div", { class: "pop" }, yearsChoice(), citiesChoice(), el("ul", {}, ...rows)));
  return place.replaceChildren(box);
}

function yearsChoice() {
  if (model.years.length < 2) return null;
  return el("p", { class: "chips", role: "group", "aria-label": w("year") }, ...model.years.map((year) => el("button", { type: "button", class: "choose", data: { year }, text: year, on: { click: () => go({ years: toggled(state.years, year) }) } })));
}

function citiesChoice() {
  if (model.cities.length < 2) return null;
  return el("p", { class: "chips", role: "group", "aria-label": w("city") }, ...model.cities.map((city) => el("button", { type: "button", class: "choose", data: { city }, text: city, on: { click: () => go({ city: state.city === city ? "" : city }) } })));
}

/** @template T @param {T[]} list @param {T} one */
export function toggled(list, one) {
  return list.includes(one) ? list.filter((each) => each !== one) : [...list, one].sort();
}

function markDocuments() {
  const place = byId("documents");
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("[data-document], [data-year], [data-city]"))) {
    const { document: at, year, city } = button.dataset;
    const is = at !== undefined ? state.documents.includes(documents[Number(at)].id) : year !== undefined ? state.years.includes(Number(year)) : state.city === city;
    button.setAttribute("aria-pressed", String(is));
  }
  const summary = place.querySelector("summary");
  if (summary) {
    const chosen = scopeDocuments(model, state).size;
    summary.textContent = chosen === documents.length ? w("nDocuments", chosen) : w("nOfDocuments", chosen, documents.length);
  }
}

/** Figures of what is shown: they follow scope, filters and roles. */
function drawFigures() {
  const found = figures(model, state);
  /** @param {string} word @param {string} name @param {number} n */
  const figure = (word, name, n) => el("li", {}, `${w(word)} `, el("b", { data: { count: name }, text: n }));
  /** Phrases for several are no unit and no leader: they stand beside them. @param {HTMLElement} node @param {string} name @param {number} n */
  const plus = (node, name, n) => {
    if (n) node.append(el("span", { class: "plus" }, " +", el("b", { data: { count: name }, text: n }), ` ${w("groupPhrases")}`));
    return node;
  };
  const roles = [1, 2, 3].map((role) =>
    el("li", {}, el("button", { type: "button", data: { role }, "aria-pressed": String(state.roles.includes(role)) }, markOf(role), `${w(ROLES[role])} `, el("b", { data: { count: ROLES[role] }, text: found.mentions[role] }))),
  );
  const over = el("li", {}, markOf(0), `${w(ROLES[0])} `, el("b", { data: { count: ROLES[0] }, text: found.mentions[0] }));
  byId("figures").replaceChildren(figure("tasks", "Task", found.tasks), plus(figure("leaders", "Leader", found.leaders), "leaderGroups", found.leaderGroups), plus(figure("units", "units", found.units), "groups", found.groups), over, ...roles);
}

/** The plain statement of what is not drawn. */
function drawNotes() {
  const found = figures(model, state);
  const parts = [];
  if (state.missing) parts.push(w("notHere"));
  if (viewOf(state.view).whole && (isFiltered(state) || isScoped(state))) parts.push(w("wholeView"));
  if (found.groups && !viewOf(state.view).printed) {
    const first = units.find((unit) => unit.group);
    parts.push(w(state.groups ? "groupsShown" : "groupsHidden", found.groups, found.groupMentions, first?.name));
  }
  if (found.unnamed) parts.push(w("unnamed", found.unnamed));
  const { size } = model.settings;
  if (size === "aggregate") parts.push(w("sizeAggregate"));
  if (size === "index") parts.push(w("sizeIndex", tasks.length + units.length + leaders.length));
  byId("left-out").textContent = parts.join(lang === "zh" ? "" : " ");
  const box = document.getElementById("groups");
  if (box instanceof HTMLInputElement) box.checked = state.groups;
  byId("notes").hidden = !parts.length && !box;
}

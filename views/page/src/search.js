// Search: names in any written form, their pinyin, their initials; tasks by number and words.
/** @import { Thing, Unit } from "./types" */
import { byId, el, within } from "./dom.js";
import { openThing } from "./here.js";
import { roleCounts } from "./model.js";
import { model } from "./page.js";
import { markOf, nameOf, taskThing } from "./parts.js";
import { plain } from "./select.js";
import { w } from "./words.js";

export const findBox = /** @type {HTMLInputElement} */ (byId("find"));
const list = byId("found");
const LIMIT = 30;
/** @typedef {{ thing: Thing, score: number, weight: number }} Hit */
/** @type {Hit[]} */
let results = [];
let chosen = -1;

/**
 * 0 equal, 1 begins with, 2 contains, 3 letters in this order (住建局 in 住房和城乡建设局); Infinity: no.
 * @param {string} key
 * @param {string} query
 */
function fits(key, query) {
  if (key === query) return 0;
  const at = key.indexOf(query);
  if (at === 0) return 1;
  if (at > 0) return 2;
  if (query.length < 2 || query.length > key.length || key.length > 60) return Infinity;
  let i = 0;
  for (const char of key) if (char === query[i]) i += 1;
  return i === query.length ? 3 : Infinity;
}

/**
 * A subsequence is a guess: letters of a full pinyin fit too easily, so it counts for characters and initials only.
 * @param {string[]} keys
 * @param {string} query
 */
function bestFit(keys, query) {
  const latin = /^[a-z0-9]+$/.test(query);
  let best = Infinity;
  for (const key of keys) {
    const score = fits(key, query);
    if (score === 3 && latin && (key.length > 14 || query[0] !== key[0])) continue;
    if (score < best) best = score;
  }
  return best;
}

/** Each task as it is searched, made when first needed. @type {string[]} */
let searchable = [];

/** @param {string} raw @returns {Hit[]} */
function lookUp(raw) {
  const query = plain(raw).replace(/['’]+/g, "");
  if (!query) return [];
  /** @type {Hit[]} */
  const hits = [];
  for (const [order, kind] of /** @type {const} */ (["unit", "leader", "county", "sector"]).entries()) {
    model.kinds[kind].forEach((of, i) => {
      const score = bestFit(of.keys, query);
      if (score < Infinity) hits.push({ thing: /** @type {Thing} */ ({ kind, i, of }), score: score + order / 10, weight: of.tasks.length });
    });
  }
  if (!searchable.length) searchable = model.tasks.map((task) => plain(task.title + task.text));
  model.tasks.forEach((task, i) => {
    if (task.number.toLowerCase() === query) hits.push({ thing: taskThing(i), score: 0.5, weight: 0 });
    else if (searchable[i].includes(query)) hits.push({ thing: taskThing(i), score: 2.6, weight: 0 });
  });
  return hits.sort((a, b) => a.score - b.score || b.weight - a.weight || a.thing.i - b.thing.i);
}

function showFound() {
  const hits = lookUp(findBox.value);
  results = hits.slice(0, LIMIT);
  chosen = results.length ? 0 : -1;
  list.replaceChildren();
  const typed = findBox.value.trim() !== "";
  list.hidden = !typed;
  findBox.setAttribute("aria-expanded", String(typed));
  results.forEach(({ thing }, n) => {
    const row = el("li", { role: "option", id: `hit-${n}`, data: { hit: n } }, el("span", { class: "kind", text: w(thing.kind) }));
    row.append(el("bdi", { class: "what", text: thing.kind === "task" ? snippet(thing, findBox.value.trim()) : nameOf(thing) }));
    if (thing.kind === "unit") row.append(...unitNote(thing.of));
    else if (thing.kind !== "task") row.append(el("span", { class: "note", text: w("nTasks", thing.of.tasks.length) }));
    list.append(row);
  });
  if (!results.length && typed) list.append(el("li", { class: "none", text: w("nothingFound") }));
  if (hits.length > LIMIT) list.append(el("li", { class: "none", text: w("findMore", hits.length - LIMIT) }));
  mark();
}

/** @param {Unit} unit */
function unitNote(unit) {
  const counts = roleCounts(model, unit.tasks, unit);
  const parts = [1, 2, 3].filter((role) => counts[role]).map((role) => el("span", { class: "note" }, markOf(role), ` ${counts[role]}`));
  if (unit.group) parts.push(el("span", { class: "note", text: w("kind_group") }));
  return parts;
}

/** The part of a task in which the words stand. @param {Thing} thing @param {string} query */
function snippet(thing, query) {
  const text = nameOf(thing);
  const at = text.indexOf(query);
  return thing.kind === "task" && at > 24 ? `${thing.of.number}. …${text.slice(at - 12)}` : text;
}

function mark() {
  for (const row of list.querySelectorAll("[role=option]")) {
    const is = row.id === `hit-${chosen}`;
    row.setAttribute("aria-selected", String(is));
    if (is) {
      row.scrollIntoView({ block: "nearest" });
      findBox.setAttribute("aria-activedescendant", row.id);
    }
  }
  if (chosen < 0) findBox.removeAttribute("aria-activedescendant");
}

function closeFound() {
  list.hidden = true;
  findBox.setAttribute("aria-expanded", "false");
}

/** @param {number} n */
function open(n) {
  const hit = results[n];
  if (!hit) return;
  closeFound();
  findBox.blur();
  openThing(hit.thing.of.id);
  // The tabulator key goes on from what was found, not from the top of the page.
  byId("focus-view").focus({ preventScroll: true });
}

findBox.addEventListener("input", showFound);
findBox.addEventListener("focus", () => findBox.value.trim() && showFound());
findBox.addEventListener("blur", closeFound);
findBox.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (results.length) chosen = (chosen + (event.key === "ArrowDown" ? 1 : -1) + results.length) % results.length;
    mark();
  } else if (event.key === "Enter") {
    event.preventDefault();
    open(chosen);
  } else if (event.key === "Escape") {
    event.stopPropagation();
    findBox.value = "";
    closeFound();
    findBox.blur();
  }
});
list.addEventListener("mousedown", (event) => {
  const row = within(event, "[data-hit]");
  event.preventDefault();
  if (row) open(Number(row.dataset.hit));
});

// Search: names in any written form, their pinyin, their initials; tasks by number and words.
import { el } from "./dom.js";
import { loads } from "./model.js";
import { model, tasks } from "./page.js";
import { markOf, nameOf } from "./parts.js";
import { openThing } from "./state.js";
import { w } from "./words.js";

export const findBox = document.getElementById("find");
export const found = document.getElementById("found");
const LIMIT = 30;
let results = [];
let chosen = -1;

// 0 equal, 1 begins with, 2 contains, 3 letters in this order (住建局 in 住房和城乡建设局); Infinity: no.
export function fits(key, query) {
  if (key === query) return 0;
  const at = key.indexOf(query);
  if (at === 0) return 1;
  if (at > 0) return 2;
  if (query.length < 2 || query.length > key.length || key.length > 60) return Infinity;
  let i = 0;
  for (const char of key) if (char === query[i]) i += 1;
  return i === query.length ? 3 : Infinity;
}

// A subsequence is a guess: letters of a full pinyin fit too easily, so it counts for characters and initials only.
export function bestFit(keys, query) {
  const latin = /^[a-z0-9]+$/.test(query);
  let best = Infinity;
  for (const key of keys) {
    const score = fits(key, query);
    if (score === 3 && latin && (key.length > 14 || query[0] !== key[0])) continue;
    if (score < best) best = score;
  }
  return best;
}

export function lookUp(raw) {
  const query = raw.trim().toLowerCase().replace(/[\s'’]+/g, "");
  if (!query) return [];
  const hits = [];
  const push = (kind, i, score, weight) => hits.push({ kind, i, of: model.kinds[kind][i], score, weight });
  for (const [order, kind] of ["unit", "leader", "county", "sector"].entries()) {
    model.kinds[kind].forEach((of, i) => {
      const score = bestFit(of.keys, query);
      if (score < Infinity) push(kind, i, score + order / 10, of.tasks.length);
    });
  }
  tasks.forEach((task, i) => {
    if (task.number.toLowerCase() === query) push("task", i, 0.5, 0);
    else if ((task.title + task.text).toLowerCase().replace(/\s+/g, "").includes(query)) push("task", i, 2.6, 0);
  });
  return hits.sort((a, b) => a.score - b.score || b.weight - a.weight || a.i - b.i);
}

export function showFound() {
  const hits = lookUp(findBox.value);
  results = hits.slice(0, LIMIT);
  chosen = results.length ? 0 : -1;
  found.replaceChildren();
  const open = findBox.value.trim() !== "";
  found.hidden = !open;
  findBox.setAttribute("aria-expanded", String(open));
  results.forEach((hit, n) => {
    const row = el("li", { role: "option", id: `hit-${n}`, data: { hit: n } }, el("span", { class: "kind", text: w(hit.kind) }));
    row.append(el("bdi", { class: "what", text: hit.kind === "task" ? snippet(hit, findBox.value.trim()) : nameOf(hit) }));
    if (hit.kind === "unit") row.append(...unitNote(hit.of));
    else if (hit.kind !== "task") row.append(el("span", { class: "note", text: w("nTasks", hit.of.tasks.length) }));
    found.append(row);
  });
  if (!results.length && open) found.append(el("li", { class: "none", text: w("nothingFound") }));
  if (hits.length > LIMIT) found.append(el("li", { class: "none", text: w("findMore", hits.length - LIMIT) }));
  mark();
}

export function unitNote(unit) {
  const [, lead, support, named] = loads(model, unit);
  const parts = [];
  for (const [role, n] of [[1, lead], [2, support], [3, named]]) {
    if (n) parts.push(el("span", { class: "note" }, markOf(role), ` ${n}`));
  }
  if (unit.group) parts.push(el("span", { class: "note", text: w("kind_group") }));
  return parts;
}

// The part of a task in which the words stand.
export function snippet(hit, query) {
  const text = nameOf(hit);
  const at = text.indexOf(query);
  return at > 24 ? `${hit.of.number}. …${text.slice(at - 12)}` : text;
}

export function mark() {
  for (const row of found.querySelectorAll("[role=option]")) {
    const is = Number(row.dataset.hit) === chosen;
    row.setAttribute("aria-selected", String(is));
    if (is) {
      row.scrollIntoView({ block: "nearest" });
      findBox.setAttribute("aria-activedescendant", row.id);
    }
  }
  if (chosen < 0) findBox.removeAttribute("aria-activedescendant");
}

export function closeFound() {
  found.hidden = true;
  findBox.setAttribute("aria-expanded", "false");
}

export function take(n) {
  const hit = results[n];
  if (!hit) return;
  closeFound();
  findBox.blur();
  openThing(hit.of.id);
  // The tabulator key goes on from what was found, not from the top of the page.
  document.getElementById("focus-view").focus({ preventScroll: true });
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
    take(chosen);
  } else if (event.key === "Escape") {
    event.stopPropagation();
    findBox.value = "";
    closeFound();
    findBox.blur();
  }
});
found.addEventListener("mousedown", (event) => {
  const row = event.target.closest("[data-hit]");
  event.preventDefault();
  if (row) take(Number(row.dataset.hit));
});

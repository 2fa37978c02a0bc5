// @ts-nocheck -- not typed yet
// One thing and all it is joined to: leaders and sections | its tasks as boxes | units.
import { el, rootOf, svg } from "../dom.js";
import { taskStatements } from "../evidence.js";
import { state } from "../here.js";
import { MARKS, cell, count, roleCounts, strongest, thingOf } from "../model.js";
import { documents, leaders, mentions, model, sectors, tasks, units } from "../page.js";
import { aboutTask, howMany, loadBar, unitFacts, ways } from "../panel.js";
import { leaderThing, markOf, nameButton, nameOf, sectorThing, swatch, unitThing } from "../parts.js";
import { leaderLoads, shownKey, tasksOf, unitLoads, visibleUnit } from "../select.js";
import { statusWord } from "../tasks.js";
import { lang, w } from "../words.js";
import { lampNode } from "./tasks.js";

export const focusView = rootOf("focus");
const place = { drawn: "", active: null, lines: null };
const MOST_TASKS = 200;
const MOST_TARGETS = 4;

export function showFocus() {
  const thing = thingOf(model, state.focus);
  const drawn = JSON.stringify([lang, state.focus, shownKey(state)]);
  if (place.drawn !== drawn) {
    place.drawn = drawn;
    place.active = null;
    if (thing) drawFocus(thing);
    else drawFocusStart();
  }
  for (const box of focusView.querySelectorAll(".box.chosen")) box.classList.remove("chosen");
  const sel = thingOf(model, state.sel);
  if (sel?.kind === "task") focusView.querySelector(`.box[data-task="${sel.i}"]`)?.classList.add("chosen");
  for (const role of [1, 2, 3]) focusView.classList.toggle(`no-${MARKS[role]}`, !state.roles.includes(role));
  requestAnimationFrame(drawLines);
}

// Nothing chosen yet: where to begin.
export function drawFocusStart() {
  const most = unitLoads(model, state).slice(0, 24);
  const people = leaderLoads(model, state).slice(0, 24);
  focusView.replaceChildren(
    el(
      "div",
      { class: "start" },
      el("p", { class: "lead-in", text: w("focusHint") }),
      people.length ? el("h3", { text: w("focusTopLeaders") }) : null,
      people.length ? el("p", { class: "chips" }, ...people.map(({ i, tasks: n }) => nameButton(leaderThing(i), `${leaders[i].name} ${n}`))) : null,
      el("h3", { text: w("focusTop") }),
      el("p", { class: "chips" }, ...most.map(({ i, tasks: n }) => nameButton(unitThing(i), `${units[i].short} ${n}`))),
      el("h3", { text: w("sectors") }),
      el("ul", { class: "plain" }, ...sectors.slice(0, 40).map((s) => el("li", {}, nameButton(thingOf(model, s.id), `${s.title} ${s.tasks.length}`)))),
    ),
  );
}

// What is in focus: its name, how much it has, where else it is shown.
function headOf(thing, all) {
  const title = el("header", {}, el("span", { class: "kind", text: w(thing.kind) }), el("h2", {}, el("bdi", { text: thing.kind === "task" ? `${w("task")} ${thing.of.number}` : nameOf(thing) })));
  if (thing.kind !== "task") title.append(el("span", { class: "note", text: howMany(thing, all) }));
  if (thing.kind === "unit") title.append(loadBar(roleCounts(model, all, thing.of)));
  title.append(ways(thing));
  if (thing.kind === "unit") title.append(el("div", { class: "about" }, ...unitFacts(thing)));
  if (thing.kind === "cluster") title.append(el("p", { class: "about note", text: w("clusterNote") }));
  return title;
}

export function drawFocus(thing) {
  const all = tasksOf(model, state, thing);
  const list = all.slice(0, MOST_TASKS);
  const title = headOf(thing, all);
  const left = el("div", { class: "left" });
  const middle = el("div", { class: "middle" });
  const right = el("div", { class: "right" });

  const people = count(list.flatMap((t) => whoOfTask(t, (m) => !m.role)));
  if (people.length) left.append(el("h3", { text: w("leadersOf") }), ...people.map(([l, n]) => sideBox(leaderThing(l), leaders[l].name, n, thing)));
  const parts = count(list.map((t) => tasks[t].sector).filter((s) => s >= 0));
  if (parts.length && thing.kind !== "sector") left.append(el("h3", { text: w("sectors") }), ...parts.map(([s, n]) => sideBox(sectorThing(s), sectors[s].title, n, thing)));

  let section = null;
  for (const t of list) {
    const { sector, document: doc } = tasks[t];
    if (`${doc}|${sector}` !== section && thing.kind !== "task") {
      section = `${doc}|${sector}`;
      const heading = sector >= 0 ? sectors[sector].title : documents[doc]?.title;
      if (heading && parts.length > 1) middle.append(el("h4", {}, el("bdi", { text: heading })));
    }
    middle.append(taskBox(t, thing));
  }
  if (thing.kind === "task") {
    const about = el("div", { class: "about-task" });
    about.append(aboutTask(thing, false), ...taskStatements(thing.i));
    middle.append(about);
  }
  if (all.length > list.length) middle.append(el("p", { class: "note", text: w("seeAll", all.length - list.length) }));
  if (!list.length) middle.append(el("p", { class: "note", text: w("none") }));

  const company = thing.kind === "task" ? byRole(thing.i) : count(list.flatMap((t) => whoOfTask(t, (m) => m.role && visibleUnit(state, units[m.who]))));
  if (company.length) right.append(el("h3", { text: w("units") }), ...company.map(([u, n]) => sideBox(unitThing(u), units[u].short, n, thing)));
  place.lines = svg("svg", { class: "lines", "aria-hidden": "true" });
  const columns = el("div", { class: "columns" }, left, middle, right);
  columns.prepend(place.lines);
  focusView.replaceChildren(title, columns);
  focusView.scrollTop = 0;
}

// Distinct leaders or units of a task.
export function whoOfTask(t, which) {
  return [...new Set(tasks[t].mentions.map((i) => mentions[i]).filter(which).map((m) => m.who))];
}

// Units of one task, lead first, as printed: a focus on a task shows group phrases too, since it is about its words.
export function byRole(t) {
  const found = whoOfTask(t, (m) => m.role).map((u) => [u, 1]);
  return found.sort((a, b) => strongest(model, cell(model, t, units[a[0]])) - strongest(model, cell(model, t, units[b[0]])));
}

// A leader, section or unit: its name opens it, its number the tasks shared with the subject.
export function sideBox(thing, text, n, subject) {
  const self = thing.of.id === subject.of.id;
  const node = el("div", { class: `box side ${thing.kind}${self ? " self" : ""}`, data: { side: `${thing.kind}${thing.i}` } });
  if (thing.kind === "unit") node.append(swatch(thing.of.cluster));
  node.append(el("button", { type: "button", class: "main", data: { open: thing.of.id }, title: nameOf(thing) }, el("bdi", { text })));
  const people = (t) => t.kind === "unit" || t.kind === "leader";
  if (subject.kind === "task" && people(thing)) {
    node.append(el("button", { type: "button", class: "n", data: { evidence: subject.of.id, other: thing.of.id }, title: w("evidence") }, markOf(strongest(model, cell(model, subject.i, thing.of)))));
  } else if (people(subject) && people(thing) && !self) {
    node.append(el("button", { type: "button", class: "n", data: { evidence: subject.of.id, other: thing.of.id }, title: w("shared"), text: n }));
  } else node.append(el("span", { class: "n", text: n }));
  return node;
}

export function taskBox(t, subject) {
  const task = tasks[t];
  const joined = subject.kind === "unit" || subject.kind === "leader";
  const node = el("button", { type: "button", class: "box task", data: { task: t, evidence: task.id, other: joined ? subject.of.id : "" } });
  const head = el("span", { class: "head" });
  if (joined) {
    const role = strongest(model, cell(model, t, subject.of));
    node.classList.add(MARKS[role]);
    head.append(markOf(role));
  }
  head.append(el("b", { class: "number", text: task.number }));
  if (task.deadline) head.append(el("span", { class: "note" }, lampNode(model, t), el("bdi", { text: task.deadline })));
  const status = statusWord(model, task);
  if (status) head.append(el("span", { class: "note", text: status }));
  node.append(head, el("span", { class: subject.kind === "task" ? "words whole" : "words", text: task.title ? `${task.title} ${task.text}` : task.text }));
  const shown = task.targets.slice(0, subject.kind === "task" ? task.targets.length : MOST_TARGETS);
  const rest = task.targets.length - shown.length;
  if (shown.length) node.append(el("span", { class: "targets note" }, `${w("targets")} `, ...shown.map(([text]) => el("bdi", { text })), rest ? w("seeAll", rest) : null));
  return node;
}

// Lines from the task boxes in sight to both sides; with something pointed at, only its own.
export function drawLines() {
  const columns = focusView.querySelector(".columns");
  if (!columns || !place.lines || focusView.hidden) return;
  const base = columns.getBoundingClientRect();
  const bounds = focusView.getBoundingClientRect();
  place.lines.setAttribute("width", columns.scrollWidth);
  place.lines.setAttribute("height", columns.scrollHeight);
  const boxes = [...columns.querySelectorAll(".box.task")];
  const sides = new Map([...columns.querySelectorAll(".box.side")].map((node) => [node.dataset.side, node]));
  const inSight = (node) => node.getBoundingClientRect().bottom > bounds.top && node.getBoundingClientRect().top < bounds.bottom;
  const ends = boxes.flatMap((node) => linesOf(Number(node.dataset.task), node, sides));
  const active = place.active;
  const joined = active ? ends.filter((e) => e.task === active || e.side === active) : ends;
  const wanted = joined.filter((e) => inSight(e.side) && inSight(e.task));
  const lit = new Set(joined.flatMap((e) => [e.task, e.side]));
  for (const node of columns.querySelectorAll(".box")) node.classList.toggle("dim", Boolean(active) && node !== active && !lit.has(node));
  place.lines.replaceChildren(
    ...wanted.map(({ task, side, role }) => {
      const a = task.getBoundingClientRect();
      const b = side.getBoundingClientRect();
      const toRight = b.left > a.left;
      const x1 = (toRight ? a.right : a.left) - base.left;
      const x2 = (toRight ? b.left : b.right) - base.left;
      const y1 = a.top + a.height / 2 - base.top;
      const y2 = b.top + b.height / 2 - base.top;
      const bend = (x2 - x1) / 2;
      return svg("path", { class: role < 0 ? "in" : MARKS[role], d: `M${x1},${y1}C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}` });
    }),
  );
  place.lines.classList.toggle("faint", !active && wanted.length > 30);
}

export function linesOf(t, node, sides) {
  const ends = [];
  const seen = new Set();
  for (const i of tasks[t].mentions) {
    const { role, who } = mentions[i];
    if (role && !state.roles.includes(role)) continue;
    const key = `${role ? "unit" : "leader"}${who}`;
    const side = sides.get(key);
    if (side && !side.classList.contains("self") && !seen.has(key)) ends.push({ task: node, side, role });
    seen.add(key);
  }
  const sector = sides.get(`sector${tasks[t].sector}`);
  if (sector && place.active) ends.push({ task: node, side: sector, role: -1 });
  return ends;
}

export function pointAt(event) {
  const node = event.target.closest?.(".box") || null;
  if (node === place.active) return;
  place.active = node;
  drawLines();
}
focusView.addEventListener("mouseover", pointAt);
focusView.addEventListener("focusin", pointAt);
focusView.addEventListener("mouseleave", () => {
  place.active = null;
  drawLines();
});
focusView.addEventListener("scroll", () => requestAnimationFrame(drawLines), { passive: true });
focusView.addEventListener("keydown", (event) => {
  const node = event.target.closest(".box");
  if (!node || !event.key.startsWith("Arrow")) return;
  event.preventDefault();
  const places = [".left", ".middle", ".right"];
  const column = places.findIndex((p) => node.closest(p));
  const boxes = (at) => [...focusView.querySelectorAll(`${places[at]} .box.task, ${places[at]} .box .main`)];
  const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  let next;
  if (sideways) next = boxes(Math.max(0, Math.min(2, column + sideways))).find((b) => !b.closest(".dim"));
  else next = boxes(column)[boxes(column).indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
});


let resizing = 0;
window.addEventListener("resize", () => {
  cancelAnimationFrame(resizing);
  resizing = requestAnimationFrame(() => state.view === "focus" && drawLines());
});

export const focus = { name: "focus", draw: showFocus, take: takeFocus };

// The tasks of what is in focus.
function takeFocus() {
  const thing = thingOf(model, state.focus);
  const all = thing ? tasksOf(model, state, thing) : [];
  const rows = all.map((t) => [tasks[t].number, tasks[t].title || tasks[t].text, tasks[t].deadline]);
  return { title: thing ? nameOf(thing) : w("focus"), columns: [w("number"), w("task"), w("deadline")], rows };
}

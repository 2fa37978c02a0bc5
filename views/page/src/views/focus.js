// One thing and all it is joined to: leaders and sections | its tasks as boxes | units.
/** @import { Mention, Taken, Thing, View } from "../types" */
import { el, rootOf, svg, within } from "../dom.js";
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

const focusView = rootOf("focus");
/** What is drawn; the box that is pointed at; the lines between boxes. @type {{ drawn: string, active: HTMLElement | null, lines: SVGSVGElement | null }} */
const place = { drawn: "", active: null, lines: null };
const MOST_TASKS = 200;
const MOST_TARGETS = 4;

function showFocus() {
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

/** Nothing chosen yet: where to begin. */
function drawFocusStart() {
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
      el("ul", { class: "plain" }, ...sectors.slice(0, 40).map((s, i) => el("li", {}, nameButton(sectorThing(i), `${s.title} ${tasksOf(model, state, sectorThing(i)).length}`)))),
    ),
  );
}

/** What is in focus: its name, how much it has, where else it is shown. @param {Thing} thing @param {number[]} all */
function headOf(thing, all) {
  const title = el("header", {}, el("span", { class: "kind", text: w(thing.kind) }), el("h2", {}, el("bdi", { text: thing.kind === "task" ? `${w("task")} ${thing.of.number}` : nameOf(thing) })));
  if (thing.kind !== "task") title.append(el("span", { class: "note", text: howMany(thing, all) }));
  if (thing.kind === "unit") title.append(loadBar(roleCounts(model, all, thing.of)));
  title.append(ways(thing));
  if (thing.kind === "unit") title.append(el("div", { class: "about" }, ...unitFacts(thing)));
  if (thing.kind === "cluster") title.append(el("p", { class: "about note", text: w("clusterNote") }));
  return title;
}

/** @param {Thing} thing */
function drawFocus(thing) {
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

  let section = "";
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

  const company = thing.kind === "task" ? byRole(thing.i) : count(list.flatMap((t) => whoOfTask(t, (m) => m.role > 0 && visibleUnit(state, units[m.who]))));
  if (company.length) right.append(el("h3", { text: w("units") }), ...company.map(([u, n]) => sideBox(unitThing(u), units[u].short, n, thing)));
  place.lines = svg("svg", { class: "lines", "aria-hidden": "true" });
  const columns = el("div", { class: "columns" }, left, middle, right);
  columns.prepend(place.lines);
  focusView.replaceChildren(title, columns);
  focusView.scrollTop = 0;
}

/** Distinct leaders or units of a task. @param {number} t @param {(m: Mention) => boolean} which */
function whoOfTask(t, which) {
  return [...new Set(tasks[t].mentions.map((i) => mentions[i]).filter(which).map((m) => m.who))];
}

/** Units of one task, lead first, as printed: a focus on a task shows group phrases too, since it is about its words. @param {number} t */
function byRole(t) {
  const found = whoOfTask(t, (m) => m.role > 0).map((u) => /** @type {[unit: number, tasks: number]} */ ([u, 1]));
  return found.sort((a, b) => strongest(model, cell(model, t, units[a[0]])) - strongest(model, cell(model, t, units[b[0]])));
}

/** Whether tasks name it. @param {Thing} thing */
const named = (thing) => thing.kind === "unit" || thing.kind === "leader";

/**
 * A leader, section or unit: its name opens it, its number the tasks shared with the subject.
 * @param {Thing} thing
 * @param {string} text
 * @param {number} n
 * @param {Thing} subject
 */
function sideBox(thing, text, n, subject) {
  const self = thing.of.id === subject.of.id;
  const node = el("div", { class: `box side ${thing.kind}${self ? " self" : ""}`, data: { side: `${thing.kind}${thing.i}` } });
  if (thing.kind === "unit") node.append(swatch(thing.of.cluster));
  node.append(el("button", { type: "button", class: "main", data: { open: thing.of.id }, title: nameOf(thing) }, el("bdi", { text })));
  if (subject.kind === "task" && named(thing)) {
    node.append(el("button", { type: "button", class: "n", data: { evidence: subject.of.id, other: thing.of.id }, title: w("evidence") }, markOf(strongest(model, cell(model, subject.i, thing.of)))));
  } else if (named(subject) && named(thing) && !self) {
    node.append(el("button", { type: "button", class: "n", data: { evidence: subject.of.id, other: thing.of.id }, title: w("shared"), text: n }));
  } else node.append(el("span", { class: "n", text: n }));
  return node;
}

/** @param {number} t @param {Thing} subject */
function taskBox(t, subject) {
  const task = tasks[t];
  const joined = named(subject);
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

/** A line from a task's box to one beside it; of a role, or -1 to its section. @typedef {{ task: HTMLElement, side: HTMLElement, role: number }} Join */

/**
 * Lines from the task boxes in sight to both sides; with something pointed at, only its own. All is measured before
 * anything changes: in between, the browser would lay out the page again for each line.
 */
function drawLines() {
  /** @type {HTMLElement | null} */
  const columns = focusView.querySelector(".columns");
  const { lines, active } = place;
  if (!columns || !lines || focusView.hidden) return;
  const base = columns.getBoundingClientRect();
  const bounds = focusView.getBoundingClientRect();
  /** @type {NodeListOf<HTMLElement>} */
  const boxes = columns.querySelectorAll(".box");
  const sides = new Map([...boxes].flatMap((node) => (node.dataset.side ? [[node.dataset.side, node]] : [])));
  const ends = [...boxes].filter((node) => node.dataset.task).flatMap((node) => linesOf(Number(node.dataset.task), node, sides));
  const joined = active ? ends.filter((e) => e.task === active || e.side === active) : ends;
  /** @type {Map<Node, DOMRect>} */
  const places = new Map();
  /** @param {HTMLElement} node */
  const rect = (node) => {
    let found = places.get(node);
    if (!found) places.set(node, (found = node.getBoundingClientRect()));
    return found;
  };
  /** @param {DOMRect} at */
  const inSight = (at) => at.bottom > bounds.top && at.top < bounds.bottom;
  const wanted = joined.filter((e) => inSight(rect(e.task)) && inSight(rect(e.side)));
  const paths = wanted.map(({ task, side, role }) => svg("path", { class: role < 0 ? "in" : MARKS[role], d: curve(rect(task), rect(side), base) }));
  const [width, height] = [columns.scrollWidth, columns.scrollHeight];
  const lit = new Set(joined.flatMap((e) => [e.task, e.side]));
  for (const node of boxes) node.classList.toggle("dim", Boolean(active) && node !== active && !lit.has(node));
  lines.setAttribute("width", String(width));
  lines.setAttribute("height", String(height));
  lines.replaceChildren(...paths);
  lines.classList.toggle("faint", !active && wanted.length > 30);
}

/** @param {DOMRect} a @param {DOMRect} b @param {DOMRect} base */
function curve(a, b, base) {
  const toRight = b.left > a.left;
  const x1 = (toRight ? a.right : a.left) - base.left;
  const x2 = (toRight ? b.left : b.right) - base.left;
  const y1 = a.top + a.height / 2 - base.top;
  const y2 = b.top + b.height / 2 - base.top;
  const bend = (x2 - x1) / 2;
  return `M${x1},${y1}C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`;
}

/** @param {number} t @param {HTMLElement} node @param {Map<string | undefined, HTMLElement>} sides @returns {Join[]} */
function linesOf(t, node, sides) {
  /** @type {Join[]} */
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

/** @param {Event} event */
function pointAt(event) {
  const node = within(event, ".box");
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
  const node = within(event, ".box");
  if (!node || !event.key.startsWith("Arrow")) return;
  event.preventDefault();
  const places = [".left", ".middle", ".right"];
  const column = places.findIndex((p) => node.closest(p));
  /** @param {number} at @returns {HTMLElement[]} */
  const boxes = (at) => [...focusView.querySelectorAll(/** @type {"button"} */ (`${places[at]} .box.task, ${places[at]} .box .main`))];
  const sideways = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
  const own = boxes(column);
  const next = sideways ? boxes(Math.max(0, Math.min(2, column + sideways))).find((b) => !b.closest(".dim")) : own[own.findIndex((b) => b === event.target) + (event.key === "ArrowDown" ? 1 : -1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
});

let resizing = 0;
window.addEventListener("resize", () => {
  cancelAnimationFrame(resizing);
  resizing = requestAnimationFrame(() => state.view === "focus" && drawLines());
});

/** @type {View} */
export const focus = { name: "focus", draw: showFocus, take: takeFocus };

/** The tasks of what is in focus. @returns {Taken} */
function takeFocus() {
  const thing = thingOf(model, state.focus);
  const all = thing ? tasksOf(model, state, thing) : [];
  const rows = all.map((t) => [tasks[t].number, tasks[t].title || tasks[t].text, tasks[t].deadline]);
  return { title: thing ? nameOf(thing) : w("focus"), columns: [w("number"), w("task"), w("deadline")], rows };
}

// The details beside the views: what is selected, and the printed words behind it. Counts are of the tasks that are shown.
/** @import { Child } from "./dom.js" */
/** @import { Task, Thing, ThingOf } from "./types" */
import { byId, el, kept } from "./dom.js";
import { evidenceCard, longList, placeLine, taskLine, taskStatements, whereWords } from "./evidence.js";
import { go, state } from "./here.js";
import { cell, count, MARKS, roleCounts, thingOf, whoOf } from "./model.js";
import { leaders, mentions, model, tasks, units } from "./page.js";
import { clusterThing, countyThing, leaderThing, markOf, nameButton, nameOf, sectorThing, shortOf, swatch, unitThing } from "./parts.js";
import { shownSet, tasksOf, visibleUnit } from "./select.js";
import { kindWord, ROLES, w } from "./words.js";

const panel = byId("panel");

export function showPanel() {
  const thing = thingOf(model, state.sel);
  const other = thingOf(model, state.with);
  // A path has its two ends as selection, and shows what joins them itself.
  panel.hidden = !thing || (thing.kind === "unit" && state.view === "network" && state.net === "path");
  document.body.classList.toggle("with-panel", !panel.hidden);
  if (!thing || panel.hidden) return;
  const body = el("div", { class: "body" });
  const head = el("header", {}, el("span", { class: "kind", text: other ? w("evidence") : w(thing.kind) }), el("button", { type: "button", class: "quiet close", "aria-label": w("close"), title: `${w("close")} (Esc)`, text: "×", on: { click: closePanel } }));
  if (other && thing.kind === "task") evidenceOf(body, thing, other);
  else if (other) pairOf(body, thing, other);
  else body.append(...kept(about(thing)));
  panel.replaceChildren(head, body);
  panel.scrollTop = 0;
}

export function closePanel() {
  go({ sel: "", with: "" });
}

/** @param {string} title @param {Child[]} children */
function block(title, ...children) {
  return el("section", {}, el("h3", { text: title }), ...children);
}

/** Buttons to the other views. @param {Thing} thing */
export function ways(thing) {
  const node = el("p", { class: "ways" });
  if (state.view !== "focus" || state.focus !== thing.of.id) node.append(el("button", { type: "button", data: { open: thing.of.id }, text: w("openFocus") }));
  if (state.view !== "matrix") node.append(el("button", { type: "button", text: w("toMatrix"), on: { click: () => toMatrix(thing) } }));
  return node;
}

/** @param {Thing} thing */
function toMatrix(thing) {
  go({ view: "matrix", sel: thing.of.id, with: "", related: thing.kind !== "task" });
}

/** A task and one named for it. @param {HTMLElement} body @param {ThingOf<"task">} task @param {Thing} who */
function evidenceOf(body, task, who) {
  body.append(el("h2", {}, el("bdi", { text: nameOf(who) })));
  for (const i of cell(model, task.i, who.of)) body.append(evidenceCard(i));
  body.append(block(w("task"), taskText(task.of)), aboutTask(task, false), ways(task));
}

/** @param {Task} task */
function taskText(task) {
  return el("p", { class: "text", lang: "zh-CN" }, el("button", { type: "button", class: "number", data: { open: task.id }, text: task.number || "#" }), " ", task.title ? el("b", { text: `${task.title} ` }) : null, el("bdi", { text: task.text }));
}

/** Two units, or a leader and a unit: the tasks that join them. @param {HTMLElement} body @param {Thing} a @param {Thing} b */
function pairOf(body, a, b) {
  body.append(el("h2", {}, nameButton(a, shortOf(a)), el("span", { class: "and", text: " — " }), nameButton(b, shortOf(b))));
  const mine = new Set(tasksOf(model, state, a));
  const shared = b.of.tasks.filter((t) => mine.has(t));
  body.append(el("p", { class: "note", text: w("nShared", shared.length) }));
  body.append(
    longList(shared, (t) => {
      const item = el("div", { class: "shared" }, taskLine(t));
      for (const side of [a, b]) {
        const m = mentions[cell(model, t, side.of)[0]];
        item.append(el("button", { type: "button", class: "side", data: { evidence: tasks[t].id, other: side.of.id } }, markOf(m.role), el("bdi", { text: m.printed }), el("span", { class: "note", text: whereWords(m.line, m.place) })));
      }
      return item;
    }),
  );
}

/** How many of its tasks are shown, and of how many where that is not all. @param {Thing} thing @param {number[]} own */
export function howMany(thing, own) {
  return own.length === thing.of.tasks.length ? w("nTasks", own.length) : w("nOfTasks", own.length, thing.of.tasks.length);
}

/** @param {Thing} thing @returns {Child[]} */
function about(thing) {
  const own = tasksOf(model, state, thing);
  const title = el("h2", {}, el("bdi", { text: nameOf(thing) }));
  const many = el("p", { class: "note", text: howMany(thing, own) });
  switch (thing.kind) {
    case "unit": {
      const unit = thing.of;
      const blocks = [1, 2, 3].map((role) => {
        const inRole = own.filter((t) => cell(model, t, unit).some((i) => mentions[i].role === role));
        return inRole.length ? block(`${w(ROLES[role])} ${inRole.length}`, longList(inRole, (t) => taskLine(t, unit))) : null;
      });
      return [title, ...unitFacts(thing), many, loadBar(roleCounts(model, own, unit)), ways(thing), ...blocks, peopleOf(own), companyOf(own, thing)];
    }
    case "leader":
      return [title, many, ways(thing), block(`${w("OVERSEES")} ${own.length}`, longList(own, (t) => taskLine(t, thing.of))), companyOf(own, thing)];
    case "task": {
      const quoted = taskStatements(thing.i);
      const words = quoted.length ? block(w("statement"), ...quoted) : placeLine(thing.i, thing.of.line, thing.of.place);
      return [el("h2", { text: `${w("task")} ${thing.of.number}` }), taskText(thing.of), aboutTask(thing, true), words, ways(thing)];
    }
    case "sector":
      return [title, many, ways(thing), block(w("tasks"), longList(own, (t) => taskLine(t))), peopleOf(own), companyOf(own, thing)];
    case "county": {
      const code = thing.of.code ? el("p", { class: "note", text: `GB/T 2260 ${thing.of.code}` }) : null;
      const governed = units.map((unit, i) => ({ unit, i })).filter(({ unit }) => unit.county === thing.i);
      const chips = governed.length ? el("p", { class: "chips" }, ...governed.map(({ i }) => nameButton(unitThing(i)))) : null;
      return [title, code, many, ways(thing), chips, block(w("tasks"), longList(own, (t) => taskLine(t))), companyOf(own, thing)];
    }
    case "cluster": {
      const shown = shownSet(model, state);
      const chips = thing.of.units.map((u) => nameButton(unitThing(u), `${units[u].short} ${units[u].tasks.filter((t) => shown.has(t)).length}`));
      const often = count(own.filter((t) => tasks[t].sector >= 0).map((t) => tasks[t].sector));
      const parts = often.length ? block(w("sectors"), longList(often, ([s, n]) => el("p", { class: "counted" }, nameButton(sectorThing(s)), el("b", { text: n })), 6)) : null;
      return [el("h2", {}, swatch(thing.i), ` ${nameOf(thing)}`), many, ways(thing), block(w("units"), el("p", { class: "chips" }, ...chips)), parts, peopleOf(own)];
    }
    default:
      return [title, many];
  }
}

/**
 * What a unit is: kind, cluster, other printed forms, area, phrases that cover it or units that it stands for.
 * @param {ThingOf<"unit">} thing
 */
export function unitFacts({ of: unit, i }) {
  const facts = el("p", { class: "facts" }, el("span", { class: "tag", text: kindWord(unit.kind) }));
  if (unit.cluster >= 0) {
    const cluster = clusterThing(unit.cluster);
    facts.append(el("button", { type: "button", class: "tag", data: { open: cluster.of.id } }, swatch(unit.cluster), nameOf(cluster)));
  }
  if (unit.county >= 0) facts.append(el("span", { class: "note" }, `${w("governs")} `, nameButton(countyThing(unit.county))));
  for (const [g, certain] of unit.memberOf) facts.append(el("span", { class: "note" }, `${w("memberOf")} `, nameButton(unitThing(g)), certain ? w("certain") : w("uncertain")));
  const nodes = [facts];
  if (unit.aliases.length) nodes.push(el("p", { class: "note" }, `${w("aliases")} `, el("bdi", { text: unit.aliases.join("、") })));
  const members = unit.group ? units.flatMap((u, at) => (u.memberOf.some(([g]) => g === i) ? [at] : [])) : [];
  if (members.length) nodes.push(el("p", { class: "note" }, `${w("members")} `, el("span", { class: "chips" }, ...members.map((u) => nameButton(unitThing(u), units[u].short)))));
  return nodes;
}

/** @param {ThingOf<"task">} thing @param {boolean} people whether to name who answers */
export function aboutTask(thing, people) {
  const task = thing.of;
  const list = el("dl");
  /** @param {string} title @param {Child[]} values */
  const row = (title, ...values) => list.append(el("dt", { text: title }), el("dd", {}, ...values));
  if (task.sector >= 0) row(w("sector"), nameButton(sectorThing(task.sector)));
  if (task.deadline) row(w("deadline"), el("bdi", { text: task.deadline }));
  if (task.targets.length) row(w("targets"), el("ul", { class: "targets" }, ...task.targets.map(([text, value, unit, relation]) => el("li", {}, el("bdi", { text }), value ? el("b", { text: ` ${value}${unit}${relation}` }) : null))));
  if (task.counties.length) row(w("counties"), ...task.counties.flatMap(([c, basis]) => [nameButton(countyThing(c)), basis === "unit" ? el("span", { class: "note", text: w("basisUnit") }) : " "]));
  if (people) {
    for (const role of [0, 1, 2, 3]) {
      const rows = task.mentions.filter((i) => mentions[i].role === role);
      if (rows.length) row(w(ROLES[role]), el("span", { class: "chips" }, ...rows.map((i) => whoButton(i, task))));
    }
    if (task.mentions.some((i) => mentions[i].role > 0)) row("", el("span", { class: "note", text: w(`convention_${task.convention}`) }));
  }
  if (task.open) row("", el("span", { class: "note", text: w("openList") }));
  return list.childElementCount ? list : el("div");
}

/** @param {number} i @param {Task} task */
function whoButton(i, task) {
  const who = whoOf(model, i);
  return el("button", { type: "button", class: "name", data: { evidence: task.id, other: who.id } }, el("bdi", { text: who.name }));
}

/** Those named for these tasks, each once a task; most often first. @param {number[]} own @param {(i: number) => boolean} wanted of a mention */
export function named(own, wanted) {
  return count(own.flatMap((t) => [...new Set(tasks[t].mentions.filter(wanted).map((i) => mentions[i].who))]));
}

/** Leaders of these tasks, most often first. @param {number[]} own */
function peopleOf(own) {
  const often = named(own, (i) => !mentions[i].role);
  return often.length ? block(w("leadersOf"), el("p", { class: "chips" }, ...often.slice(0, 20).map(([l, n]) => nameButton(leaderThing(l), `${leaders[l].name} ${n}`)))) : null;
}

/** Units on these tasks, most often first; each opens the pair. @param {number[]} own @param {Thing} thing */
function companyOf(own, thing) {
  const often = named(own, (i) => mentions[i].role > 0 && visibleUnit(state, units[mentions[i].who])).filter(([u]) => thing.kind !== "unit" || u !== thing.i);
  const pair = thing.kind === "unit" || thing.kind === "leader";
  /** @param {[number, number]} row */
  const button = ([u, n]) => {
    const text = `${units[u].short} ${n}`;
    return pair ? el("button", { type: "button", class: "name", data: { evidence: thing.of.id, other: units[u].id } }, swatch(units[u].cluster), el("bdi", { text })) : nameButton(unitThing(u), text);
  };
  if (!often.length) return null;
  return block(w(thing.kind === "unit" ? "coUnits" : "units"), el("p", { class: "chips" }, ...often.slice(0, 24).map(button)), often.length > 24 ? el("p", { class: "note", text: w("seeAll", often.length - 24) }) : null);
}

/** Tasks in each role, as one bar. @param {number[]} counts */
export function loadBar(counts) {
  const bar = el("p", { class: "load" });
  for (const role of [1, 2, 3]) {
    const n = counts[role];
    if (!n) continue;
    const part = el("span", { class: MARKS[role], title: `${w(ROLES[role])} ${n}` }, markOf(role), `${w(`short${role}`)} ${n}`);
    part.style.flexGrow = String(n);
    bar.append(part);
  }
  return bar;
}

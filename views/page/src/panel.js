// The details beside the views: what is selected, and the printed words behind it.
import { el } from "./dom.js";
import { evidenceCard, longList, placeLine, taskLine, taskStatements, whereWords } from "./evidence.js";
import { MARKS, cell, count, loads, thingOf } from "./model.js";
import { clusters, leaders, mentions, model, tasks, units } from "./page.js";
import { countyThing, leaderThing, markOf, nameButton, nameOf, sectorThing, swatch, unitThing } from "./parts.js";
import { visibleUnit } from "./select.js";
import { go, state } from "./state.js";
import { ROLES, kindWord, w } from "./words.js";

export const panel = document.getElementById("panel");

export function showPanel() {
  const thing = thingOf(model, state.sel);
  const other = thingOf(model, state.with);
  panel.hidden = !thing || state.closed;
  document.body.classList.toggle("with-panel", !panel.hidden);
  if (panel.hidden) return;
  const body = el("div", { class: "body" });
  const head = el("header", {}, el("span", { class: "kind", text: other ? w("evidence") : w(thing.kind) }), el("button", { type: "button", class: "quiet close", "aria-label": w("close"), title: `${w("close")} (Esc)`, text: "×", on: { click: closePanel } }));
  if (other && thing.kind === "task") evidenceOf(body, thing, other);
  else if (other) pairOf(body, thing, other);
  else ABOUT[thing.kind]?.(body, thing);
  panel.replaceChildren(head, body);
  panel.scrollTop = 0;
}

export function closePanel() {
  state.closed = true;
  go({ sel: "", with: "" });
}

export function block(title, ...children) {
  return el("section", {}, el("h3", { text: title }), ...children);
}

// Buttons to the other views.
export function ways(thing) {
  const node = el("p", { class: "ways" });
  if (state.view !== "focus" || state.focus !== thing.of.id) node.append(el("button", { type: "button", data: { open: thing.of.id }, text: w("openFocus") }));
  if (state.view !== "matrix") node.append(el("button", { type: "button", text: w("toMatrix"), on: { click: () => toMatrix(thing) } }));
  return node;
}

export function toMatrix(thing) {
  go({ view: "matrix", sel: thing.of.id, with: "", related: thing.kind !== "task" });
}

// A task and one named for it.
export function evidenceOf(body, task, who) {
  const rows = cell(model, task.i, who.of);
  body.append(el("h2", {}, el("bdi", { text: nameOf(who) })));
  for (const i of rows) body.append(evidenceCard(i));
  body.append(block(w("task"), taskText(task.i)));
  aboutTask(body, task, false);
  body.append(ways(task));
}

export function taskText(i) {
  const task = tasks[i];
  return el("p", { class: "text", lang: "zh-CN" }, el("button", { type: "button", class: "number", data: { open: task.id }, text: task.number || "#" }), " ", task.title ? el("b", { text: `${task.title} ` }) : null, el("bdi", { text: task.text }));
}

// Two units, or a leader and a unit: the tasks that join them.
export function pairOf(body, a, b) {
  body.append(el("h2", {}, nameButton(a, a.of.short), el("span", { class: "and", text: " — " }), nameButton(b, b.of.short)));
  const mine = new Set(a.of.tasks);
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

const ABOUT = {
  unit(body, thing) {
    const unit = thing.of;
    body.append(el("h2", {}, el("bdi", { text: unit.name })), ...unitFacts(thing), loadBar(loads(model, unit)), ways(thing));
    for (const role of [1, 2, 3]) {
      const own = unit.tasks.filter((t) => cell(model, t, unit).some((i) => mentions[i].role === role));
      if (own.length) body.append(block(`${w(ROLES[role])} ${own.length}`, longList(own, (t) => taskLine(t, unit))));
    }
    peopleOf(body, unit);
    companyOf(body, thing);
  },
  leader(body, thing) {
    body.append(el("h2", {}, el("bdi", { text: thing.of.name })), el("p", { class: "note", text: w("nTasks", thing.of.tasks.length) }), ways(thing));
    body.append(block(`${w("OVERSEES")} ${thing.of.tasks.length}`, longList(thing.of.tasks, (t) => taskLine(t, thing.of))));
    companyOf(body, thing);
  },
  task(body, thing) {
    body.append(el("h2", { text: `${w("task")} ${thing.of.number}` }), taskText(thing.i));
    aboutTask(body, thing, true);
    const quoted = taskStatements(thing.i);
    if (quoted.length) body.append(block(w("statement"), ...quoted));
    else body.append(placeLine(thing.i, thing.of.line, thing.of.place));
    body.append(ways(thing));
  },
  sector(body, thing) {
    body.append(el("h2", {}, el("bdi", { text: thing.of.title })), el("p", { class: "note", text: w("nTasks", thing.of.tasks.length) }), ways(thing));
    body.append(block(w("tasks"), longList(thing.of.tasks, (t) => taskLine(t))));
    peopleOf(body, thing.of);
    companyOf(body, thing);
  },
  county(body, thing) {
    const county = thing.of;
    body.append(el("h2", {}, el("bdi", { text: county.name })), el("p", { class: "note", text: `${county.code ? `GB/T 2260 ${county.code} · ` : ""}${w("nTasks", county.tasks.length)}` }), ways(thing));
    const governed = units.filter((u) => u.county === thing.i);
    if (governed.length) body.append(el("p", { class: "chips" }, ...governed.map((u) => nameButton(thingOf(model, u.id)))));
    body.append(block(w("tasks"), longList(county.tasks, (t) => taskLine(t))));
    companyOf(body, thing);
  },
  cluster(body, thing) {
    body.append(el("h2", {}, swatch(thing.i), ` ${nameOf(thing)}`), ways(thing));
    body.append(block(w("units"), el("p", { class: "chips" }, ...thing.of.units.map((u) => nameButton(unitThing(u), `${units[u].short} ${units[u].tasks.length}`)))));
    const often = count(thing.of.tasks.filter((t) => tasks[t].sector >= 0).map((t) => tasks[t].sector));
    if (often.length) body.append(block(w("sectors"), longList(often, ([s, n]) => el("p", { class: "counted" }, nameButton(sectorThing(s)), el("b", { text: n })), 6)));
    peopleOf(body, thing.of);
  },
  document() {},
};

// What a unit is: kind, cluster, other printed forms, area, phrases that cover it or units that it stands for.
export function unitFacts({ of: unit, i }) {
  const facts = el("p", { class: "facts" }, el("span", { class: "tag", text: kindWord(unit.kind) }));
  if (unit.cluster >= 0) facts.append(el("button", { type: "button", class: "tag", data: { open: clusters[unit.cluster].id } }, swatch(unit.cluster), nameOf(thingOf(model, clusters[unit.cluster].id))));
  if (unit.county >= 0) facts.append(el("span", { class: "note" }, `${w("governs")} `, nameButton(countyThing(unit.county))));
  for (const [g, certain] of unit.memberOf) facts.append(el("span", { class: "note" }, `${w("memberOf")} `, nameButton(unitThing(g)), certain ? w("certain") : w("uncertain")));
  const nodes = [facts];
  if (unit.aliases.length) nodes.push(el("p", { class: "note" }, `${w("aliases")} `, el("bdi", { text: unit.aliases.join("、") })));
  const members = unit.group ? units.filter((u) => u.memberOf.some(([g]) => g === i)) : [];
  if (members.length) nodes.push(el("div", { class: "note" }, `${w("members")} `, el("span", { class: "chips" }, ...members.map((u) => nameButton(thingOf(model, u.id), u.short)))));
  return nodes;
}

export function aboutTask(body, thing, people) {
  const task = thing.of;
  const list = el("dl");
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
  if (list.childElementCount) body.append(list);
}

export function whoButton(i, task) {
  const m = mentions[i];
  const who = m.role ? units[m.who] : leaders[m.who];
  return el("button", { type: "button", class: "name", data: { evidence: task.id, other: who.id } }, el("bdi", { text: who.name }));
}

// Leaders of a thing's tasks, most often first.
export function peopleOf(body, of) {
  const rows = of.tasks.flatMap((t) => [...new Set(tasks[t].mentions.map((i) => mentions[i]).filter((m) => !m.role).map((m) => m.who))]);
  const often = count(rows);
  if (often.length) body.append(block(w("leadersOf"), el("p", { class: "chips" }, ...often.slice(0, 20).map(([l, n]) => nameButton(leaderThing(l), `${leaders[l].name} ${n}`)))));
}

// Units on the same tasks, most often first; each opens the pair.
export function companyOf(body, thing) {
  const rows = thing.of.tasks.flatMap((t) => [...new Set(tasks[t].mentions.map((i) => mentions[i]).filter((m) => m.role && visibleUnit(state, units[m.who])).map((m) => m.who))]);
  const often = count(rows).filter(([u]) => thing.kind !== "unit" || u !== thing.i);
  const pair = thing.kind === "unit" || thing.kind === "leader";
  const button = ([u, n]) => {
    const text = `${units[u].short} ${n}`;
    return pair ? el("button", { type: "button", class: "name", data: { evidence: thing.of.id, other: units[u].id } }, swatch(units[u].cluster), el("bdi", { text })) : nameButton(unitThing(u), text);
  };
  if (often.length) body.append(block(w(thing.kind === "unit" ? "coUnits" : "units"), el("p", { class: "chips" }, ...often.slice(0, 24).map(button)), often.length > 24 ? el("p", { class: "note", text: w("seeAll", often.length - 24) }) : null));
}

// Tasks in each role, as one bar.
export function loadBar([, lead, support, named]) {
  const bar = el("p", { class: "load" });
  for (const [role, n] of [[1, lead], [2, support], [3, named]]) {
    if (!n) continue;
    const part = el("span", { class: MARKS[role], title: `${w(ROLES[role])} ${n}` }, markOf(role), `${w(`short${role}`)} ${n}`);
    part.style.flexGrow = String(n);
    bar.append(part);
  }
  return bar;
}

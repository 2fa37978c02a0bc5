// How two units are joined by tasks: the shortest chain of units of which each shares a task with the next.
/** @import { Taken, Unit } from "../types" */
import { el } from "../dom.js";
import { longList, taskLine } from "../evidence.js";
import { go, state } from "../here.js";
import { thingOf } from "../model.js";
import { model, tasks, units } from "../page.js";
import { nameButton, unitThing } from "../parts.js";
import { shownTasks, visibleUnit } from "../select.js";
import { w } from "../words.js";
import { marksOf } from "./matrix_plan.js";
import { shortestPath } from "./path_plan.js";

/** The two units that are asked for; -1 where one is not. */
function ends() {
  const [from, to] = [state.sel, state.with].map((id) => thingOf(model, id)).map((thing) => (thing?.kind === "unit" ? thing.i : -1));
  return { from, to, both: from >= 0 && to >= 0 };
}

/** The two names that are asked for, and what joins them. */
export function pathView() {
  const { from, to, both } = ends();
  const names = el("datalist", { id: "path-names" }, ...units.filter((u) => visibleUnit(state, u)).map((u) => el("option", { value: u.name })));
  /** @param {number} unit @param {"sel" | "with"} end @param {string} word */
  const field = (unit, end, word) => {
    const input = el("input", { type: "text", list: "path-names", value: unit >= 0 ? units[unit].name : "", autocomplete: "off" });
    input.addEventListener("change", () => {
      const found = unitNamed(input.value);
      input.setAttribute("aria-invalid", String(!found && input.value.trim() !== ""));
      if (found) go({ [end]: found.id });
    });
    return el("label", {}, el("span", { text: w(word) }), " ", input);
  };
  return el("div", { class: "path" }, el("p", { class: "lead-in", text: w("pathHint") }), el("p", { class: "path-ends" }, field(from, "sel", "pathFrom"), field(to, "with", "pathTo"), names), ...(both ? chain(from, to) : []));
}

/** @param {string} words @returns {Unit | undefined} */
function unitNamed(words) {
  const said = words.trim().toLowerCase();
  if (!said) return undefined;
  return units.filter((u) => visibleUnit(state, u)).find((unit) => unit.name === said || unit.short === said || unit.keys.includes(said));
}

/** @param {number} from @param {number} to */
function pathOf(from, to) {
  // A phrase for several that was asked for by its name is an end, whether phrases are drawn or not; it joins no others.
  const asked = [units[from], units[to]];
  return shortestPath(marksOf(model, shownTasks(model, state), new Set(state.roles), (unit) => asked.includes(unit) || visibleUnit(state, unit)), from, to);
}

/** @param {number} from @param {number} to */
function chain(from, to) {
  const path = pathOf(from, to);
  if (!path) return [el("p", { class: "note", text: w("pathNone") })];
  const steps = path.steps.flatMap(({ unit, shared }) => [
    el("li", { class: "shares" }, el("p", { class: "note", text: w("nShared", shared.length) }), longList(shared, (t) => taskLine(t), 4)),
    el("li", {}, nameButton(unitThing(unit))),
  ]);
  return [el("p", { class: "note", text: w("pathLength", path.steps.length) }), el("ol", { class: "plain" }, el("li", {}, nameButton(unitThing(from))), ...steps)];
}

/** Each task of each step: the two units, the task. @returns {Taken} */
export function takePath() {
  const { from, to, both } = ends();
  /** @type {Taken["rows"]} */
  const rows = [];
  let before = from;
  for (const { unit, shared } of (both && pathOf(from, to)?.steps) || []) {
    for (const t of shared) rows.push([units[before].name, units[unit].name, tasks[t].number, tasks[t].title || tasks[t].text]);
    before = unit;
  }
  return { title: w("unitsPath"), columns: [w("pathFrom"), w("pathTo"), w("number"), w("task")], rows };
}

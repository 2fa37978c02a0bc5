// @ts-nocheck -- not typed yet
// How two units are joined by tasks: the shortest chain of units of which each shares a task with the next.
import { el } from "../dom.js";
import { longList, taskLine } from "../evidence.js";
import { go, state } from "../here.js";
import { model, units } from "../page.js";
import { nameButton, unitThing } from "../parts.js";
import { shownTasks, visibleUnit } from "../select.js";
import { w } from "../words.js";
import { marksOf } from "./matrix_plan.js";
import { shortestPath } from "./path_plan.js";

/** The two names that are asked for, and what joins them. */
export function pathView() {
  const ends = [state.sel, state.with].map((id) => model.byId.get(id)).map((thing) => (thing?.kind === "unit" ? thing.i : -1));
  const names = el("datalist", { id: "path-names" }, ...units.filter((u) => visibleUnit(state, u)).map((u) => el("option", { value: u.name })));
  const field = (end, word) => {
    const input = el("input", { type: "text", list: "path-names", value: ends[end] >= 0 ? units[ends[end]].name : "", autocomplete: "off" });
    input.addEventListener("change", () => {
      const unit = unitNamed(input.value);
      input.setAttribute("aria-invalid", String(!unit && input.value.trim() !== ""));
      if (unit) go(end ? { with: unit.id } : { sel: unit.id });
    });
    return el("label", {}, el("span", { text: w(word) }), " ", input);
  };
  return el("div", { class: "path" }, el("p", { class: "lead-in", text: w("pathHint") }), el("p", { class: "path-ends" }, field(0, "pathFrom"), field(1, "pathTo"), names), ...(ends.every((u) => u >= 0) ? chain(ends[0], ends[1]) : []));
}

function unitNamed(words) {
  const said = words.trim().toLowerCase();
  const fits = (unit) => unit.name === said || unit.short === said || unit.keys.includes(said);
  return said ? units.filter((u) => visibleUnit(state, u)).find(fits) : null;
}

function chain(from, to) {
  const marks = marksOf(model, shownTasks(model, state), new Set(state.roles), (unit) => visibleUnit(state, unit));
  const path = shortestPath(marks, from, to);
  if (!path) return [el("p", { class: "note", text: w("pathNone") })];
  const steps = path.steps.flatMap(({ unit, shared }) => [
    el("li", { class: "shares" }, el("p", { class: "note", text: w("nShared", shared.length) }), longList(shared, (t) => taskLine(t), 4)),
    el("li", {}, nameButton(unitThing(unit))),
  ]);
  return [el("p", { class: "note", text: w("pathLength", path.steps.length) }), el("ol", { class: "plain" }, el("li", {}, nameButton(unitThing(from))), ...steps)];
}


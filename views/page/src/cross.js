// What is counted where two things meet: pure, on the tasks and mentions that are shown.
/** @import { Model, State, Thing } from "./types" */
import { thingAt } from "./model.js";
import { MENTIONS, remembered, shownMentions, shownTasks } from "./select.js";

/** What can be an axis. */
export const AXES = /** @type {const} */ (["leader", "unit", "sector", "county"]);
/** @typedef {(typeof AXES)[number]} Axis */

/**
 * Things of two kinds by place, those with most tasks first; the distinct tasks of each, of each pair, and of all.
 * @typedef {{ rows: [i: number, tasks: number][], columns: [i: number, tasks: number][], cells: Map<string, number>, all: number }} Cross
 */

/** Who and what each shown task concerns, by axis. @type {(model: Model, state: State) => Map<number, Record<Axis, Set<number>>>} */
const concerned = remembered(MENTIONS, (model, state) => {
  /** @type {Map<number, Record<Axis, Set<number>>>} */
  const found = new Map();
  for (const t of shownTasks(model, state)) {
    const { sector, counties } = model.tasks[t];
    found.set(t, { leader: new Set(), unit: new Set(), sector: new Set(sector < 0 ? [] : [sector]), county: new Set(counties.map(([county]) => county)) });
  }
  for (const i of shownMentions(model, state)) {
    const { role, who, task } = model.mentions[i];
    found.get(task)?.[role ? "unit" : "leader"].add(who);
  }
  return found;
});

/** @param {Model} model @param {State} state @param {Axis} down @param {Axis} across @returns {Cross} */
export function cross(model, state, down, across) {
  /** @type {Map<number, number>} */
  const rows = new Map();
  /** @type {Map<number, number>} */
  const columns = new Map();
  /** @type {Map<string, number>} */
  const cells = new Map();
  let all = 0;
  for (const of of concerned(model, state).values()) {
    if (!of[down].size || !of[across].size) continue;
    all += 1;
    for (const r of of[down]) rows.set(r, (rows.get(r) ?? 0) + 1);
    for (const c of of[across]) columns.set(c, (columns.get(c) ?? 0) + 1);
    for (const r of of[down]) for (const c of of[across]) cells.set(`${r}|${c}`, (cells.get(`${r}|${c}`) ?? 0) + 1);
  }
  return { rows: ranked(rows, down), columns: ranked(columns, across), cells, all };
}

/** Most tasks first; sections as they are printed. @param {Map<number, number>} counted @param {Axis} axis */
function ranked(counted, axis) {
  return [...counted].sort((a, b) => (axis === "sector" ? 0 : b[1] - a[1]) || a[0] - b[0]);
}

/** The axes that a state names, or those that say most. @param {State} state @returns {[Axis, Axis]} */
export function axesOf(state) {
  const down = AXES.find((axis) => axis === state.rows) ?? "leader";
  const other = down === "unit" ? "sector" : "unit";
  const across = AXES.find((axis) => axis === state.columns && axis !== down) ?? other;
  return [down, across];
}

/** What stands at a place of an axis. @param {Model} model @param {Axis} axis @param {number} i @returns {Thing} */
export function onAxis(model, axis, i) {
  return /** @type {Thing} */ (thingAt(model, axis, i));
}

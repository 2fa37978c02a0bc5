// What of the graph is shown: pure functions of the model and the state, computed once for each selection. Views, sums and
// exports all ask here, so one question has one answer.
/** @import { Mention, Model, State, Task, Thing, Unit } from "./types" */
import { cell, thingOf, yearOf } from "./model.js";

/** What decides which tasks are shown; what else is in the state only draws them otherwise. */
const TASKS = /** @type {const} */ (["documents", "years", "city", "role", "leader", "unit", "county", "sector", "gap", "wide", "words"]);
export const MENTIONS = /** @type {const} */ ([...TASKS, "roles", "groups"]);
const RELATED = /** @type {const} */ (["related", "sel", "with"]);

/**
 * Remember the last answers of a question for each model.
 * @template T
 * @param {readonly (keyof State)[]} fields what the answer depends on
 * @param {(model: Model, state: State) => T} answer
 * @returns {(model: Model, state: State) => T}
 */
export function remembered(fields, answer) {
  const KEPT = 4;
  /** @type {WeakMap<Model, Map<string, T>>} */
  const held = new WeakMap();
  return (model, state) => {
    const key = JSON.stringify(fields.map((field) => state[field]).concat(state.related ? RELATED.map((field) => state[field]) : []));
    let answers = held.get(model);
    if (!answers) held.set(model, (answers = new Map()));
    let found = answers.get(key);
    if (found === undefined) {
      found = answer(model, state);
      if (answers.size >= KEPT) answers.delete(answers.keys().next().value ?? "");
      answers.set(key, found);
    }
    return found;
  };
}

/** What a view of tasks and mentions depends on, as a key for what it has drawn. @param {State} state */
export function shownKey(state) {
  return JSON.stringify([...MENTIONS, ...(state.related ? RELATED : [])].map((field) => state[field]));
}

/**
 * Documents in scope, as indexes. Chosen ones, of the years and of the city: as `--document`, `--year`, `--city`.
 * @type {(model: Model, state: State) => Set<number>}
 */
export const scopeDocuments = remembered(["documents", "years", "city"], (model, { documents, years, city }) => {
  /** @type {Set<number>} */
  const found = new Set();
  model.documents.forEach((of, i) => {
    const year = yearOf(of);
    if ((!documents.length || documents.includes(of.id)) && (!years.length || (year !== null && years.includes(year))) && (!city || of.city.includes(city))) found.add(i);
  });
  return found;
});

/** @param {State} state */
export function isScoped(state) {
  return state.documents.length > 0 || state.years.length > 0 || state.city !== "";
}

/** Whether anything is filtered. @param {State} state */
export function isFiltered(state) {
  return state.role >= 0 || Boolean(state.leader || state.unit || state.county || state.sector || state.gap || state.words);
}

/**
 * Tasks in scope; without a choice also those that stand in no document.
 * @type {(model: Model, state: State) => number[]}
 */
export const scopeTasks = remembered(["documents", "years", "city"], (model, state) => {
  const all = model.tasks.map((_, i) => i);
  if (!isScoped(state)) return all;
  const chosen = scopeDocuments(model, state);
  return all.filter((i) => chosen.has(model.tasks[i].document));
});

/**
 * Tasks in scope that pass all filters, as printed.
 * @type {(model: Model, state: State) => number[]}
 */
export const shownTasks = remembered(TASKS, (model, state) => {
  const tests = testsOf(model, state);
  return scopeTasks(model, state).filter((i) => tests.every((passes) => passes(model.tasks[i], i)));
});

/**
 * @param {Model} model
 * @param {State} state
 * @returns {((task: Task, i: number) => boolean)[]}
 */
function testsOf(model, state) {
  /** @type {((task: Task, i: number) => boolean)[]} */
  const tests = [];
  const { role } = state;
  // A role is that of the unit or leader that is chosen too; alone it is anybody's.
  const chosen = [state.unit, state.leader].map((id) => thingOf(model, id)).filter((found) => found !== null);
  for (const { kind, of } of chosen) {
    const asked = role >= 0 && (kind === "leader") === (role === 0) ? role : -1;
    tests.push((_, i) => cell(model, i, of).some((m) => asked < 0 || model.mentions[m].role === asked));
  }
  const taken = chosen.some(({ kind }) => (kind === "leader") === (role === 0));
  if (role >= 0 && !taken) tests.push((task) => task.mentions.some((m) => model.mentions[m].role === role));
  const county = thingOf(model, state.county);
  if (county) tests.push((task) => task.counties.some(([c]) => c === county.i));
  const sector = thingOf(model, state.sector);
  if (sector) tests.push((task) => task.sector === sector.i);
  const gap = model.marks.findIndex(([name]) => name === state.gap);
  if (state.gap === WIDE && state.wide !== model.settings.wide) tests.push((task) => supporters(model, task).size > state.wide);
  else if (gap >= 0) tests.push((task) => task.marks.includes(gap));
  const words = plain(state.words);
  if (words) tests.push((task) => plain(`${task.number}\n${task.title}\n${task.text}`).includes(words));
  const related = relatedTasks(model, state);
  if (related) tests.push((_, i) => related.has(i));
  return tests;
}

/** The one gap that has a number: how many supporters are too many. */
export const WIDE = "many-supporters";

/** Units and phrases that support a task's lead. @param {Model} model @param {Task} task */
export function supporters(model, task) {
  return new Set(task.mentions.map((i) => model.mentions[i]).filter((m) => m.role === 2).map((m) => m.who));
}

/** Words without spaces and capitals: what is looked for is not how it was typed. @param {string} words */
export function plain(words) {
  return words.toLowerCase().replace(/\s+/g, "");
}

/** The tasks of what is selected, where only these are asked for. @type {(model: Model, state: State) => Set<number> | null} */
function relatedTasks(model, state) {
  if (!state.related) return null;
  const thing = thingOf(model, state.with && thingOf(model, state.sel)?.kind === "task" ? state.with : state.sel);
  return thing && thing.kind !== "document" ? new Set(thing.of.tasks) : null;
}

/** @param {State} state @param {Unit} unit */
export function visibleUnit(state, unit) {
  return state.groups || !unit.group;
}

/**
 * Mentions of the shown tasks in the roles that are shown; those of phrases for several units only where these are.
 * @type {(model: Model, state: State) => number[]}
 */
export const shownMentions = remembered(MENTIONS, (model, state) => {
  const { mentions, units } = model;
  return shownTasks(model, state).flatMap((t) => model.tasks[t].mentions.filter((i) => {
    const m = mentions[i];
    return !m.role || (state.roles.includes(m.role) && visibleUnit(state, units[m.who]));
  }));
});

/**
 * The figures of the header, of the shown tasks.
 * @typedef {{ tasks: number, leaders: number, leaderGroups: number, units: number, groups: number, groupMentions: number, unnamed: number, mentions: number[] }} Figures
 */

/**
 * Distinct tasks, leaders, units and phrases for several units, and mentions by role: as `zeren schema` counts them in the
 * whole graph. Phrases count whether they are drawn or not, as in every command that does not say otherwise.
 * @type {(model: Model, state: State) => Figures}
 */
export const figures = remembered([...TASKS, "roles"], (model, state) => {
  const leaders = new Set();
  const leaderGroups = new Set();
  const units = new Set();
  const groups = new Set();
  const mentions = [0, 0, 0, 0];
  let unnamed = 0;
  let groupMentions = 0;
  const tasks = shownTasks(model, state);
  for (const t of tasks) {
    let named = false;
    for (const i of model.tasks[t].mentions) {
      const { role, who } = model.mentions[i];
      if (role) named = true;
      if (role && !state.roles.includes(role)) continue;
      mentions[role] += 1;
      if (!role) (model.leaders[who].group ? leaderGroups : leaders).add(who);
      else if (model.units[who].group) {
        groups.add(who);
        groupMentions += 1;
      } else units.add(who);
    }
    if (!named) unnamed += 1;
  }
  return { tasks: tasks.length, leaders: leaders.size, leaderGroups: leaderGroups.size, units: units.size, groups: groups.size, groupMentions, unnamed, mentions };
});

/**
 * What one unit or leader carries.
 * @typedef {{ i: number, counts: [overseen: number, lead: number, support: number, named: number], tasks: number }} Load
 */

/**
 * Distinct tasks of each unit in each role among what is shown, as zeren metrics units counts them; most first.
 * @type {(model: Model, state: State) => Load[]}
 */
export const unitLoads = remembered(MENTIONS, (model, state) => loadsOf(model, state, (m) => m.role > 0));

/** Distinct tasks of each leader among what is shown, as zeren metrics leaders. @type {(model: Model, state: State) => Load[]} */
export const leaderLoads = remembered(MENTIONS, (model, state) => loadsOf(model, state, (m) => m.role === 0));

/**
 * @param {Model} model
 * @param {State} state
 * @param {(m: Mention) => boolean} wanted
 * @returns {Load[]}
 */
function loadsOf(model, state, wanted) {
  /** @type {Map<number, Set<number>[]>} */
  const found = new Map();
  for (const i of shownMentions(model, state)) {
    const m = model.mentions[i];
    if (!wanted(m)) continue;
    let sets = found.get(m.who);
    if (!sets) found.set(m.who, (sets = [new Set(), new Set(), new Set(), new Set(), new Set()]));
    sets[m.role].add(m.task);
    sets[4].add(m.task);
  }
  const rows = [...found].map(([i, [over, lead, support, named, all]]) => /** @type {Load} */ ({ i, counts: [over.size, lead.size, support.size, named.size], tasks: all.size }));
  return rows.sort((a, b) => b.tasks - a.tasks || a.i - b.i);
}

/** The tasks of a thing that are shown. @param {Model} model @param {State} state @param {Thing} thing */
export function tasksOf(model, state, thing) {
  const shown = shownSet(model, state);
  return thing.of.tasks.filter((t) => shown.has(t));
}

/** @type {(model: Model, state: State) => Set<number>} */
export const shownSet = remembered(TASKS, (model, state) => new Set(shownTasks(model, state)));

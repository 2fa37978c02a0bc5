// Which marks and lines of the drawn network the shown tasks have, and how large: pure functions. Places stay those of the
// whole graph, so that what a filter takes away is seen to be gone, and what stays is found where it was.
/** @import { Model, NetworkData, State } from "../types" */
import { thingOf } from "../model.js";
import { isFiltered, isScoped, shownMentions, shownTasks } from "../select.js";

/** @typedef {Map<string, Set<number>>} Tasks the shown tasks of each mark */

/**
 * The shown tasks of every unit and leader, in the roles that are on, and of every cluster those of its units.
 * @param {Model} model
 * @param {State} state
 * @returns {Tasks}
 */
export function tasksOfMarks(model, state) {
  /** @type {Tasks} */
  const found = new Map();
  for (const i of shownMentions(model, state)) {
    const { role, who, task } = model.mentions[i];
    add(found, (role ? model.units : model.leaders)[who].id, task);
  }
  for (const cluster of model.clusters) {
    const tasks = cluster.units.flatMap((u) => [...(found.get(model.units[u].id) ?? [])]);
    if (tasks.length) found.set(cluster.id, new Set(tasks));
  }
  return found;
}

/** @param {Tasks} found @param {string} id @param {number} task */
function add(found, id, task) {
  const held = found.get(id);
  if (held) held.add(task);
  else found.set(id, new Set([task]));
}

/**
 * The shown tasks that a unit answers for to its leaders: those it leads, and of tasks without a lead those that name it;
 * phrases for several lead nobody. As `oversight` of projection.py.
 * @param {Model} model
 * @param {State} state
 * @returns {Tasks}
 */
function answeredBy(model, state) {
  /** @type {Tasks} */
  const found = new Map();
  for (const t of shownTasks(model, state)) {
    const own = model.tasks[t].mentions.map((i) => model.mentions[i]).filter(({ role, who }) => role && !model.units[who].group);
    const role = own.some((m) => m.role === 1) ? 1 : 3;
    if (state.roles.includes(role)) for (const m of own) if (m.role === role) add(found, model.units[m.who].id, t);
  }
  return found;
}

/**
 * How many shown tasks each line has, by its id. In the network of leaders those that the unit answers for.
 * @param {Model} model
 * @param {State} state
 * @param {NetworkData} data
 * @param {Tasks} marks
 * @returns {Map<number, number>}
 */
export function tasksOfLines(model, state, data, marks) {
  const ends = data === model.networks.leaders ? answeredBy(model, state) : marks;
  return new Map(data.edges.map(({ id, from, to }) => [id, shared(marks.get(from), ends.get(to))]));
}

/** @param {Set<number>} [a] @param {Set<number>} [b] */
function shared(a, b) {
  if (!a || !b) return 0;
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  let n = 0;
  for (const t of few) if (many.has(t)) n += 1;
  return n;
}

/** The radius of a mark of so many tasks, as `_size` of network.py; clusters keep theirs, which tells their units. @param {Model} model @param {{ id: string, size: number }} node @param {number} tasks */
export function sizeOf(model, node, tasks) {
  return thingOf(model, node.id)?.kind === "unit" ? Math.min(5 + 2.2 * Math.sqrt(tasks), 26) : node.size;
}

/** As wide as its part of the tasks that it has in the whole graph. @param {{ width: number, tasks: number }} line @param {number} tasks */
export function widthOf(line, tasks) {
  return tasks === line.tasks ? line.width : 0.8 + (line.width - 0.8) * Math.sqrt(Math.min(1, tasks / line.tasks));
}

/** Frames with a mark that is shown in them. @param {NetworkData} data @param {Tasks} marks */
export function framesShown(data, marks) {
  const places = data.nodes.filter(({ id }) => marks.has(id));
  return data.frames.filter(({ frame: [left, top, width, height] }) => places.some(({ x, y }) => x >= left && x <= left + width && y >= top && y <= top + height));
}

/** Whether less than the whole graph is shown. @param {State} state */
export function isPart(state) {
  return isScoped(state) || isFiltered(state) || state.related || state.roles.length < 3;
}

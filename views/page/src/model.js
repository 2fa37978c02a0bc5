// The payload that Python wrote, with the links between its lists. Nothing here knows a page or a language.
/** @import { Kind, Leader, Model, Payload, Thing, ThingOf, Unit } from "./types" */

/** Styles' names of the roles, in the order of the schema; MARKS of assets.py is the same. */
export const MARKS = ["over", "lead", "support", "named"];

/**
 * The lists of a payload are taken over and given their links.
 * @param {Payload} payload
 * @returns {Model}
 */
export function modelOf(payload) {
  /** @template T @param {T[]} list */
  const linked = (list) => list.map((of) => Object.assign(/** @type {object & T} */ (of), { mentions: /** @type {number[]} */ ([]), tasks: /** @type {number[]} */ ([]) }));
  const documents = linked(payload.documents);
  const sectors = linked(payload.sectors);
  const tasks = linked(payload.tasks);
  const leaders = linked(payload.leaders);
  const units = linked(payload.units);
  const counties = linked(payload.counties);
  const mentions = payload.mentions.map(([role, who, task, printed, line, rule, inherited, statement, from, to, place]) => ({ role, who, task, printed, line, rule, inherited: Boolean(inherited), statement, from, to, place }));
  /** @type {Model["cells"]} */
  const cells = new Map();
  /** @type {Set<number>} */
  const led = new Set();
  mentions.forEach((m, i) => {
    const who = m.role ? units[m.who] : leaders[m.who];
    const task = tasks[m.task];
    who.mentions.push(i);
    task.mentions.push(i);
    who.tasks.push(m.task);
    if (!m.role) led.add(task.document);
    const key = `${m.task}|${who.id}`;
    const held = cells.get(key);
    if (held) held.push(i);
    else cells.set(key, [i]);
  });
  for (const list of [units, leaders]) for (const who of list) who.tasks = [...new Set(who.tasks)];
  tasks.forEach((task, i) => {
    if (task.sector >= 0) sectors[task.sector].tasks.push(i);
    if (task.document >= 0) documents[task.document].tasks.push(i);
    for (const c of new Set(task.counties.map(([county]) => county))) counties[c].tasks.push(i);
    task.tasks = [i];
  });
  const clusters = linked(payload.clusters).map((cluster) =>
    Object.assign(cluster, {
      // As zeren clusters counts them: tasks of any of its units.
      tasks: [...new Set(cluster.units.flatMap((u) => units[u].tasks))].sort((a, b) => a - b),
      first: units[cluster.units[0]].short,
    }),
  );
  const kinds = { unit: units, leader: leaders, task: tasks, sector: sectors, county: counties, cluster: clusters, document: documents };
  /** @type {Model["byId"]} */
  const byId = new Map();
  for (const [kind, list] of Object.entries(kinds)) {
    list.forEach((of, i) => byId.set(of.id, /** @type {Thing} */ ({ kind, i, of })));
  }
  const years = [...new Set(documents.map(yearOf))].filter((year) => year !== null).sort((a, b) => a - b);
  const cities = [...new Set(documents.map((of) => of.city))].filter((city) => city).sort();
  return { ...payload, documents, sectors, tasks, leaders, units, counties, clusters, mentions, kinds, byId, cells, years, cities, led };
}

/** The year a document is for; that of its date where the graph does not say. @param {{ year: number, date: string }} of */
export function yearOf(of) {
  return of.year || (Number(of.date.slice(0, 4)) || null);
}

/** @param {Model} model @param {string} id */
export function thingOf(model, id) {
  return model.byId.get(id) || null;
}

/** @template {Kind} K @param {Model} model @param {K} kind @param {number} i @returns {ThingOf<K>} */
export function thingAt(model, kind, i) {
  return { kind, i, of: model.kinds[kind][i] };
}

/** Mentions that join a task and a unit or leader. @param {Model} model @param {number} task @param {{ id: string }} who */
export function cell(model, task, who) {
  return model.cells.get(`${task}|${who.id}`) || [];
}

/** The strongest role among mentions: lead before support before named. @param {Model} model @param {number[]} rows */
export function strongest(model, rows) {
  return Math.min(...rows.map((i) => model.mentions[i].role));
}

/**
 * How many of these tasks a unit or leader has in each role: [overseen, lead, support, named]. One in which it has two
 * roles counts in both, as in every other answer of zeren.
 * @param {Model} model
 * @param {number[]} list
 * @param {{ id: string }} who
 */
export function roleCounts(model, list, who) {
  const found = [0, 0, 0, 0];
  for (const t of list) for (const role of new Set(cell(model, t, who).map((i) => model.mentions[i].role))) found[role] += 1;
  return found;
}

/** The leader or unit of a mention. @param {Model} model @param {number} i @returns {Unit | Leader} */
export function whoOf(model, i) {
  const m = model.mentions[i];
  return m.role ? model.units[m.who] : model.leaders[m.who];
}

/** Pairs [value, times], most often first. @param {number[]} values */
export function count(values) {
  /** @type {Map<number, number>} */
  const times = new Map();
  for (const value of values) times.set(value, (times.get(value) || 0) + 1);
  return [...times].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
}

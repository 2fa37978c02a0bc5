// The payload that Python wrote, with the links between its lists. Nothing here knows a document or a language.
/** Styles' names of the roles, in the order of the schema; MARKS of assets.py is the same. */
export const MARKS = ["over", "lead", "support", "named"];

export function modelOf(payload) {
  const { documents, sectors, tasks, leaders, units, counties, clusters } = payload;
  const kinds = { unit: units, leader: leaders, task: tasks, sector: sectors, county: counties, cluster: clusters, document: documents };
  const byId = new Map(); // things by id, {kind, i, of}; ids are unique in a graph
  for (const [kind, list] of Object.entries(kinds)) {
    list.forEach((of, i) => {
      byId.set(of.id, { kind, i, of });
      of.mentions = [];
      of.tasks = [];
    });
  }
  const mentions = payload.mentions.map(([role, who, task, printed, line, rule, inherited, statement, from, to, place]) => ({ role, who, task, printed, line, rule, inherited: Boolean(inherited), statement, from, to, place }));
  const cells = new Map(); // mentions by task and who
  mentions.forEach((m, i) => {
    const who = m.role ? units[m.who] : leaders[m.who];
    who.mentions.push(i);
    tasks[m.task].mentions.push(i);
    who.tasks.push(m.task);
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
  for (const cluster of clusters) {
    // As zeren clusters counts them: tasks of any of its units.
    cluster.tasks = [...new Set(cluster.units.flatMap((u) => units[u].tasks))].sort((a, b) => a - b);
    cluster.first = units[cluster.units[0]].short;
  }
  return { ...payload, mentions, kinds, byId, cells };
}

export function thingOf(model, id) {
  return model.byId.get(id) || null;
}

/** Mentions that join a task and a unit or leader. */
export function cell(model, task, who) {
  return model.cells.get(`${task}|${who.id}`) || [];
}

/** The strongest role among mentions: lead before support before named. */
export function strongest(model, rows) {
  return Math.min(...rows.map((i) => model.mentions[i].role));
}

/**
 * How many of these tasks a unit or leader has in each role: [overseen, lead, support, named]. One in which it has two
 * roles counts in both, as in every other answer of zeren.
 */
export function roleCounts(model, list, who) {
  const found = [0, 0, 0, 0];
  for (const t of list) for (const role of new Set(cell(model, t, who).map((i) => model.mentions[i].role))) found[role] += 1;
  return found;
}

export function loads(model, unit) {
  return roleCounts(model, unit.tasks, unit);
}

/** Pairs [value, times], most often first. */
export function count(values) {
  const times = new Map();
  for (const value of values) times.set(value, (times.get(value) || 0) + 1);
  return [...times].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
}

// The page's data with the links between its lists; and the one way in which elements are made.
const D = JSON.parse(document.getElementById("data").textContent);
const { documents, sectors, tasks, leaders, units, counties, clusters, mentions, statements } = D;
const ROLES = SCHEMA.roles;
const MARKS = ["over", "lead", "support", "named"];
const KINDS = { unit: units, leader: leaders, task: tasks, sector: sectors, county: counties, cluster: clusters, document: documents };

// Things by id: {kind, i, of}. Ids are unique in a graph.
const byId = new Map();
for (const [kind, list] of Object.entries(KINDS)) {
  list.forEach((of, i) => {
    byId.set(of.id, { kind, i, of });
    of.mentions = [];
    of.tasks = [];
  });
}

// A mention is a row; names for its places.
const ROLE = 0, WHO = 1, TASK = 2, PRINTED = 3, LINE = 4, RULE = 5, INHERITED = 6, STATEMENT = 7, FROM = 8, TO = 9, PLACE = 10;

const cells = new Map();
mentions.forEach((m, i) => {
  const who = m[ROLE] ? units[m[WHO]] : leaders[m[WHO]];
  who.mentions.push(i);
  tasks[m[TASK]].mentions.push(i);
  who.tasks.push(m[TASK]);
  const key = `${m[TASK]}|${who.id}`;
  if (cells.has(key)) cells.get(key).push(i);
  else cells.set(key, [i]);
});
for (const list of [units, leaders]) for (const who of list) who.tasks = [...new Set(who.tasks)];
tasks.forEach((task, i) => {
  if (task.sector >= 0) sectors[task.sector].tasks.push(i);
  if (task.document >= 0) documents[task.document].tasks.push(i);
  for (const c of new Set(task.counties.map(([county]) => county))) counties[c].tasks.push(i);
  task.tasks = [i];
});
// As zeren clusters counts them: tasks of any of its units.
for (const cluster of clusters) cluster.tasks = [...new Set(cluster.units.flatMap((u) => units[u].tasks))].sort((a, b) => a - b);

// Mentions that join a task and a unit or leader.
function cell(task, who) {
  return cells.get(`${task}|${who.id}`) || [];
}

// The strongest role among mentions: lead before support before named.
function strongest(rows) {
  return Math.min(...rows.map((i) => mentions[i][ROLE]));
}

// How many of these tasks a unit or leader has in each role: [overseen, lead, support, named]. One in which it has two
// roles counts in both, as in every other answer of zeren.
function roleCounts(list, who) {
  const found = [0, 0, 0, 0];
  for (const t of list) for (const role of new Set(cell(t, who).map((i) => mentions[i][ROLE]))) found[role] += 1;
  return found;
}

function loads(unit) {
  return roleCounts(unit.tasks, unit);
}

function nameOf(thing) {
  const { kind, of, i } = thing;
  if (kind === "task") return `${of.number ? of.number + ". " : ""}${of.title || of.text}`;
  if (kind === "cluster") return `${w("cluster")} ${i + 1} · ${w("etAl", units[of.units[0]].short, of.units.length)}`;
  return of.name || of.title || of.id;
}

function thingOf(id) {
  return byId.get(id) || null;
}

function visibleUnit(unit) {
  return state.groups || !unit.group;
}

// An element with its text; nothing in this page is ever parsed as HTML.
function el(tag, options = {}, ...children) {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(options)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === "text") node.textContent = value;
    else if (key === "class") node.className = value;
    else if (key === "data") Object.assign(node.dataset, value);
    else if (key === "on") for (const [type, call] of Object.entries(value)) node.addEventListener(type, call);
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  node.append(...children.filter((c) => c !== null && c !== undefined && c !== false));
  return node;
}

const SVG = "http://www.w3.org/2000/svg";
function svg(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
  node.append(...children);
  return node;
}

function markOf(role) {
  return el("span", { class: `mark ${MARKS[role]}`, title: w(ROLES[role]) });
}

// A name that opens the thing it names.
function nameButton(thing, text, extra = "") {
  return el("button", { type: "button", class: `name ${thing.kind} ${extra}`, data: { open: thing.of.id }, title: nameOf(thing) }, el("bdi", { text: text ?? nameOf(thing) }));
}
const unitThing = (i) => ({ kind: "unit", i, of: units[i] });
const leaderThing = (i) => ({ kind: "leader", i, of: leaders[i] });
const taskThing = (i) => ({ kind: "task", i, of: tasks[i] });
const sectorThing = (i) => ({ kind: "sector", i, of: sectors[i] });
const countyThing = (i) => ({ kind: "county", i, of: counties[i] });

function swatch(cluster) {
  const node = el("i", { class: "swatch" });
  node.style.backgroundColor = cluster >= 0 ? clusters[cluster].color : "#9AA5B1";
  return node;
}

// What the matrix holds and in which order: pure functions, without a document.
/** @import { Model, Unit } from "../types" */

/** @typedef {{key: string, doc: number, sector: number, tasks: number[]}} Section */
/** @typedef {{kind: "document" | "section" | "task", top: number, height: number, section: Section, task: number}} Line */

/**
 * Tasks by document and section, in print order.
 * @param {Model} model
 * @param {number[]} shown
 * @returns {Section[]}
 */
export function sectionsOf(model, shown) {
  const found = new Map();
  for (const t of shown) {
    const { document: doc, sector } = model.tasks[t];
    const key = `${doc}|${sector}`;
    if (!found.has(key)) found.set(key, { key, doc, sector, tasks: [] });
    found.get(key).tasks.push(t);
  }
  return [...found.values()];
}

/**
 * The strongest role, of those that are on, of each unit in each task.
 * @param {Model} model
 * @param {number[]} shown
 * @param {Set<number>} roles
 * @param {(unit: Unit) => boolean} visible
 * @returns {Map<number, Map<number, number>>}
 */
export function marksOf(model, shown, roles, visible) {
  const found = new Map();
  for (const t of shown) {
    const row = new Map();
    for (const i of model.tasks[t].mentions) {
      const { role, who } = model.mentions[i];
      if (role && roles.has(role) && visible(model.units[who]) && role < (row.get(who) ?? 9)) row.set(who, role);
    }
    found.set(t, row);
  }
  return found;
}

/**
 * Units in the order of the rows, so that marks run down the diagonal and the first screen is full of them.
 *
 * A unit stands where its first tasks do: at the row below which nine tenths of its tasks lie (for fewer than ten tasks its
 * first). Rows keep the order of print, so one sort is all there is to do. Means of rows (the barycentre heuristic) put
 * those that work everywhere, who are the busiest, in the middle, out of the first screen; the very first row alone scatters
 * those that have one task elsewhere. With `together` the clusters stay together, ordered in the same way.
 * @param {Model} model
 * @param {Section[]} sections
 * @param {Map<number, Map<number, number>>} marks
 * @param {boolean} together
 * @returns {number[]}
 */
export function columnsOf(model, sections, marks, together) {
  /** @type {Map<number, number[]>} */
  const rows = new Map();
  /** @type {Map<string, number[]>} */
  const bands = new Map();
  const add = (/** @type {Map<any, number[]>} */ map, /** @type {any} */ key, /** @type {number} */ at) => {
    const held = map.get(key);
    if (held) held.push(at);
    else map.set(key, [at]);
  };
  let at = 0;
  for (const section of sections) {
    for (const t of section.tasks) {
      for (const u of marks.get(t)?.keys() ?? []) {
        add(rows, u, at);
        if (together) add(bands, bandOf(model.units[u]), at);
      }
      at += 1;
    }
  }
  const early = (/** @type {number[] | undefined} */ list) => (list ? list[Math.floor(list.length / 10)] : at);
  const rank = (/** @type {number} */ u) => {
    const band = bandOf(model.units[u]);
    const own = rows.get(u) ?? [];
    // Phrases stand last; in clusters those in none before them.
    return [Number(model.units[u].group), together ? Number(band === "-1") : 0, together ? early(bands.get(band)) : 0, together ? band : "", early(own), -own.length, u];
  };
  const ranks = new Map([...rows.keys()].map((u) => [u, rank(u)]));
  return [...rows.keys()].sort((a, b) => compare(ranks.get(a) ?? [], ranks.get(b) ?? []));
}

/** @param {Unit} unit */
function bandOf(unit) {
  return unit.group ? "group" : String(unit.cluster);
}

/**
 * @param {(number | string)[]} a
 * @param {(number | string)[]} b
 */
function compare(a, b) {
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return a[i] < b[i] ? -1 : 1;
  return 0;
}

/**
 * Neighbouring columns of one cluster: [from, to, a unit of it].
 * @param {Model} model
 * @param {number[]} columns
 */
export function bandRuns(model, columns) {
  /** @type {[number, number, number][]} */
  const runs = [];
  columns.forEach((u, at) => {
    const last = runs[runs.length - 1];
    if (last && bandOf(model.units[last[2]]) === bandOf(model.units[u])) last[1] = at + 1;
    else runs.push([at, at + 1, u]);
  });
  return runs;
}

/**
 * The lines of the table, each with its place: documents where there are several, sections, tasks of those that are open.
 * @param {Section[]} sections
 * @param {(section: Section) => boolean} folded
 * @param {{document: number, section: number, task: number}} heights
 * @returns {Line[]}
 */
export function linesOf(sections, folded, heights) {
  const many = new Set(sections.map((s) => s.doc)).size > 1;
  /** @type {Line[]} */
  const lines = [];
  let top = 0;
  const add = (/** @type {"document" | "section" | "task"} */ kind, /** @type {Section} */ section, task = -1) => {
    lines.push({ kind, top, height: heights[kind], section, task });
    top += heights[kind];
  };
  sections.forEach((section, i) => {
    if (many && sections[i - 1]?.doc !== section.doc) add("document", section);
    add("section", section);
    if (!folded(section)) for (const t of section.tasks) add("task", section, t);
  });
  return lines;
}

/**
 * Lines that lie between two heights: [from, to).
 * @param {Line[]} lines
 * @param {number} from
 * @param {number} to
 * @returns {[number, number]}
 */
export function within(lines, from, to) {
  const first = search(lines, (line) => line.top + line.height > from);
  return [first, Math.max(first, search(lines, (line) => line.top >= to))];
}

/**
 * @param {Line[]} lines
 * @param {(line: Line) => boolean} is
 */
function search(lines, is) {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (is(lines[middle])) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * How many of these tasks each unit has, of a section.
 * @param {Section} section
 * @param {Map<number, Map<number, number>>} marks
 */
export function sumsOf(section, marks) {
  /** @type {Map<number, number>} */
  const sums = new Map();
  for (const t of section.tasks) for (const u of marks.get(t)?.keys() ?? []) sums.set(u, (sums.get(u) || 0) + 1);
  return sums;
}

/**
 * The mark nearest to what is in sight: in the lines in sight the one fewest columns away, else the nearest line that has any.
 * @param {Line[]} lines
 * @param {(line: Line) => number[]} columnsAt places of its marks, ascending
 * @param {[number, number]} rows in sight
 * @param {[number, number]} columns in sight
 * @returns {{line: number, column: number} | null} null where a mark is in sight, or none anywhere
 */
export function nearest(lines, columnsAt, [top, bottom], [left, right]) {
  const away = (/** @type {number} */ c) => (c < left ? left - c : c >= right ? c - right + 1 : 0);
  const best = (/** @type {number} */ line) => {
    const found = columnsAt(lines[line]);
    return found.length ? found.reduce((a, b) => (away(b) < away(a) ? b : a)) : -1;
  };
  let found = null;
  for (let line = top; line < bottom; line += 1) {
    const column = best(line);
    if (column < 0) continue;
    if (!away(column)) return null;
    if (!found || away(column) < away(found.column)) found = { line, column };
  }
  for (let step = 1; !found && (top - step >= 0 || bottom + step - 1 < lines.length); step += 1) {
    for (const line of [bottom + step - 1, top - step]) {
      if (found || line < 0 || line >= lines.length) continue;
      const column = best(line);
      if (column >= 0) found = { line, column };
    }
  }
  return found;
}

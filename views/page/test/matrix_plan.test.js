import assert from "node:assert/strict";
import { test } from "node:test";
import { columnsOf, linesOf, marksOf, nearest, sectionsOf, within } from "../src/views/matrix_plan.js";

const units = [0, 1, 2, 3].map((i) => ({ group: i === 3, cluster: i % 2 }));
// Unit 2 has all tasks but the first two, unit 1 the first, unit 0 the last, the phrase 3 the first.
const rows = [[1, 3], [], [2], [2], [2, 0]];
const mentions = rows.flatMap((who, task) => who.map((u) => ({ role: 1, who: u, task })));
mentions.push({ role: 2, who: 2, task: 4 });
const model = {
  units,
  mentions,
  tasks: rows.map((_, t) => ({ document: t < 4 ? 0 : 1, sector: 0, mentions: mentions.map((m, i) => (m.task === t ? i : -1)).filter((i) => i >= 0) })),
};
const all = [0, 1, 2, 3, 4];
const marks = (roles = [1, 2, 3]) => marksOf(model, all, new Set(roles), () => true);

test("columns stand in the order of their first rows, phrases last", () => {
  assert.deepEqual(columnsOf(model, sectionsOf(model, all), marks(), false), [1, 2, 0, 3]);
  assert.deepEqual(columnsOf(model, sectionsOf(model, all), marks(), true), [1, 2, 0, 3]);
});

test("one early task does not draw a unit forward that has its work elsewhere", () => {
  const tasks = Array.from({ length: 30 }, () => /** @type {{document: number, sector: number, mentions: number[]}} */ ({ document: 0, sector: 0, mentions: [] }));
  const held = /** @type {{role: number, who: number}[]} */ ([]);
  const add = (t, who) => tasks[t].mentions.push(held.push({ role: 1, who }) - 1);
  add(0, 0);
  for (let t = 12; t < 30; t += 1) add(t, 0);
  add(5, 1);
  const late = { units, mentions: held, tasks };
  const shown = tasks.map((_, t) => t);
  assert.deepEqual(columnsOf(late, sectionsOf(late, shown), marksOf(late, shown, new Set([1]), () => true), false), [1, 0]);
});

test("a role that is off leaves no mark, and of two the stronger counts", () => {
  assert.deepEqual([...marks().get(4)], [[2, 1], [0, 1]]);
  assert.deepEqual([...marks([2]).get(4)], [[2, 2]]);
  assert.equal(marks([2]).get(0).size, 0);
});

test("lines know their places, folded sections have none of their tasks", () => {
  const lines = linesOf(sectionsOf(model, all), (s) => s.doc === 1, { document: 30, section: 20, task: 10 });
  assert.deepEqual(lines.map((l) => l.kind), ["document", "section", "task", "task", "task", "task", "document", "section"]);
  assert.deepEqual(lines.map((l) => l.top), [0, 30, 50, 60, 70, 80, 90, 120]);
  assert.deepEqual(within(lines, 50, 70), [2, 4]);
  assert.deepEqual(within(lines, 51, 71), [2, 5]);
  assert.deepEqual(within(lines, 500, 600), [8, 8]);
});

test("the nearest mark is told only where none is in sight", () => {
  const lines = linesOf(sectionsOf(model, all), () => false, { document: 10, section: 10, task: 10 });
  const at = new Map([[0, [4]], [3, [9]], [4, [0]]]);
  const columnsAt = (line) => at.get(line.task) ?? [];
  assert.equal(nearest(lines, columnsAt, [0, 4], [3, 6]), null);
  assert.deepEqual(nearest(lines, columnsAt, [0, 4], [5, 6]), { line: 2, column: 4 });
  assert.deepEqual(nearest(lines, columnsAt, [3, 5], [0, 9]), { line: 5, column: 9 });
  assert.equal(nearest(lines, () => [], [0, 2], [0, 2]), null);
});

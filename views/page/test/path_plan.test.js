import assert from "node:assert/strict";
import { test } from "node:test";
import { shortestPath } from "../src/views/path_plan.js";

const marks = (...rows) => new Map(rows.map((who, t) => [t, new Map(who.map((u) => [u, 1]))]));

test("two units of one task are one step apart, with all tasks that they share", () => {
  assert.deepEqual(shortestPath(marks([0, 1], [1, 2], [0, 1]), 0, 1), { steps: [{ unit: 1, shared: [0, 2] }] });
});

test("of two chains of the same length the one that shares more is taken", () => {
  const found = shortestPath(marks([0, 1], [1, 3], [0, 2], [0, 2], [2, 3]), 0, 3);
  assert.deepEqual(found, { steps: [{ unit: 2, shared: [2, 3] }, { unit: 3, shared: [4] }] });
});

test("a longer chain is never taken, however much it shares", () => {
  const found = shortestPath(marks([0, 1], [0, 1], [1, 2], [1, 2], [2, 3], [2, 3], [0, 4], [4, 3]), 0, 3);
  assert.deepEqual(found?.steps.map((s) => s.unit), [4, 3]);
});

test("units that no chain of tasks joins have none", () => {
  assert.equal(shortestPath(marks([0, 1], [2, 3]), 0, 3), null);
  assert.equal(shortestPath(marks([0, 1]), 0, 0), null);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { modelOf, roleCounts, thingOf } from "../src/model.js";
import { payload } from "./sample.js";

test("a unit with two roles in a task counts in both, and has the task once", () => {
  const model = modelOf(payload());
  const unit = model.units[0];
  assert.deepEqual(roleCounts(model, unit.tasks, unit), [0, 2, 1, 1]);
  assert.deepEqual(unit.tasks, [0, 1, 2]);
});

test("things know their tasks, an area named twice has its task once", () => {
  const model = modelOf(payload());
  assert.deepEqual(thingOf(model, "c0")?.of.tasks, [0, 3]);
  assert.deepEqual(thingOf(model, "cluster:1")?.of.tasks, [0, 1, 2]);
  assert.equal(thingOf(model, "nothing"), null);
});

test("a document's year is the one the graph says, else that of its date", () => {
  assert.deepEqual(modelOf(payload()).years, [2025, 2026]);
});

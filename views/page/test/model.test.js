import assert from "node:assert/strict";
import { test } from "node:test";
import { modelOf, roleCounts, thingOf } from "../src/model.js";

const task = (id, counties = []) => ({ id, number: id, title: "", text: "", sector: -1, document: 0, counties });

const payload = () => ({
  documents: [{ id: "d", title: "" }],
  sectors: [],
  tasks: [task("1"), task("2", [[0, "text"], [0, "unit"]])],
  leaders: [{ id: "l", name: "l" }],
  units: [{ id: "u", short: "u" }, { id: "v", short: "v" }],
  counties: [{ id: "c", name: "c" }],
  clusters: [{ id: "k", units: [0, 1] }],
  statements: ["x"],
  mentions: [
    [0, 0, 0, "l", 1, "label", 0, 0, 0, 1, ""],
    [1, 0, 0, "u", 1, "label", 1, 0, 0, 1, ""],
    [2, 0, 0, "u", 1, "label", 0, 0, 0, 1, ""],
    [2, 0, 1, "u", 1, "label", 0, 0, 0, 1, ""],
    [3, 1, 1, "v", 1, "label", 0, 0, 0, 1, ""],
  ],
});

test("a unit with two roles in a task counts in both, and has the task once", () => {
  const model = modelOf(payload());
  const unit = model.units[0];
  assert.deepEqual(roleCounts(model, unit.tasks, unit), [0, 1, 2, 0]);
  assert.deepEqual(unit.tasks, [0, 1]);
});

test("things know their tasks, an area named twice has its task once", () => {
  const model = modelOf(payload());
  assert.deepEqual(thingOf(model, "c").of.tasks, [1]);
  assert.deepEqual(thingOf(model, "k").of.tasks, [0, 1]);
  assert.equal(thingOf(model, "nothing"), null);
  assert.equal(model.mentions[1].inherited, true);
});

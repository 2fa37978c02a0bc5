import assert from "node:assert/strict";
import { test } from "node:test";
import { modelOf } from "../src/model.js";
import { startState } from "../src/state.js";
import { framesShown, isPart, sizeOf, tasksOfLines, tasksOfMarks, widthOf } from "../src/views/network_plan.js";
import { payload } from "./sample.js";

const line = (id, from, to, tasks) => ({ id, from, to, tasks, sure: false, width: 4, color: { opacity: 1 } });
const mark = (id, x) => ({ id, x, y: 0, size: 9, opacity: 1 });
const drawn = (nodes, edges) => ({ nodes, edges, frames: [{ key: "cluster:1", color: "", frame: [-5, -5, 20, 10] }, { key: "alone", color: "", frame: [90, -5, 20, 10] }], options: {}, ties: 1, of: 1 });
const units = drawn([mark("u0", 0), mark("u1", 10), mark("u3", 100)], [line(0, "u0", "u1", 3), line(1, "u0", "u3", 1)]);
const leaders = drawn([mark("l0", 0), mark("l1", 0), mark("u0", 0), mark("u1", 0)], [line(0, "l0", "u0", 1), line(1, "l0", "u1", 1), line(2, "l1", "u1", 1)]);
const model = modelOf({ ...payload(), networks: /** @type {any} */ ({ units, leaders }) });
const counted = (data, state) => [...tasksOfLines(model, state, data, tasksOfMarks(model, state)).values()];

test("marks and lines have the tasks that are shown", () => {
  const all = { ...startState(model), groups: true };
  assert.deepEqual(counted(units, all), [3, 1]);
  assert.deepEqual(counted(units, { ...all, groups: false }), [3, 0]);
  assert.deepEqual(counted(units, { ...all, gap: "no-lead" }), [1, 1]);
  assert.deepEqual(counted(units, { ...all, roles: [1] }), [1, 0]);
  assert.deepEqual([...tasksOfMarks(model, { ...all, documents: ["doc:b"] }).keys()], ["u3"]);
  assert.equal(tasksOfMarks(model, all).get("cluster:1")?.size, 3);
});

test("a leader is tied to who leads, and where nobody does to who is named", () => {
  const all = startState(model);
  assert.deepEqual(counted(leaders, all), [1, 0, 1]);
  assert.deepEqual(counted(leaders, { ...all, roles: [1, 2] }), [1, 0, 0]);
  assert.deepEqual(counted(leaders, { ...all, leader: "l1" }), [0, 0, 1]);
});

test("frames without a mark go, marks and lines shrink with their tasks", () => {
  const state = { ...startState(model), documents: ["doc:b"], groups: true };
  assert.deepEqual([isPart(state), isPart(startState(model))], [true, false]);
  assert.deepEqual(framesShown(units, tasksOfMarks(model, state)).map(({ key }) => key), ["alone"]);
  assert.ok(sizeOf(model, units.nodes[0], 1) < sizeOf(model, units.nodes[0], 4));
  assert.equal(sizeOf(model, leaders.nodes[0], 1), 9);
  assert.deepEqual([widthOf(units.edges[0], 3), widthOf(units.edges[0], 1) < 3, widthOf(units.edges[0], 0)], [4, true, 0.8]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { modelOf } from "../src/model.js";
import { figures, leaderLoads, shownMentions, shownTasks, unitLoads } from "../src/select.js";
import { startState } from "../src/state.js";
import { payload } from "./sample.js";

const model = modelOf(payload());
const of = (changes) => ({ ...startState(model), ...changes });
const shown = (changes) => shownTasks(model, of(changes)).map((i) => i + 1);

test("scope: documents, years and city narrow together; without a choice tasks of no document count too", () => {
  assert.deepEqual(shown({}), [1, 2, 3, 4, 5]);
  assert.deepEqual(shown({ documents: ["doc:a,1"] }), [1, 2, 3]);
  assert.deepEqual(shown({ documents: ["doc:a,1", "doc:b"] }), [1, 2, 3, 4]);
  assert.deepEqual(shown({ years: [2026] }), [4]);
  assert.deepEqual(shown({ city: "泽岚市" }), [1, 2, 3]);
  assert.deepEqual(shown({ documents: ["doc:a,1"], years: [2026] }), []);
});

test("filters: who, where, in which role", () => {
  assert.deepEqual(shown({ unit: "u0" }), [1, 2, 3]);
  assert.deepEqual(shown({ unit: "u0", role: 1 }), [1, 3]);
  assert.deepEqual(shown({ unit: "u0", role: 2 }), [1]);
  assert.deepEqual(shown({ unit: "u1", role: 1 }), [3]);
  assert.deepEqual(shown({ role: 1 }), [1, 3]);
  assert.deepEqual(shown({ role: 0 }), [1, 2]);
  assert.deepEqual(shown({ unit: "u0", role: 0 }), [1, 2]);
  assert.deepEqual(shown({ leader: "l1", role: 3 }), [2]);
  assert.deepEqual(shown({ leader: "l0", unit: "u1" }), [1]);
  assert.deepEqual(shown({ county: "c0" }), [1, 4]);
  assert.deepEqual(shown({ sector: "s1" }), [4]);
  assert.deepEqual(shown({ words: "第4" }), [4]);
  assert.deepEqual(shown({ related: true, sel: "u1" }), [1, 2, 3]);
  assert.deepEqual(shown({ related: true, sel: "t1", with: "l1" }), [2]);
});

test("gaps are those that the ledger counts; how many supporters are too many can be asked otherwise", () => {
  assert.deepEqual(shown({ gap: "no-lead" }), [2]);
  assert.deepEqual(shown({ gap: "many-supporters" }), []);
  assert.deepEqual(shown({ gap: "many-supporters", wide: 1 }), [1]);
  assert.deepEqual(shown({ gap: "many-supporters", wide: 2 }), []);
});

test("figures follow scope, filters and roles", () => {
  assert.deepEqual(figures(model, of({})), { tasks: 5, leaders: 2, leaderGroups: 0, units: 2, groups: 1, groupMentions: 2, unnamed: 1, mentions: [2, 3, 2, 4] });
  assert.deepEqual(figures(model, of({ roles: [2] })), { tasks: 5, leaders: 2, leaderGroups: 0, units: 2, groups: 0, groupMentions: 0, unnamed: 1, mentions: [2, 0, 2, 0] });
  assert.deepEqual(figures(model, of({ years: [2026] })), { tasks: 1, leaders: 0, leaderGroups: 0, units: 0, groups: 1, groupMentions: 1, unnamed: 0, mentions: [0, 0, 0, 1] });
});

test("mentions of phrases are shown where these are", () => {
  assert.equal(shownMentions(model, of({})).length, 9);
  assert.equal(shownMentions(model, of({ groups: true })).length, 11);
  assert.equal(shownMentions(model, of({ roles: [] })).length, 2);
});

test("a load is of distinct tasks, most first", () => {
  assert.deepEqual(unitLoads(model, of({})), [
    { i: 0, counts: [0, 2, 1, 1], tasks: 3 },
    { i: 1, counts: [0, 1, 1, 1], tasks: 3 },
  ]);
  assert.deepEqual(unitLoads(model, of({ groups: true, roles: [3] })), [
    { i: 3, counts: [0, 0, 0, 2], tasks: 2 },
    { i: 0, counts: [0, 0, 0, 1], tasks: 1 },
    { i: 1, counts: [0, 0, 0, 1], tasks: 1 },
  ]);
  assert.deepEqual(leaderLoads(model, of({ documents: ["doc:a,1"] })).map((row) => [row.i, row.tasks]), [[0, 1], [1, 1]]);
});

test("an answer is remembered while nothing of its question changes", () => {
  const state = of({ unit: "u0" });
  const first = shownTasks(model, state);
  assert.equal(shownTasks(model, { ...state, view: "focus", sort: "due" }), first);
  assert.notEqual(shownTasks(model, { ...state, unit: "u1" }), first);
});

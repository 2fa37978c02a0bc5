import assert from "node:assert/strict";
import { test } from "node:test";
import { modelOf } from "../src/model.js";
import { FIELDS, linkTo, readLink, startState } from "../src/state.js";
import { payload } from "./sample.js";

const model = modelOf(payload());
const other = {
  view: "tasks", documents: ["doc:a,1", "doc:b"], years: [2025, 2026], city: "榴原市", role: 0, leader: "l1", unit: "u2", county: "c0", sector: "s1",
  gap: "many-supporters", wide: 3, words: "a&b=c #，", roles: [1, 3], groups: true, focus: "t1", sel: "u0", with: "u1", related: true, sort: "-due",
  net: "leaders", order: "clusters", rows: "leader", columns: "sector", query: "unit-load", pair: "泽岚市 2024 2025", lang: "en", theme: "dark",
};

test("every field goes through the link and comes back", () => {
  assert.deepEqual(Object.keys(other).sort(), Object.keys(FIELDS).sort());
  for (const [name, value] of Object.entries(other)) {
    const state = { ...startState(model), [name]: value };
    const back = readLink(linkTo(state, model), model);
    assert.deepEqual(back[name], value, name);
  }
  const all = { ...startState(model), ...other };
  assert.deepEqual(readLink(linkTo(all, model), model), all);
});

test("at the start the link says nothing; no roles at all is said", () => {
  assert.equal(linkTo(startState(model), model), "");
  assert.deepEqual(readLink(linkTo({ ...startState(model), roles: [] }, model), model).roles, []);
});

test("old links keep their meaning", () => {
  const state = readLink("sel=t1&with=u0&doc=doc%3Aa%2C1&related=1&groups=1", model);
  assert.equal(state.view, "matrix");
  assert.deepEqual([state.sel, state.with, state.documents, state.related, state.groups], ["t1", "u0", ["doc:a,1"], true, true]);
  assert.equal(readLink("view=focus&focus=u0", model).focus, "u0");
  assert.equal(readLink("view=focus&focus=u0", model).view, "focus");
});

test("what is not here is told and harmless", () => {
  for (const hash of ["sel=gone", "unit=l0", "doc=nowhere", "year=1999", "city=x", "sector=u0", "gap=none", "pair=x"]) {
    const state = readLink(hash, model);
    assert.equal(state.missing, true, hash);
    assert.deepEqual({ ...state, missing: false, view: startState(model).view }, startState(model), hash);
  }
  const odd = readLink("view=overview&role=7&wide=-1&theme=pink&lang=fr&net=x&roles=9", model);
  assert.deepEqual(odd, { ...startState(model), roles: [] });
});

test("a page may open elsewhere than others, and its start can still be linked to", () => {
  const opened = modelOf({ ...payload(), settings: { groups: false, size: "full", wide: 10, lamp: 30, opens: { view: "focus", focus: "u1" } } });
  assert.deepEqual([readLink("", opened).view, readLink("", opened).focus], ["focus", "u1"]);
  assert.equal(linkTo(readLink("", opened), opened), "");
  assert.deepEqual(readLink(linkTo(startState(opened), opened), opened), startState(opened));
  assert.equal(linkTo({ ...startState(opened), lang: "en" }, opened), "view=overview&lang=en");
});

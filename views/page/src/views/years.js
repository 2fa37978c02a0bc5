// Years side by side: what zeren diff says of two years of a city, the changes beyond chance first.
/** @import { Cell, Comparison, Model, State, StoredTable, View } from "../types" */
import { el } from "../dom.js";
import { go } from "../here.js";
import { thingOf } from "../model.js";
import { nameButton } from "../parts.js";
import { pairKey } from "../state.js";
import { grid, part, percent, recordsOf, rowsOf, shown } from "../tables.js";
import { lang, w } from "../words.js";
import { columnWord } from "../words_columns.js";

let drawnFor = "";

/** The two years that are looked at: the latest, unless others are chosen. @param {Model} model @param {State} state */
function pairOf(model, state) {
  const pairs = model.comparisons ?? [];
  return pairs.find((pair) => pairKey(pair) === state.pair) ?? pairs[0];
}

/** @type {View} */
export const years = {
  name: "years",
  whole: true,
  here: (model) => Boolean(model.comparisons?.length),
  draw(root, model, state) {
    const pair = pairOf(model, state);
    const drawn = JSON.stringify([lang, pairKey(pair)]);
    if (drawnFor === drawn) return;
    drawnFor = drawn;
    const choices = (model.comparisons ?? []).map((of) => el("button", { type: "button", class: "choose", "aria-pressed": String(of === pair), text: w("yearsPair", of.city, of.before, of.after), on: { click: () => go({ pair: pairKey(of) }) } }));
    root.replaceChildren(el("div", { class: "reading" }, el("p", { class: "chips", role: "group", "aria-label": w("years") }, ...choices), ...pairParts(model, pair)));
  },
  take(model, state) {
    const pair = pairOf(model, state);
    const table = pair?.tables.load;
    return { title: pair ? w("yearsPair", pair.city, pair.before, pair.after) : w("years"), columns: (table?.columns ?? []).map(columnWord), rows: table ? /** @type {any} */ (rowsOf(model, table)) : [] };
  },
};

/** @param {Model} model @param {Comparison} pair */
function pairParts(model, pair) {
  if (!pair.tables.summary) return [el("p", { text: w("yearsTooLarge", pair.before, pair.after) })];
  return [
    el("p", { class: "note", text: w("yearsScope", pair.before, pair.after) }),
    el("div", { class: "both" }, part(w("yearsSummary"), summary(model, pair.tables.summary)), part(w("yearsConcentration"), concentration(model, pair.tables.concentration))),
    part(w("yearsLoad"), load(model, pair.tables.load), cut(pair.tables.load)),
    part(w("yearsLeads"), leads(model, pair.tables.leads), cut(pair.tables.leads)),
    part(w("yearsLeaders"), leaders(model, pair.tables.leaders), cut(pair.tables.leaders)),
    part(w("yearsTasks"), tasks(model, pair.tables.tasks), cut(pair.tables.tasks)),
  ];
}

/** Says where only the beginning of a table is here. @param {StoredTable} table */
export function cut(table) {
  const first = Array.isArray(table.cells[0]) ? table.cells[0].length : (table.cells[0]?.of.length ?? 0);
  return first < table.total ? el("p", { class: "note", text: w("onlyFirst", first, table.total) }) : null;
}

/** A thing by its id as a way to it, or its name where it is not on the page. @param {Model} model @param {Cell} id @param {Cell} name */
function named(model, id, name) {
  const thing = thingOf(model, String(id));
  return thing ? nameButton(thing, name ? String(name) : undefined) : String(name ?? "");
}

/** @param {Cell} yes */
const verdict = (yes) => el("span", { class: yes ? "beyond" : "note", text: w(yes ? "beyond" : "notBeyond") });

/** @param {Model} model @param {StoredTable} table */
function summary(model, table) {
  const rows = recordsOf(model, table).map((row) => [w(`diff_${row.what}`), row.before, row.after, row.change]);
  return grid(w("yearsSummary"), [w("what"), w("before"), w("after"), w("change")], rows);
}

/** @param {Model} model @param {StoredTable} table */
function concentration(model, table) {
  const rows = recordsOf(model, table).map((row) => [`${w(`load_${row.load}`)} ${w(`measure_${row.measure}`)}`, shown(row.before), shown(row.after), interval(row.low, row.high), verdict(row.beyond_chance)]);
  return rows.length ? grid(w("yearsConcentration"), [w("measure"), w("before"), w("after"), w("interval"), w("verdict")], rows) : el("p", { text: w("qualityNone") });
}

/** @param {Cell} low @param {Cell} high */
const interval = (low, high) => `${signed(low)} … ${signed(high)}`;
/** @param {Cell} value */
const signed = (value) => (typeof value === "number" ? `${value > 0 ? "+" : ""}${value.toFixed(2)}` : "");

/** Those beyond chance first, then as the command gives them. @param {Model} model @param {StoredTable} table */
function load(model, table) {
  const records = recordsOf(model, table);
  const ordered = [...records.filter((row) => row.beyond_chance), ...records.filter((row) => !row.beyond_chance)];
  const rows = ordered.map((row) => [named(model, row.unit_id, row.unit), row.tasks_before, row.tasks_after, percent(Number(row.reach_before)), percent(Number(row.reach_after)), interval(row.reach_low, row.reach_high), verdict(row.beyond_chance)]);
  return grid(w("yearsLoad"), [w("unit"), w("tasksBefore"), w("tasksAfter"), w("reachBefore"), w("reachAfter"), w("interval"), w("verdict")], rows, "tall");
}

/** @param {Model} model @param {StoredTable} table */
function leads(model, table) {
  const rows = recordsOf(model, table).map((row) => [named(model, row.task_after_id, null), row.leads_before, row.leads_after]);
  return rows.length ? grid(w("yearsLeads"), [w("task"), w("leadBefore"), w("leadAfter")], rows, "wordy") : el("p", { text: w("qualityNone") });
}

/** @param {Model} model @param {StoredTable} table */
function leaders(model, table) {
  const rows = recordsOf(model, table).map((row) => [named(model, row.leader_id, row.leader), row.tasks_before, row.tasks_after, row.change]);
  return rows.length ? grid(w("yearsLeaders"), [w("leader"), w("tasksBefore"), w("tasksAfter"), w("change")], rows) : el("p", { text: w("qualityNone") });
}

/** @param {Model} model @param {StoredTable} table */
function tasks(model, table) {
  const rows = recordsOf(model, table).map((row) => [w(`state_${row.state}`), named(model, row.task_after_id ?? row.task_before_id, null), String(row.changed ?? "").split("、").filter((name) => name).map((name) => w(`changed_${name}`)).join(w("comma"))]);
  return rows.length ? grid(w("yearsTasks"), [w("state"), w("task"), w("whatChanged")], rows, "tall wordy") : el("p", { text: w("qualityNone") });
}

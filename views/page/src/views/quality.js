// What is to be checked before the figures are used: what they count together, doubtful readings, names that may be one.
/** @import { Cell, Model, State, View } from "../types" */
import { el } from "../dom.js";
import { byNameOf } from "../model_names.js";
import { nameButton } from "../parts.js";
import { isScoped, scopeDocuments } from "../select.js";
import { grid, part, recordsOf, rowsOf } from "../tables.js";
import { lang, w } from "../words.js";
import { cut } from "./years.js";

let drawnFor = "";

/** @type {View} */
export const quality = {
  name: "quality",
  here: (model) => Boolean(model.quality),
  draw(root, model, state) {
    const drawn = JSON.stringify([lang, state.documents, state.years, state.city]);
    if (drawnFor === drawn) return;
    drawnFor = drawn;
    root.replaceChildren(el("div", { class: "reading" }, scopePart(model, state), isScoped(state) ? el("p", { class: "note warn", text: w("wholeTables") }) : null, doubtsPart(model), namesPart(model)));
  },
  take(model) {
    const doubts = model.quality?.doubts;
    return { title: w("quality"), columns: doubts?.columns ?? [], rows: doubts ? /** @type {any} */ (rowsOf(model, doubts)) : [] };
  },
};

/** @param {Model} model @param {State} state */
function scopePart(model, state) {
  const chosen = scopeDocuments(model, state);
  const documents = model.documents.filter((_, i) => chosen.has(i));
  const found = [...new Set(documents.map((of) => of.year).filter((year) => year))].sort();
  const cities = [...new Set(documents.map((of) => of.city).filter((city) => city))].sort();
  const tasks = documents.reduce((sum, of) => sum + of.tasks.length, 0);
  const rows = documents.map((of) => [of.title, of.number, of.date, of.year || "", of.city, of.tasks.length]);
  return part(
    w("qualityScope"),
    el("p", { text: w("qualityPooled", documents.length, tasks, found.join("、") || "–", cities.join("、") || "–") }),
    found.length > 1 ? el("p", { class: "note warn", text: w("qualityPooledMany") }) : null,
    grid(w("qualityScope"), [w("document"), w("docNumber"), w("date"), w("year"), w("city"), w("tasks")], rows, "wordy"),
    el("p", { class: "note", text: w("qualityUnread") }),
  );
}

/** @param {Record<string, Cell>} row */
const reason = (row) => (lang === "zh" ? row.reason_zh : row.reason);

/** A line of the text is said in the page's language. @param {Cell} where */
const place = (where) => String(where).replace(/^line (\d+)$/, (_, line) => w("line", line));

/** @param {Model} model */
function doubtsPart(model) {
  const table = model.quality?.doubts;
  if (!table) return null;
  const rows = recordsOf(model, table).map((row) => [row.words, reason(row), place(row.where), row.document]);
  const content = rows.length ? grid(w("qualityDoubts", table.total), [w("printedWords"), w("why"), w("where"), w("document")], rows, "wordy") : el("p", { text: w("qualityNone") });
  return part(w("qualityDoubts", table.total), content, cut(table), rows.length ? el("p", { class: "note", text: w("qualitySettle") }) : null);
}

/** @param {Model} model */
function namesPart(model) {
  const table = model.quality?.names;
  if (!table) return null;
  const find = byNameOf(model);
  /** @type {(kind: unknown, city: unknown, name: unknown) => Node | string} */
  const named = (kind, city, name) => {
    const thing = find(String(kind), String(name));
    return thing ? nameButton(thing) : String(name);
  };
  const rows = recordsOf(model, table).map((row) => [named(row.what, row.city, row.name), row.mentions, named(row.what, row.city, row.other), row.other_mentions, reason(row), row.place ?? w("line", row.line)]);
  const content = rows.length ? grid(w("qualityNames", table.total), [w("name"), w("times"), w("otherName"), w("times"), w("why"), w("where")], rows, "wordy") : el("p", { text: w("qualityNone") });
  return part(w("qualityNames", table.total), content, cut(table));
}

// What a change of who does what would change, where the page was written with one: as `zeren whatif` gives it.
/** @import { Model, StoredTable, View } from "../types" */
import { el } from "../dom.js";
import { thingOf } from "../model.js";
import { nameButton } from "../parts.js";
import { grid, part, recordsOf, rowsOf, shown } from "../tables.js";
import { lang, w } from "../words.js";
import { columnWord, valueWord } from "../words_columns.js";
import { cut } from "./years.js";

let drawnFor = "";

/** @type {View} */
export const whatif = {
  name: "whatif",
  whole: true,
  here: (model) => Boolean(model.whatif),
  draw(root, model) {
    if (drawnFor === lang || !model.whatif) return;
    drawnFor = lang;
    const { said, figures, loads, ties } = model.whatif;
    root.replaceChildren(
      el("div", { class: "reading" }, el("p", { text: w("whatifSaid", said[lang === "zh" ? 0 : 1]) }), el("p", { class: "note", text: w("whatifNote") }), part(w("whatifFigures"), figuresTable(model, figures)), part(w("whatifLoads"), loadsTable(model, loads), cut(loads)), part(w("whatifTies"), tiesTable(model, ties), cut(ties))),
    );
  },
  take(model) {
    const { figures } = /** @type {NonNullable<Model["whatif"]>} */ (model.whatif);
    const rows = recordsOf(model, figures).map((row) => [w(`fig_${row.what}`), number(row.before), number(row.after), number(row.change)]);
    return { title: w("whatif"), columns: ["what", "before", "after", "change"].map((name) => w(name)), rows };
  },
};

/** @param {unknown} value */
const number = (value) => Number(value);

/** @param {Model} model @param {StoredTable} table */
function figuresTable(model, table) {
  const rows = recordsOf(model, table).map((row) => [w(`fig_${row.what}`), shown(row.before), shown(row.after), shown(row.change)]);
  return grid(w("whatifFigures"), [w("what"), w("before"), w("after"), w("change")], rows);
}

/** @param {Model} model @param {StoredTable} table */
function loadsTable(model, table) {
  const rows = recordsOf(model, table).map((row) => {
    const unit = thingOf(model, String(row.unit_id));
    return [unit ? nameButton(unit, String(row.unit)) : row.unit, row.before, row.after, row.change];
  });
  return rows.length ? grid(w("whatifLoads"), [w("unit"), w("before"), w("after"), w("change")], rows, "tall") : el("p", { text: w("whatifNone") });
}

/** @param {Model} model @param {StoredTable} table */
function tiesTable(model, table) {
  const kept = ["state", "a", "b", "tasks"].map((name) => table.columns.indexOf(name)).filter((i) => i >= 0);
  const rows = rowsOf(model, table).map((row) => kept.map((i) => valueWord(table.columns[i], row[i])));
  return rows.length ? grid(w("whatifTies"), kept.map((i) => columnWord(table.columns[i])), rows, "tall") : el("p", { text: w("whatifNone") });
}

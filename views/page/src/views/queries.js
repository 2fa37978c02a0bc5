// The stored queries: what each asks, its answer on this graph where it was asked, and how to ask it oneself.
/** @import { Cell, Model, QueryData, View } from "../types" */
import { el } from "../dom.js";
import { go } from "../here.js";
import { thingOf } from "../model.js";
import { nameButton } from "../parts.js";
import { grid, rowsOf } from "../tables.js";
import { lang, w } from "../words.js";
import { columnWord, valueWord } from "../words_columns.js";

let drawnFor = "";

/** @type {View} */
export const queries = {
  name: "queries",
  whole: true,
  here: (model) => Boolean(model.queries?.length),
  draw(root, model, state) {
    const drawn = JSON.stringify([lang, state.query]);
    if (drawnFor === drawn) return;
    drawnFor = drawn;
    const all = model.queries ?? [];
    const one = all.find(({ name }) => name === state.query);
    const answered = all.filter(({ answer }) => answer).length;
    root.replaceChildren(
      el("div", { class: "queries" }, el("nav", { "aria-label": w("queries") }, el("p", { class: "note", text: w("queriesIntro", all.length, answered) }), ...topics(all, state.query)), one ? answerOf(model, one) : el("p", { class: "note pick", text: w("queryPick") })),
    );
    // On a telephone the answer stands over the list.
    if (innerWidth > 700) root.querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest" });
  },
  take(model, state) {
    const one = (model.queries ?? []).find(({ name }) => name === state.query);
    return { title: one ? one.title[at()] : w("queries"), columns: (one?.answer?.columns ?? []).map(columnWord), rows: one?.answer ? /** @type {any} */ (rowsOf(model, one.answer)) : [] };
  },
};

const at = () => (lang === "zh" ? 0 : 1);

/** @param {QueryData[]} all @param {string} chosen */
function topics(all, chosen) {
  const names = [...new Set(all.map(({ topic }) => topic))];
  return names.map((topic) => {
    const of = all.filter((query) => query.topic === topic);
    const rows = of.map((query) => el("li", {}, el("button", { type: "button", class: query.answer ? "answered" : "", "aria-current": query.name === chosen ? "true" : null, data: { query: query.name }, text: query.title[at()], on: { click: () => go({ query: query.name }) } })));
    const box = el("details", { open: of.some(({ name, answer }) => name === chosen || answer) }, el("summary", { text: w(`topic_${topic}`) }), el("ul", { class: "plain" }, ...rows));
    return box;
  });
}

/** @param {Model} model @param {QueryData} one */
function answerOf(model, one) {
  const values = one.needs.map((name) => ` -p ${name}=…`).join("");
  const command = el("code", { text: `zeren query ${one.name}${values}` });
  const part = el("section", { class: "answer", "aria-label": one.title[at()] }, el("h2", { text: one.title[at()] }), el("p", { text: one.question[at()] }), el("p", { class: "note" }, w("queryAsk"), " ", command));
  if (!one.answer) part.append(el("p", { class: "note warn", text: w(`left_${one.left}`, one.needs.join("、")) }));
  else part.append(...answerTable(model, one));
  return part;
}

/** @param {Model} model @param {QueryData} one */
function answerTable(model, one) {
  const { answer } = one;
  if (!answer) return [];
  const rows = rowsOf(model, answer);
  if (!rows.length) return [el("p", { text: w("queryNoRow") })];
  const note = w(rows.length < answer.total ? "onlyFirstRows" : "queryRows", rows.length);
  // A name leads to what the column of its id says; an id without a name stands for itself.
  const { columns } = answer;
  const kept = columns.map((_, i) => i).filter((i) => !columns.includes(columns[i].replace(/_id$/, "")) || !columns[i].endsWith("_id"));
  const shown = rows.map((row) => kept.map((i) => linked(model, row[columns.indexOf(`${columns[i]}_id`)] ?? row[i], valueWord(columns[i], row[i]))));
  return [el("p", { class: "note", text: note }), grid(one.title[at()], kept.map((i) => columnWord(columns[i])), shown, "tall")];
}

/** @param {Model} model @param {Cell} id @param {Cell} value */
function linked(model, id, value) {
  const thing = typeof id === "string" ? thingOf(model, id) : null;
  return thing ? nameButton(thing, value === id ? undefined : String(value)) : value;
}

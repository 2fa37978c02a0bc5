// The printed words behind an edge: the statement quoted, the name marked in it, and where it stands.
/** @import { Leader, Mention, Unit } from "./types" */
import { el } from "./dom.js";
import { cell, MARKS, strongest, whoOf } from "./model.js";
import { documents, mentions, model, statements, tasks } from "./page.js";
import { leaderThing, markOf, nameButton, unitThing } from "./parts.js";
import { ROLES, w, WORDS } from "./words.js";

/**
 * A statement with parts of it marked.
 * @param {string} text
 * @param {[from: number, to: number, role: number, strong: boolean][]} parts
 */
function quote(text, parts) {
  const node = el("blockquote", { class: "statement", lang: "zh-CN" });
  let at = 0;
  for (const [from, to, role, strong] of [...parts].sort((a, b) => a[0] - b[0])) {
    if (from < at || from < 0) continue;
    node.append(text.slice(at, from), el("mark", { class: `${MARKS[role]}${strong ? " strong" : ""}`, title: w(ROLES[role]), text: text.slice(from, to) }));
    at = to;
  }
  node.append(text.slice(at));
  return node;
}

/** A line of the file, or the page or cell where it has them. @param {number} line @param {string} place */
export function whereWords(line, place) {
  return place ? w("placed", place) : w("line", line);
}

/** Where it was read: document, 文号, line or place. @param {number} task @param {number} line @param {string} place */
export function placeLine(task, line, place) {
  const doc = documents[tasks[task].document];
  const node = el("p", { class: "place" });
  if (doc) {
    node.append(el("span", { class: "doc" }, el("bdi", { text: `《${doc.title}》` })));
    if (doc.number) node.append(" ", el("bdi", { text: doc.number }));
    if (doc.date) node.append(" ", doc.date);
    node.append(" · ");
  }
  node.append(el("b", { text: whereWords(line, place) }));
  return node;
}

/** @param {string} rule */
function ruleWord(rule) {
  return WORDS[`rule_${rule}`] ? w(`rule_${rule}`) : rule;
}

/** One edge, with its evidence. @param {number} i */
export function evidenceCard(i) {
  const m = mentions[i];
  const card = el("article", { class: "evidence", data: { mention: i } });
  const head = el("p", { class: "head" }, markOf(m.role), el("b", { text: w(ROLES[m.role]) }), " ", nameButton(m.role ? unitThing(m.who) : leaderThing(m.who), whoOf(model, i).name));
  card.append(head);
  const printed = el("p", { class: "printed" }, `${w("printed")} `, el("q", {}, el("bdi", { text: m.printed })));
  if (m.inherited) printed.append(" ", el("span", { class: "note", text: w("inheritedNote") }));
  card.append(printed, quote(statements[m.statement], [[m.from, m.to, m.role, true]]), placeLine(m.task, m.line, m.place));
  if (m.rule) card.append(el("p", { class: "note", text: w("rule", ruleWord(m.rule)) }));
  return card;
}

/** All statements of a task, every name in them marked by its role. @param {number} i */
export function taskStatements(i) {
  /** @type {Map<number, Mention[]>} */
  const together = new Map();
  for (const m of tasks[i].mentions.map((n) => mentions[n])) {
    const held = together.get(m.statement);
    if (held) held.push(m);
    else together.set(m.statement, [m]);
  }
  return [...together].flatMap(([s, rows]) => {
    const first = rows.reduce((a, b) => (b.line < a.line ? b : a));
    return [quote(statements[s], rows.map((m) => [m.from, m.to, m.role, false])), placeLine(i, first.line, first.place)];
  });
}

/** A task as a line of a list; `who` adds that one's role in it. @param {number} i @param {Unit | Leader | null} [who] */
export function taskLine(i, who = null) {
  const task = tasks[i];
  const rows = who ? cell(model, i, who) : [];
  const node = el("button", { type: "button", class: "task-line", data: { evidence: task.id, other: rows.length && who ? who.id : "" } });
  if (rows.length) node.append(markOf(strongest(model, rows)));
  node.append(el("span", { class: "number", text: task.number }), el("span", { class: "words", text: task.title || task.text }));
  if (task.deadline) node.append(el("span", { class: "note", text: task.deadline }));
  return node;
}

const FIRST = 12;

/**
 * A list that shows its beginning and, on demand, the rest.
 * @template T
 * @param {T[]} items
 * @param {(item: T) => Node} make
 */
export function longList(items, make, first = FIRST) {
  const list = el("ul", { class: "plain" });
  /** @param {number} from @param {number} to */
  const add = (from, to) => items.slice(from, to).forEach((item) => list.append(el("li", {}, make(item))));
  add(0, first);
  if (items.length > first) {
    const button = el("button", { type: "button", class: "more", text: w("seeAll", items.length - first) });
    const last = el("li", {}, button);
    list.append(last);
    button.addEventListener("click", () => {
      last.remove();
      add(first, items.length);
    });
  }
  return list;
}

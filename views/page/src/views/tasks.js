// 任务: every task a row, as printed; what is shown, sorted as asked.
/** @import { Child } from "../dom.js" */
/** @import { Model, State, Task, View } from "../types" */
/** @import { Rows } from "../virtual.js" */
import { el, rootOf } from "../dom.js";
import { go, state as now } from "../here.js";
import { MARKS } from "../model.js";
import { shownKey, shownTasks } from "../select.js";
import { dueOf, lampOf, namesOf, statusWord } from "../tasks.js";
import { virtualRows } from "../virtual.js";
import { lang, ROLES, w, WORDS } from "../words.js";

/**
 * A column: what it sorts by, what it shows. Texts sort by the page's language, numbers by size; what is empty comes last.
 * @typedef {{ key: string, word: string, sort: (model: Model, i: number) => string | number, cell: (model: Model, i: number) => Child[], first?: -1, here?: (model: Model) => boolean }} Column
 */

/** @param {Model} model @param {number} i @param {number[]} roles @returns {Child[]} */
const people = (model, i, roles) =>
  roles.flatMap((role) => {
    const names = namesOf(model, i)[role];
    if (!names.length || (role && !now.roles.includes(role))) return [];
    return [role ? el("span", { class: `mark ${MARKS[role]}`, title: w(ROLES[role]) }) : null, el("bdi", { text: names.join("、") })];
  });

/** @param {Model} model @param {number} i @returns {Child[]} */
const gaps = (model, i) => model.tasks[i].marks.map((mark) => el("span", { class: "tag", title: markWord(model, mark), text: WORDS[`gap_${model.marks[mark][0]}`] ? w(`gap_${model.marks[mark][0]}`) : markWord(model, mark) }));

/** @param {Model} model @param {number} mark */
const markWord = (model, mark) => model.marks[mark][lang === "zh" ? 1 : 2];

/** @param {Model} model */
const anyProgress = (model) => model.tasks.some((task) => task.progress);

/** @type {Column[]} */
const COLUMNS = [
  { key: "number", word: "number", sort: (_, i) => i, cell: (model, i) => [model.tasks[i].number] },
  { key: "text", word: "task", sort: (model, i) => wordsOf(model.tasks[i]), cell: (model, i) => [el("bdi", { text: wordsOf(model.tasks[i]) })] },
  { key: "lead", word: "leadOrNamed", sort: (model, i) => [...namesOf(model, i)[1], ...namesOf(model, i)[3]].join("、"), cell: (model, i) => people(model, i, [1, 3]) },
  { key: "support", word: "short2", first: -1, sort: (model, i) => namesOf(model, i)[2].length || "", cell: (model, i) => (namesOf(model, i)[2].length && now.roles.includes(2) ? [el("b", { text: namesOf(model, i)[2].length }), " ", ...people(model, i, [2])] : []) },
  { key: "leader", word: "leader", sort: (model, i) => namesOf(model, i)[0].join("、"), cell: (model, i) => people(model, i, [0]), here: (model) => model.leaders.length > 0 },
  { key: "targets", word: "targets", first: -1, sort: (model, i) => model.tasks[i].targets.length || "", cell: (model, i) => (model.tasks[i].targets.length ? [model.tasks[i].targets.length] : []) },
  { key: "due", word: "due", sort: (model, i) => dueOf(model.tasks[i]), cell: (model, i) => [lampNode(model, i), el("bdi", { text: dueOf(model.tasks[i]) })], here: (model) => model.tasks.some((task) => dueOf(task)) },
  { key: "status", word: "status", first: -1, sort: (model, i) => progressRank(model.tasks[i]), cell: (model, i) => [statusWord(model, model.tasks[i])], here: anyProgress },
  { key: "gaps", word: "gap", first: -1, sort: (model, i) => model.tasks[i].marks.length || "", cell: gaps },
  { key: "sector", word: "sector", sort: (model, i) => model.sectors[model.tasks[i].sector]?.title ?? "", cell: (model, i) => [el("bdi", { text: model.sectors[model.tasks[i].sector]?.title ?? "" })], here: (model) => model.sectors.length > 0 },
  { key: "document", word: "document", sort: (model, i) => model.tasks[i].document, cell: (model, i) => [el("bdi", { text: documentName(model, i) })], here: (model) => model.documents.length > 1 },
];

/** @param {Task} task */
function wordsOf(task) {
  return task.title && !task.text.startsWith(task.title) ? `${task.title} ${task.text}` : task.text || task.title;
}

/** @param {Task} task */
function progressRank(task) {
  return task.progress ? task.progress[0] * 1000 + (task.progress[1] ?? 0) : "";
}

/** @param {Model} model @param {number} i */
function documentName(model, i) {
  const of = model.documents[model.tasks[i].document];
  return of ? of.number || of.title : "";
}

/** @param {Model} model @param {number} i */
export function lampNode(model, i) {
  const lamp = lampOf(model, model.tasks[i]);
  return lamp && anyProgress(model) ? el("span", { class: `lamp ${lamp}`, role: "img", "aria-label": w(`lamp_${lamp}`), title: w(`lamp_${lamp}`) }) : null;
}

/** The shown tasks in the order of the table. @param {Model} model @param {State} state */
function sortedTasks(model, state) {
  const shown = shownTasks(model, state);
  const key = state.sort.replace(/^-/, "");
  const column = COLUMNS.find((each) => each.key === key);
  if (!column) return shown;
  const way = state.sort.startsWith("-") ? -1 : 1;
  const order = new Intl.Collator(lang === "zh" ? "zh" : "en", { numeric: true });
  const valued = shown.map((i) => ({ i, value: column.sort(model, i) }));
  valued.sort((a, b) => {
    if ((a.value === "") !== (b.value === "")) return a.value === "" ? 1 : -1;
    const by = typeof a.value === "number" && typeof b.value === "number" ? a.value - b.value : order.compare(String(a.value), String(b.value));
    return by * way || a.i - b.i;
  });
  return valued.map(({ i }) => i);
}

const view = { drawn: "", order: /** @type {number[]} */ ([]), at: -1, rows: /** @type {Rows | null} */ (null) };

/** @type {View} */
export const tasks = {
  name: "tasks",
  printed: true,
  draw(root, model, state) {
    const drawn = JSON.stringify([lang, shownKey(state), state.sort]);
    if (view.drawn !== drawn) {
      view.drawn = drawn;
      drawTable(root, model, state);
    } else view.rows?.draw(false);
    const selected = view.order.findIndex((i) => model.tasks[i].id === state.sel);
    if (selected >= 0 && selected !== view.at) point(root, selected);
    else markRows(root);
  },
  take(model, state) {
    const columns = ["number", "task", "leader", "LEADS", "SUPPORTS", "RESPONSIBLE_FOR", "targets", "deadline", "due", "status", "sector", "document", "gap", "line", "id"].map((word) => w(word));
    const rows = sortedTasks(model, state).map((i) => {
      const task = model.tasks[i];
      const names = namesOf(model, i).map((list, role) => (role && !state.roles.includes(role) ? "" : list.join("、")));
      return [task.number, wordsOf(task), ...names, task.targets.map(([text]) => text).join("；"), task.deadline, task.due[0], statusWord(model, task), model.sectors[task.sector]?.title ?? "", documentName(model, i), task.marks.map((mark) => markWord(model, mark)).join("；"), task.place || task.line || null, task.id];
    });
    return { title: w("tasks"), columns, rows };
  },
};

/** @param {HTMLElement} root @param {Model} model @param {State} state */
function drawTable(root, model, state) {
  view.order = sortedTasks(model, state);
  view.at = -1;
  if (!view.order.length) {
    view.rows = null;
    root.replaceChildren(el("p", { class: "lead-in", text: w("noTasks") }));
    return;
  }
  const columns = COLUMNS.filter((column) => !column.here || column.here(model));
  const sorted = state.sort.replace(/^-/, "") || "number";
  const head = el("tr", {}, ...columns.map((column, n) => headOf(column, sorted, state, n === Math.max(0, columns.findIndex((each) => each.key === sorted)))));
  const body = el("tbody");
  const table = el("table", { role: "grid", id: "task-table", tabindex: 0, "aria-label": w("tasks"), "aria-rowcount": view.order.length + 1, on: { keydown: (event) => move(event, root, model) } }, el("thead", {}, head), body);
  const box = el("div", { class: "sheet" }, table);
  const scrolled = root.querySelector(".sheet")?.scrollLeft ?? 0;
  root.replaceChildren(box);
  box.scrollLeft = scrolled;
  view.rows = virtualRows(box, body, {
    count: view.order.length,
    row: (at) => rowOf(model, columns, at),
  });
}

/** @param {Column} column @param {string} sorted @param {State} state @param {boolean} reached by the tabulator key */
function headOf(column, sorted, state, reached) {
  const is = column.key === sorted;
  const down = is && state.sort.startsWith("-");
  const set = () => {
    const way = is ? (down ? "" : "-") : column.first === -1 ? "-" : "";
    go({ sort: way + column.key === "number" ? "" : way + column.key });
    /** @type {HTMLElement | null} */ (document.querySelector(`#task-table th.${column.key} button`))?.focus();
  };
  const button = el("button", { type: "button", tabindex: reached ? 0 : -1, on: { click: set } }, w(column.word), el("span", { class: "way", "aria-hidden": "true", text: is ? (down ? "▾" : "▴") : "" }));
  return el("th", { scope: "col", class: column.key, "aria-sort": is ? (down ? "descending" : "ascending") : "none" }, button);
}

/** @param {Model} model @param {Column[]} columns @param {number} at */
function rowOf(model, columns, at) {
  const i = view.order[at];
  const { id } = model.tasks[i];
  const row = el("tr", { id: `task-row-${at}`, "aria-rowindex": at + 2, data: { evidence: id, other: "" } });
  markRow(row);
  for (const { key, cell } of columns) row.append(el("td", { class: key }, ...cell(model, i)));
  return row;
}

/**
 * Which row is selected, and which the keys are at. Rows that stand are marked, not made anew: a thousand cells for one
 * line of another colour took a fifth of a second at each click.
 * @param {HTMLElement} row
 */
function markRow(row) {
  row.classList.toggle("chosen", row.dataset.evidence === now.sel);
  row.classList.toggle("here", row.id === `task-row-${view.at}`);
}

/** @param {HTMLElement} root */
function markRows(root) {
  for (const row of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("tbody tr[id]"))) markRow(row);
}

/** The row that the keys are at. @param {HTMLElement} root @param {number} at */
function point(root, at) {
  view.at = at;
  view.rows?.reveal(at);
  markRows(root);
  root.querySelector("#task-table")?.setAttribute("aria-activedescendant", `task-row-${at}`);
}

/** Arrows go from row to row, in the head from column to column; Enter opens. @param {KeyboardEvent} event @param {HTMLElement} root @param {Model} model */
function move(event, root, model) {
  const head = event.target instanceof Element ? event.target.closest("th") : null;
  if (head) {
    const next = event.key === "ArrowRight" ? head.nextElementSibling : event.key === "ArrowLeft" ? head.previousElementSibling : null;
    const button = next?.querySelector("button");
    if (button) {
      event.preventDefault();
      for (const other of head.parentElement?.querySelectorAll("button") ?? []) other.tabIndex = other === button ? 0 : -1;
      button.focus();
    }
    return;
  }
  const page = Math.max(1, Math.floor((root.clientHeight - 60) / 22));
  const last = view.order.length - 1;
  /** @type {Record<string, number>} */
  const to = { ArrowDown: view.at + 1, ArrowUp: view.at - 1, PageDown: view.at + page, PageUp: view.at - page, Home: 0, End: last };
  if (event.key in to) {
    event.preventDefault();
    point(root, Math.max(0, Math.min(last, to[event.key])));
  } else if (event.key === "Enter" && view.at >= 0) {
    go({ sel: model.tasks[view.order[view.at]].id, with: "" });
  }
}

// On paper all rows stand, with all their words.
window.addEventListener("beforeprint", () => !rootOf("tasks").hidden && view.rows?.all(true));
window.addEventListener("afterprint", () => !rootOf("tasks").hidden && view.rows?.all(false));
window.addEventListener("resize", () => !rootOf("tasks").hidden && view.rows?.draw(false));

// The pivot: how many tasks two kinds of things share, as a table of numbers on a ground of heat.
/** @import { Axis, Cross } from "../cross.js" */
/** @import { Model, View } from "../types" */
import { AXES, axesOf, cross, onAxis } from "../cross.js";
import { el } from "../dom.js";
import { go } from "../here.js";
import { nameButton, nameOf, shortOf } from "../parts.js";
import { shownKey } from "../select.js";
import { lang, w } from "../words.js";
import { brief, heatCell } from "./overview.js";

const ROWS = 60, COLUMNS = 40;
let drawnFor = "";

/** @type {View} */
export const pivot = {
  name: "pivot",
  draw(root, model, state) {
    const drawn = JSON.stringify([lang, shownKey(state), axesOf(state)]);
    if (drawnFor === drawn) return;
    drawnFor = drawn;
    const [down, across] = axesOf(state);
    const found = cross(model, state, down, across);
    root.replaceChildren(el("div", { class: "pivot" }, choices(down, across), el("p", { class: "note", text: w("pivotNote") }), found.rows.length ? table(model, found, down, across) : el("p", { text: w("nothingHere") })));
  },
  take(model, state) {
    const [down, across] = axesOf(state);
    const { rows, columns, cells, all } = cross(model, state, down, across);
    const body = rows.map(([r, tasks]) => [nameOf(onAxis(model, down, r)), ...columns.map(([c]) => cells.get(`${r}|${c}`) ?? 0), tasks]);
    return {
      title: title(down, across),
      columns: [w(down), ...columns.map(([c]) => nameOf(onAxis(model, across, c))), w("sumOf")],
      rows: [...body, [w("sumOf"), ...columns.map(([, tasks]) => tasks), all]],
    };
  },
};

/** @param {Axis} down @param {Axis} across */
const title = (down, across) => w("pivotTitle", w(down), w(across));

/** @param {Axis} down @param {Axis} across */
function choices(down, across) {
  /** @type {(label: string, field: "rows" | "columns", now: Axis, other: Axis) => HTMLElement} */
  const choice = (label, field, now, other) => {
    const select = el("select", { data: { axis: field } }, ...AXES.filter((axis) => axis !== other || field === "rows").map((axis) => el("option", { value: axis, selected: axis === now, text: w(axis) })));
    select.addEventListener("change", () => go(field === "rows" ? { rows: select.value, columns: select.value === across ? down : across } : { rows: down, columns: select.value }));
    return el("label", {}, `${w(label)} `, select);
  };
  return el("p", { class: "choices" }, el("b", { text: title(down, across) }), choice("pivotRows", "rows", down, across), choice("pivotColumns", "columns", across, down));
}

/** @param {Model} model @param {Cross} found @param {Axis} down @param {Axis} across */
function table(model, found, down, across) {
  const rows = found.rows.slice(0, ROWS);
  const columns = found.columns.slice(0, COLUMNS);
  const most = Math.max(1, ...found.cells.values());
  /** @type {(axis: Axis, i: number) => HTMLElement} */
  const name = (axis, i) => nameButton(onAxis(model, axis, i), shortOf(onAxis(model, axis, i)));
  const head = el("tr", {}, el("td"), ...columns.map(([c]) => el("th", { scope: "col" }, el("span", { class: "upright" }, nameButton(onAxis(model, across, c), brief(onAxis(model, across, c)))))), el("th", { scope: "col", class: "all-of", text: w("sumOf") }));
  const body = rows.map(([r, tasks]) => {
    const cells = columns.map(([c]) => {
      const n = found.cells.get(`${r}|${c}`) ?? 0;
      const both = { [down]: onAxis(model, down, r).of.id, [across]: onAxis(model, across, c).of.id };
      return heatCell(n, most, () => go({ view: "tasks", ...both }), w("pivotCell", nameOf(onAxis(model, down, r)), nameOf(onAxis(model, across, c)), n));
    });
    return el("tr", {}, el("th", { scope: "row" }, name(down, r)), ...cells, el("td", { class: "figure all-of", text: tasks }));
  });
  const foot = el("tr", {}, el("th", { scope: "row", class: "all-of", text: w("sumOf") }), ...columns.map(([, tasks]) => el("td", { class: "figure all-of", text: tasks })), el("td", { class: "figure all-of", text: found.all }));
  const cut = rows.length < found.rows.length || columns.length < found.columns.length;
  const box = el("div", { class: "grid-box tall", tabindex: 0, role: "region", "aria-label": title(down, across) }, el("table", { class: "heat big" }, el("thead", {}, head), el("tbody", {}, ...body), el("tfoot", {}, foot)));
  box.addEventListener("keydown", (event) => walk(box, event));
  return el("div", {}, cut ? el("p", { class: "note", text: w("pivotMore", rows.length, columns.length, found.rows.length, found.columns.length) }) : null, box);
}

/** Arrow keys go from number to number: the table is one stop of the tabulator. @param {HTMLElement} box @param {KeyboardEvent} event */
function walk(box, event) {
  const step = /** @type {Record<string, [number, number]>} */ ({ ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] })[event.key];
  if (!step) return;
  const lines = [...box.querySelectorAll("tbody tr")].map((line) => [...line.querySelectorAll("td")]);
  const now = document.activeElement?.closest("td");
  let r = lines.findIndex((line) => now && line.includes(now));
  let c = r < 0 ? -1 : lines[r].indexOf(/** @type {HTMLTableCellElement} */ (now));
  if (r < 0) [r, c] = [0, -1];
  for (let left = 400; left; left -= 1) {
    if (now) [r, c] = [r + step[0], c + step[1]];
    else c += 1;
    const cell = lines[r]?.[c];
    if (!cell) return;
    const button = cell.querySelector("button");
    if (button) {
      event.preventDefault();
      return button.focus();
    }
  }
}

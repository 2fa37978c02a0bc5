// The matrix on paper: all its lines, in strips of as many columns as an A4 page is wide, one below the other.
/** @import { Span } from "./matrix.js" */
import { el } from "../dom.js";
import { state } from "../here.js";
import { leaders, units } from "../page.js";
import { w } from "../words.js";
import { grid, matrixView, showMatrix } from "./matrix.js";
import { headCells, rowOf } from "./matrix_rows.js";

/** Columns of a strip, at 15 px beside 300 px of names, on the 277 mm between the margins. */
const STRIP = 43;
/** Rows of all strips together above which sections are printed with their sums alone: a hundred pages. */
const MOST = 3000;

function strips() {
  const most = Math.max(1, Math.ceil(grid.columns.length / STRIP));
  const short = grid.lines.length * most > MOST;
  const longest = Math.max(0, ...grid.columns.map((u) => units[u].short.length));
  const lines = [...grid.lines.entries()].filter(([, line]) => !short || line.kind !== "task");
  const tables = Array.from({ length: most }, (_, strip) => {
    /** @type {Span} */
    const columns = [strip * STRIP, Math.min((strip + 1) * STRIP, grid.columns.length)];
    const head = el("tr", {}, el("th", { class: "corner" }, el("p", { text: w(state.order === "clusters" ? "cornerClusters" : "corner") }), el("p", { text: w("cornerLoad") })), leaders.length ? el("th", { class: "who", text: w("leader") }) : null, el("th", { class: "cols" }, ...headCells(columns, columns[0], longest)));
    const table = el("table", { class: grid.columns.length ? "matrix" : "matrix bare" }, el("thead", {}, head), el("tbody", {}, ...lines.map(([number, line]) => rowOf(line, number, columns, columns[0]))));
    table.style.setProperty("--columns", String(columns[1] - columns[0]));
    table.style.setProperty("--names", `${13 * longest + 48}px`);
    for (const node of table.querySelectorAll("[id]")) node.removeAttribute("id"); // the grid on the screen has them
    return table;
  });
  return el("div", { id: "matrix-print" }, short ? el("p", { class: "note", text: w("printShort") }) : null, ...tables);
}

/** Put the whole matrix in place of its window, and back. @param {boolean} is */
function print(is) {
  document.getElementById("matrix-print")?.remove();
  if (matrixView.hidden) return;
  if (is) matrixView.append(strips());
  else showMatrix();
}

matchMedia("print").addEventListener("change", (event) => print(event.matches));
window.addEventListener("beforeprint", () => print(true));
window.addEventListener("afterprint", () => print(false));

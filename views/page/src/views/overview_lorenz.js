// The Lorenz curve of what is shown, with the interval of its Gini coefficient where the page knows one.
/** @import { Model, ScopeData, State } from "../types" */
import { svg, el } from "../dom.js";
import { gini, lorenzPoints } from "../lorenz.js";
import { isFiltered, unitLoads } from "../select.js";
import { percent } from "../tables.js";
import { w } from "../words.js";

const SIZE = 180, LEFT = 34, BELOW = 30, TOP = 8;

/** @param {Model} model @param {State} state @param {ScopeData | null} scope */
export function lorenzPicture(model, state, scope) {
  const loads = unitLoads(model, state).map(({ tasks }) => tasks);
  if (loads.length < 2) return null;
  const points = lorenzPoints(loads);
  const half = points[Math.floor(points.length / 2)][1];
  const x = (/** @type {number} */ share) => LEFT + SIZE * share;
  const y = (/** @type {number} */ share) => TOP + SIZE * (1 - share);
  const path = points.map(([u, t], i) => `${i ? "L" : "M"}${x(u).toFixed(1)} ${y(t).toFixed(1)}`).join("");
  const said = w("lorenzSaid", loads.length, percent(half));
  const picture = svg(
    "svg",
    { class: "lorenz", viewBox: `0 0 ${LEFT + SIZE + 18} ${TOP + SIZE + BELOW}`, role: "img", "aria-label": said },
    svg("path", { class: "between", d: `${path}L${x(0)} ${y(0)}Z` }),
    svg("path", { class: "even", d: `M${x(0)} ${y(0)}L${x(1)} ${y(1)}` }),
    svg("path", { class: "frame", d: `M${x(0)} ${y(1)}L${x(0)} ${y(0)}L${x(1)} ${y(0)}` }),
    svg("path", { class: "curve", d: path }),
    ...[0, 0.5, 1].flatMap((share) => [text(x(share), y(0) + 14, "middle", percent0(share)), text(x(0) - 5, y(share) + 4, "end", percent0(share))]),
    text(x(0.5), y(0) + 27, "middle", w("lorenzUnits")),
  );
  const figures = el("p", {}, el("b", { class: "gini", text: w("lorenzGini", gini(loads).toFixed(2)) }), " ", el("span", { class: "note", text: intervalWords(state, scope) }));
  return el("figure", { class: "lorenz-box" }, el("figcaption", { text: w("lorenz") }), figures, picture, el("p", { class: "note", text: said }));
}

/** Interval and chance stand in the briefing's table: they are of all roles and no filter. @param {State} state @param {ScopeData | null} scope */
function intervalWords(state, scope) {
  const row = scope?.findings.find(({ name }) => name === "concentrated")?.rows[0];
  const asTold = state.roles.length === 3 && !state.groups && !isFiltered(state) && !state.related;
  return row && asTold ? w("lorenzInterval", row[3], row[4], row[5]) : w("lorenzNoInterval");
}

const percent0 = (/** @type {number} */ share) => `${Math.round(100 * share)}%`;

/** @param {number} x @param {number} y @param {string} anchor @param {string} words */
function text(x, y, anchor, words) {
  return svg("text", { x, y, "text-anchor": anchor }, words);
}

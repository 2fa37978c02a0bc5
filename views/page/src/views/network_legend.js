// What stands beside the network: its tools, what its marks mean, how its lines were tested, and the lines as a table.
/** @import { ClusterData, NetworkData } from "../types" */
import { el, svg } from "../dom.js";
import { go, state } from "../here.js";
import { thingOf } from "../model.js";
import { clusters, model } from "../page.js";
import { clusterThing, nameButton, swatch } from "../parts.js";
import { grid } from "../tables.js";
import { kindWord, w } from "../words.js";
import { isPart } from "./network_plan.js";

/** Lines of the table: the export has all. */
const MOST_LINES = 200;

/** Which network, and the ways to move it. @param {{ fit: () => void, zoom: (factor: number) => void }} picture */
export function networkTools({ fit, zoom }) {
  const choice = el("div", { class: "choice", role: "group" });
  for (const [name, word] of /** @type {const} */ ([["units", "unitsUnits"], ["leaders", "leadersUnits"], ["path", "unitsPath"]])) {
    if (model.networks[name === "path" ? "units" : name]) choice.append(el("button", { type: "button", "aria-pressed": String(state.net === name), text: w(word), on: { click: () => go({ net: name }) } }));
  }
  if (state.net === "path") return el("div", { class: "tools" }, choice);
  /** @param {string} word @param {string} text @param {number} factor */
  const by = (word, text, factor) => el("button", { type: "button", class: "quiet", "aria-label": w(word), title: w(word), text, on: { click: () => zoom(factor) } });
  return el("div", { class: "tools" }, choice, el("button", { type: "button", class: "quiet", text: w("fit"), on: { click: fit } }), by("zoomIn", "＋", 1.3), by("zoomOut", "－", 1 / 1.3));
}

/** @type {Record<string, string>} */
const SHAPES = {
  department: "M8 1.5A6.5 6.5 0 1 0 8 14.5A6.5 6.5 0 1 0 8 1.5Z",
  county_government: "M2 2H14V14H2Z",
  zone: "M8 1L15 8L8 15L1 8Z",
  enterprise: "M8 2L15 14H1Z",
  institution: "M4.5 2H11.5L15 8L11.5 14H4.5L1 8Z",
  vertical_agency: "M1 2H15L8 14Z",
  party: "M8 1L10 6H15.5L11 9.3L12.8 15L8 11.6L3.2 15L5 9.3L.5 6H6Z",
  group: "M8 1.5A6.5 6.5 0 1 0 8 14.5A6.5 6.5 0 1 0 8 1.5Z",
};

/**
 * @param {NetworkData} data
 * @param {number} lines that the shown tasks have
 * @param {() => { columns: string[], rows: (string | number | null)[][] }} table its lines, asked for when it is opened
 */
export function networkLegend(data, lines, table) {
  const box = el("details", { class: "legend", open: innerWidth > 900 }, el("summary", { text: w("legend") }));
  if (data !== model.networks.leaders) {
    box.append(el("h2", { text: w("clusters") }), el("ul", { class: "plain" }, ...clusters.slice(0, 12).map((c, i) => el("li", {}, swatch(i), nameButton(clusterThing(i), `${i + 1} · ${w("etAlShort", c.first, c.units.length)}`), c.verdict ? el("span", { class: "note", text: verdictWords(c) }) : null))));
    box.append(el("p", { class: "note", text: w(clusters.some((c) => c.verdict) ? "clustersWritten" : "clustersUntested") }));
  }
  const drawn = new Set(data.nodes.flatMap(({ id }) => {
    const thing = thingOf(model, id);
    return thing?.kind === "unit" ? [thing.of.kind] : [];
  }));
  const kinds = el("ul", { class: "plain kinds" });
  for (const [kind, path] of Object.entries(SHAPES)) {
    if (drawn.has(kind)) kinds.append(el("li", {}, svg("svg", { viewBox: "0 0 16 16", width: 13, height: 13 }, svg("path", { d: path })), kindWord(kind)));
  }
  if (drawn.size) box.append(el("h2", { text: `${w("kind")} · ${w("sizeLegend")}` }), kinds);
  box.append(el("p", { class: "note", text: linesWords(data) }));
  if (isPart(state)) box.append(el("p", { class: "note warn", text: w("netFiltered", lines, data.edges.length) }));
  box.append(tableOf(table));
  return box;
}

/** @param {NetworkData} data */
function linesWords(data) {
  if (data === model.networks.leaders) return w("netLeaders");
  return data.aggregate ? w("netAggregate") : `${w("netUnits", data.ties, data.of)}${w("sentenceGap")}${testedWords(data)}`;
}

/** A picture on a canvas says nothing to who cannot see it: its lines as a table. @param {Parameters<typeof networkLegend>[2]} table */
function tableOf(table) {
  const box = el("details", { class: "as-table" }, el("summary", { text: w("asTable") }));
  box.addEventListener("toggle", () => {
    const { columns, rows } = table();
    const shown = [...rows].sort((a, b) => Number(b[2]) - Number(a[2])).slice(0, MOST_LINES);
    const cut = shown.length < rows.length ? el("p", { class: "note", text: w("onlyFirst", shown.length, rows.length) }) : "";
    box.replaceChildren(box.firstElementChild ?? "", ...(box.open ? [grid(w("asTable"), columns, shown, "tall"), cut] : []));
  });
  return box;
}

/** @param {ClusterData} cluster */
function verdictWords({ verdict, stability }) {
  return ` ${w(`verdict_${verdict}`)}${typeof stability === "number" ? ` ${stability.toFixed(2)}` : ""}`;
}

/** What was tested, by whom, and how: never more than that. @param {NetworkData} data */
function testedWords({ tested }) {
  if (!tested) return w("netUntested");
  return w(tested.written ? "netWritten" : "netTested", tested.sure, tested.methods.join("、"));
}

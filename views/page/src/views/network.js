// @ts-nocheck -- not typed yet
// The network: drawn by vis-network at the places that were computed when the page was written.
import { el, rootOf, svg } from "../dom.js";
import { go, openThing, state } from "../here.js";
import { roleCounts, thingOf } from "../model.js";
import { clusters, model } from "../page.js";
import { nameButton, nameOf, swatch } from "../parts.js";
import { hideTip, showTip } from "../tip.js";
import { pathView } from "./path.js";
import { kindWord, lang, w } from "../words.js";

export const networkView = rootOf("network");
export const net = { drawn: "", vis: null, nodes: null, edges: null, colors: new Map(), faint: new Map() };

// vis-network changes what it is given; the page keeps its own. (Browsers in offices are old: no structuredClone.)
export function copy(value) {
  return JSON.parse(JSON.stringify(value));
}

export function networkData() {
  if (state.net === "leaders" && model.networks.leaders) return model.networks.leaders;
  return (state.groups && model.networks.unitsGroups) || model.networks.units || model.networks.leaders || null;
}

export function showNetwork() {
  if (state.net === "path") {
    net.drawn = "";
    if (net.vis) net.vis.destroy();
    net.vis = null;
    networkView.replaceChildren(el("div", { class: "path-side" }, networkTools(), pathView()));
    return;
  }
  const data = networkData();
  const drawn = JSON.stringify([lang, state.net, state.groups, paper()]);
  if (net.drawn !== drawn) {
    net.drawn = drawn;
    drawNetwork(data);
  }
  dimNetwork();
}

export function drawNetwork(data) {
  if (net.vis) net.vis.destroy();
  net.vis = null;
  if (!data || !data.nodes.length) {
    networkView.replaceChildren(el("p", { class: "lead-in", text: w("netNone") }));
    return;
  }
  const canvas = el("div", { id: "canvas", tabindex: 0, role: "application", "aria-label": `${w("network")}：${w("keyArrows")}` });
  networkView.replaceChildren(el("div", { class: "side-legend" }, networkTools(), networkLegend(data)), canvas);
  net.nodes = new vis.DataSet(copy(data.nodes));
  net.edges = new vis.DataSet(copy(data.edges));
  net.faint = new Map(data.nodes.map((n) => [n.id, n.opacity]));
  net.colors = new Map(data.edges.map((e) => [e.id, e.color]));
  net.vis = new vis.Network(canvas, { nodes: net.nodes, edges: net.edges }, themed(copy(data.options)));
  net.vis.on("beforeDrawing", (context) => drawFrames(context, data));
  net.vis.on("afterDrawing", (context) => drawTitles(context, data));
  net.vis.on("click", ({ nodes, edges }) => {
    if (nodes.length) go({ sel: nodes[0], with: "" });
    else if (edges.length && !data.aggregate) {
      const edge = net.edges.get(edges[0]);
      go({ sel: edge.from, with: edge.to });
    } else if (state.sel) go({ sel: "", with: "" });
  });
  net.vis.on("doubleClick", ({ nodes }) => nodes.length && openThing(nodes[0]));
  net.vis.on("hoverNode", ({ node, pointer }) => tipFor([node], pointer.DOM));
  net.vis.on("hoverEdge", ({ edge, pointer }) => {
    const e = net.edges.get(edge);
    if (e) tipFor([e.from, e.to], pointer.DOM);
  });
  for (const type of ["blurNode", "blurEdge", "dragStart", "zoom"]) net.vis.on(type, hideTip);
  for (const type of ["dragEnd", "zoom"]) net.vis.on(type, () => (net.moved = true));
  net.moved = false;
  canvas.addEventListener("mouseleave", hideTip);
  canvas.addEventListener("keydown", moveInNetwork);
  watchSize.disconnect();
  watchSize.observe(canvas);
}

function themed(options) {
  Object.assign(options.nodes.font, { color: ink(), strokeColor: paper() });
  return options;
}

// The picture fills the room there is, until the reader moves it.
const watchSize = new ResizeObserver(() => {
  if (!net.vis || networkView.hidden) return;
  net.vis.setSize("100%", "100%");
  net.vis.redraw();
  if (!net.moved) fitNetwork();
});

// All frames in sight, as large as they go.
export function fitNetwork() {
  net.moved = false;
  const data = networkData();
  if (!net.vis || !data) return;
  if (!data.frames.length) return net.vis.fit({ animation: false, maxZoomLevel: 1.4 });
  const canvas = document.getElementById("canvas");
  const left = Math.min(...data.frames.map(({ frame }) => frame[0]));
  const top = Math.min(...data.frames.map(({ frame }) => frame[1]));
  const right = Math.max(...data.frames.map(({ frame }) => frame[0] + frame[2]));
  const bottom = Math.max(...data.frames.map(({ frame }) => frame[1] + frame[3]));
  const scale = Math.min(1.4, (canvas.clientWidth - 24) / (right - left), (canvas.clientHeight - 24) / (bottom - top));
  return net.vis.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale });
}

export function tipFor(ids, at) {
  const box = document.getElementById("canvas").getBoundingClientRect();
  const things = ids.map((id) => thingOf(model, id));
  if (things.some((t) => !t)) return;
  const lines = things.map((t) => el("b", {}, el("bdi", { text: nameOf(t) })));
  if (things.length === 2) {
    const mine = new Set(things[0].of.tasks);
    lines.push(el("p", { text: w("nShared", things[1].of.tasks.filter((t) => mine.has(t)).length) }));
  } else if (things[0].kind === "unit") {
    const [, lead, support, named] = roleCounts(model, things[0].of.tasks, things[0].of);
    lines.push(el("p", { text: `${w("short1")} ${lead} · ${w("short2")} ${support} · ${w("short3")} ${named}` }));
  } else lines.push(el("p", { text: w("nTasks", things[0].of.tasks.length) }));
  showTip(box.left + at.x, box.top + at.y, lines);
}

// Frames of the clusters behind everything.
function drawFrames(context, data) {
  for (const { color, frame } of data.frames) {
    context.beginPath();
    if (context.roundRect) context.roundRect(...frame, 10);
    else context.rect(...frame);
    context.globalAlpha = 0.09;
    context.fillStyle = color;
    context.fill();
    context.globalAlpha = 0.6;
    context.lineWidth = 1.5;
    context.strokeStyle = color;
    context.stroke();
    context.globalAlpha = 1;
  }
}

// Their titles: near, at the top of the frame, which is kept free for them; from afar, where units have no names, across the
// frame. No title is wider than its frame, and frames lie apart: so none lies on another, however small the picture is.
function drawTitles(context, data) {
  const scale = net.vis.getScale();
  const far = data.options.nodes.font.size * scale < data.options.nodes.scaling.label.drawThreshold;
  context.textAlign = far ? "center" : "left";
  context.textBaseline = far ? "middle" : "top";
  context.lineJoin = "round";
  for (const { key, frame } of data.frames) {
    const titles = frameTitles(key);
    for (const size of far ? [15 / scale, 12 / scale, 10 / scale] : [15]) {
      context.font = `600 ${size}px ${data.options.nodes.font.face}`;
      const title = titles.find((text) => context.measureText(text).width < frame[2] - size) ?? "";
      if (!title || size * 1.4 > frame[3]) continue;
      const [x, y] = far ? [frame[0] + frame[2] / 2, frame[1] + frame[3] / 2] : [frame[0] + 12, frame[1] + 8];
      context.lineWidth = size / 4;
      context.strokeStyle = paper();
      if (far) context.strokeText(title, x, y);
      context.fillStyle = ink();
      context.fillText(title, x, y);
      break;
    }
  }
}

// The theme's colours: what is drawn on a canvas knows no style sheet.
function paper() {
  return getComputedStyle(document.documentElement).getPropertyValue("--paper").trim() || "#fff";
}
function ink() {
  return getComputedStyle(document.documentElement).getPropertyValue("--ink").trim() || "#1f2933";
}

// Titles of a frame, the longest first.
export function frameTitles(key) {
  if (key === "alone") return [w("unclustered")];
  if (key === "groups") return [w("groupPhrases")];
  const thing = thingOf(model, key);
  return thing?.kind === "cluster" ? [nameOf(thing), `${w("cluster")} ${thing.i + 1}`, String(thing.i + 1)] : [];
}

export function networkTools() {
  const node = el("div", { class: "tools" });
  const choice = el("div", { class: "choice", role: "group" });
  for (const [name, word] of [["units", "unitsUnits"], ["leaders", "leadersUnits"], ["path", "unitsPath"]]) {
    if (model.networks[name === "path" ? "units" : name]) choice.append(el("button", { type: "button", "aria-pressed": String(state.net === name), text: w(word), on: { click: () => go({ net: name }) } }));
  }
  node.append(choice);
  if (state.net === "path") return node;
  const zoom = (factor) => () => net.vis.moveTo({ scale: net.vis.getScale() * factor });
  node.append(el("button", { type: "button", class: "quiet", text: w("fit"), on: { click: fitNetwork } }), el("button", { type: "button", class: "quiet", "aria-label": w("zoomIn"), title: w("zoomIn"), text: "＋", on: { click: zoom(1.3) } }), el("button", { type: "button", class: "quiet", "aria-label": w("zoomOut"), title: w("zoomOut"), text: "－", on: { click: zoom(1 / 1.3) } }));
  return node;
}

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

export function networkLegend(data) {
  const box = el("details", { class: "legend", open: innerWidth > 900 }, el("summary", { text: w("legend") }));
  const text = data === model.networks.leaders ? w("netLeaders") : data.aggregate ? w("netAggregate") : `${w("netUnits", data.ties, data.of)}${w("sentenceGap")}${testedWords(data)}`;
  if (data !== model.networks.leaders) {
    box.append(el("h2", { text: w("clusters") }), el("ul", { class: "plain" }, ...clusters.slice(0, 12).map((c, i) => el("li", {}, swatch(i), nameButton({ kind: "cluster", i, of: c }, `${i + 1} · ${w("etAlShort", c.first, c.units.length)}`), c.verdict ? el("span", { class: "note", text: verdictWords(c) }) : null))));
    box.append(el("p", { class: "note", text: w(clusters.some((c) => c.verdict) ? "clustersWritten" : "clustersUntested") }));
  }
  const drawn = new Set(data.nodes.map((n) => thingOf(model, n.id)).filter((t) => t?.kind === "unit").map((t) => t.of.kind));
  const kinds = el("ul", { class: "plain kinds" });
  for (const [kind, path] of Object.entries(SHAPES)) {
    if (drawn.has(kind)) kinds.append(el("li", {}, svg("svg", { viewBox: "0 0 16 16", width: 13, height: 13 }, svg("path", { d: path })), kindWord(kind)));
  }
  if (drawn.size) box.append(el("h2", { text: `${w("kind")} · ${w("sizeLegend")}` }), kinds);
  box.append(el("p", { class: "note", text }));
  return box;
}

export function verdictWords({ verdict, stability }) {
  return ` ${w(`verdict_${verdict}`)}${stability === null ? "" : ` ${stability.toFixed(2)}`}`;
}

// What was tested, by whom, and how: never more than that.
function testedWords({ tested }) {
  if (!tested) return w("netUntested");
  return w(tested.written ? "netWritten" : "netTested", tested.sure, tested.methods.join("、"));
}

// What is selected and its neighbours stay, the rest fades: marks are updated, never rebuilt.
export function dimNetwork() {
  if (!net.vis) return;
  const ids = [state.sel, state.with].filter((id) => id && net.nodes.get(id));
  const both = ids.length === 2;
  const near = new Set(ids);
  const lit = new Set();
  for (const edge of net.edges.get()) {
    const has = both ? ids.includes(edge.from) && ids.includes(edge.to) : ids.includes(edge.from) || ids.includes(edge.to);
    if (!has) continue;
    lit.add(edge.id);
    near.add(edge.from).add(edge.to);
  }
  const calm = !ids.length;
  net.nodes.update(net.nodes.get().map((n) => ({ id: n.id, opacity: calm || near.has(n.id) ? net.faint.get(n.id) ?? 1 : 0.18, font: { ...n.font, color: fontColor(n, calm || near.has(n.id)) } })));
  net.edges.update(net.edges.get().map((e) => ({ id: e.id, color: { ...net.colors.get(e.id), opacity: calm ? net.colors.get(e.id).opacity : lit.has(e.id) ? 1 : 0.07 } })));
  net.vis.selectNodes(both ? [] : ids, false);
}

export function fontColor(node, lit) {
  if (node.shape === "box") return "#FFFFFF";
  return lit ? ink() : "#8b97a3";
}

// Arrows go to the nearest mark in their direction; Enter opens it.
export function moveInNetwork(event) {
  const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (event.key === "Enter" && state.sel) openThing(state.sel);
  if (!step) return;
  event.preventDefault();
  const places = net.vis.getPositions();
  const from = places[state.sel] || Object.values(places)[0];
  let best = null;
  for (const [id, p] of Object.entries(places)) {
    const along = (p.x - from.x) * step[0] + (p.y - from.y) * step[1];
    const across = Math.abs((p.x - from.x) * step[1]) + Math.abs((p.y - from.y) * step[0]);
    const far = along + 2.5 * across;
    if (along > 1 && (!best || far < best.far)) best = { id, far };
  }
  if (!best) return;
  go({ sel: state.sel ? best.id : Object.keys(places)[0], with: "" });
  document.getElementById("canvas").focus();
}

export const network = { name: "network", draw: showNetwork, take: takeNetwork };

// The lines of the picture.
function takeNetwork() {
  const data = networkData();
  const name = (id) => (thingOf(model, id) ? nameOf(thingOf(model, id)) : id);
  const tested = Boolean(data?.tested);
  const columns = [w("name"), w("name"), w("tasks"), ...(tested ? [w("moreThanChance")] : [])];
  return { title: w("network"), columns, rows: (data?.edges ?? []).map((e) => [name(e.from), name(e.to), e.tasks ?? null, ...(tested ? [e.sure ? w("yes") : ""] : [])]) };
}

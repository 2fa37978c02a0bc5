// The network: drawn by vis-network at the places that were computed when the page was written. What is selected, and what
// a filter takes away, changes its marks and never builds it again.
/** @import { NetworkData, NetworkEdge, NetworkNode, Taken, Thing, View, VisOptions } from "../types" */
/** @import { Tasks } from "./network_plan.js" */
import { byId, el, rootOf } from "../dom.js";
import { go, openThing, state } from "../here.js";
import { roleCounts, thingOf } from "../model.js";
import { model } from "../page.js";
import { nameOf } from "../parts.js";
import { shownKey, tasksOf } from "../select.js";
import { hideTip, showTip } from "../tip.js";
import { lang, w } from "../words.js";
import { networkLegend, networkTools } from "./network_legend.js";
import { framesShown, isPart, sizeOf, tasksOfLines, tasksOfMarks, widthOf } from "./network_plan.js";
import { pathView, takePath } from "./path.js";

const networkView = rootOf("network");

/** What is drawn. @typedef {{ data: NetworkData, canvas: HTMLElement, vis: vis.Network, nodes: vis.DataSet<NetworkNode>, edges: vis.DataSet<NetworkEdge>, side: HTMLElement, frames: NetworkData["frames"], marks: Tasks, lines: Map<number, number>, asked: string, moved: boolean }} Net */

/** @type {Net | null} */
let net = null;
let drawnFor = "";

/** vis-network changes what it is given; the page keeps its own. (Browsers in offices are old: no structuredClone.) @template T @param {T} value @returns {T} */
function copy(value) {
  return JSON.parse(JSON.stringify(value));
}

function networkData() {
  if (state.net === "leaders" && model.networks.leaders) return model.networks.leaders;
  return (state.groups && model.networks.unitsGroups) || model.networks.units || model.networks.leaders || null;
}

const picture = { fit: fitNetwork, zoom: (/** @type {number} */ factor) => net?.vis.moveTo({ scale: net.vis.getScale() * factor }) };

function showNetwork() {
  if (state.net === "path") {
    forget();
    networkView.replaceChildren(el("div", { class: "path-side" }, networkTools(picture), pathView()));
    return;
  }
  const drawn = JSON.stringify([lang, state.net, state.groups, paper()]);
  if (drawnFor !== drawn) {
    forget();
    drawnFor = drawn;
    drawNetwork(networkData());
  }
  if (!net) return;
  const asked = shownKey(state);
  if (net.asked !== asked) {
    net.asked = asked;
    followState(net);
  }
  dimNetwork(net);
}

function forget() {
  drawnFor = "";
  net?.vis.destroy();
  net = null;
}

/** @param {NetworkData | null} data */
function drawNetwork(data) {
  if (!data || !data.nodes.length) {
    networkView.replaceChildren(el("p", { class: "lead-in", text: w("netNone") }));
    return;
  }
  // It takes the arrows and Enter itself, which no other role says.
  const canvas = el("div", { id: "canvas", tabindex: 0, role: "application", "aria-label": `${w("network")}：${w("keyArrows")}` });
  const side = el("div", { class: "side-legend" });
  networkView.replaceChildren(side, canvas);
  const nodes = new vis.DataSet(copy(data.nodes));
  const edges = new vis.DataSet(copy(data.edges));
  const drawn = new vis.Network(canvas, { nodes, edges }, themed(copy(data.options)));
  const made = { data, canvas, vis: drawn, nodes, edges, side, frames: data.frames, marks: new Map(), lines: new Map(), asked: "", moved: false };
  net = made;
  drawn.on("beforeDrawing", (context) => drawFrames(context, made));
  drawn.on("afterDrawing", (context) => drawTitles(context, made));
  drawn.on("click", ({ nodes: on, edges: near }) => {
    if (on.length) return go({ sel: on[0], with: "" });
    const edge = near.length && !data.aggregate ? edges.get(near[0]) : null;
    if (edge) return go({ sel: edge.from, with: edge.to });
    return state.sel ? go({ sel: "", with: "" }) : undefined;
  });
  drawn.on("doubleClick", ({ nodes: on }) => on.length && openThing(on[0]));
  drawn.on("hoverNode", ({ node, pointer }) => tipFor([node], pointer.DOM));
  drawn.on("hoverEdge", ({ edge, pointer }) => {
    const e = edges.get(edge);
    if (e) tipFor([e.from, e.to], pointer.DOM, made.lines.get(e.id));
  });
  for (const type of ["blurNode", "blurEdge", "dragStart", "zoom"]) drawn.on(type, hideTip);
  for (const type of ["dragEnd", "zoom"]) drawn.on(type, () => (made.moved = true));
  canvas.addEventListener("mouseleave", hideTip);
  canvas.addEventListener("keydown", moveInNetwork);
  watchSize.disconnect();
  watchSize.observe(canvas);
}

/** What the shown tasks have stays, as large as they make it. @param {Net} now */
function followState(now) {
  const { data, nodes, edges, side } = now;
  now.marks = tasksOfMarks(model, state);
  now.lines = tasksOfLines(model, state, data, now.marks);
  now.frames = framesShown(data, now.marks);
  nodes.update(data.nodes.map((n) => ({ id: n.id, hidden: !now.marks.has(n.id), size: isPart(state) ? sizeOf(model, n, now.marks.get(n.id)?.size ?? 0) : n.size })));
  edges.update(data.edges.map((e) => ({ id: e.id, hidden: !now.lines.get(e.id), width: widthOf(e, now.lines.get(e.id) ?? 0) })));
  const lines = [...now.lines.values()].filter((n) => n).length;
  side.replaceChildren(networkTools(picture), networkLegend(data, lines, takeNetwork));
}

/** @param {VisOptions} options */
function themed(options) {
  Object.assign(options.nodes.font, { color: ink(), strokeColor: paper() });
  return options;
}

// The picture fills the room there is, until the reader moves it.
const watchSize = new ResizeObserver(() => {
  if (!net || networkView.hidden) return;
  net.vis.setSize("100%", "100%");
  net.vis.redraw();
  if (!net.moved) fitNetwork();
});

/** All frames in sight, as large as they go. */
function fitNetwork() {
  if (!net) return;
  const { vis: drawn, data, canvas } = net;
  net.moved = false;
  if (!data.frames.length) {
    drawn.fit({ animation: false, maxZoomLevel: 1.4 });
    return;
  }
  const left = Math.min(...data.frames.map(({ frame }) => frame[0]));
  const top = Math.min(...data.frames.map(({ frame }) => frame[1]));
  const right = Math.max(...data.frames.map(({ frame }) => frame[0] + frame[2]));
  const bottom = Math.max(...data.frames.map(({ frame }) => frame[1] + frame[3]));
  const scale = Math.min(1.4, (canvas.clientWidth - 24) / (right - left), (canvas.clientHeight - 24) / (bottom - top));
  drawn.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale });
}

/** @param {string[]} ids @param {{ x: number, y: number }} at @param {number} [tasks] of a line */
function tipFor(ids, at, tasks) {
  const box = byId("canvas").getBoundingClientRect();
  const things = ids.flatMap((id) => thingOf(model, id) ?? []);
  if (things.length < ids.length) return;
  const lines = things.map((thing) => el("b", {}, el("bdi", { text: nameOf(thing) })));
  showTip(box.left + at.x, box.top + at.y, [...lines, el("p", { text: tasks === undefined ? loadWords(things[0]) : w("nShared", tasks) })]);
}

/** @param {Thing} thing */
function loadWords(thing) {
  const own = tasksOf(model, state, thing);
  if (thing.kind !== "unit") return w("nTasks", own.length);
  const [, lead, support, named] = roleCounts(model, own, thing.of).map((n, role) => (state.roles.includes(role) ? n : 0));
  return `${w("short1")} ${lead} · ${w("short2")} ${support} · ${w("short3")} ${named}`;
}

/** Frames of the clusters behind everything. @param {CanvasRenderingContext2D} context @param {Net} now */
function drawFrames(context, { frames }) {
  for (const { color, frame } of frames) {
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

/**
 * Their titles: near, at the top of the frame, which is kept free for them; from afar, where units have no names, across the
 * frame. No title is wider than its frame, and frames lie apart: so none lies on another, however small the picture is.
 * @param {CanvasRenderingContext2D} context
 * @param {Net} now
 */
function drawTitles(context, { vis: drawn, data, frames }) {
  const scale = drawn.getScale();
  const { font, scaling } = data.options.nodes;
  const far = font.size * scale < scaling.label.drawThreshold;
  context.textAlign = far ? "center" : "left";
  context.textBaseline = far ? "middle" : "top";
  context.lineJoin = "round";
  for (const { key, frame } of frames) {
    const titles = frameTitles(key);
    for (const size of far ? [15 / scale, 12 / scale, 10 / scale] : [15]) {
      context.font = `600 ${size}px ${font.face}`;
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

/** Titles of a frame, the longest first. @param {string} key */
function frameTitles(key) {
  if (key === "alone") return [w("unclustered")];
  if (key === "groups") return [w("groupPhrases")];
  const thing = thingOf(model, key);
  return thing?.kind === "cluster" ? [nameOf(thing), `${w("cluster")} ${thing.i + 1}`, String(thing.i + 1)] : [];
}

/** What is selected and its neighbours stay, the rest fades. @param {Net} now */
function dimNetwork({ data, nodes, edges, lines, vis: drawn }) {
  const ids = [state.sel, state.with].filter((id) => id && nodes.get(id));
  const both = ids.length === 2;
  const near = new Set(ids);
  /** @type {Set<number>} */
  const lit = new Set();
  for (const { id, from, to } of data.edges) {
    const has = both ? ids.includes(from) && ids.includes(to) : ids.includes(from) || ids.includes(to);
    if (!has || !lines.get(id)) continue;
    lit.add(id);
    near.add(from).add(to);
  }
  const calm = !ids.length;
  nodes.update(data.nodes.map((n) => ({ id: n.id, opacity: calm || near.has(n.id) ? n.opacity : 0.18, font: { ...n.font, color: fontColor(n, calm || near.has(n.id)) } })));
  edges.update(data.edges.map(({ id, color }) => ({ id, color: { ...color, opacity: calm ? color.opacity : lit.has(id) ? 1 : 0.07 } })));
  drawn.selectNodes(both ? [] : ids, false);
}

/** @param {NetworkNode} node @param {boolean} lit */
function fontColor(node, lit) {
  if (node.shape === "box") return "#FFFFFF";
  return lit ? ink() : "#8b97a3";
}

/** @type {Record<string, [number, number]>} */
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Arrows go to the nearest mark in their direction; Enter opens it. @param {KeyboardEvent} event */
function moveInNetwork(event) {
  const step = STEPS[event.key];
  if (event.key === "Enter" && state.sel) openThing(state.sel);
  if (!step || !net) return;
  event.preventDefault();
  const { vis: drawn, marks, canvas } = net;
  const places = Object.entries(drawn.getPositions()).filter(([id]) => marks.has(id));
  const from = places.find(([id]) => id === state.sel);
  if (!places.length) return;
  if (from) {
    const ways = places.map(([id, p]) => {
      const along = (p.x - from[1].x) * step[0] + (p.y - from[1].y) * step[1];
      const across = Math.abs((p.x - from[1].x) * step[1]) + Math.abs((p.y - from[1].y) * step[0]);
      return { id, along, far: along + 2.5 * across };
    });
    const best = ways.filter(({ along }) => along > 1).sort((a, b) => a.far - b.far)[0];
    if (!best) return;
    go({ sel: best.id, with: "" });
  } else go({ sel: places[0][0], with: "" });
  canvas.focus();
}

/** The lines of the picture that the shown tasks have, with how many. @returns {Taken} */
function takeNetwork() {
  if (state.net === "path") return takePath();
  const data = networkData();
  /** @param {string} id */
  const name = (id) => {
    const thing = thingOf(model, id);
    return thing ? nameOf(thing) : id;
  };
  const tested = Boolean(data?.tested);
  const lines = data ? tasksOfLines(model, state, data, tasksOfMarks(model, state)) : new Map();
  const rows = (data?.edges ?? []).filter(({ id }) => lines.get(id)).map((e) => [name(e.from), name(e.to), lines.get(e.id), ...(tested ? [e.sure ? w("yes") : ""] : [])]);
  return { title: w("network"), columns: [w("name"), w("name"), w("tasks"), ...(tested ? [w("moreThanChance")] : [])], rows };
}

/** @type {View} */
export const network = { name: "network", draw: showNetwork, take: takeNetwork, picture: () => networkView.querySelector("canvas") };

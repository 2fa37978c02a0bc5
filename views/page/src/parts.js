// Pieces that all views are made of: names, marks, swatches; and what the model says of things.
import { el } from "./dom.js";
import { MARKS } from "./model.js";
import { clusters, counties, leaders, sectors, tasks, units } from "./page.js";
import { ROLES, w } from "./words.js";

export function nameOf(thing) {
  const { kind, of, i } = thing;
  if (kind === "task") return `${of.number ? of.number + ". " : ""}${of.title || of.text}`;
  if (kind === "cluster") return `${w("cluster")} ${i + 1} · ${w("etAl", of.first, of.units.length)}`;
  return of.name || of.title || of.id;
}

export function markOf(role) {
  return el("span", { class: `mark ${MARKS[role]}`, title: w(ROLES[role]) });
}

// A name that opens the thing it names.
export function nameButton(thing, text, extra = "") {
  return el("button", { type: "button", class: `name ${thing.kind} ${extra}`, data: { open: thing.of.id }, title: nameOf(thing) }, el("bdi", { text: text ?? nameOf(thing) }));
}
export const unitThing = (i) => ({ kind: "unit", i, of: units[i] });
export const leaderThing = (i) => ({ kind: "leader", i, of: leaders[i] });
export const taskThing = (i) => ({ kind: "task", i, of: tasks[i] });
export const sectorThing = (i) => ({ kind: "sector", i, of: sectors[i] });
export const countyThing = (i) => ({ kind: "county", i, of: counties[i] });

export function swatch(cluster) {
  const node = el("i", { class: "swatch" });
  node.style.backgroundColor = cluster >= 0 ? clusters[cluster].color : "#9AA5B1";
  return node;
}

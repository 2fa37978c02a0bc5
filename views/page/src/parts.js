// Pieces that all views are made of: names that open what they name, marks, swatches.
/** @import { Kind, Thing, ThingOf } from "./types" */
import { el } from "./dom.js";
import { MARKS, thingAt } from "./model.js";
import { clusters, model } from "./page.js";
import { ROLES, w } from "./words.js";

/** @param {Thing} thing @returns {string} */
export function nameOf(thing) {
  switch (thing.kind) {
    case "task":
      return `${thing.of.number ? `${thing.of.number}. ` : ""}${thing.of.title || thing.of.text}`;
    case "cluster":
      return `${w("cluster")} ${thing.i + 1} · ${w("etAl", thing.of.first, thing.of.units.length)}`;
    case "sector":
    case "document":
      return thing.of.title || thing.of.id;
    default:
      return thing.of.name || thing.of.id;
  }
}

/** The shortest name by which a thing is still known. @param {Thing} thing */
export function shortOf(thing) {
  return thing.kind === "unit" ? thing.of.short : nameOf(thing);
}

/** @template {Kind} K @param {K} kind @returns {(i: number) => ThingOf<K>} */
const at = (kind) => (i) => thingAt(model, kind, i);
export const unitThing = at("unit");
export const leaderThing = at("leader");
export const taskThing = at("task");
export const sectorThing = at("sector");
export const countyThing = at("county");
export const clusterThing = at("cluster");

/** @param {number} role */
export function markOf(role) {
  return el("span", { class: `mark ${MARKS[role]}`, title: w(ROLES[role]) });
}

/** A name that opens the thing it names. @param {Thing} thing @param {string} [text] */
export function nameButton(thing, text) {
  return el("button", { type: "button", class: `name ${thing.kind}`, data: { open: thing.of.id }, title: nameOf(thing) }, el("bdi", { text: text ?? nameOf(thing) }));
}

/** The colour of a cluster, or that of units in none. @param {number} cluster */
export function clusterColor(cluster) {
  return cluster >= 0 ? clusters[cluster].color : "#9AA5B1";
}

/** Eight colours serve three times, each time with another sign; what comes after is told by its number alone. @param {number} cluster */
export function sign(cluster) {
  return cluster < 0 ? "" : (["plain", "hatched", "dotted"][Math.floor(cluster / 8)] ?? "numbered");
}

/** @param {number} cluster */
export function swatch(cluster) {
  const node = el("i", { class: `swatch ${sign(cluster)}` });
  node.style.backgroundColor = clusterColor(cluster);
  return node;
}

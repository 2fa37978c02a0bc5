// The row of filters: the same on every view, and every sum follows it.
/** @import { State, Thing } from "./types" */
import { byId, el } from "./dom.js";
import { go, state } from "./here.js";
import { counties, leaders, model, sectors, units } from "./page.js";
import { nameOf } from "./parts.js";
import { isFiltered, WIDE } from "./select.js";
import { lang, ROLES, w } from "./words.js";

/** Nothing filtered. @type {Partial<State>} */
const UNFILTERED = { role: -1, leader: "", unit: "", county: "", sector: "", gap: "", words: "", related: false };

/**
 * A filter: its field of the state, and what can be chosen, as [value, words].
 * @typedef {{ field: "role" | "leader" | "unit" | "county" | "sector" | "gap", options: () => [value: string, words: string][] }} Filter
 */

/** @param {"leader" | "unit" | "county" | "sector"} kind @param {{ id: string, tasks: number[] }[]} list @returns {Filter} */
const named = (kind, list) => ({
  field: kind,
  options: () =>
    list
      .map((of, i) => ({ of, name: nameOf(/** @type {Thing} */ ({ kind, i, of })) }))
      .filter(({ of }) => of.tasks.length)
      .map(({ of, name }) => [of.id, name]),
});

/** @type {Filter[]} */
const FILTERS = [
  { field: "role", options: () => ROLES.map((role, i) => [String(i), w(role)]) },
  named("leader", leaders),
  named("unit", units),
  named("county", counties),
  named("sector", sectors),
  { field: "gap", options: () => model.marks.map(([name, zh, en]) => [name, lang === "zh" ? zh : en]) },
];

let drawn = "";

/** Draw the row anew where its language changed, and set what is chosen. */
export function showFilters() {
  const place = byId("filters");
  if (drawn !== lang) {
    drawn = lang;
    place.replaceChildren(
      ...FILTERS.flatMap((filter) => choiceOf(filter) ?? []),
      el("label", { class: "wide", hidden: true }, w("moreThan"), " ", el("input", { type: "number", min: 0, max: 9999, id: "wide", on: { change: setWide } })),
      el("input", { type: "search", id: "words", "aria-label": w("wordsHint"), placeholder: w("wordsHint"), autocomplete: "off", on: { input: setWords } }),
      el("button", { type: "button", id: "unfilter", class: "quiet", text: w("unfilter"), on: { click: () => go(UNFILTERED) } }),
    );
  }
  for (const select of place.querySelectorAll("select")) {
    const value = state[/** @type {Filter["field"]} */ (select.name)];
    select.value = value === -1 ? "" : String(value);
    select.classList.toggle("on", select.value !== "");
  }
  const wide = /** @type {HTMLInputElement} */ (byId("wide"));
  if (wide.parentElement) wide.parentElement.hidden = state.gap !== WIDE;
  if (wide !== document.activeElement) wide.value = String(state.wide);
  const words = /** @type {HTMLInputElement} */ (byId("words"));
  if (words !== document.activeElement) words.value = state.words;
  words.classList.toggle("on", state.words !== "");
  byId("unfilter").hidden = !isFiltered(state) && !state.related;
}

/** @param {Filter} filter */
function choiceOf({ field, options }) {
  const found = options();
  if (!found.length) return null;
  const first = el("option", { value: "", text: w("anyOf", w(field === "gap" ? "gap" : field)) });
  return el("select", { name: field, "aria-label": w(field), on: { change: choose } }, first, ...found.map(([value, text]) => el("option", { value, text })));
}

/** @param {Event} event */
function choose(event) {
  const { name, value } = /** @type {HTMLSelectElement} */ (event.target);
  go({ [name]: name === "role" ? (value === "" ? -1 : Number(value)) : value });
}

/** @param {Event} event */
function setWords(event) {
  go({ words: /** @type {HTMLInputElement} */ (event.target).value.trim() }, { replace: true });
}

/** @param {Event} event */
function setWide(event) {
  const typed = /** @type {HTMLInputElement} */ (event.target);
  if (typed.value !== "" && typed.validity.valid) go({ wide: Number(typed.value) }, { replace: true });
}

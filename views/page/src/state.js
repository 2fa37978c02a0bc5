// What the reader looks at: one state, each field declared once. All of it lives in the address after the #, so that it
// can be kept, shared and gone back to.
/** @import { Comparison, Kind, Model, State } from "./types" */

const FIRST_VIEW = "overview";
const OLD_VIEW = "matrix"; // links from before the overview name no view and mean this one
export const THEMES = ["auto", "light", "dark", "contrast"];

/**
 * How a field stands in a link: what it is where the link says nothing, what its words mean (undefined: not here), and
 * its words.
 * @template T
 * @typedef {{ key: string, start: (model: Model) => T, read: (text: string, model: Model) => T | undefined, write: (value: T) => string }} Field
 */

/** @type {(key: string, start: string, choices?: readonly string[]) => Field<string>} */
const word = (key, start, choices) => ({
  key,
  start: () => start,
  read: (text) => (!choices || choices.includes(text) ? text : start),
  write: (value) => value,
});

/** @type {(key: string, kinds?: Kind[]) => Field<string>} */
const thing = (key, kinds) => ({
  key,
  start: () => "",
  read: (text, model) => {
    const found = model.byId.get(text);
    return found && (!kinds || kinds.includes(found.kind)) ? text : undefined;
  },
  write: (value) => value,
});

/** @type {(key: string, start: (model: Model) => boolean) => Field<boolean>} */
const flag = (key, start) => ({ key, start, read: (text) => text === "1", write: (value) => (value ? "1" : "0") });

/** Two years of a city in a link. @param {Comparison} pair */
export const pairKey = ({ city, before, after }) => [city, before, after].join(" ").trim();

/** Ids have commas in them, so a link says such a field once for each. */
const SEVERAL = "\n";

/** @type {{ [K in keyof Omit<State, "missing">]: Field<State[K]> }} */
export const FIELDS = {
  view: word("view", FIRST_VIEW),
  documents: {
    key: "doc",
    start: () => [],
    read: (text, model) => {
      const found = text.split(SEVERAL).filter((id) => model.byId.get(id)?.kind === "document");
      return found.length ? found.sort() : undefined;
    },
    write: (ids) => [...ids].sort().join(SEVERAL),
  },
  years: {
    key: "year",
    start: () => [],
    read: (text, model) => {
      const found = text.split(SEVERAL).map(Number).filter((year) => model.years.includes(year));
      return found.length ? found.sort() : undefined;
    },
    write: (years) => [...years].sort().join(SEVERAL),
  },
  city: { key: "city", start: () => "", read: (text, model) => (model.cities.includes(text) ? text : undefined), write: (city) => city },
  role: { key: "role", start: () => -1, read: (text) => (/^[0-3]$/.test(text) ? Number(text) : -1), write: (role) => String(role) },
  leader: thing("leader", ["leader"]),
  unit: thing("unit", ["unit"]),
  county: thing("county", ["county"]),
  sector: thing("sector", ["sector"]),
  gap: { key: "gap", start: () => "", read: (text, model) => (model.marks.some(([name]) => name === text) ? text : undefined), write: (gap) => gap },
  wide: { key: "wide", start: (model) => model.settings.wide, read: (text, model) => (/^\d{1,4}$/.test(text) ? Number(text) : model.settings.wide), write: (wide) => String(wide) },
  words: word("words", ""),
  roles: {
    key: "roles",
    start: () => [1, 2, 3],
    read: (text) => [1, 2, 3].filter((role) => text.includes(String(role))),
    write: (roles) => [...roles].sort().join("") || "0",
  },
  groups: flag("groups", (model) => model.settings.groups),
  focus: thing("focus"),
  sel: thing("sel"),
  with: thing("with"),
  related: flag("related", () => false),
  sort: word("sort", ""),
  net: word("net", "units", ["units", "leaders", "path"]),
  order: word("order", "rows", ["rows", "clusters"]),
  rows: word("rows", ""),
  columns: word("columns", ""),
  pair: { key: "pair", start: () => "", read: (text, model) => (model.comparisons?.some((pair) => pairKey(pair) === text) ? text : undefined), write: (pair) => pair },
  query: word("query", ""),
  lang: /** @type {Field<"zh" | "en">} */ (word("lang", "zh", ["zh", "en"])),
  theme: word("theme", "auto", THEMES),
};

/**
 * The state of a page that was just opened.
 * @param {Model} model
 * @returns {State}
 */
export function startState(model) {
  const values = Object.entries(FIELDS).map(([name, field]) => [name, field.start(model)]);
  return Object.fromEntries([...values, ["missing", false]]);
}

/**
 * What a link says; what it does not say is as at the start. An empty one is the page as it opens.
 * @param {string} hash after the #
 * @param {Model} model
 * @returns {State}
 */
export function readLink(hash, model) {
  const parts = new URLSearchParams(hash || model.settings.opens);
  const state = startState(model);
  if (hash && !parts.has("view")) state.view = OLD_VIEW;
  for (const [name, field] of Object.entries(FIELDS)) {
    const words = parts.getAll(field.key).join(SEVERAL);
    if (!words) continue;
    const value = field.read(words, model);
    if (value === undefined) state.missing = true;
    else Object.assign(state, { [name]: value });
  }
  return state;
}

/**
 * The link to a state.
 * @param {State} state
 * @param {Model} model
 */
export function linkTo(state, model) {
  const said = linkOf(state, model);
  return said === linkOf(readLink("", model), model) ? "" : said;
}

/** @param {State} state @param {Model} model */
function linkOf(state, model) {
  const parts = new URLSearchParams({ view: state.view });
  for (const [name, field] of Object.entries(FIELDS)) {
    const write = /** @type {(value: unknown) => string} */ (field.write);
    const words = write(state[/** @type {keyof typeof FIELDS} */ (name)]);
    if (name === "view" || words === write(field.start(model))) continue;
    for (const each of words.split(SEVERAL)) parts.append(field.key, each);
  }
  return parts.toString();
}

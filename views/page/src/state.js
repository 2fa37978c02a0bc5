// What the reader looks at. It lives in the address after the #, so that it can be kept and shared.
import { documents, model } from "./page.js";
import { VIEWS } from "./views/index.js";
import { lang, speakIn } from "./words.js";

export const state = {
  view: "matrix",
  focus: "", // id of the thing in the focus view
  sel: "", // id of what the panel shows
  with: "", // second id: the panel shows the evidence that joins the two
  doc: -1,
  groups: model.settings.groups,
  related: false,
  roles: new Set([1, 2, 3]),
  closed: false, // the panel, until the next selection
  net: "units",
  missing: false,
};

export function readHash() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const known = (key) => {
    const id = parts.get(key) || "";
    if (id && !model.byId.has(id)) {
      state.missing = true;
      return "";
    }
    return id;
  };
  state.missing = false;
  state.view = VIEWS.includes(parts.get("view")) ? parts.get("view") : "matrix";
  state.focus = known("focus");
  state.sel = known("sel");
  state.with = known("with");
  const doc = model.byId.get(parts.get("doc") || "");
  state.doc = doc && doc.kind === "document" ? doc.i : -1;
  state.groups = parts.has("groups") ? parts.get("groups") === "1" : model.settings.groups;
  state.net = parts.get("net") === "leaders" ? "leaders" : "units";
  state.related = parts.get("related") === "1";
  speakIn(parts.get("lang") === "en" ? "en" : "zh");
}

export function hashOf() {
  const parts = new URLSearchParams();
  if (state.view !== "matrix") parts.set("view", state.view);
  for (const key of ["focus", "sel", "with"]) if (state[key]) parts.set(key, state[key]);
  if (state.doc >= 0) parts.set("doc", documents[state.doc].id);
  if (state.groups !== model.settings.groups) parts.set("groups", state.groups ? "1" : "0");
  if (state.net !== "units") parts.set("net", state.net);
  if (state.related) parts.set("related", "1");
  if (lang !== "zh") parts.set("lang", lang);
  return parts.toString();
}

// Change what is looked at: the address follows, the page follows the address.
export function go(changes) {
  Object.assign(state, changes);
  if ("sel" in changes) state.closed = false;
  const hash = hashOf();
  if (location.hash.slice(1) !== hash) {
    ownHash = hash;
    location.hash = hash;
  }
  changed();
}
let ownHash = null;
let changed = () => {};

/** What is to be done whenever the state has changed. */
export function onChange(call) {
  changed = call;
}

window.addEventListener("hashchange", () => {
  if (location.hash.slice(1) === ownHash) {
    ownHash = null;
    return;
  }
  readHash();
  changed();
});

// Names open their whole picture; marks open their evidence. The focus of a unit says all that its panel would.
export function openThing(id) {
  go({ view: "focus", focus: id, sel: "", with: "" });
}
export function openEvidence(id, other) {
  go({ sel: id, with: other });
}


// What the reader looks at. It lives in the address after the #, so that it can be kept and shared.
const state = {
  view: "matrix",
  focus: "", // id of the thing in the focus view
  sel: "", // id of what the panel shows
  with: "", // second id: the panel shows the evidence that joins the two
  doc: -1,
  groups: D.settings.groups,
  related: false,
  roles: new Set([1, 2, 3]),
  closed: false, // the panel, until the next selection
  net: "units",
  missing: false,
};
const VIEWS = ["matrix", "focus", "network", "list"];

function readHash() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const known = (key) => {
    const id = parts.get(key) || "";
    if (id && !byId.has(id)) {
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
  const doc = byId.get(parts.get("doc") || "");
  state.doc = doc && doc.kind === "document" ? doc.i : -1;
  state.groups = parts.has("groups") ? parts.get("groups") === "1" : D.settings.groups;
  state.net = parts.get("net") === "leaders" ? "leaders" : "units";
  state.related = parts.get("related") === "1";
  lang = parts.get("lang") === "en" ? "en" : "zh";
}

function hashOf() {
  const parts = new URLSearchParams();
  if (state.view !== "matrix") parts.set("view", state.view);
  for (const key of ["focus", "sel", "with"]) if (state[key]) parts.set(key, state[key]);
  if (state.doc >= 0) parts.set("doc", documents[state.doc].id);
  if (state.groups !== D.settings.groups) parts.set("groups", state.groups ? "1" : "0");
  if (state.net !== "units") parts.set("net", state.net);
  if (state.related) parts.set("related", "1");
  if (lang !== "zh") parts.set("lang", lang);
  return parts.toString();
}

// Change what is looked at: the address follows, the page follows the address.
function go(changes) {
  Object.assign(state, changes);
  if ("sel" in changes) state.closed = false;
  const hash = hashOf();
  if (location.hash.slice(1) !== hash) {
    ownHash = hash;
    location.hash = hash;
  }
  show();
}
let ownHash = null;

window.addEventListener("hashchange", () => {
  if (location.hash.slice(1) === ownHash) {
    ownHash = null;
    return;
  }
  readHash();
  show();
});

// Names open their whole picture; marks open their evidence. The focus of a unit says all that its panel would.
function openThing(id) {
  go({ view: "focus", focus: id, sel: "", with: "" });
}
function openEvidence(id, other) {
  go({ sel: id, with: other });
}

// Tasks that the document filter and the related switch leave.
function shownTasks() {
  const only = state.related && relatedTasks();
  return tasks.map((_, i) => i).filter((i) => (state.doc < 0 || tasks[i].document === state.doc) && (!only || only.has(i)));
}
function relatedTasks() {
  const thing = thingOf(state.with && thingOf(state.sel)?.kind === "task" ? state.with : state.sel);
  return thing && thing.kind !== "document" ? new Set(thing.of.tasks) : null;
}

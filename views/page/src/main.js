// Putting it together: what a click, a key or an address shows.
import { el } from "./dom.js";
import { documents, leaders, mentions, model, tasks, units } from "./page.js";
import { closePanel, showPanel } from "./panel.js";
import { findBox } from "./search.js";
import { go, onChange, openEvidence, openThing, readHash, state } from "./state.js";
import { hideTip } from "./tip.js";
import { drawLines, showFocus } from "./views/focus.js";
import { VIEWS } from "./views/index.js";
import { showList } from "./views/list.js";
import { showMatrix } from "./views/matrix.js";
import { fitColumns, revealInMatrix } from "./views/matrix_moves.js";
import { showNetwork } from "./views/network.js";
import { lang, speak, speakIn, w } from "./words.js";

const SHOW = { matrix: showMatrix, focus: showFocus, network: showNetwork, list: showList };
let shownView = "";

export function show() {
  speak();
  document.body.dataset.view = state.view;
  for (const view of VIEWS) document.getElementById(`${view}-view`).hidden = view !== state.view;
  for (const tab of document.querySelectorAll("#views [role=tab]")) {
    const is = tab.dataset.view === state.view;
    tab.setAttribute("aria-selected", String(is));
    tab.tabIndex = is ? 0 : -1;
  }
  for (const button of document.querySelectorAll("[data-document]")) button.setAttribute("aria-pressed", String(Number(button.dataset.document) === state.doc));
  for (const button of document.querySelectorAll("#figures [data-role]")) button.setAttribute("aria-pressed", String(state.roles.has(Number(button.dataset.role))));
  const box = document.getElementById("groups");
  if (box) box.checked = state.groups;
  hideTip();
  leftOut();
  showPanel();
  SHOW[state.view]();
  const now = [state.view, state.sel, state.with].join("|");
  if (state.view === "matrix" && shownView !== now) revealInMatrix();
  shownView = now;
}

// The plain statement of what is not drawn.
export function leftOut() {
  const node = document.getElementById("left-out");
  const phrases = units.filter((u) => u.group);
  const parts = [];
  if (state.missing) parts.push(w("notHere"));
  if (phrases.length) {
    const edges = phrases.reduce((sum, u) => sum + u.mentions.length, 0);
    parts.push(w(state.groups ? "groupsShown" : "groupsHidden", phrases.length, edges, phrases[0].name));
  }
  const unnamed = tasks.filter((t) => !t.mentions.some((i) => mentions[i].role)).length;
  if (unnamed) parts.push(w("unnamed", unnamed));
  const { size } = model.settings;
  if (size === "aggregate") parts.push(w("sizeAggregate"));
  if (size === "index") parts.push(w("sizeIndex", tasks.length + units.length + leaders.length));
  node.textContent = parts.join(lang === "zh" ? "" : " ");
  document.getElementById("notes").hidden = !parts.length;
  for (const d of document.querySelectorAll("[data-document] .tasks")) {
    const of = documents[Number(d.closest("[data-document]").dataset.document)];
    d.textContent = w("nTasks", of.tasks.length);
  }
}

document.addEventListener("click", (event) => {
  const node = event.target.closest("[data-open], [data-evidence], [data-document], [data-role], #views [data-view]");
  if (!node) return;
  const { open, evidence, other, document: doc, role, view } = node.dataset;
  if (evidence !== undefined) openEvidence(evidence, other);
  else if (open !== undefined) openThing(open);
  else if (doc !== undefined) go({ doc: documents.length > 1 && state.doc !== Number(doc) ? Number(doc) : -1 });
  else if (role !== undefined) {
    if (!state.roles.delete(Number(role))) state.roles.add(Number(role));
    show();
  } else if (view !== undefined) go({ view });
});

document.getElementById("groups")?.addEventListener("change", (event) => go({ groups: event.target.checked }));
document.getElementById("lang").addEventListener("click", () => {
  speakIn(lang === "zh" ? "en" : "zh");
  go({});
});

export const helpBox = document.getElementById("help-box");
document.getElementById("help").addEventListener("click", openHelp);
export function openHelp() {
  const keys = [["/", "keySearch"], ["← ↑ ↓ →", "keyArrows"], ["Enter", "keyEnter"], ["Esc", "keyEsc"], ["1 2 3 4", "keyViews"]];
  helpBox.replaceChildren(
    el("form", { method: "dialog" }, el("button", { class: "quiet close", "aria-label": w("close"), text: "×" })),
    el("h2", { text: w("help") }),
    ...["help1", "help2", "help3", "help4"].map((key) => el("p", { text: w(key) })),
    el("h3", { text: w("keys") }),
    el("dl", { class: "keys" }, ...keys.flatMap(([key, word]) => [el("dt", {}, el("kbd", { text: key })), el("dd", { text: w(word) })])),
  );
  helpBox.showModal();
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.matches?.("input:not([type=checkbox]), textarea") || event.isComposing;
  if (event.ctrlKey || event.metaKey || event.altKey || typing || helpBox.open) return;
  if (event.key === "/") {
    event.preventDefault();
    findBox.focus();
    findBox.select();
  } else if (event.key === "Escape") {
    if (state.sel) closePanel();
    else if (state.related) go({ related: false });
    else if (state.focus && state.view === "focus") go({ focus: "" });
  } else if (event.key === "?") openHelp();
  else if (/^[1-4]$/.test(event.key)) go({ view: VIEWS[Number(event.key) - 1] });
});

document.getElementById("views").addEventListener("keydown", (event) => {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!step) return;
  event.preventDefault();
  go({ view: VIEWS[(VIEWS.indexOf(state.view) + step + VIEWS.length) % VIEWS.length] });
  document.getElementById(`tab-${state.view}`).focus();
});

let resizing = 0;
window.addEventListener("resize", () => {
  cancelAnimationFrame(resizing);
  resizing = requestAnimationFrame(() => {
    if (state.view === "matrix") fitColumns();
    if (state.view === "focus") drawLines();
  });
});

onChange(show);
readHash();
show();
document.documentElement.dataset.ready = "yes";

// Putting it together: what a click, a key or an address shows.
import { byId, rootOf, within } from "./dom.js";
import { showFilters } from "./filters.js";
import { showFrame, toggled } from "./frame.js";
import { helpBox, openHelp } from "./help.js";
import { go, onChange, openEvidence, openThing, state } from "./here.js";
import { documents, model } from "./page.js";
import { closePanel, showPanel } from "./panel.js";
import { findBox } from "./search.js";
import { showTake } from "./take/menu.js";
import { showTheme } from "./theme.js";
import { hideTip } from "./tip.js";
import { viewOf, VIEWS } from "./views/index.js";
import { lang, speakIn } from "./words.js";

function show() {
  if (lang !== state.lang) speakIn(state.lang);
  showTheme();
  const view = viewOf(state.view);
  for (const { name } of VIEWS) rootOf(name).hidden = name !== view.name;
  showFrame();
  showFilters();
  showTake();
  hideTip();
  showPanel();
  view.draw(rootOf(view.name), model, state);
}

document.addEventListener("click", (event) => {
  const node = within(event, "[data-open], [data-evidence], [data-document], [data-role], #views [data-view]");
  if (!node) return;
  const { open, evidence, other, document: doc, role, view } = node.dataset;
  if (evidence !== undefined) openEvidence(evidence, other ?? "");
  else if (open !== undefined) openThing(open);
  else if (doc !== undefined) {
    const { id } = documents[Number(doc)];
    const only = state.documents.length === 1 && state.documents[0] === id;
    if (event.ctrlKey || event.metaKey || event.shiftKey) go({ documents: toggled(state.documents, id) });
    else go({ documents: only || documents.length === 1 ? [] : [id] });
  } else if (role !== undefined) go({ roles: toggled(state.roles, Number(role)) });
  else if (view !== undefined) go({ view });
});

document.getElementById("groups")?.addEventListener("change", (event) => go({ groups: /** @type {HTMLInputElement} */ (event.target).checked }));
byId("lang").addEventListener("click", () => go({ lang: lang === "zh" ? "en" : "zh" }));
byId("help").addEventListener("click", openHelp);

document.addEventListener("keydown", (event) => {
  const typing = event.isComposing || within(event, "input:not([type=checkbox]), textarea, select");
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
  else if (/^\d$/.test(event.key)) {
    const view = VIEWS[(Number(event.key) + 9) % 10];
    if (view) go({ view: view.name });
  }
});

byId("views").addEventListener("keydown", (event) => {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const at = VIEWS.indexOf(viewOf(state.view));
  go({ view: VIEWS[(at + step + VIEWS.length) % VIEWS.length].name });
  document.getElementById(`tab-${state.view}`)?.focus();
});

onChange(show);
show();
document.documentElement.dataset.ready = "yes";

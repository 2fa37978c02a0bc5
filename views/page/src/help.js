// How to use the page, in a box.
import { byId, el } from "./dom.js";
import { VIEWS } from "./views/index.js";
import { w } from "./words.js";

export const helpBox = /** @type {HTMLDialogElement} */ (byId("help-box"));

export function openHelp() {
  const keys = [["/", "keySearch"], ["← ↑ ↓ →", "keyArrows"], ["Enter", "keyEnter"], ["Esc", "keyEsc"], [`1 … ${VIEWS.length % 10}`, "keyViews"]];
  helpBox.replaceChildren(
    el("form", { method: "dialog" }, el("button", { class: "quiet close", "aria-label": w("close"), text: "×" })),
    el("h2", { text: w("help") }),
    ...["help1", "help2", "help3", "help4"].map((key) => el("p", { text: w(key) })),
    el("h3", { text: w("keys") }),
    el("dl", { class: "keys" }, ...keys.flatMap(([key, word]) => [el("dt", {}, el("kbd", { text: key })), el("dd", { text: w(word) })])),
  );
  helpBox.showModal();
}

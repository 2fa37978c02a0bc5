// The state of this page and its address: changing the one changes the other.
/** @import { State } from "./types" */
import { model } from "./page.js";
import { linkTo, readLink } from "./state.js";

/** What the reader of this page looks at now. Changed by go and by the address, and by nothing else. */
export const state = readLink(location.hash.slice(1), model);

let changed = () => {};
/** @type {string | null} */
let ownHash = null;

/** What is to be done whenever the state has changed. @param {() => void} call */
export function onChange(call) {
  changed = call;
}

/**
 * Change what is looked at: the address follows, the page follows the state.
 * @param {Partial<State>} changes
 * @param {{ replace?: boolean }} [how] replace: no step of its own to go back to, such as each key of a search
 */
export function go(changes, { replace = false } = {}) {
  Object.assign(state, changes);
  const hash = linkTo(state, model);
  if (location.hash.slice(1) !== hash) {
    if (replace) history.replaceState(null, "", `#${hash}`);
    else {
      ownHash = hash;
      location.hash = hash;
    }
  }
  changed();
}

window.addEventListener("hashchange", () => {
  const hash = location.hash.slice(1);
  if (hash === ownHash) {
    ownHash = null;
    return;
  }
  Object.assign(state, readLink(hash, model));
  changed();
});

/** Names open their whole picture. The focus of a unit says all that its panel would. @param {string} id */
export function openThing(id) {
  go({ view: "focus", focus: id, sel: "", with: "" });
}

/** Marks open their evidence. @param {string} id @param {string} other */
export function openEvidence(id, other) {
  go({ sel: id, with: other });
}

// Light, dark or in high contrast: as the reader's system has it, or as chosen.
import { byId, el } from "./dom.js";
import { go, state } from "./here.js";
import { THEMES } from "./state.js";
import { lang, w } from "./words.js";

const DARK = matchMedia("(prefers-color-scheme: dark)");
const CONTRAST = matchMedia("(prefers-contrast: more)");
const box = /** @type {HTMLSelectElement} */ (byId("theme"));
let drawn = "";

/** The theme that is shown: light, dark or contrast. */
function shownTheme() {
  if (state.theme !== "auto") return state.theme;
  return CONTRAST.matches ? "contrast" : DARK.matches ? "dark" : "light";
}

export function showTheme() {
  document.documentElement.dataset.theme = shownTheme();
  if (drawn !== lang) {
    drawn = lang;
    box.replaceChildren(...THEMES.map((theme) => el("option", { value: theme, text: w(`theme_${theme}`) })));
  }
  box.value = state.theme;
}

box.addEventListener("change", () => go({ theme: box.value }));
for (const query of [DARK, CONTRAST]) query.addEventListener("change", () => go({}));

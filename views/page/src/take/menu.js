// 带走: what the view shows, as a file, as text, as a link.
import { byId, el } from "../dom.js";
import { state } from "../here.js";
import { documents, model } from "../page.js";
import { scopeDocuments } from "../select.js";
import { linkTo } from "../state.js";
import { viewOf } from "../views/index.js";
import { lang, w } from "../words.js";
import { canvasSvg, svgText, tablePicture, toPng } from "./picture.js";
import { toCsv, toText } from "./text.js";
import { toXlsx } from "./xlsx.js";

/** Each way of taking away by the word that names it. @type {[word: string, take: () => Promise<void> | void][]} */
const WAYS = [
  ["takeXlsx", () => save("xlsx", new Blob([toXlsx(taken())], { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" }))],
  ["takeCsv", () => save("csv", new Blob([toCsv(taken())], { type: "text/csv;charset=utf-8" }))],
  ["takeText", () => copied(toText(taken(), sources()))],
  ["takeLink", () => copied(address())],
  ["takeSvg", () => save("svg", new Blob([svgText(vector())], { type: "image/svg+xml" }))],
  ["takePng", async () => save("png", await toPng(picture()))],
  ["takePrint", () => window.print()],
];

let drawn = "";

/** The menu, in the page's language. */
export function showTake() {
  if (drawn === lang) return;
  drawn = lang;
  const list = el("ul", { class: "pop" }, ...WAYS.map(([word, take]) => el("li", {}, el("button", { type: "button", data: { take: word }, text: w(word), on: { click: () => doTake(take) } }))));
  byId("take").replaceChildren(el("summary", { class: "quiet", text: w("take") }), list);
}

/** @param {() => Promise<void> | void} take */
async function doTake(take) {
  const menu = byId("take");
  menu.removeAttribute("open");
  try {
    await take();
  } catch (error) {
    tell(w("takeFailed", error instanceof Error ? error.message : error));
  }
}

function taken() {
  return viewOf(state.view).take(model, state);
}

/** The view's own picture; of a view of words and numbers its table. */
function picture() {
  return viewOf(state.view).picture?.() ?? tablePicture(taken());
}

function vector() {
  const found = picture();
  return found instanceof HTMLCanvasElement ? canvasSvg(found) : found;
}

/** The address of exactly this. */
function address() {
  return `${location.href.split("#")[0]}#${linkTo(state, model)}`;
}

/** Where it is from: the documents, and where to see it again. */
function sources() {
  const chosen = [...scopeDocuments(model, state)].map((i) => documents[i]);
  const lines = chosen.map((of) => [`《${of.title}》`, of.number, of.date].filter((text) => text).join(" "));
  return [`${w("source")}${lang === "zh" ? "：" : ": "}${lines.join(lang === "zh" ? "；" : "; ")}`, address()];
}

/** A name that says what is in the file, and that every system takes. @param {string} kind */
function fileName(kind) {
  const words = `${document.title}-${w(viewOf(state.view).name)}`.replace(/[\s\p{C}\\/:*?"<>|]+/gu, "-");
  return `${words.slice(0, 80).replace(/^[-.]+|[-.]+$/g, "") || "zeren"}.${kind}`;
}

/** @param {string} kind @param {Blob} blob */
function save(kind, blob) {
  const url = URL.createObjectURL(blob);
  const link = el("a", { href: url, download: fileName(kind) });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** @param {string} text */
async function copied(text) {
  if (navigator.clipboard?.writeText && (await navigator.clipboard.writeText(text).then(() => true, () => false))) return tell(w("copied"));
  // Where a page in a file may not write there.
  const box = el("textarea", { class: "unseen", "aria-hidden": "true" });
  box.value = text;
  document.body.append(box);
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  return tell(done ? w("copied") : w("takeFailed", ""));
}

let telling = 0;

/** A short word that something is done. @param {string} words */
function tell(words) {
  const box = byId("told");
  box.textContent = words;
  box.hidden = false;
  clearTimeout(telling);
  telling = setTimeout(() => (box.hidden = true), 4000);
}

document.addEventListener("click", (event) => {
  for (const open of document.querySelectorAll("details[open] > .pop")) {
    const box = open.parentElement;
    if (box && event.target instanceof Node && !box.contains(event.target)) box.removeAttribute("open");
  }
});

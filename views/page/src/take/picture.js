// Pictures to take away: a view's own, or its table drawn. Styles are written into the elements, since a file has no sheet.
/** @import { Taken } from "../types" */
import { svg } from "../dom.js";
import { w } from "../words.js";
import { forXml } from "./text.js";

const KEPT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-opacity", "opacity", "font-family", "font-size", "font-weight", "text-anchor", "dominant-baseline", "letter-spacing", "paint-order", "writing-mode", "visibility", "display"];
const ROWS = 100;
const LINE = 22;
const LONGEST = 420;

/** A picture of the document as text that stands alone. @param {SVGSVGElement} picture */
export function svgText(picture) {
  const copy = /** @type {SVGSVGElement} */ (picture.cloneNode(true));
  const before = [picture, ...picture.querySelectorAll("*")];
  const after = [copy, ...copy.querySelectorAll("*")];
  before.forEach((node, i) => {
    const to = after[i];
    if (!(to instanceof SVGElement)) return;
    if (picture.isConnected) {
      const style = getComputedStyle(node);
      for (const name of KEPT) {
        const value = style.getPropertyValue(name);
        if (value) to.style.setProperty(name, value);
      }
    }
    to.removeAttribute("class");
    for (const name of to.getAttributeNames()) if (name.startsWith("data-") || name.startsWith("on") || name === "href") to.removeAttribute(name);
  });
  const { width, height } = sizeOf(picture);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  if (!copy.getAttribute("viewBox")) copy.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const ground = svg("rect", { x: 0, y: 0, width: "100%", height: "100%", fill: picture.isConnected ? groundOf(picture) : "#fff" });
  copy.insertBefore(ground, copy.firstChild);
  return forXml(new XMLSerializer().serializeToString(copy));
}

/** @param {SVGSVGElement} picture */
function sizeOf(picture) {
  const box = picture.getBoundingClientRect();
  const shown = { width: Number(picture.getAttribute("width")), height: Number(picture.getAttribute("height")) };
  return { width: Math.ceil(shown.width || box.width || 800), height: Math.ceil(shown.height || box.height || 600) };
}

/** The colour behind an element. @param {Element} node @returns {string} */
function groundOf(node) {
  for (let at = /** @type {Element | null} */ (node); at; at = at.parentElement) {
    const color = getComputedStyle(at).backgroundColor;
    if (color && color !== "transparent" && !/, 0\)$/.test(color)) return color;
  }
  return "#fff";
}

/** @param {SVGSVGElement | HTMLCanvasElement} picture @returns {Promise<Blob>} */
export async function toPng(picture) {
  if (picture instanceof HTMLCanvasElement) return blobOf(onGround(picture));
  const { width, height } = sizeOf(picture);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svgText(picture))}`;
  await image.decode();
  const scale = Math.min(2, 8000 / Math.max(width, height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return blobOf(canvas);
}

/** @param {HTMLCanvasElement} drawn */
function onGround(drawn) {
  const canvas = document.createElement("canvas");
  canvas.width = drawn.width;
  canvas.height = drawn.height;
  const context = canvas.getContext("2d");
  if (context) {
    context.fillStyle = groundOf(drawn);
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(drawn, 0, 0);
  }
  return canvas;
}

/** @param {HTMLCanvasElement} canvas @returns {Promise<Blob>} */
function blobOf(canvas) {
  return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/png"));
}

/** A canvas as an SVG that holds it. @param {HTMLCanvasElement} canvas */
export function canvasSvg(canvas) {
  const full = onGround(canvas);
  return svg("svg", { width: full.width, height: full.height }, svg("image", { width: full.width, height: full.height, href: full.toDataURL("image/png") }));
}

/**
 * A table as a picture: its first rows, long texts cut with …, and how many rows there are.
 * @param {Taken} taken
 */
export function tablePicture({ title, columns, rows }) {
  const shown = rows.slice(0, ROWS);
  const texts = [columns, ...shown].map((row) => row.map((value) => String(value ?? "").replace(/\s+/g, " ")));
  const measure = document.createElement("canvas").getContext("2d");
  const face = getComputedStyle(document.body).fontFamily;
  if (measure) measure.font = `13px ${face}`;
  /** @param {string} text */
  const long = (text) => measure?.measureText(text).width ?? text.length * 13;
  /** @param {string} text */
  const cut = (text) => {
    if (long(text) <= LONGEST) return text;
    let end = text.length;
    while (end > 1 && long(`${text.slice(0, end)}…`) > LONGEST) end = Math.min(end - 1, Math.floor((end * LONGEST) / long(text.slice(0, end))));
    return `${text.slice(0, end)}…`;
  };
  const cells = texts.map((row) => row.map(cut));
  const widths = columns.map((_, j) => Math.ceil(Math.max(...cells.map((row) => long(row[j])))) + 16);
  const left = widths.map((_, j) => 12 + widths.slice(0, j).reduce((a, b) => a + b, 0));
  const width = Math.max(24 + widths.reduce((a, b) => a + b, 0), long(title) * 1.4 + 24);
  const note = rows.length > ROWS ? w("pictureRows", ROWS, rows.length) : "";
  const height = 48 + LINE * (cells.length + (note ? 1 : 0)) + 8;
  /** @param {string} text @param {number} x @param {number} y @param {Record<string, unknown>} [more] */
  const put = (text, x, y, more = {}) => svg("text", { x, y, fill: "#1f2933", "font-family": face, "font-size": 13, ...more }, text);
  return svg(
    "svg",
    { width, height, viewBox: `0 0 ${width} ${height}` },
    put(title, 12, 26, { "font-size": 17, "font-weight": 600 }),
    svg("line", { x1: 8, x2: width - 8, y1: 58, y2: 58, stroke: "#9aa5b1" }),
    ...cells.flatMap((row, i) => row.map((text, j) => put(text, left[j], 52 + LINE * i, i ? {} : { "font-weight": 600 }))),
    note ? put(note, 12, 52 + LINE * cells.length, { fill: "#52606d" }) : null,
  );
}

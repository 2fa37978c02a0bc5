// A workbook with one sheet. Texts are texts and numbers numbers: there is no way in which a cell could hold a formula. The
// parts are written here, since no small library can say in the file what it is; fflate zips them.
/** @import { Taken } from "../types" */
import { strToU8, zipSync } from "fflate";
import { forXml } from "./text.js";

const LONGEST = 32_767; // characters of a cell
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

/** @param {string} text */
function xml(text) {
  // Excel reads _x0041_ as a character: the first of its signs is written so itself.
  return forXml(text).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_").replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;").replace(/\r/g, "_x000D_");
}

/** The letters of a column, counted from 0. @param {number} at @returns {string} */
export function letters(at) {
  return (at >= 26 ? letters(Math.floor(at / 26) - 1) : "") + String.fromCharCode(65 + (at % 26));
}

/** @param {string | number | null} value @param {string} place @param {number} style */
function cell(value, place, style) {
  if (value === null || value === "") return "";
  if (typeof value === "number" && Number.isFinite(value)) return `<c r="${place}" s="${style}"><v>${value}</v></c>`;
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xml(String(value).slice(0, LONGEST))}</t></is></c>`;
}

/** Characters of a column, Chinese ones twice; within what can be read. @param {(string | number | null)[]} values */
function width(values) {
  const longest = values.slice(0, 500).map((value) => [...String(value ?? "")].reduce((sum, c) => sum + (c > "\u2e7f" ? 2 : 1), 0));
  return Math.max(6, Math.min(60, Math.max(0, ...longest) + 2));
}

/** @param {Taken} taken @returns {Uint8Array<ArrayBuffer>} */
export function toXlsx({ title, columns, rows }) {
  const last = letters(Math.max(0, columns.length - 1));
  const name = xml(title.replace(/[[\]:*?/\\']/g, " ").slice(0, 31).trim() || "zeren");
  const lines = [columns, ...rows].map((row, i) => `<row r="${i + 1}">${row.map((value, j) => cell(value, `${letters(j)}${i + 1}`, i ? 2 : 1)).join("")}</row>`);
  const widths = columns.map((column, j) => `<col min="${j + 1}" max="${j + 1}" width="${width([column, ...rows.map((row) => row[j])])}" customWidth="1"/>`);
  const sheet = `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join("")}</cols><sheetData>${lines.join("")}</sheetData><autoFilter ref="A1:${last}${rows.length + 1}"/><pageSetup paperSize="9" orientation="landscape"/></worksheet>`;
  const parts = {
    "[Content_Types].xml": `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/></Types>`,
    "_rels/.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/relationships/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="${OFFICE}/relationships/custom-properties" Target="docProps/custom.xml"/></Relationships>`,
    // What zeren itself looks for, so that this is never read as a notice.
    "docProps/custom.xml": `${HEAD}<Properties xmlns="${OFFICE}/custom-properties" xmlns:vt="${OFFICE}/docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="zeren"><vt:lpwstr>answer</vt:lpwstr></property></Properties>`,
    "xl/workbook.xml": `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}/relationships"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/relationships/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
    "xl/worksheets/sheet1.xml": sheet,
  };
  const files = Object.fromEntries(Object.entries(parts).map(([path, text]) => [path, strToU8(text)]));
  return zipSync(files, { level: 6, mtime: "2000-01-01T00:00:00" });
}

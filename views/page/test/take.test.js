import assert from "node:assert/strict";
import { test } from "node:test";
import { strFromU8, unzipSync } from "fflate";
import { inert, isFormula, toCsv, toText } from "../src/take/text.js";
import { letters, toXlsx } from "../src/take/xlsx.js";

test("what a spreadsheet would run is known, behind whatever is not seen", () => {
  for (const text of ["=1", "+1", "-1", "@x", "＝1", "﹢1", " =1", "\t1", "\n", "\u200b=1", "\u3000=1", "\x00=1", "\u0300=1", "\ufeff@"]) assert.equal(isFormula(text), true, JSON.stringify(text));
  for (const text of ["", "甲=1", "1-2", "'=1", "市局", "（=）", "a\n=1"]) assert.equal(isFormula(text), false, JSON.stringify(text));
});

test("CSV has its mark, quotes what must be, and leaves numbers alone", () => {
  const taken = { title: "t", columns: ["a", "=b"], rows: [["甲,\"乙\"", -1], ["x\ny", null], ["=1", 0.5]] };
  assert.equal(toCsv(taken), "\ufeffa,'=b\r\n\"甲,\"\"乙\"\"\",-1\r\n\"x\ny\",\r\n'=1,0.5\r\n");
});

test("text is a line a row, whatever is in it", () => {
  assert.equal(toText({ title: "t", columns: ["a", "b"], rows: [["x\ty\nz", null], ["=1", -2]] }, ["s"]), "t\n\na\tb\nx y z\t\n'=1\t-2\n\ns\n");
});

test("control characters and halves of pairs are replaced, whole pairs stay", () => {
  assert.equal(inert("a\x00\x7f\tb\ud800c\u{20bb7}\udc00"), "a\ufffd\ufffd\tb\ufffdc\u{20bb7}\ufffd");
});

test("columns are named as spreadsheets do", () => {
  assert.deepEqual([0, 25, 26, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
});

test("a workbook holds texts as texts and says what it is", () => {
  const parts = unzipSync(toXlsx({ title: "a:b[c]?", columns: ["<&>"], rows: [["=1+1"], [2], ["_x0041_"], [null]] }));
  const sheet = strFromU8(parts["xl/worksheets/sheet1.xml"]);
  assert.match(sheet, /t="inlineStr"><is><t xml:space="preserve">=1\+1</);
  assert.match(sheet, /<v>2<\/v>/);
  assert.match(sheet, /_x005F_x0041_/);
  assert.match(sheet, /&lt;&amp;&gt;/);
  assert.doesNotMatch(sheet, /<f>/);
  assert.match(strFromU8(parts["xl/workbook.xml"]), /name="a b c"/);
  assert.match(strFromU8(parts["docProps/custom.xml"]), /name="zeren"><vt:lpwstr>answer</);
});

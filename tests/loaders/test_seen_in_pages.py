"""Of a page that is what a browser shows: by its style sheets, its tables as they are laid out; the rest is told."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from lxml.html import HtmlElement

from zeren.loaders import Reading, read_document

TASKS = "<p>1. 建设甲坝。（牵头单位：甲局）</p><p>2. 建设乙坝。（牵头单位：乙局）</p>"
OLD = "9. 旧任务。（牵头单位：丙局）"
BOTH = [("1", ["甲局"]), ("2", ["乙局"])]


def page(tmp_path: Path, body: str, head: str = "") -> Reading:
    (tmp_path / "a.html").write_text(
        f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>", "utf-8"
    )
    return read_document(tmp_path / "a.html")


def leads(reading: Reading) -> list[tuple[str, list[str]]]:
    return [(r.number, [m.name for m in r.lead_units]) for r in reading.records]


@pytest.mark.parametrize(
    ("sheet", "body"),
    [
        (".tab .pane{display:none}", f"<div class=tab><div class=pane>{OLD}</div></div>"),
        (".tab > .pane{display:none}", f"<div class=tab><div class=pane>{OLD}</div></div>"),
        (".tab.pane{visibility:hidden}", f"<div class='pane tab'>{OLD}</div>"),
        ("[data-x=old]{display:none}", f"<div data-x=old>{OLD}</div>"),
        ("h2 + p{display:none}", f"<h2>旧</h2><p>{OLD}</p>"),
        ("@media screen{.old{display:none}}", f"<div class=old>{OLD}</div>"),
        (".old{text-decoration: line-through red}", f"<p class=old>{OLD}</p>"),
        ("", f"<div style='opacity:0'>{OLD}</div>"),
        ("", f"<div style='font-size:0'>{OLD}</div>"),
        ("", f"<div style='position:absolute;left:-9999px'>{OLD}</div>"),
        ("", f"<div style='height:0;overflow:hidden'>{OLD}</div>"),
        ("", f"<div style='color:#fff'>{OLD}</div>"),
        ("", f"<video src=x>{OLD}</video>"),
        ("", f"<svg><title>{OLD}</title></svg>"),
        ("", f"<table><tr><td>序号<td>任务<tbody style='display:none'><tr><td>9<td>{OLD}</table>"),
    ],
)
def test_what_a_browser_does_not_show_is_told(tmp_path: Path, sheet: str, body: str) -> None:
    reading = page(tmp_path, TASKS + body, f"<style>{sheet}</style>")
    assert leads(reading) == BOTH
    assert any(h.fate == "hidden" and OLD in h.words for h in reading.report.inventory.told)


@pytest.mark.parametrize(
    ("sheet", "body"),
    [
        (".old{display:none} .old.now{display:block}", f"<div class='old now'>{TASKS}</div>"),
        (".a{display:none} .a{display:block}", f"<div class=a>{TASKS}</div>"),
        (".a{display:none}", f"<div class=a style='display:block'>{TASKS}</div>"),
        (".a{display:none} div{display:block!important}", f"<div class=a>{TASKS}</div>"),
        ("@media print{.a{display:none}} @media (max-width:600px){.a{display:none}}", f"<div class=a>{TASKS}</div>"),
        ("div{visibility:hidden} p{visibility:visible}", f"<div>{TASKS}</div>"),
        ("div{font-size:0} p{font-size:14px}", f"<div>{TASKS}</div>"),
        ("div{background:#036;color:white}", f"<div>{TASKS}</div>"),
        ("div{background:url(x.png);color:white}", f"<div>{TASKS}</div>"),
        ("a:hover{display:none} .x, div :not(p){display:none}", f"<div>{TASKS}</div>"),
    ],
)
def test_the_stronger_rule_counts_and_children_may_be_seen(tmp_path: Path, sheet: str, body: str) -> None:
    reading = page(tmp_path, body, f"<style>{sheet}</style>")
    assert leads(reading) == BOTH
    assert not reading.report.inventory.told


def test_what_is_folded_up_or_needs_a_script_is_missed_aloud(tmp_path: Path) -> None:
    for hidden in (f"<details><summary>旧</summary>{OLD}</details>", f"<noscript>{OLD}</noscript>"):
        reading = page(tmp_path, TASKS + hidden)
        assert leads(reading) == BOTH
        assert [OLD in h.words for h in reading.report.inventory.lost] == [True]
    assert leads(page(tmp_path, f"<details open><summary>任务</summary>{TASKS}</details>")) == BOTH


def row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}" for cell in cells)


HEADS = row("序号", "工作任务", "牵头单位")
FIRST, SECOND = row("1", "建设甲坝", "甲局"), row("2", "建设乙坝", "乙局")


@pytest.mark.parametrize(
    "table",
    [
        f"<table><tfoot>{SECOND}</tfoot><thead>{HEADS}</thead><tbody>{FIRST}</tbody></table>",
        f"<table><form>{HEADS}{FIRST}{SECOND}</form></table>",
        f"<table>{HEADS}{FIRST.replace('<td>甲局', '<form><td>甲局</form>')}{SECOND}</table>",
        f"<table><col><col><col><col style='visibility:collapse'>{row('序号', '工作任务', '牵头单位', '牵头单位')}"
        f"{row('1', '建设甲坝', '甲局', '丙局')}{row('2', '建设乙坝', '乙局', '丙局')}</table>",
    ],
)
def test_rows_stand_where_a_browser_puts_them(tmp_path: Path, table: str) -> None:
    assert leads(page(tmp_path, table)) == BOTH


def test_words_of_a_table_that_stand_in_no_cell_are_read(tmp_path: Path) -> None:
    third = "3. 建设丁坝。（牵头单位：丁局）"
    for words in (f"<table><caption>{third}</caption>", f"<table>{third}"):
        assert leads(page(tmp_path, f"{words}{HEADS}{FIRST}{SECOND}</table>")) == [("3", ["丁局"]), *BOTH]


def test_a_page_that_declares_its_encoding_as_xml_does(tmp_path: Path) -> None:
    declared = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">'
    (tmp_path / "a.html").write_text(f"{declared}<html><body>{TASKS}</body></html>", "utf-8")
    assert leads(read_document(tmp_path / "a.html")) == BOTH


def test_words_that_a_style_sheet_puts_in_are_read_and_its_numbers_told(tmp_path: Path) -> None:
    body = "<p>1. 建设甲坝。</p><p class=u>甲局</p>"
    reading = page(tmp_path, body, "<style>.u::before{content:'牵头单位：'} p:before{content:'\\e900'}</style>")
    assert leads(reading) == BOTH[:1]
    counted = page(tmp_path, TASKS, "<style>p::before{counter-increment:a;content:counter(a)'. '}</style>")
    assert counted.report.inventory.lost


def test_the_style_sheets_of_a_saved_page_stand_in_parts_of_their_own(tmp_path: Path) -> None:
    body = f"<link rel=stylesheet href='cid:css'>{TASKS}<p class=old>{OLD}</p>"
    html = f"<html><meta charset=utf-8><body>{body}</body></html>"
    parts = (("text/html", html), ("text/css", ".old > b, .old { display: none }"))
    said = "".join(
        f"--B\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{x}\r\n" for kind, x in parts
    )
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="B"\r\n\r\n'
    (tmp_path / "a.mht").write_bytes(f"{head}{said}--B--\r\n".encode())
    reading = read_document(tmp_path / "a.mht")
    assert leads(reading) == BOTH
    assert any(h.fate == "hidden" and OLD in h.words for h in reading.report.inventory.told)


def test_a_list_counts_what_is_seen_of_it(tmp_path: Path) -> None:
    items = "<li>建设甲坝。（牵头单位：甲局）<li style='display:none'>旧<li>建设乙坝。（牵头单位：乙局）"
    assert leads(page(tmp_path, f"<ol>{items}</ol>")) == BOTH
    numbered = "<ol class=n><li>1. 建设甲坝。（牵头单位：甲局）<li>2. 建设乙坝。（牵头单位：乙局）</ol>"
    assert leads(page(tmp_path, numbered, "<style>.n{list-style:none}</style>")) == BOTH


def test_sentences_in_a_script_are_told_where_the_page_lacks_them(tmp_path: Path) -> None:
    held = "建设丙坝并改造丁路的护栏。（牵头单位：丙局）"
    reading = page(tmp_path, f"{TASKS}<p>4. {held}</p><script>write('5. {held}'); alert('负责人')</script>")
    assert not reading.report.inventory.told
    reading = page(tmp_path, f"{TASKS}<script>write('5. {held}')</script>")
    assert [(h.fate, h.place, h.words) for h in reading.report.inventory.told] == [
        ("skipped", "<script>", f"5. {held}")
    ]


def test_a_page_that_was_read_is_not_held(tmp_path: Path) -> None:
    before = {id(held) for held in gc.get_objects() if isinstance(held, HtmlElement)}
    page(tmp_path, f"<main>{TASKS}<i>{OLD}</i></main>", "<style>main :nth-child(3){display:none}</style>")
    assert {id(held) for held in gc.get_objects() if isinstance(held, HtmlElement)} <= before

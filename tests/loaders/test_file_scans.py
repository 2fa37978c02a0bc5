"""Scanned and photographed notices: read with a place and a confidence, by the models of ``zeren[ocr]``.

One page here; ``.venv/bin/pytest -m long tests/loaders/test_file_scans.py`` scans all of the sample's gazette in
every way, some minutes each, and its last lines say how much of it was read right.
"""

from __future__ import annotations

import importlib.util
import os
import re
import sys
from collections import Counter
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from notice_files import as_html, print_page, scan
from zeren.loaders import Reading, ZerenError, read_document, read_documents
from zeren.loaders.files.ocr import Line
from zeren.loaders.files.sources import sources_of
from zeren.loaders.layout.paragraphs import paragraphs_of

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
ROWS = [
    ("序号", "工作任务", "牵头单位", "配合单位"),
    ("1", "建成城东水厂", "市水利局", "市财政局、市发展改革委"),
    ("2", "新建公交站点40处", "市交通运输局", "市公安局"),
    ("3", "改造老旧小区12个", "市住房城乡建设局", "市民政局"),
]
NOTICE = [
    "泽岚市人民政府办公室关于印发2025年重点工作任务分工的通知",
    "1. 建设城西公园，完善步道和照明设施，年底前向市民开放。"
    "（牵头单位：市城市管理局，配合单位：市自然资源和规划局、市林业局）",
]
needs_models = pytest.mark.skipif(
    importlib.util.find_spec("rapidocr") is None and not os.environ.get("CI"),
    reason='reading scans needs one more package; run: pip install -e ".[ocr]"',
)


def as_page(folder: Path, browser: Path) -> Path:
    """A page of print, its table with ruled lines."""
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    look = "<style>table{border-collapse:collapse} td{border:1px solid;padding:4pt 10pt}</style>"
    path = folder / "notice.html"
    path.write_text(as_html(NOTICE).replace("</body>", f"{look}<table>{cells}</table></body>"), "utf-8")
    return print_page(path, browser)


def roles(reading: Reading) -> list[tuple[str, list[str], list[str]]]:
    return [
        (r.number, [m.source for m in r.lead_units], [m.source for m in r.supporting_units]) for r in reading.records
    ]


@needs_models
def test_a_scanned_page_is_read_with_its_table(tmp_path: Path, chromium: Path) -> None:
    path = scan(as_page(tmp_path, chromium), 150, tilt=0.8, noise=15)
    reading = read_document(path)
    assert roles(reading) == [
        ("1", ["市城市管理局"], ["市自然资源和规划局", "市林业局"]),
        *((f"1.{number}", [lead], support.split("、")) for number, _, lead, support in ROWS[1:]),
    ]
    # Each name has its page, its box there, and how sure the model is of its line.
    for mention in (m for r in reading.records for m in r.mentions):
        assert re.fullmatch(r"page 1, \d+,\d+–\d+,\d+, \d+ %", mention.place or "")
    assert reading.report.coverage.pages == 1
    assert reading.report.coverage.pages_empty == 0
    assert {held.kind for held in reading.report.inventory.lost} <= {"character"}


def test_without_the_package_a_line_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(ZerenError, match=r'a\.png: this is a picture: to read it, run: pip install "zeren\[ocr\]"'):
        list(read_documents([tmp_path / "a.png"]))
    (tmp_path / "b.txt").write_text("1. 建设甲坝。（牵头单位：甲局）\n", "utf-8")
    told = [held for reading in read_documents([tmp_path]) for held in reading.report.inventory.told]
    assert [(held.fate, "zeren[ocr]" in held.reason) for held in told] == [("skipped", True)]


@needs_models
def test_a_picture_that_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    with pytest.raises(ZerenError, match=r"a\.png: this is a picture, which cannot be read"):
        list(read_documents([tmp_path / "a.png"]))


def test_the_confidence_of_a_line_is_that_of_its_least_certain_letter() -> None:
    line = Line("市水利局", (10.4, 20, 99.6, 34), (0.999, 0.42, 0.999, 0.98))
    assert line.place("p. 2") == "p. 2, 10,20–100,34, 42 %"


@pytest.mark.long
@pytest.mark.timeout(3_600)
@pytest.mark.parametrize(("dpi", "tilt", "noise"), [(150, 0, 0), (150, 1, 20), (300, 0, 0), (300, 1, 20)])
def test_the_gazette_as_a_scan(
    dpi: int, tilt: float, noise: float, tmp_path: Path, chromium: Path, record_property: Callable[[str, object], None]
) -> None:
    (source,) = sources_of(EXAMPLES / "gazette-2025-03.txt")
    paragraphs = [p.passage.text for p in paragraphs_of(source) if not p.furniture]
    (tmp_path / "zeren-places.csv").write_bytes((EXAMPLES / "zeren-places.csv").read_bytes())
    (tmp_path / "notice.html").write_text(as_html(paragraphs), "utf-8")
    path = scan(print_page(tmp_path / "notice.html", chromium), dpi, tilt, noise)
    (seen,) = sources_of(path)
    printed, read = ("".join("".join(one).split()) for one in (paragraphs, seen.text))
    match = SequenceMatcher(None, printed, read, autojunk=False)
    wrong = sum(max(i2 - i1, j2 - j1) for how, i1, i2, j1, j2 in match.get_opcodes() if how != "equal")
    record_property("character accuracy", round(1 - wrong / len(printed), 4))
    wanted, got = (units(r) for r in (read_document(EXAMPLES / "gazette-2025-03.txt"), read_document(path)))
    f1 = 2 * (wanted & got).total() / (wanted.total() + got.total())
    record_property("unit F1", round(f1, 4))
    doubtful = sum(held.kind == "character" for held in seen.inventory.lost)
    record_property("letters told as doubtful", doubtful)
    assert f1 >= 0.97


def units(reading: Reading) -> Counter[tuple[str, str]]:
    """Which body has which role, how often."""
    return Counter(
        (role, mention.name)
        for record in reading.records
        for role, mentions in (
            ("leads", record.lead_units),
            ("supports", record.supporting_units),
            ("answers", record.responsible_units),
        )
        for mention in mentions
    )

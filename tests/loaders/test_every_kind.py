"""The same notice in every kind of file that it may be published in, made by the programs that make them."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import ofd_files
from notice_files import (
    by_office,
    write_column,
    write_docx,
    write_html,
    write_md,
    write_mht,
    write_ofd,
    write_pdf,
    write_zip,
)
from zeren.loaders import Reading, ZerenError, read_document, read_documents
from zeren.loaders.files.sources import sources_of
from zeren.loaders.layout.paragraphs import paragraphs_of
from zeren.loaders.records import Mention, TaskRecord

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
GAZETTE = EXAMPLES / "gazette-2025-03.txt"


def names(mentions: tuple[Mention, ...]) -> list[tuple[str, str]]:
    return [(m.source, m.name) for m in mentions]


def told(record: TaskRecord) -> dict[str, Any]:
    """What a record says, without where it stands."""
    return {
        "document": (record.document.title, record.document.number, record.document.date),
        "number": record.number,
        "sector": record.sector,
        "text": record.text,
        "leaders": names(record.leaders),
        "lead": names(record.lead_units),
        "support": names(record.supporting_units),
        "responsible": names(record.responsible_units),
        "targets": record.targets,
        "open_list": record.open_list,
        "convention": record.convention,
    }


@pytest.fixture(scope="module")
def paragraphs() -> list[str]:
    """The sample's paragraphs, wraps mended, as a clerk would type them."""
    (source,) = sources_of(GAZETTE)
    return [p.passage.text for p in paragraphs_of(source) if not p.furniture]


@pytest.fixture(scope="module")
def plain() -> Reading:
    return read_document(GAZETTE)


def the_same(path: Path, plain: Reading) -> None:
    (path.parent / "zeren-places.csv").write_bytes((EXAMPLES / "zeren-places.csv").read_bytes())
    (reading,) = read_documents([path])
    assert [told(r) for r in reading.records] == [told(r) for r in plain.records]
    assert reading.report.coverage.unread == 0
    assert not reading.report.inventory.lost


@pytest.mark.parametrize(
    "write",
    [write_md, write_html, write_mht, write_docx, write_pdf, write_ofd, write_column, write_zip],
    ids=lambda write: write.__name__,
)
def test_the_same_notice_gives_the_same_records(
    write: Callable[[list[str], Path, Path], Path],
    paragraphs: list[str],
    plain: Reading,
    tmp_path: Path,
    chromium: Path,
) -> None:
    the_same(write(paragraphs, tmp_path, chromium), plain)


@pytest.mark.parametrize("ending", ["doc", "rtf", "odt", "pdf"])
def test_the_same_notice_from_libreoffice(
    ending: str, paragraphs: list[str], plain: Reading, tmp_path: Path, chromium: Path
) -> None:
    the_same(by_office(write_docx(paragraphs, tmp_path, chromium), ending), plain)


def facts(record: TaskRecord) -> dict[str, Any]:
    return {key: value for key, value in told(record).items() if key != "document"}


def test_the_same_notice_as_a_workbook(plain: Reading, tmp_path: Path) -> None:
    notice = [r for r in plain.records if r.document == plain.documents[0]]
    rows: list[list[Any]] = [["序 号", "领域", "重点任务", "责任领导", "责任单位"]]
    for record in notice:
        leaders = "、".join(m.source for m in record.leaders)
        units = record.statement.split("责任单位：")[-1]
        rows.append([int(record.number), record.sector, record.text, leaders, units])
    with (tmp_path / "ledger.csv").open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows(rows)
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append([plain.documents[0].title])
    for row in rows:
        sheet.append(row)
    # The sector stands once, in a cell merged over its tasks.
    first = 3
    for i in range(3, len(notice) + 4):
        if i == len(notice) + 3 or sheet.cell(i, 2).value != sheet.cell(first, 2).value:
            sheet.merge_cells(start_row=first, end_row=i - 1, start_column=2, end_column=2)
            first = i
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=5)
    book.save(tmp_path / "ledger.xlsx")
    (tmp_path / "zeren-places.csv").write_bytes((EXAMPLES / "zeren-places.csv").read_bytes())
    (source,) = sources_of(tmp_path / "ledger.xlsx")
    kinds = [tmp_path / "ledger.xlsx", tmp_path / "ledger.csv"]
    kinds += [by_office(tmp_path / "ledger.xlsx", ending) for ending in ("xls", "ods")]
    for path in kinds:
        got = read_document(path)
        assert [facts(r) for r in got.records] == [facts(r) for r in notice], path.suffix
        assert (got.report.coverage.unread, got.report.inventory.lost) == (0, ())
        if path.suffix != ".csv":
            assert source.place_of(got.records[0].leaders[0].start) == "Sheet!D3"


def test_a_ruled_table_of_an_ofd_keeps_its_cells_and_its_pages(tmp_path: Path) -> None:
    edges, heights = (20, 35, 80, 103, 160), (30, 40, 55, 65)
    heads = ["序号", "工作任务", "牵头单位", "配合单位"]
    cells = [heads, ["1", "建设甲坝", "市住房城乡", "乙局"], ["2", "建设乙坝", "丙局", ""]]
    ruled = [ofd_files.rule(20, y, 160, y) for y in heights] + [ofd_files.rule(x, 30, x, 65) for x in edges]
    said = [
        ofd_files.text_object(text, edges[c] + 1, heights[r] + 1, steps=bool(c % 2))
        for r, row in enumerate(cells)
        for c, text in enumerate(row)
        if text
    ]
    said.append(ofd_files.text_object("建设局", edges[2] + 1, heights[1] + 6))
    unseen = ofd_files.text_object("3. 旧任务。（牵头单位：丁局）", 20, 100).replace(" ID=", ' Visible="false" ID=')
    white = ofd_files.text_object("4. 白任务。（牵头单位：戊局）", 20, 120)
    white = white.replace("<ofd:TextCode", '<ofd:FillColor Value="255 255 255"/><ofd:TextCode')
    path = ofd_files.write(tmp_path / "a.ofd", ["".join((*ruled, *said, unseen, white)), ""])
    reading = read_document(path)
    assert [(r.number, [m.name for m in r.lead_units], r.place) for r in reading.records] == [
        ("1", ["市住房城乡建设局"], "p. 1"),
        ("2", ["丙局"], "p. 1"),
    ]
    assert ("page", "furniture", 1) in reading.report.inventory.counts
    told = [(h.place, h.fate, h.words[:6]) for h in reading.report.inventory.told]
    assert told == [("p. 1", "hidden", "3. 旧任务"), ("p. 1", "hidden", "4. 白任务")]


@pytest.mark.parametrize(("part", "content"), [("OFD.xml", "<a/>"), ("Doc_0/Document.xml", "<"), ("OFD.xml", "\0")])
def test_a_damaged_ofd_is_told_in_one_line(tmp_path: Path, part: str, content: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.ofd", "w") as archive:
        named = '<o:OFD xmlns:o="x"><o:DocRoot>Doc_0/Document.xml</o:DocRoot></o:OFD>'
        for name, said in {"OFD.xml": named, part: content}.items():
            archive.writestr(name, said)
    with pytest.raises(ZerenError, match=r"a\.ofd: no readable OFD .* print it to \.pdf"):
        read_document(tmp_path / "a.ofd")

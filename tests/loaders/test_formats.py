"""The same notice, in every kind of file that it may be published in."""

from __future__ import annotations

import io
import json
import struct
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import docx.oxml
import docx.oxml.ns
import openpyxl
import pytest

from zeren.loaders import ZerenError, read_document, read_documents

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
GAZETTE = EXAMPLES / "gazette-2025-03.txt"


def test_a_word_table_with_merged_cells_and_automatic_numbers(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("建设口岸。（市商务局牵头，市财政局配合）", style="List Number")
    document.add_paragraph("建设陆港。（市交通运输局负责）", style="List Number")
    table = document.add_table(rows=3, cols=3)
    for cell, text in zip(table.rows[0].cells, ["重点任务", "责任单位", "完成时限"], strict=True):
        cell.text = text
    for row, task in zip(table.rows[1:], ["建设甲站", "建设乙站"], strict=True):
        row.cells[0].text = task
    table.cell(1, 1).merge(table.cell(2, 1)).text = "市水利局\n市林业局"
    table.cell(1, 2).text = "年内"
    document.save(str(tmp_path / "a.docx"))
    records = read_document(tmp_path / "a.docx").records
    assert [(r.number, r.text, [m.source for m in r.lead_units + r.responsible_units]) for r in records] == [
        ("1", "建设口岸。", ["市商务局"]),
        ("2", "建设陆港。", ["市交通运输局"]),
        ("2.1", "建设甲站", ["市水利局", "市林业局"]),
        ("2.2", "建设乙站", ["市水利局", "市林业局"]),
    ]
    assert [r.deadline for r in records] == [None, None, "年内", None]


def test_a_word_row_that_begins_further_to_the_right(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=3)
    for row, texts in zip(table.rows, (["序号", "任务", "责任单位"], ["1", "建设甲站", "市水利局"]), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    row = table.rows[1]._tr
    row.remove(row.tc_lst[0])
    before = docx.oxml.parse_xml(f'<w:gridBefore {docx.oxml.ns.nsdecls("w")} w:val="1"/>')
    row.get_or_add_trPr().append(before)
    document.save(str(tmp_path / "a.docx"))
    (record,) = read_document(tmp_path / "a.docx").records
    assert (record.text, [m.source for m in record.responsible_units]) == ("建设甲站", ["市水利局"])


def test_text_that_word_wraps_is_read(tmp_path: Path) -> None:
    """Content controls, tracked insertions and tables in tables hold text that is on the page; deletions do not."""
    document = docx.Document()
    document.add_paragraph("1. 建设甲坝。CONTROL")
    document.add_paragraph("2. 建设乙坝。INSERTED")
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "重点任务", "责任单位"
    table.cell(1, 0).text = "建设丙坝"
    table.cell(1, 1).add_table(rows=1, cols=1).cell(0, 0).text = "市林业局"
    buffer = io.BytesIO()
    document.save(buffer)
    path = tmp_path / "a.docx"
    run = "<w:r><w:t>{}</w:t></w:r>"
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(path, "w") as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "word/document.xml":
                text = data.decode()
                control = f"<w:sdt><w:sdtPr/><w:sdtContent>{run.format('（市水利局负责）')}</w:sdtContent></w:sdt>"
                gone = '<w:del w:id="2" w:author="a"><w:r><w:delText>（市审计局负责）</w:delText></w:r></w:del>'
                added = f'<w:ins w:id="1" w:author="a">{run.format("（市财政局负责）")}</w:ins>{gone}'
                text = text.replace("CONTROL</w:t></w:r>", f"</w:t></w:r>{control}")
                text = text.replace("INSERTED</w:t></w:r>", f"</w:t></w:r>{added}")
                data = text.encode()
            new.writestr(item.filename, data)
    found = [[m.source for m in r.responsible_units] for r in read_document(path).records]
    assert found == [["市水利局"], ["市财政局"], ["市林业局"]]


def test_a_sheet_of_a_million_rows_and_one_word(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["泽岚市重点任务分解表"], ["重点任务", "责任单位"], ["建设甲坝", "市水利局"]):
        sheet.append(row)
    book.save(tmp_path / "plain.xlsx")
    (record,) = read_document(tmp_path / "plain.xlsx").records
    # The title above the header names the document.
    assert (record.document.title, [m.source for m in record.responsible_units]) == (
        "泽岚市重点任务分解表",
        ["市水利局"],
    )
    with zipfile.ZipFile(tmp_path / "plain.xlsx") as old, zipfile.ZipFile(tmp_path / "merged.xlsx", "w") as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "xl/worksheets/sheet1.xml":
                merged = b'<mergeCells count="1"><mergeCell ref="D1:XFD1048576"/></mergeCells><pageMargins'
                data = data.replace(b"<pageMargins", merged)
            new.writestr(item, data)
    sheet["XFD1048576"] = "."
    book.save(tmp_path / "wide.xlsx")
    for name in ("merged.xlsx", "wide.xlsx"):
        (record,) = read_document(tmp_path / name).records
        assert [m.source for m in record.responsible_units] == ["市水利局"]


def test_a_folder_gives_a_reading_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)  # with it, pictures are read
    (tmp_path / "b.md").write_text("1. 建设甲站。（市水利局负责）", "utf-8")
    (tmp_path / "a.txt").write_text("1. 建设乙站。（市林业局负责）", "utf-8")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    assert [Path(r.source).name for r in read_documents([tmp_path])] == ["a.txt", "b.md", "picture.png"]
    with pytest.raises(ZerenError, match="folder"):
        read_document(tmp_path)


def damaged_docx(entity: bool) -> bytes:
    """A Word file whose XML asks for a file of the machine, or is no XML."""
    buffer = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("1. 建设甲站。（市水利局负责）")
    document.save(buffer)
    out = io.BytesIO()
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "word/document.xml":
                if entity:
                    head, body = data.split(b"?>", 1)
                    data = head + b'?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + body
                    data = data.replace("建设甲站".encode(), "建设&x;站".encode())
                else:
                    data = data[: len(data) // 2]
            new.writestr(item, data)
    return out.getvalue()


def zip_bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"0" * (600 * 2**20))
    return buffer.getvalue()


def lying_zip() -> bytes:
    """A zip whose index says that the file is smaller than it is."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"1. \n" * 100_000)
    data = bytearray(buffer.getvalue())
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(data)


def scanned_pdf() -> bytes:
    """A page with nothing but a drawing."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>",
        b"<</Length 14>>stream\n0 0 50 50 re f\nendstream",
    ]
    out = b"%PDF-1.4\n"
    starts = []
    for number, body in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj" % number + body + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    return (
        out
        + b"xref\n0 5\n0000000000 65535 f \n"
        + table
        + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)
    )


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("scan.pdf", scanned_pdf, "scanned"),
        ("half.pdf", lambda: scanned_pdf()[:60], "PDF"),
        ("half.docx", lambda: damaged_docx(entity=False), "Word"),
        ("half.xlsx", lambda: damaged_docx(entity=False), "Word"),
        ("cut.docx", lambda: damaged_docx(entity=False)[:500], "damaged"),
        ("bomb.zip", zip_bomb, "unpack"),
        ("lie.zip", lying_zip, "a.txt"),
        ("cut.zip", lambda: zip_bomb()[:400], "damaged"),
        ("empty.html", lambda: b"<html><body><script>1</script></body></html>", "no text"),
        ("deep.html", lambda: nested_page(3_000), "nested too deeply"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_line(
    tmp_path: Path, name: str, data: Callable[[], bytes], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)  # with it, scans are read
    path = tmp_path / name
    path.write_bytes(data())
    with pytest.raises(ZerenError) as error:
        list(read_documents([path]))
    assert words in str(error.value)
    assert name in str(error.value)
    assert "\n" not in str(error.value)
    assert sorted(p.name for p in tmp_path.iterdir()) == [name]


def nested_page(depth: int) -> bytes:
    inner = f"{'<div>' * depth}<p>二、修路。责任单位：市教育局。</p>{'</div>' * depth}"
    return f"<p>一、建坝。责任单位：市财政局。</p>{inner}<p>三、修桥。责任单位：市民政局。</p>".encode()


@pytest.mark.parametrize("depth", [1, 255, 256, 1_000])
def test_what_stands_behind_many_open_elements_is_read(tmp_path: Path, depth: int) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(nested_page(depth))
    assert [record.number for record in read_document(path).records] == ["一", "二", "三"]


def test_an_external_entity_is_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(damaged_docx(entity=True))
    secret = Path("/etc/hostname")
    text = json.dumps([r.to_dict() for r in read_document(path).records], ensure_ascii=False)
    assert not secret.exists() or secret.read_text().strip() not in text

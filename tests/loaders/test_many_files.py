"""A folder of two hundred files, of which twenty are broken in twenty ways: 180 are read, 20 named with what to do."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest

import ofd_files
from zeren.loaders import read_document, read_documents
from zeren.loaders.errors import ZerenError
from zeren.loaders.read import Broken

TASK = "1. 建设甲坝。（牵头单位：甲局）"


def word() -> bytes:
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(TASK)
    document.save(out)
    return out.getvalue()


def book() -> bytes:
    out = io.BytesIO()
    made = openpyxl.Workbook()
    for row in (["工作任务", "牵头单位"], ["建设甲坝", "甲局"]):
        made.worksheets[0].append(row)
    made.save(out)
    return out.getvalue()


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def without(data: bytes, part: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return packed({name: archive.read(name) for name in archive.namelist() if name != part})


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
DOCX, XLSX = word(), book()
LOCKED_ZIP = bytearray(packed({"a.txt": TASK.encode()}))
LOCKED_ZIP[6] |= 1
LOCKED_ZIP[LOCKED_ZIP.index(b"PK\x01\x02") + 8] |= 1
BROKEN = {
    "empty.txt": b"",
    "blank.docx": b"",
    "binary.txt": b"\0\1\2\3" * 50,
    "mixed.txt": TASK.encode("gbk") * 30 + TASK.encode("utf-8") * 30,
    "picture.md": b"\x89PNG\r\n\x1a\n" + b"\0" * 90,
    "cut.docx": DOCX[: len(DOCX) // 2],
    "bodiless.docx": without(DOCX, "word/document.xml"),
    "cut.xlsx": XLSX[: len(XLSX) // 2],
    "bookless.xlsx": without(XLSX, "xl/workbook.xml"),
    "locked.xlsx": OLE + "EncryptedPackage".encode("utf-16-le"),
    "old.doc": OLE,
    "slides.docx": packed({"[Content_Types].xml": b"<a/>", "ppt/presentation.xml": b"<a/>"}),
    "cut.pdf": b"%PDF-1.4\n1 0 obj\n<< /Type",
    "page.html": b"<html><body></body></html>",
    "deep.html": b"<html>" + b"<div>" * 9000 + TASK.encode(),
    "pageless.mht": b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n--B--\r\n",
    "cut.zip": packed({"a.txt": TASK.encode()})[:40],
    "locked.zip": bytes(LOCKED_ZIP),
    "useless.zip": packed({"a.exe": b"MZ"}),
    "cut.ofd": packed({"OFD.xml": b"<a"}),
}


def test_a_folder_with_twenty_broken_files(tmp_path: Path) -> None:
    good = {".txt": TASK.encode("gbk"), ".md": TASK.encode(), ".docx": DOCX, ".xlsx": XLSX}
    good[".csv"] = "工作任务,牵头单位\n建设甲坝,甲局".encode("utf-8-sig")
    good[".html"] = f"<html><meta charset=utf-8><p>{TASK}</p></html>".encode()
    good[".ofd"] = ofd_files.write_text(tmp_path / "x", [TASK]).read_bytes()
    (tmp_path / "x").unlink()
    good[".zip"] = packed({"a.txt": TASK.encode()})
    for number in range(180):
        ending, data = list(good.items())[number % len(good)]
        (tmp_path / f"{number:03}{ending}").write_bytes(data)
    for name, data in BROKEN.items():
        (tmp_path / name).write_bytes(data)
    broken: list[Broken] = []
    readings = list(read_documents([tmp_path], broken=broken))
    assert [[m.name for m in r.records[0].lead_units] for r in readings] == [["甲局"]] * 180
    assert {Path(one.name).name if "a.txt" not in one.name else "locked.zip" for one in broken} == set(BROKEN)
    for one in broken:
        said = str(one.error)
        assert "\n" not in said
        assert "Traceback" not in said
        assert said.removeprefix(one.name).count(":") >= 1
        assert any(word in said for word in (";", "save", "open", "unpack", "install", "kinds that are read")), said
    with pytest.raises(ZerenError, match="20 files cannot be read"):
        list(read_documents([tmp_path]))


@pytest.mark.parametrize(
    ("separator", "encoding"), [(",", "utf-8"), (",", "utf-8-sig"), (",", "gb18030"), ("\t", "utf-16"), (";", "gbk")]
)
def test_own_places_as_excel_saves_them(tmp_path: Path, separator: str, encoding: str) -> None:
    city, county = ["泽岚市", "泽岚市", "prefecture", "", ""], ["", "汀澜区", "county", "泽岚市", ""]
    rows = (["code", "name", "level", "parent", ""], city, county, [""] * 5)
    (tmp_path / "zeren-places.csv").write_text("\r\n".join(map(separator.join, rows)), encoding)
    (tmp_path / "a.txt").write_text("泽岚市人民政府重点任务分工\n\n1. 汀澜区建设甲坝。（牵头单位：市水利局）", "utf-8")
    (record,) = read_document(tmp_path / "a.txt").records
    assert [county.name for county in record.counties] == ["汀澜区"]

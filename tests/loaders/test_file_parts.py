"""What a person sees in a file is read, and the rest of it is told: each part has a fate."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from notice_files import by_office
from zeren.loaders import Reading, read_document, read_documents
from zeren.loaders.errors import ZerenError
from zeren.loaders.files.number_formats import display
from zeren.loaders.read import Broken

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHOWN = '<w:vanish w:val="0"/>'
HEADS = ["序号", "工作任务", "牵头单位", "配合单位"]


def word(tmp_path: Path, *blocks: str, before: Callable[[docx.document.Document], None] = lambda _: None) -> Reading:
    """A document of paragraphs, given as text or as XML."""
    document = docx.Document()
    before(document)
    body = document.element.body
    for block in blocks:
        if block.startswith("<"):
            body.insert(len(body) - 1, parse_xml(block.replace(">", f" {W}>", 1)))
        else:
            document.add_paragraph(block)
    document.save(str(tmp_path / "a.docx"))
    return read_document(tmp_path / "a.docx")


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def leads(reading: Reading) -> list[tuple[str, list[str]]]:
    return [(r.number, [m.name for m in r.lead_units]) for r in reading.records]


def fates(reading: Reading) -> list[tuple[str, str, str]]:
    return [(h.kind, h.fate, h.words) for h in reading.report.inventory.told]


def test_hidden_and_struck_words_are_told_and_not_read(tmp_path: Path) -> None:
    reading = word(
        tmp_path,
        f"<w:p>{run('1. 建设甲坝。（牵头单位：甲局')}{run('、乙局', '<w:vanish/>')}{run('、丙局', '<w:strike/>')}"
        f"{run('、丁局', SHOWN)}{run('）')}</w:p>",
    )
    assert leads(reading) == [("1", ["甲局", "丁局"])]
    assert fates(reading) == [("text", "hidden", "、乙局"), ("text", "hidden", "、丙局")]
    assert not reading.report.inventory.lost


@pytest.mark.parametrize(
    "field",
    [
        '<w:fldSimple w:instr=" MERGEFIELD x "><w:r><w:t>乙局</w:t></w:r></w:fldSimple>',
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DOCPROPERTY x </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>乙局</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="甲局"/>'
        '<w:listEntry w:val="乙局"/></w:ddList></w:ffData></w:fldChar></w:r>'
        "<w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>yǐ</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>乙</w:t></w:r></w:rubyBase>"
        "</w:ruby></w:r><w:r><w:t>局</w:t></w:r>",
        "<w:sdt><w:sdtContent><w:r><w:t>乙局</w:t></w:r></w:sdtContent></w:sdt>",
    ],
)
def test_what_word_shows_of_a_field_is_read(tmp_path: Path, field: str) -> None:
    reading = word(tmp_path, f"<w:p>{run('1. 建设甲坝。（牵头单位：')}{field}{run('）')}</w:p>")
    assert leads(reading) == [("1", ["乙局"])]
    assert not reading.report.inventory.told


def test_a_field_without_its_result_and_an_unknown_sign_are_told(tmp_path: Path) -> None:
    begin, end = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    reading = word(
        tmp_path,
        f"<w:p>{run('1. 建设甲坝。（牵头单位：甲局、')}{begin}<w:r><w:instrText>MERGEFIELD x</w:instrText></w:r>{end}"
        f'<w:r><w:sym w:font="Webdings" w:char="F0AA"/></w:r>{run("）")}</w:p>',
    )
    assert [(h.kind, h.fate) for h in reading.report.inventory.lost] == [
        ("field", "unreadable"),
        ("symbol", "unreadable"),
    ]


def with_part(name: str, kind: str, xml: str) -> Callable[[docx.document.Document], None]:
    def add(document: docx.document.Document) -> None:
        uri, package = PackURI(f"/word/{name}.xml"), document.part.package
        mime = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"
        document.part.relate_to(Part(uri, mime, xml.encode(), package), f"{OFFICE}/{kind}")

    return add


def test_footnotes_are_read_behind_their_paragraph_and_comments_told(tmp_path: Path) -> None:
    words = "<w:p><w:r><w:t>牵头单位：甲局</w:t></w:r></w:p>"
    note = f'<w:footnotes {W}><w:footnote w:id="2">{words}</w:footnote></w:footnotes>'
    reference = f'<w:p>{run("1. 建设甲坝。")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    reading = word(
        tmp_path, reference, "2. 建设乙坝。（牵头单位：乙局）", before=with_part("footnotes", "footnotes", note)
    )
    assert leads(reading) == [("1", ["甲局"]), ("2", ["乙局"])]
    comment = f'<w:comments {W}><w:comment w:id="1"><w:p><w:r><w:t>改为丙局</w:t></w:r></w:p></w:comment></w:comments>'
    told = word(tmp_path, "1. 建设甲坝。（牵头单位：甲局）", before=with_part("comments", "comments", comment))
    assert fates(told) == [("comment", "skipped", "改为丙局")]


def test_the_number_of_a_document_is_read_in_a_header_and_other_headers_are_furniture(tmp_path: Path) -> None:
    def header(text: str) -> Callable[[docx.document.Document], None]:
        def put(document: docx.document.Document) -> None:
            document.sections[0].header.paragraphs[0].text = text

        return put

    title = "某市人民政府办公室关于印发2025年重点工作任务分工的通知"
    lines = (title, "1. 建设甲坝。（牵头单位：甲局）")
    (record,) = word(tmp_path, *lines, before=header("某政办〔2025〕3号")).records
    assert record.document.number == "某政办〔2025〕3号"
    plain = word(tmp_path, *lines, before=header("某市公报"))
    assert ("header", "furniture", 1) in plain.report.inventory.counts


def test_lists_with_one_definition_count_on_and_an_override_begins_anew(tmp_path: Path) -> None:
    def lists(document: docx.document.Document) -> None:
        root = document.part.numbering_part.element
        level = (
            '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
        )
        root.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="7">{level}</w:abstractNum>'))
        again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
        for number, more in ((71, ""), (72, ""), (73, again)):
            root.append(parse_xml(f'<w:num {W} w:numId="{number}"><w:abstractNumId w:val="7"/>{more}</w:num>'))

    def item(number: int, text: str) -> str:
        listed = f'<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
        return f"<w:p>{listed}{run(text + '（牵头单位：甲局）')}</w:p>"

    items = [
        item(71, "建设甲坝。"),
        item(71, "建设乙坝。"),
        item(72, "建设丙坝。"),
        item(73, "建设丁坝。"),
        item(73, "建设戊坝。"),
    ]
    reading = word(tmp_path, *items, before=lists)
    (text,) = {r.document.title for r in reading.records}
    assert text
    assert [r.number.rstrip("*") for r in reading.records] == ["1", "2", "3", "1", "2"]


def test_files_in_a_document_are_read(tmp_path: Path) -> None:
    page = "<html><meta charset='utf-8'><p>2. 建设乙坝。（牵头单位：乙局）</p></html>".encode()

    def chunk(document: docx.document.Document) -> None:
        part = Part(PackURI("/word/chunk.html"), "text/html", page, document.part.package)
        document.part.relate_to(
            part,
            f"{OFFICE}/aFChunk",
        )

    document = docx.Document()
    chunk(document)
    key = next(k for k, r in document.part.rels.items() if r.reltype.endswith("aFChunk"))
    document.add_paragraph("1. 建设甲坝。（牵头单位：甲局）")
    body = document.element.body
    body.insert(len(body) - 1, parse_xml(f'<w:altChunk {W} xmlns:r="{OFFICE}" r:id="{key}"/>'))
    document.save(str(tmp_path / "a.docx"))
    reading = read_document(tmp_path / "a.docx")
    assert leads(reading) == [("1", ["甲局"]), ("2", ["乙局"])]
    assert reading.records[1].place == "chunk.html"


def changed(path: Path, change: Callable[[str, bytes], bytes]) -> None:
    """The same zip with its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            new.writestr(
                item.filename.replace("/", "\\") if change("", b"") else item.filename,
                change(item.filename, old.read(item)),
            )
    path.write_bytes(out.getvalue())


def test_office_files_that_other_programs_write(tmp_path: Path) -> None:
    """A relation to nowhere, the strict standard, the kinds with macros: Office opens them without a word."""
    word(tmp_path, "1. 建设甲坝。（牵头单位：甲局）")
    whole = (tmp_path / "a.docx").read_bytes()
    nowhere = f'<Relationship Id="rId99" Type="{OFFICE}/image" Target="../NULL"/></Relationships>'.encode()
    strict = ((b"schemas.openxmlformats.org/wordprocessingml/2006/main", b"purl.oclc.org/ooxml/wordprocessingml/main"),)
    for change in (
        lambda name, data: data.replace(b"</Relationships>", nowhere) if name.endswith("document.xml.rels") else data,
        lambda name, data: data.replace(*strict[0]) if name.endswith(".xml") else data,
        lambda name, data: data.replace(b"wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"),
    ):
        for name in ("b.docx", "b.docm", "b.doc"):
            path = tmp_path / name
            path.write_bytes(whole)
            changed(path, change)
            assert leads(read_document(path)) == [("1", ["甲局"])], name


def book(tmp_path: Path, *rows: list[Any]) -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.title = "分工"
    every: list[list[Any]] = [list(HEADS), *rows]
    for row in every:
        sheet.append(row)
    return made


def test_hidden_sheets_rows_and_columns_are_told(tmp_path: Path) -> None:
    made = book(
        tmp_path, ["1", "建设甲坝", "甲局", "乙局"], ["2", "撤下的任务", "丙局", ""], ["3", "建设丁坝", "丁局", ""]
    )
    sheet = made.worksheets[0]
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["D"].hidden = True
    draft = made.create_sheet("旧稿")
    draft.sheet_state = "veryHidden"
    draft.append(HEADS)
    draft.append(["9", "旧任务", "戊局", ""])
    made.save(tmp_path / "a.xlsx")
    reading = read_document(tmp_path / "a.xlsx")
    assert leads(reading) == [("1", ["甲局"]), ("3", ["丁局"])]
    assert not any(r.supporting_units for r in reading.records)
    assert {(kind, fate) for kind, fate, _ in fates(reading)} == {
        ("row", "hidden"),
        ("column", "hidden"),
        ("sheet", "hidden"),
    }


def test_a_cell_is_read_as_it_is_shown(tmp_path: Path) -> None:
    made = book(tmp_path, [1.1, "水质达标率达到", 0.85, "甲局"], [1.1, "建设乙坝", None, "甲局\r\n乙局_x000D_"])
    sheet = made.worksheets[0]
    for cell, head in zip(sheet[1], ["序号", "工作任务", "工作目标", "牵头单位"], strict=True):
        cell.value = head
    sheet["A3"].number_format, sheet["C2"].number_format = "0.00", "0%"
    made.save(tmp_path / "a.xlsx")
    reading = read_document(tmp_path / "a.xlsx")
    assert leads(reading) == [("1.1", ["甲局"]), ("1.10", ["甲局", "乙局"])]
    assert "85%" in reading.records[0].text


@pytest.mark.parametrize(
    ("number", "code", "seen"),
    [
        (0.5, "0%", "50%"),
        (1.005, "0.00", "1.01"),
        (1234567.891, "#,##0.0", "1,234,567.9"),
        (-5, '0;"负"0', "负5"),
        (0, '0;-0;"无"', "无"),
        (3, '"第"0"项"', "第3项"),
        (7, "000", "007"),
        (45838, 'yyyy"年"m"月"d"日"', "2025年6月30日"),
        (45838, "yyyy-mm-dd", "2025-06-30"),
        (45838, "[DBNum1]yyyy年m月d日", "二〇二五年六月三十日"),
        (45658, "m-d", "1-1"),
        (0.75, "h:mm AM/PM", "6:00 PM"),
        (45838.5, "yyyy/m/d h:mm", "2025/6/30 12:00"),
        (1.5, "[h]:mm", "36:00"),
        (1.25, "# ?/?", "1 1/4"),
        (12, "[DBNum2]0", "壹拾贰"),
        (20, "General", "20"),
        (0.1 + 0.2, "General", "0.3"),
        (5, ";;;", ""),
    ],
)
def test_a_number_in_its_format(number: float, code: str, seen: str) -> None:
    assert display(number, code) == seen


def test_formulas_without_results_and_errors_are_told_with_their_cell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zeren.loaders.files.converted.office", lambda: None)
    made = book(tmp_path, ["1", "建设甲坝", "甲局", '=C2&"、乙局"'])
    made.save(tmp_path / "a.xlsx")
    reading = read_document(tmp_path / "a.xlsx")
    assert leads(reading) == [("1", ["甲局"])]
    assert [(h.place, h.fate) for h in reading.report.inventory.lost] == [("分工!D2", "unreadable")]


def test_a_page_is_read_as_a_browser_shows_it(tmp_path: Path) -> None:
    page = """<html><head><style>.old{display:none}</style></head><body>
        <div style="display: none"><p>8. 旧任务。（牵头单位：丙局）</p></div>
        <p class="old">9. 旧任务。（牵头单位：丙局）</p>
        <ol start="3"><li>建设甲坝。（牵头单位：<del>丙局</del>甲局）</li><li>建设乙坝。（牵头单位：<select><option>丙局
        <option selected>乙局</select>）</li></ol></body></html>
        <p>5. 建设丁坝。（牵头单位：<ruby>丁<rt>dīng</rt></ruby>局）</p>
        """
    (tmp_path / "a.html").write_text(page, "utf-8")
    reading = read_document(tmp_path / "a.html")
    assert leads(reading) == [("3", ["甲局"]), ("4", ["乙局"]), ("5", ["丁局"])]
    assert [fate for _, fate, _ in fates(reading)] == ["hidden"] * 4


def test_a_page_whose_tags_are_never_closed_is_read_whole(tmp_path: Path) -> None:
    lines = "".join(f"<p><font color=red><b>{n}. 建设第{n}坝。（牵头单位：甲局）" for n in range(1, 400))
    (tmp_path / "a.html").write_text(
        f"<html><body>{lines}<img src='data:image/png;base64,{'A' * 11_000_000}'>", "utf-8"
    )
    reading = read_document(tmp_path / "a.html")
    assert len(reading.records) == 399 or reading.report.inventory.lost
    assert [h.kind for h in reading.report.inventory.told if h.kind == "picture"] == ["picture"]


@pytest.mark.parametrize("declared", ["iso-8859-1", "windows-1252", "big5", "nonsense"])
def test_the_bytes_of_a_page_count_more_than_what_it_declares(tmp_path: Path, declared: str) -> None:
    page = f"<html><meta charset='{declared}'><p>某市重点工作任务分工</p><p>1. 建设甲坝。（牵头单位：甲局）</p></html>"
    (tmp_path / "a.html").write_bytes(page.encode("gbk"))
    assert leads(read_document(tmp_path / "a.html")) == [("1", ["甲局"])]


def test_one_broken_byte_is_told_and_the_rest_read(tmp_path: Path) -> None:
    text = "1. 建设甲坝。（牵头单位：甲局）\n\n2. 建设乙坝。（牵头单位：乙局）\n\n联系人：某某"
    for encoding in ("gbk", "utf-8"):
        (tmp_path / "a.txt").write_bytes(text.encode(encoding)[:-1])
        reading = read_document(tmp_path / "a.txt")
        assert leads(reading) == [("1", ["甲局"]), ("2", ["乙局"])]
        assert [(h.place, h.fate) for h in reading.report.inventory.lost] == [("line 5", "unreadable")]


def test_one_bad_file_stops_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("1. 建设甲坝。（牵头单位：甲局）", "utf-8")
    (tmp_path / "b.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "c.rar").write_bytes(b"Rar!")
    (tmp_path / "~$d.docx").write_bytes(b"\x05user")
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("__MACOSX/._f.txt", b"\0\5")
        archive.writestr("f.txt", "2. 建设乙坝。（牵头单位：乙局）")
    with zipfile.ZipFile(tmp_path / "e.zip", "w") as archive:
        archive.writestr("里.zip", inner.getvalue())
        archive.writestr("g.txt", b"\0\1\2")
    broken: list[Broken] = []
    readings = list(read_documents([tmp_path], broken=broken))
    assert [Path(r.source).relative_to(tmp_path).as_posix() for r in readings] == [
        "a.txt",
        "c.rar",
        "e.zip/里.zip/f.txt",
    ]
    assert [h.fate for h in readings[1].report.inventory.lost] == ["skipped"]
    assert [Path(one.name).name for one in broken] == ["b.docx", "g.txt"]
    with pytest.raises(ZerenError, match=r"2 files cannot be read: .*b\.docx.*g\.txt"):
        list(read_documents([tmp_path]))


def test_old_text_documents_and_workbooks_are_read_through_office(tmp_path: Path) -> None:
    word(tmp_path, "1. 建设甲坝。（牵头单位：甲局）", "2. 建设乙坝。（牵头单位：乙局）")
    wanted = [("1", ["甲局"]), ("2", ["乙局"])]
    for ending in ("doc", "odt"):
        assert leads(read_document(by_office(tmp_path / "a.docx", ending))) == wanted
    renamed = tmp_path / "b.wps"
    renamed.write_bytes((tmp_path / "a.doc").read_bytes())
    assert leads(read_document(renamed)) == wanted
    made = book(tmp_path, ["1", "建设甲坝", "甲局", "丙局"], ["2", "建设乙坝", "乙局", '=D2&"、丁局"'])
    made.save(tmp_path / "c.xlsx")
    reading = read_document(tmp_path / "c.xlsx")
    assert leads(reading) == wanted
    assert [m.name for m in reading.records[1].supporting_units] == ["丙局", "丁局"]
    assert leads(read_document(by_office(tmp_path / "c.xlsx", "xls"))) == wanted


def test_without_office_a_line_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zeren.loaders.files.converted.office", lambda: None)
    (tmp_path / "a.rtf").write_bytes(rb"{\rtf1 1. x}")
    with pytest.raises(ZerenError, match=r"a\.rtf: this is an RTF document: install LibreOffice, or .* as \.docx"):
        read_document(tmp_path / "a.rtf")

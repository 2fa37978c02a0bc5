"""What is seen in Word, a workbook and a PDF is read; what nobody sees there is told, and so is text that is none."""

from __future__ import annotations

import base64
import io
import json
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
import xlsxwriter
from docx.oxml import parse_xml
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Color, Font, PatternFill

from notice_files import by_office, print_page
from zeren.loaders import Reading, ZerenError, read_document, read_documents

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NS = (
    f'xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:new="urn:not-yet-invented"'
)
FIRST, SECOND, OLD = (
    "1. 建设甲坝。（牵头单位：甲局）",
    "2. 建设乙坝。（牵头单位：乙局）",
    "9. 旧任务。（牵头单位：丙局）",
)
BOTH = [("1", ["甲局"]), ("2", ["乙局"])]
LINES = f"{FIRST}\n{SECOND}\n"


def leads(reading: Reading) -> list[tuple[str, list[str]]]:
    return [(r.number, [m.name for m in r.lead_units]) for r in reading.records]


def hidden(reading: Reading) -> str:
    return "".join(h.words for h in reading.report.inventory.told if h.fate == "hidden")


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(*inner: str, style: str = "", more: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p {NS}><w:pPr>{named}{more}</w:pPr>{''.join(inner)}</w:p>"


def word(tmp_path: Path, *blocks: str, styles: str = "", numbering: str = "") -> Reading:
    document = docx.Document()
    for style in parse_xml(f"<w:styles {NS}>{styles}</w:styles>"):
        document.styles.element.append(style)
    if numbering:
        root = document.part.numbering_part.element
        for old in list(root):
            root.remove(old)
        for part in parse_xml(f"<w:numbering {NS}>{numbering}</w:numbering>"):
            root.append(part)
    body = document.element.body
    for block in blocks:
        body.insert(len(body) - 1, parse_xml(block if block.startswith("<") else paragraph(run(block))))
    document.save(str(tmp_path / "a.docx"))
    return read_document(tmp_path / "a.docx")


def style(key: str, properties: str, kind: str = "paragraph") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{key}"/><w:rPr>{properties}</w:rPr></w:style>'


def boxed(text: str, look: str) -> str:
    inner = f"<v:textbox><w:txbxContent>{paragraph(run(text))}</w:txbxContent></v:textbox>"
    return paragraph(f'<w:r><w:pict><v:rect style="{look}">{inner}</v:rect></w:pict></w:r>')


def anchored(text: str, about: str = "", right: int = 0) -> str:
    wp = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
    return paragraph(
        f'<w:r><w:drawing><wp:anchor xmlns:wp="{wp}"><wp:positionH relativeFrom="column">'
        f'<wp:posOffset>{right}</wp:posOffset></wp:positionH><wp:extent cx="3000000" cy="600000"/>'
        f'<wp:docPr id="5" name="b" {about}/><w:txbxContent>{paragraph(run(text))}</w:txbxContent>'
        "</wp:anchor></w:drawing></w:r>"
    )


WHITE = '<w:color w:val="FFFFFF"/>'
HIDDEN = style("Pale", WHITE) + style("Board", WHITE + '<w:shd w:val="clear" w:fill="003366"/>')
HIDDEN += style("Gone", "<w:vanish/>") + style("Too", "<w:vanish/>", "character") + style("Cut", "<w:strike/>")


@pytest.mark.parametrize(
    ("block", "is_read"),
    [
        (paragraph(run(OLD), style="Gone"), False),
        (paragraph(run(OLD), style="Cut"), False),
        (paragraph(run(OLD, '<w:rStyle w:val="Too"/>')), False),
        (paragraph(run(OLD, '<w:color w:val="FFFFFF"/>')), False),
        (paragraph(run(OLD, '<w:sz w:val="2"/>')), False),
        # Where both styles hide, they take each other back; a run's own word is the last.
        (paragraph(run(OLD, '<w:rStyle w:val="Too"/>'), style="Gone"), True),
        (paragraph(run(OLD, '<w:vanish w:val="0"/>'), style="Gone"), True),
        (paragraph(run(OLD), more="<w:rPr><w:vanish/></w:rPr>"), True),
        (paragraph(run(OLD, '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="003366"/>')), True),
        (paragraph(run(OLD, '<w:color w:val="FFFF00"/><w:shd w:val="clear" w:fill="FFFF00"/>')), False),
        (paragraph(run(OLD, '<w:color w:val="FFFF00"/><w:highlight w:val="yellow"/>')), False),
        (paragraph(run(OLD, '<w:color w:val="FFFFFE"/>'), more='<w:shd w:val="clear" w:fill="FFFFFF"/>'), False),
        (paragraph(run(OLD, '<w:color w:val="auto" w:themeColor="background1"/>')), False),
        (paragraph(run(OLD), style="Pale"), False),
        (paragraph(run(OLD), style="Board"), True),
        (paragraph(run(OLD), more='<w:spacing w:line="20" w:lineRule="exact"/>'), False),
        (paragraph(run(OLD), more='<w:spacing w:line="20" w:lineRule="auto"/>'), True),
        (boxed(OLD, "width:300pt;visibility:hidden"), False),
        (boxed(OLD, "width:300pt"), True),
        (anchored(OLD, about='hidden="1"'), False),
        (anchored(OLD, right=90_000_000), False),
        (anchored(OLD), True),
    ],
)
def test_words_of_word_are_hidden_by_their_styles(tmp_path: Path, block: str, is_read: bool) -> None:
    reading = word(tmp_path, FIRST, SECOND, block, styles=HIDDEN)
    assert leads(reading) == BOTH + [("9", ["丙局"])] * is_read
    assert (OLD in hidden(reading)) is not is_read


@pytest.mark.parametrize(
    ("height", "cell", "is_read"),
    [
        ('<w:trHeight w:val="20" w:hRule="exact"/>', "", False),
        ('<w:trHeight w:val="20"/>', "", True),
        ("", WHITE, False),
    ],
)
def test_rows_and_cells_of_word_that_nobody_sees(tmp_path: Path, height: str, cell: str, is_read: bool) -> None:
    rows = [("工作任务", "牵头单位"), ("建设甲坝", "甲局"), ("旧任务", "丙局")]
    written = ""
    for r, row in enumerate(rows):
        last = r == len(rows) - 1
        cells = "".join(f"<w:tc>{paragraph(run(text, cell if last else ''))}</w:tc>" for text in row)
        written += f"<w:tr><w:trPr>{height if last else ''}</w:trPr>{cells}</w:tr>"
    reading = word(tmp_path, f"<w:tbl {NS}><w:tblPr/><w:tblGrid/>{written}</w:tbl>")
    assert [text for r in reading.records for text in (r.text,)] == ["建设甲坝", "旧任务"][: 1 + is_read]
    assert ("丙局" in hidden(reading)) is not is_read


def test_words_that_are_printed_from_right_to_left_are_told(tmp_path: Path) -> None:
    reading = word(tmp_path, FIRST, paragraph(f'<w:bdo w:val="rtl">{run("局乙")}</w:bdo>'))
    assert [(h.kind, h.words) for h in reading.report.inventory.lost] == [("character", "局乙")]
    page = f"<!doctype html><meta charset=utf-8><p>{FIRST}</p><p><bdo dir=rtl>局乙</bdo></p>"
    (tmp_path / "a.html").write_text(page, "utf-8")
    reading = read_document(tmp_path / "a.html")
    assert [(h.kind, h.words) for h in reading.report.inventory.lost] == [("character", "局乙")]


def test_the_level_of_a_numbered_style_is_the_one_that_names_it(tmp_path: Path) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{named}<w:lvlText w:val="%{i + 1}."/>'
        "</w:lvl>"
        for i, (form, named) in enumerate((("upperLetter", ""), ("decimal", '<w:pStyle w:val="Task"/>')))
    )
    numbering = (
        f'<w:abstractNum w:abstractNumId="5">{levels}</w:abstractNum>'
        '<w:num w:numId="6"><w:abstractNumId w:val="5"/></w:num>'
    )
    listed = (
        '<w:style w:type="paragraph" w:styleId="Task"><w:name w:val="Task"/>'
        '<w:pPr><w:numPr><w:numId w:val="6"/></w:numPr></w:pPr></w:style>'
    )
    items = [paragraph(run(text[3:]), style="Task") for text in (FIRST, SECOND)]
    assert leads(word(tmp_path, *items, styles=listed, numbering=numbering)) == BOTH


def field(asks: str) -> str:
    begin, end = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
    return f"{begin}<w:r><w:instrText>{asks}</w:instrText></w:r>{end}"


@pytest.mark.parametrize(
    ("inner", "number"),
    [
        (field(r" eq \o\ac(○,1) ") + run("建设甲坝。（牵头单位：甲局）"), "①"),
        (run("\u0081", '<w:rFonts w:ascii="Wingdings"/>') + run("建设甲坝。（牵头单位：甲局）"), "①"),
        (
            f"<mc:AlternateContent><mc:Choice Requires='new'>{run(OLD)}</mc:Choice><mc:Fallback>{run(FIRST)}"
            "</mc:Fallback></mc:AlternateContent>",
            "1",
        ),
        (f'<w:r><w:pict><v:shape><v:textpath string="{FIRST}"/></v:shape></w:pict></w:r>', "1"),
    ],
)
def test_what_word_draws_is_read(tmp_path: Path, inner: str, number: str) -> None:
    assert leads(word(tmp_path, paragraph(inner))) == [(number, ["甲局"])]


def test_a_prompt_of_a_form_is_no_name(tmp_path: Path) -> None:
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击此处输入')}</w:sdtContent></w:sdt>"
    reading = word(tmp_path, paragraph(run("1. 建设甲坝。（牵头单位：甲局、"), prompt, run("）")), SECOND)
    assert leads(reading) == BOTH
    assert [h.words for h in reading.report.inventory.lost] == ["单击此处输入"]


def test_word_s_document_in_one_xml(tmp_path: Path) -> None:
    word(tmp_path, FIRST, SECOND)
    named = "pkg:package xmlns:pkg='http://schemas.microsoft.com/office/2006/xmlPackage'"
    with zipfile.ZipFile(tmp_path / "a.docx") as parts:
        held = [(n, parts.read(n)) for n in parts.namelist() if n.endswith((".xml", ".rels"))]
    said = "".join(
        f"<pkg:part pkg:name='/{n}'><pkg:binaryData>{base64.b64encode(x).decode()}</pkg:binaryData></pkg:part>"
        if "styles" in n
        else f"<pkg:part pkg:name='/{n}'><pkg:xmlData>{x.decode().partition('?>')[2]}</pkg:xmlData></pkg:part>"
        for n, x in held
    )
    (tmp_path / "b.doc").write_text(f"<?xml version='1.0'?><{named}>{said}</pkg:package>", "utf-8")
    assert leads(read_document(tmp_path / "b.doc")) == BOTH


def book(tmp_path: Path, change: Callable[[Any], None]) -> Reading:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    rows = (
        ["序号", "工作任务", "牵头单位"],
        ["1", "建设甲坝", "甲局"],
        ["2", "建设乙坝", "乙局"],
        ["9", "旧任务", "丙局"],
    )
    for row in rows:
        sheet.append(row)
    change(sheet)
    made.save(tmp_path / "a.xlsx")
    return read_document(tmp_path / "a.xlsx")


def test_white_letters_of_a_sheet_are_hidden_where_nothing_is_under_them(tmp_path: Path) -> None:
    def white(sheet: Any) -> None:
        for cell in sheet[4]:
            cell.font = Font(color="FFFFFFFF")

    def on_blue(sheet: Any) -> None:
        white(sheet)
        for cell in sheet[4]:
            cell.fill = PatternFill("solid", fgColor="FF003366")

    reading = book(tmp_path, white)
    assert leads(reading) == BOTH
    assert "旧任务" in hidden(reading)
    assert leads(book(tmp_path, on_blue)) == [*BOTH, ("9", ["丙局"])]


def _low(sheet: Any) -> None:
    sheet.row_dimensions[4].height = 1


def _yellow(sheet: Any) -> None:
    for cell in sheet[4]:
        cell.font, cell.fill = Font(color="FFFFFF00"), PatternFill("solid", fgColor="FFFFFF00")


def _on_white(sheet: Any) -> None:
    for cell in sheet[4]:
        cell.font, cell.fill = Font(color="FFFFFFFF"), PatternFill("solid", fgColor="FFFFFFFF")


def _small(sheet: Any) -> None:
    for cell in sheet[4]:
        cell.font = Font(size=1)


def _without_form(sheet: Any) -> None:
    for cell in sheet[4]:
        cell.number_format = ";;;"


@pytest.mark.parametrize("hide", [_low, _yellow, _on_white, _small, _without_form])
def test_rows_of_a_sheet_that_nobody_sees_are_told(hide: Callable[[Any], None], tmp_path: Path) -> None:
    reading = book(tmp_path, hide)
    assert leads(reading) == BOTH
    assert "丙局" in hidden(reading)


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_what_old_and_open_workbooks_hide_is_told(ending: str, tmp_path: Path) -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True
        sheet["C3"] = CellRichText(TextBlock(InlineFont(strike=True), "旧局"), TextBlock(InlineFont(b=True), "乙局"))
        sheet["C4"] = CellRichText(
            TextBlock(InlineFont(color=Color("FFFFFFFF")), "丁局、"), TextBlock(InlineFont(), "丙局")
        )
        sheet["D1"], sheet["D3"], sheet["D4"] = "工作任务", "建设乙坝", "建设丙坝"

    book(tmp_path, hide)
    path = tmp_path / "a.xlsx"
    reading = read_document(path if ending == "xlsx" else by_office(path, ending))
    assert leads(reading) == [("2", ["乙局"]), ("9", ["丙局"])]
    told = {(h.kind, h.reason) for h in reading.report.inventory.told}
    assert told >= {("row", "hidden row"), ("column", "hidden column"), ("cell", "struck out")}
    assert "丁局" in hidden(reading)


def test_a_column_too_narrow_for_its_words_is_seen_only_where_the_next_is_empty(tmp_path: Path) -> None:
    def narrow(sheet: Any) -> None:
        for row in sheet.iter_rows(max_col=3):
            sheet.cell(row[0].row, 4, row[2].value if row[0].row == 1 else "丁局")
        sheet["D1"] = "配合单位"
        sheet["D4"] = None
        sheet.column_dimensions["C"].width = 0.1

    reading = book(tmp_path, narrow)
    assert {h.reason for h in reading.report.inventory.told} == {"too narrow for its words"}
    assert "乙局" in hidden(reading)
    assert "丙局" not in hidden(reading)


def test_a_sheet_that_hides_all_rows_that_it_does_not_hold(tmp_path: Path) -> None:
    made = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = made.add_worksheet()
    sheet.set_default_row(hide_unused_rows=True)
    for r, row in enumerate((["序号", "工作任务", "牵头单位"], ["1", "建设甲坝", "甲局"], ["2", "建设乙坝", "乙局"])):
        sheet.write_row(3 * r, 0, row)
    made.close()
    assert leads(read_document(tmp_path / "a.xlsx")) == BOTH


def test_what_stands_over_a_sheet_and_may_not_be_seen(tmp_path: Path) -> None:
    made = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = made.add_worksheet("分工")
    for r, row in enumerate((["序号", "工作任务", "牵头单位"], ["1", "建设甲坝", "甲局"])):
        sheet.write_row(r, 0, row)
    sheet.insert_textbox(8, 1, OLD)
    sheet.data_validation("C2", {"validate": "any", "input_title": "注", "input_message": "责任单位：丙局"})
    pale = made.add_format({"font_color": "#FFFFFF"})
    sheet.conditional_format("C2:C9", {"type": "formula", "criteria": "=TRUE", "format": pale})
    made.close()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for item in old.infolist():
            new.writestr(item, old.read(item).replace(b"<xdr:cNvPr ", b'<xdr:cNvPr hidden="1" '))
    reading = read_document(tmp_path / "b.xlsx")
    assert leads(reading) == BOTH[:1]
    assert {h.kind: h.words for h in reading.report.inventory.told} == {"text box": OLD, "prompt": "注 责任单位：丙局"}
    assert any("分工!C2:C9: a rule of the sheet may hide words" in note for note in reading.report.notes)


def test_a_book_of_which_nothing_is_seen_says_what_hides_it(tmp_path: Path) -> None:
    def hide(sheet: Any) -> None:
        for r in range(1, 5):
            sheet.row_dimensions[r].hidden = True

    with pytest.raises(ZerenError, match=r"nothing in this file is seen \(row Sheet!1: hidden row\)"):
        book(tmp_path, hide)


def test_a_merged_cell_keeps_its_words_where_its_first_row_is_hidden(tmp_path: Path) -> None:
    def merge(sheet: Any) -> None:
        sheet["C3"].value = None
        sheet.merge_cells("C2:C3")
        sheet.row_dimensions[2].hidden = sheet.row_dimensions[4].hidden = True

    assert leads(book(tmp_path, merge)) == [("2", ["甲局"])]


def test_text_that_was_pasted_into_a_column_is_read_as_text(tmp_path: Path) -> None:
    made = openpyxl.Workbook()
    for text in (FIRST, SECOND):
        made.worksheets[0].append([text])
    made.save(tmp_path / "a.xlsx")
    reading = read_document(tmp_path / "a.xlsx")
    assert leads(reading) == BOTH
    assert reading.records[1].place == "Sheet!A2"
    (tmp_path / "b.csv").write_text(LINES, "utf-8")
    assert leads(read_document(tmp_path / "b.csv")) == BOTH


@pytest.mark.parametrize(
    "written",
    [
        LINES.encode("utf-8").decode("latin-1").encode("utf-8"),
        LINES.encode("gbk").decode("latin-1").encode("utf-8"),
        LINES.encode("utf-8").decode("gbk", "replace").encode("utf-8"),
        base64.b64encode(LINES.encode()),
        LINES.encode("ascii", "xmlcharrefreplace"),
        LINES.encode("ascii", "replace"),
        LINES.encode("utf-7"),
        LINES.replace("甲局", "甲\ue123局").encode(),
        LINES.replace("甲局", "甲\ufffd局").encode(),
    ],
)
def test_text_that_is_none_is_told(tmp_path: Path, written: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(written)
    assert read_document(tmp_path / "a.txt").report.inventory.lost


@pytest.mark.parametrize(
    "written",
    [
        LINES.encode() + b"\0" * 40,
        json.dumps({"content": [FIRST, SECOND]}).encode(),
        f"<?xml version='1.0' encoding='gbk'?><a><b>{FIRST}</b><b>{SECOND}</b></a>".encode("gbk"),
        f"<p>{FIRST}</p>\n<p>{SECOND}</p>\n<p>附件</p>".encode(),
        f"\uf0b7 各单位：\n{LINES}".encode(),
        ("Quarterly plan of the water office, 2025-06-30: 12.5 km of pipes.\n\n" + LINES).encode(),
    ],
)
def test_texts_in_the_forms_in_which_programs_write_them(tmp_path: Path, written: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(written)
    reading = read_document(tmp_path / "a.txt")
    assert leads(reading) == BOTH
    assert not reading.report.inventory.lost


ROWS = (("序号", "工作任务", "牵头单位"), ("1", "建设甲坝", "甲局"), ("2", "建设乙坝", "乙局"))


@pytest.mark.parametrize(
    "text",
    [
        *("\n".join(d.join(row) for row in ROWS) for d in "|^#;，"),
        "sep=;\n" + "\n".join(";".join(row) for row in ROWS),
        "\n".join(",".join(f"'{cell}'" for cell in row) for row in ROWS),
        "\n".join(",".join(row) for row in ROWS).replace("\n1,", '\n="1",'),
    ],
)
def test_tables_of_all_signs(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.csv").write_text(text, "utf-8")
    assert leads(read_document(tmp_path / "a.csv")) == BOTH


@pytest.mark.parametrize(
    ("opened", "lines"),
    [
        (("建设乙坝",), [3]),
        (("建设5号坝",), [6]),  # in the last line
        (("建设乙坝", "建设3号坝"), [3, 4]),  # the second closes the first
        (("建设乙坝", "建设5号坝"), [3, 6]),
    ],
)
def test_a_quotation_mark_that_nothing_closes_swallows_no_row(
    tmp_path: Path, opened: tuple[str, ...], lines: list[int]
) -> None:
    more = [(str(n), f"建设{n}号坝", "丁局") for n in range(3, 6)]
    text = "\n".join(",".join(row) for row in (*ROWS, *more))
    for words in opened:
        text = text.replace(words, f'"{words}')
    (tmp_path / "a.csv").write_text(text, "utf-8")
    reading = read_document(tmp_path / "a.csv")
    assert leads(reading) == [*BOTH, *((n, ["丁局"]) for n, _, _ in more)]
    told = [(held.fate, held.place) for held in reading.report.inventory.told]
    assert told == [("unreadable", f"line {n}") for n in lines]


def test_lines_in_a_cell_in_quotes_are_no_rows(tmp_path: Path) -> None:
    text = '序号,任务,责任单位\n1,"建设甲坝, 一期,\n建设甲坝, 二期,\n完成甲坝, 三期",甲局\n2,"建设乙坝",乙局\n'
    (tmp_path / "a.csv").write_text(text, "utf-8")
    reading = read_document(tmp_path / "a.csv")
    assert [r.number for r in reading.records] == ["1", "2"]
    assert not reading.report.inventory.told


def test_files_whose_ending_says_nothing_are_named_where_they_hold_work(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(LINES, "utf-8")
    (tmp_path / "分工").write_text(LINES, "gbk")
    (tmp_path / "notes.log").write_text("nothing", "utf-8")
    (tmp_path / "code.bin").write_bytes(b"\0\1")
    word(tmp_path, FIRST)
    (tmp_path / "a.docx").rename(tmp_path / "b.docx_1")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("说明.txt", "说明")
        archive.writestr("分工.bak", LINES)
    (tmp_path / "c.zip").write_bytes(packed.getvalue())
    readings = list(read_documents([tmp_path]))
    named = [Path(r.source).name for r in readings if r.report.inventory.lost]
    assert sorted(named) == ["b.docx_1", "分工", "分工.bak"]
    (tmp_path / "d.zip").write_bytes((tmp_path / "b.docx_1").read_bytes())
    assert leads(read_document(tmp_path / "d.zip")) == BOTH[:1]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory, chromium: Path) -> Path:
    """A page of a PDF: two tasks, and one each that is struck out, white, and painted over."""
    folder = tmp_path_factory.mktemp("printed")
    over = "<div style='position:relative'>{}<div style='position:absolute;inset:0;background:#fff'></div></div>"
    body = (
        f"<p>{FIRST}</p><p>{SECOND}</p><s>7. 旧甲。（牵头单位：丙局）</s>"
        "<p style='color:#fff'>8. 旧乙。（牵头单位：丙局）</p>"
        + over.format("9. 旧丙。（牵头单位：丙局）")
        + "<p style='background:#036;color:#fff'>3. 建设丁坝。（牵头单位：丁局）</p><p><u>附件</u></p>"
    )
    page = folder / "a.html"
    exact = "<style>*{-webkit-print-color-adjust:exact}</style>"
    page.write_text(f"<html><meta charset=utf-8>{exact}<body>{body}", "utf-8")
    try:
        return print_page(page, chromium)
    except subprocess.SubprocessError as error:  # a browser that does not start is the machine's fault
        pytest.fail(str(error))


def test_a_pdf_is_read_without_what_nobody_sees(printed: Path) -> None:
    reading = read_document(printed)
    assert leads(reading) == [*BOTH, ("3", ["丁局"])]
    told = {h.reason: h.words for h in reading.report.inventory.told}
    assert {why: words[:1] for why, words in told.items()} == {
        "struck out": "7",
        "white on white": "8",
        "painted over": "9",
    }


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_lies_on_its_side_or_head_is_turned(printed: Path, tmp_path: Path, turn: int) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(printed)
    document[0].set_rotation(turn)
    document.save(tmp_path / "a.pdf")
    assert leads(read_document(tmp_path / "a.pdf")) == [*BOTH, ("3", ["丁局"])]


def test_what_is_cropped_away_is_told(printed: Path, tmp_path: Path) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(printed)
    (width, height) = document[0].get_size()
    document[0].set_cropbox(0, height - 60, width, height)
    document.save(tmp_path / "a.pdf")
    reading = read_document(tmp_path / "a.pdf")
    assert leads(reading) == BOTH[:1]
    assert any(h.reason == "beside the page" and "丁" in h.words for h in reading.report.inventory.told)


def test_a_section_that_is_not_displayed_is_told(tmp_path: Path) -> None:
    word(tmp_path, FIRST, SECOND, OLD)
    path = by_office(tmp_path / "a.docx", "odt")
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "content.xml":
                text = data.decode()
                at = text.index("旧任务")
                begin, end = text.rindex("<text:p", 0, at), text.index("</text:p>", at) + len("</text:p>")
                section = f'<text:section text:name="s" text:display="none">{text[begin:end]}</text:section>'
                data = (text[:begin] + section + text[end:]).encode()
            new.writestr(item, data)
    path.write_bytes(out.getvalue())
    reading = read_document(path)
    assert leads(reading) == BOTH
    assert OLD in hidden(reading)


_OPEN = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


@pytest.mark.parametrize("display", ['"none"', '"condition" text:condition="ooow:1==1" text:is-hidden="true"'])
def test_a_section_of_an_open_document_in_one_xml_that_is_not_displayed(display: str, tmp_path: Path) -> None:
    word(tmp_path, FIRST)
    by_office(tmp_path / "a.docx", "odt")  # skips where LibreOffice is missing
    inner = f'<text:section text:name="s" text:display={display}><text:p>{OLD}</text:p></text:section>'
    body = f"<text:p>{FIRST}</text:p>{inner}<text:p>{SECOND}</text:p>"
    (tmp_path / "a.fodt").write_text(
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_OPEN} office:version="1.2" '
        f'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>{body}</office:text>'
        "</office:body></office:document>",
        "utf-8",
    )
    reading = read_document(tmp_path / "a.fodt")
    assert leads(reading) == BOTH
    assert OLD in hidden(reading)
    assert not reading.report.inventory.lost


def test_words_of_an_open_document_that_libreoffice_drops_are_told(tmp_path: Path) -> None:
    word(tmp_path, FIRST, SECOND)
    path = by_office(tmp_path / "a.docx", "odt")
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for item in old.infolist():
            data = old.read(item)
            if item.filename == "content.xml":
                # A field whose declaration is missing: LibreOffice shows none of its words.
                lost = '<text:p><text:user-field-get text:name="nobody">丁局牵头</text:user-field-get></text:p>'
                data = data.replace(b"</office:text>", lost.encode() + b"</office:text>")
            new.writestr(item, data)
    path.write_bytes(out.getvalue())
    reading = read_document(path)
    assert leads(reading) == BOTH
    assert [(h.kind, h.words) for h in reading.report.inventory.lost] == [("text", "丁局牵头")]

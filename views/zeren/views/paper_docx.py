"""A paper as a Word document: A4, in the type of official documents (GB/T 9704-2012) where that applies.

Title in 小标宋 of 22 points, headings in 黑体 and 楷体, text in 仿宋, all of 16 points on lines of 28; margins of
37, 35, 28 and 26 mm; the page's number between dashes. Where a face is not installed the file names another.
"""

from __future__ import annotations

import datetime
import io
import zipfile
from typing import TYPE_CHECKING, Any

from zeren.views.blocks import MARK, Facts, Grid, Heading, Paper, Para, clean

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

WRITTEN = datetime.datetime(2000, 1, 1)
"""The same paper gives the same bytes: without this, the moment of writing would stand in the file."""
SONG, HEI, KAI, FANG, BLACK = "宋体", "黑体", "楷体", "仿宋", "方正小标宋简体"
_OTHER = {BLACK: SONG, FANG: "FangSong", HEI: "SimHei", KAI: "KaiTi", SONG: "SimSun"}
"""A face, and the name under which another system has it, or one like it."""
_LATIN = "Times New Roman"
BODY, SMALL, TABLE = 16, 12, 12
LINE = 28
_BAR = "9DB7D5"


def to_docx(paper: Paper) -> bytes:
    """The paper as the bytes of a .docx; the same paper gives the same bytes."""
    import docx
    from docx.shared import Mm

    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    _properties(document, paper)
    _normal(document)
    _footer(section.footer.paragraphs[0])
    _write(document, paper)
    return _same_bytes(document)


def _write(document: Document, paper: Paper) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

    title = _para(document, paper.title, 22, BLACK, after=14, level=0, bold=True)
    title.alignment = ALIGN.CENTER
    for line in paper.cover:
        cover = _para(document, line, 14, KAI, after=6)
        cover.alignment = ALIGN.CENTER
    listed = paper.listed()
    if listed:
        _contents(document, listed)
    number = 0
    for block, below in zip(paper.blocks, (*paper.blocks[1:], None), strict=True):
        if isinstance(block, Heading):
            _heading(document, block, f"t{number}" if block.level == 2 and listed else None)
            number += block.level == 2
        elif isinstance(block, Para):
            _text(document, block, is_above=isinstance(below, Facts | Grid))
        elif isinstance(block, Facts):
            _facts(document, block)
        else:
            _grid(document, block)


def _heading(document: Document, block: Heading, bookmark: str | None) -> None:
    face = HEI if block.level == 1 else KAI
    paragraph = _para(document, block.text, BODY, face, level=block.level, before=10, bold=block.level == 2)
    paragraph.paragraph_format.keep_with_next = True
    if bookmark:
        _mark(paragraph, bookmark)


def _text(document: Document, block: Para, *, is_above: bool) -> None:
    size, face = (SMALL, SONG) if block.kind == "note" else (BODY, HEI if block.kind == "finding" else FANG)
    paragraphs = [
        _para(document, line, size, face, indent=block.kind != "note", line=18 if block.kind == "note" else LINE)
        for line in block.text.split("\n")
    ]
    paragraphs[-1].paragraph_format.keep_with_next = is_above


def _facts(document: Document, block: Facts) -> None:
    from docx.shared import Pt

    for i, (label, value) in enumerate(block.rows):
        paragraph = _para(document, "", 14, FANG, line=24)
        _run(paragraph, f"{label}：", 14, HEI)
        _run(paragraph, value, 14, FANG)
        shape = paragraph.paragraph_format
        shape.left_indent, shape.first_line_indent = Pt(28), Pt(0)
        # The first stands with the words above, the last three with each other: no page holds one line of a task.
        shape.keep_with_next = i == 0 or (len(block.rows) - 4 < i < len(block.rows) - 1)
        shape.keep_together = len(value) < 100


def _grid(document: Document, block: Grid) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    widths = [*block.widths, 24] if block.bar is not None else list(block.widths)
    rows = (*block.rows, *block.sums)
    table = document.add_table(rows=1 + len(rows), cols=len(widths), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    whole = sum(widths)
    head = (*block.head, "") if block.bar is not None else block.head
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(156 * width / whole)
    for i, row in enumerate((head, *rows)):
        cells = table.rows[i].cells
        properties = table.rows[i]._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if i == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for j, width in enumerate(widths):
            cells[j].width = Mm(156 * width / whole)
            paragraph = cells[j].paragraphs[0]
            _shape(paragraph, 18)
            if i and j == len(block.head):
                if i > len(block.rows):
                    continue
                _bar(paragraph, block.share(i - 1), 156 * width / whole - 4)
            else:
                _run(paragraph, row[j], TABLE, HEI if i == 0 else SONG)
            # A table of a few rows stays on one page, with the note below it.
            paragraph.paragraph_format.keep_with_next = len(rows) <= 15 or i == 0


def _bar(paragraph: Paragraph, share: float, width: float) -> None:
    """A bar as a shaded paragraph, as long as its indent leaves it: text, and so in every program the same."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    if share <= 0:
        return
    paragraph.paragraph_format.right_indent = Mm(width * (1 - share))
    shade: Any = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _BAR)):
        shade.set(qn(f"w:{name}"), value)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        shade, "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr"
    )
    _run(paragraph, "\u00a0", TABLE, SONG)


def _para(
    document: Document,
    text: str,
    size: int,
    face: str,
    *,
    level: int | None = None,
    before: int = 0,
    after: int = 0,
    line: int = LINE,
    indent: bool = False,
    bold: bool = False,
) -> Paragraph:
    from docx.shared import Pt

    style = "Title" if level == 0 else f"Heading {level}" if level else "Normal"
    paragraph = document.add_paragraph(style=style)
    _shape(paragraph, 36 if level == 0 else line)
    shape = paragraph.paragraph_format
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    if indent:
        shape.first_line_indent = Pt(2 * size)
    if text:
        _run(paragraph, text, size, face, bold=bold)
    return paragraph


def _shape(paragraph: Paragraph, line: int) -> None:
    from docx.shared import Pt

    shape = paragraph.paragraph_format
    shape.line_spacing = Pt(line)
    shape.space_before = shape.space_after = Pt(0)
    shape.widow_control = True


def _run(paragraph: Paragraph, text: str, size: int, face: str, *, bold: bool = False) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(clean(text))
    run.font.size, run.font.name, run.bold, run.italic = Pt(size), _LATIN, bold, False
    run.font.color.rgb = RGBColor(0, 0, 0)
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), face)


def _contents(document: Document, listed: list[str]) -> None:
    """The headings with the pages on which they stand: fields that a program fills when it opens the file."""
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Mm

    _para(document, "目录", BODY, HEI, before=6, after=6)
    for number, text in enumerate(listed):
        line = _para(document, "", 14, FANG, line=24)
        line.paragraph_format.tab_stops.add_tab_stop(Mm(156), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
        _run(line, text if len(text) <= 28 else f"{text[:27]}…", 14, FANG)
        _run(line, "\t", 14, FANG)
        _field(line, f"PAGEREF t{number} \\h")


def _field(paragraph: Paragraph, code: str) -> None:
    """A field with these instructions: ours, never those of a text."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("begin", "instr", "separate", "shown", "end"):
        run = paragraph.add_run()
        run.font.name = SONG
        if kind == "instr":
            part = OxmlElement("w:instrText")
            part.set(qn("xml:space"), "preserve")
            part.text = f" {code} "
        elif kind == "shown":
            part = OxmlElement("w:t")
            part.text = "1"
        else:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
            if kind == "begin":
                part.set(qn("w:dirty"), "true")
        run._r.append(part)


def _mark(paragraph: Paragraph, name: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    number = str(int(name[1:]) + 1)
    for tag, place in (("w:bookmarkStart", 0), ("w:bookmarkEnd", -1)):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), number)
        if place == 0:
            mark.set(qn("w:name"), name)
            paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, mark)
        else:
            paragraph._p.append(mark)


def _footer(paragraph: Paragraph) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

    paragraph.alignment = ALIGN.CENTER
    _run(paragraph, "— ", 14, SONG)
    _field(paragraph, "PAGE")
    _run(paragraph, " —", 14, SONG)


def _normal(document: Document) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = _LATIN, Pt(BODY)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FANG)
    for name in ("Title", "Heading 1", "Heading 2"):  # their line below and their colours are not of this kind
        style: Any = document.styles[name]
        for border in style.element.findall(f".//{qn('w:pBdr')}"):
            border.getparent().remove(border)


def _properties(document: Document, paper: Paper) -> None:
    said = document.core_properties
    said.title, said.author, said.comments = clean(paper.title)[:255], MARK, ""
    said.category = f"{MARK} {paper.kind}"
    said.created = said.modified = WRITTEN
    said.last_modified_by, said.revision = MARK, 1


def _same_bytes(document: Document) -> bytes:
    """The file with its faces' other names, and with one time for all its parts."""
    first, whole = io.BytesIO(), io.BytesIO()
    document.save(first)
    with zipfile.ZipFile(first) as parts, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as written:
        for name in parts.namelist():
            data = parts.read(name)
            if name == "word/fontTable.xml":
                data = data.replace(b"</w:fonts>", _faces().encode("utf-8") + b"</w:fonts>")
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(info, data)
    return whole.getvalue()


def _faces() -> str:
    return "".join(f'<w:font w:name="{face}"><w:altName w:val="{other}"/></w:font>' for face, other in _OTHER.items())

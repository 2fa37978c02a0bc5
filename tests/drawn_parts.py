"""Files of random parts of their format, from a seed: every piece of text is a word of its own (Q00012Q), so that it
can be looked for in what an independent reader sees and in what zeren says of the file."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import docx
import openpyxl
from docx.oxml import parse_xml
from openpyxl.comments import Comment

from zeren.loaders.files.sources import sources_of

WORD = re.compile(r"Q\d{5}Q")
FIRST = "Q00001Q"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
Words = Callable[[], str]


def words_of(path: Path) -> tuple[set[str], set[str]]:
    """The words that zeren reads in a file, and those that it tells of."""
    read: set[str] = set()
    told: set[str] = set()
    for source in sources_of(path):
        read |= set(WORD.findall(source.text))
        # What is told of the file as a whole (that these are no words) is no fate of any.
        told |= {
            word
            for held in source.inventory.told
            if held.kind != "text" or held.fate == "hidden" or held.place
            for word in WORD.findall(held.words)
        }
    return read, told


def drawn_words(seed: int) -> tuple[random.Random, Words]:
    """What chooses the parts of a file, and what gives each its words."""
    numbers = count(1)
    return random.Random(seed), lambda: f"Q{next(numbers):05}Q "


_INLINE = ("b", "font", "span", "u", "a", "s", "del", "ruby", "wbr", "x-own", "select", "small", "sup", "label")
_BLOCK = ("div", "p", "table", "ol", "ul", "details", "noscript", "template", "svg", "center", "form", "section")
_STYLES = ("", "", "", "display:none", "visibility:hidden", "display:block", "color:red", "font-size:0", "height:0")
_CLASSES = ("", "", "a", "b", "a b", "c")


def page(seed: int, parts: int) -> str:
    """A page; its style sheet hides some of its classes."""
    dice, word = drawn_words(seed)
    hide = ("display:none", "visibility:hidden", "visibility:visible", "display:block", "color:#333")
    rules = ("a", "b", "a.b", "c > *", "a .b", "c + div", "b *")
    sheet = "".join(f".{dice.choice(rules)}{{{dice.choice(hide)}}}" for _ in range(3))

    def attributes() -> str:
        styled = dice.choice(_STYLES)
        hidden = " hidden" if dice.random() < 0.05 else ""
        return f" class='{dice.choice(_CLASSES)}'{hidden}" + (f" style='{styled}'" if styled else "")

    def inline(depth: int) -> str:
        tag = dice.choice(_INLINE)
        inner = word() + (inline(depth - 1) if depth and dice.random() < 0.4 else "")
        if tag == "ruby":
            return f"<ruby>{word()}<rt>x</rt></ruby>"
        if tag == "select":
            return f"<select><option>{word()}<option selected>{word()}</select>"
        if tag == "wbr":
            return f"{word()}<wbr><br>{word()}<!-- {word()} -->"
        return f"<{tag}{attributes()}>{inner}</{tag}>{word()}"

    def block(depth: int) -> str:
        tag = dice.choice(_BLOCK)
        if tag == "table":
            rows = "".join(
                "<tr{}>{}</tr>".format(
                    attributes() if dice.random() < 0.2 else "",
                    "".join(
                        f"<td{dice.choice(('', ' rowspan=2', ' colspan=2', ' rowspan=0'))}>{inner(depth - 1)}</td>"
                        for _ in range(dice.randint(1, 3))
                    ),
                )
                for _ in range(dice.randint(1, 4))
            )
            caption = f"<caption>{word()}</caption>" if dice.random() < 0.3 else ""
            foot = f"<tfoot><tr><td>{word()}</td></tr></tfoot>" if dice.random() < 0.3 else ""
            return f"<table{attributes()}>{caption}{foot}<tbody>{rows}</tbody></table>"
        if tag in ("ol", "ul"):
            return f"<{tag}{attributes()}>" + "".join(f"<li>{inner(depth - 1)}" for _ in range(2)) + f"</{tag}>"
        if tag == "details":
            opened = " open" if dice.random() < 0.5 else ""
            return f"<details{opened}><summary>{word()}</summary>{inner(depth - 1)}</details>"
        if tag == "svg":
            return f"<svg><title>{word()}</title><text>{word()}</text></svg>"
        held = word() if tag == "noscript" else inner(depth - 1)
        if tag == "form":  # HTML allows none in another
            held = held.replace("<form", "<section").replace("</form", "</section")
        return f"<{tag}{attributes()}>{held}</{tag}>{word()}"

    def inner(depth: int) -> str:
        if depth <= 0:
            return word()
        return "".join(dice.choice((block, inline))(depth) if dice.random() < 0.7 else word() for _ in range(2))

    body = "".join(block(3) for _ in range(parts))
    return f"<!doctype html><html><head><meta charset=utf-8><style>{sheet}</style></head><body>{body}</body></html>"


def document(seed: int, parts: int, path: Path) -> Path:
    """A Word document; its first word stands in the header of its pages."""
    dice, word = drawn_words(seed)

    def run() -> str:
        look = dice.choice(("", "", "<w:b/>", "<w:vanish/>", '<w:vanish w:val="0"/>', '<w:color w:val="FF0000"/>'))
        return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{word()}</w:t></w:r>'

    def field() -> str:
        begin, cut, end = (f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "separate", "end"))
        return f"{begin}<w:r><w:instrText> DOCPROPERTY x </w:instrText></w:r>{cut}{run()}{end}"

    def piece(depth: int) -> str:
        more = inline(depth - 1) if depth else run()
        deleted = '<w:r><w:delText xml:space="preserve">gone </w:delText></w:r>'
        return dice.choice(
            (
                run(),
                f'<w:ins w:id="1" w:author="x" w:date="2025-01-01T00:00:00Z">{run()}</w:ins>',
                f'<w:del w:id="2" w:author="x" w:date="2025-01-01T00:00:00Z">{deleted}</w:del>',
                f'<w:hyperlink w:anchor="x">{more}</w:hyperlink>',
                f"<w:sdt><w:sdtPr/><w:sdtContent>{more}</w:sdtContent></w:sdt>",
                f'<w:smartTag w:element="a">{more}</w:smartTag>',
                f'<w:fldSimple w:instr=" DOCPROPERTY y ">{run()}</w:fldSimple>',
                field(),
                f"<w:r><w:tab/></w:r>{run()}<w:r><w:br/></w:r>{run()}",
            )
        )

    def inline(depth: int) -> str:
        return "".join(piece(depth) for _ in range(dice.randint(1, 3)))

    def boxed() -> str:
        inner = "".join(f"<w:p>{inline(1)}</w:p>" for _ in range(2))
        look = "width:300pt;height:120pt;mso-wrap-style:square"
        box = f"<v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox>"
        return f'<w:p><w:r><w:pict><v:rect style="{look}">{box}</v:rect></w:pict></w:r></w:p>'

    def table(depth: int) -> str:
        wide = dice.randint(1, 3) if depth else 1  # what is wider than its cell is cut off
        room = 2600 if depth else 1800
        rows = ""
        for r in range(dice.randint(1, 3)):
            cells = ""
            for _ in range(wide):
                inner = table(depth - 1) + "<w:p/>" if depth and dice.random() < 0.2 else f"<w:p>{inline(1)}</w:p>"
                merged = '<w:vMerge w:val="restart"/>' if r == 0 and dice.random() < 0.2 else ""
                cells += f'<w:tc><w:tcPr><w:tcW w:w="{room}" w:type="dxa"/>{merged}</w:tcPr>{inner}</w:tc>'
            rows += f"<w:tr>{cells}</w:tr>"
        grid = f'<w:gridCol w:w="{room}"/>' * wide
        return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'

    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = word()
    body = made.element.body
    for _ in range(parts):
        kind = dice.random()
        drawn = f"<w:p>{inline(2)}</w:p>" if kind < 0.6 else boxed() if kind < 0.7 else table(1) + "<w:p/>"
        for block in parse_xml(f"<w:body {_W}>{drawn}</w:body>"):
            body.insert(len(body) - 1, block)
    made.save(str(path))
    return path


def workbook(seed: int, parts: int, path: Path) -> Path:
    """A workbook."""
    dice, word = drawn_words(seed)
    made = openpyxl.Workbook()
    for number in range(2):
        sheet: Any = made.worksheets[0] if not number else made.create_sheet("more")
        for r in range(1, parts + 1):
            for c in range(1, 5):
                if dice.random() < 0.7:
                    sheet.cell(r, c, word().strip())
            if dice.random() < 0.1:
                sheet.row_dimensions[r].hidden = True
        for _ in range(3):
            left, top = dice.randint(1, 3), dice.randint(1, parts - 1)
            taken = {place for one in sheet.merged_cells.ranges for place in one.cells}
            if not taken & {(r, c) for r in (top, top + 1) for c in (left, left + 1)}:
                sheet.merge_cells(f"{'ABCD'[left - 1]}{top}:{'ABCD'[left]}{top + 1}")
        sheet.column_dimensions["D"].hidden = dice.random() < 0.3
        for column in "ABC":
            sheet.column_dimensions[column].width = 20
        sheet["A1"].comment = Comment(word(), "x")
        sheet["B2"].number_format = '"(" @ ")"'
    made.worksheets[1].sheet_state = dice.choice(("visible", "hidden"))
    made.save(path)
    return path

"""Files of more kinds of random parts, as ``drawn_parts`` draws them: OpenDocument, text, tables of text, PDF."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from drawn_parts import WORD, drawn_words

_NAMES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        *(("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"), ("draw", "drawing")),
        *(("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"), ("number", "datastyle")),
    )
)
_KIND = "application/vnd.oasis.opendocument."


def _style(name: str, family: str, properties: str, rest: str = "") -> str:
    return f'<style:style style:name="{name}" style:family="{family}" {rest}>{properties}</style:style>'


def _package(path: Path, kind: str, styles: str, body: str) -> Path:
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMES} '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )
    of = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    entries = "".join(
        f'<m:file-entry m:full-path="{name}" m:media-type="{media}"/>'
        for name, media in (("/", _KIND + kind), ("content.xml", "text/xml"))
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", _KIND + kind)
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{of}" m:version="1.2">{entries}</m:manifest>')
        archive.writestr("content.xml", content)
    return path


_NOT_SHOWN = '<style:text-properties text:display="none"/>'
_TEXT_STYLES = (
    _style("gone", "text", _NOT_SHOWN)
    + _style("bold", "text", '<style:text-properties fo:font-weight="bold"/>')
    + _style("struck", "text", '<style:text-properties style:text-line-through-style="solid"/>')
    + _style("lost", "paragraph", _NOT_SHOWN)
)


HIDDEN = "Z"
"""Stands before words that nobody sees, where what LibreOffice prints does not tell: it cuts off what has no room."""


def _hidden(part: str) -> str:
    return WORD.sub(lambda match: HIDDEN + match[0], part)


def open_text(seed: int, parts: int, path: Path) -> Path:
    """A document of OpenDocument as its standard lets programs write it."""
    dice, word = drawn_words(seed)

    def piece() -> str:
        return dice.choice(
            (
                word,
                lambda: f'<text:span text:style-name="bold">{word()}</text:span>',
                lambda: f'<text:span text:style-name="gone">{_hidden(word())}</text:span>',
                lambda: f"{word()}<text:line-break/>{word()}<text:tab/>{word()}",
                lambda: f'<text:a xlink:href="#x" xmlns:xlink="http://www.w3.org/1999/xlink">{word()}</text:a>',
                lambda: (
                    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
                    f"<text:note-body><text:p>{word()}</text:p></text:note-body></text:note>"
                ),
                lambda: f"<office:annotation><dc:creator>x</dc:creator><text:p>{word()}</text:p></office:annotation>",
                lambda: f'<text:placeholder text:placeholder-type="text">{word()}</text:placeholder>',
                lambda: f'<text:title text:fixed="true">{word()}</text:title>',
            )
        )()

    def paragraph() -> str:
        inner = "".join(piece() for _ in range(dice.randint(1, 3)))
        if dice.random() < 0.1:
            return f'<text:p text:style-name="lost">{_hidden(inner)}</text:p>'
        return f"<text:p>{inner}</text:p>"

    def table(depth: int) -> str:
        rows = ""
        for _ in range(dice.randint(1, 3)):
            inner = table(depth - 1) if depth and dice.random() < 0.2 else paragraph()
            rows += f"<table:table-row><table:table-cell>{inner}</table:table-cell>" + (
                f"<table:table-cell>{paragraph()}</table:table-cell></table:table-row>"
            )
        return f'<table:table><table:table-column table:number-columns-repeated="2"/>{rows}</table:table>'

    def section(inner: str, how: str = "") -> str:
        return f'<text:section text:name="s{dice.random()}"{how}>{inner}</text:section>'

    def block() -> str:
        return dice.choice(
            (
                paragraph,
                paragraph,
                lambda: f'<text:h text:outline-level="1">{word()}</text:h>',
                lambda: f"<text:list><text:list-item>{paragraph()}</text:list-item></text:list>",
                lambda: table(1),
                lambda: section(paragraph()),
                lambda: section(_hidden(paragraph()), ' text:display="none"'),
                lambda: (
                    '<text:p><draw:frame text:anchor-type="paragraph" svg:width="12cm" svg:height="5cm"><draw:text-box>'
                    f"<text:p>{word()}</text:p></draw:text-box></draw:frame></text:p>"
                ),
            )
        )()

    return _package(path, "text", _TEXT_STYLES, "".join(block() for _ in range(parts)))


_SHEET_STYLES = (
    _style("shown", "table", '<style:table-properties table:display="true"/>')
    + _style("closed", "table", '<style:table-properties table:display="false"/>')
    + _style("wide", "table-column", '<style:table-column-properties style:column-width="4cm"/>')
    + _style(
        "flat",
        "table-row",
        '<style:table-row-properties style:row-height="0.01cm" style:use-optimal-row-height="false"/>',
    )
    + _style("pale", "table-cell", '<style:text-properties fo:color="#ffffff"/>')
    + _style("struck", "text", '<style:text-properties style:text-line-through-style="solid"/>')
    + _style("bold", "text", '<style:text-properties fo:font-weight="bold"/>')
)


def open_sheets(seed: int, parts: int, path: Path) -> Path:
    """A workbook of OpenDocument."""
    dice, word = drawn_words(seed)

    def said() -> str:
        return dice.choice(
            (
                lambda: f"<text:p>{word()}</text:p>",
                lambda: f"<text:p>{word()}</text:p>",
                lambda: f"<text:p>{word()}</text:p><text:p>{word()}</text:p>",
                lambda: f'<text:p><text:span text:style-name="bold">{word()}</text:span>{word()}</text:p>',
                lambda: f'<text:p><text:span text:style-name="struck">{word()}</text:span>{word()}</text:p>',
            )
        )()

    def cell() -> str:
        if dice.random() < 0.2:
            return "<table:table-cell/>"
        look = ' table:style-name="pale"' if dice.random() < 0.05 else ""
        note = f"<office:annotation><text:p>{word()}</text:p></office:annotation>" if dice.random() < 0.05 else ""
        return f'<table:table-cell office:value-type="string"{look}>{note}{said()}</table:table-cell>'

    def row() -> str:
        how = dice.choice(("",) * 8 + (' table:visibility="collapse"', ' table:visibility="filter"'))
        how += ' table:style-name="flat"' if dice.random() < 0.05 else ""
        cells = "".join(cell() for _ in range(3))
        if dice.random() < 0.1:
            cells = (
                '<table:table-cell office:value-type="string" table:number-columns-spanned="2" '
                f'table:number-rows-spanned="1">{said()}</table:table-cell><table:covered-table-cell/>{cell()}'
            )
        return f"<table:table-row{how}>{cells}</table:table-row>"

    sheets = ""
    for number in range(2):
        look = "shown" if not number else dice.choice(("shown", "closed"))
        unseen = ' table:visibility="collapse"' if dice.random() < 0.3 else ""
        columns = (
            '<table:table-column table:style-name="wide" table:number-columns-repeated="2"/>'
            f'<table:table-column table:style-name="wide"{unseen}/>'
        )
        rows = "".join(row() for _ in range(parts))
        sheets += f'<table:table table:name="t{number}" table:style-name="{look}">{columns}{rows}</table:table>'
    return _package(path, "spreadsheet", _SHEET_STYLES, sheets)


_ODD = (
    "\u3000",
    "\u00a0",
    "\ufeff",
    "\u200b",
    "\t",
    "  ",
    "\x0c",
    "\x0b",
    "\u2028",
    "\x85",
    "（",
    "：",
    "责任单位：",
    "1. ",
)


def lines(seed: int, parts: int, path: Path) -> Path:
    """A text with whatever stands between words, in any encoding and with any line ends."""
    dice, word = drawn_words(seed)
    end = dice.choice(("\n", "\r\n", "\r"))
    text = "的工作单位市政府" + end
    for _ in range(parts):
        said = "".join(word() + dice.choice(_ODD) for _ in range(dice.randint(0, 4)))
        text += dice.choice(("", "一、", "第一条 ", "- 3 -", "| ")) + "市政府的工作" + said + end * dice.randint(1, 2)
    data = text.encode(dice.choice(("utf-8", "utf-8-sig", "utf-16", "gb18030")), "ignore")
    if dice.random() < 0.3 and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        at = data.index(b" Q") if b" Q" in data else 0
        data = data[:at] + dice.choice((b"\xff", b"\0", b"\x1b", b"\b")) + data[at:]
    path.write_bytes(data)
    return path


def rows(seed: int, parts: int, path: Path) -> Path:
    """A table as spreadsheets, databases and people write it; some rows have too few cells, or too many."""
    dice, word = drawn_words(seed)
    wide = dice.randint(2, 6)
    out = io.StringIO()
    writer = csv.writer(
        out,
        delimiter=dice.choice(",;\t"),
        quoting=dice.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)),
        lineterminator=dice.choice(("\n", "\r\n")),
    )
    heads = ["序号", "工作任务", "牵头单位", "配合单位", "完成时限", "备注"]
    if dice.random() < 0.7:
        writer.writerow(heads[:wide])
    for number in range(parts):
        cells = [f"{number}市政府的工作"] + [
            dice.choice((word, word, lambda: f"{word()}\n{word()}", lambda: f'{word()},"{word()}"', str))()
            for _ in range(wide - 1)
        ]
        cells += [word()] * (dice.random() < 0.05)
        writer.writerow(cells[: dice.randint(1, wide)] if dice.random() < 0.1 else cells)
        if dice.random() < 0.05:
            writer.writerow([])
    text = out.getvalue()
    text = text[: -dice.randint(2, 9)] if dice.random() < 0.2 else text
    path.write_bytes(text.encode(dice.choice(("utf-8", "utf-8-sig", "utf-16", "gb18030"))))
    return path


def drawn_pages(seed: int, parts: int, path: Path) -> Path:
    """A PDF that draws its words in many ways: colours, clips, layers, forms, turned, over and under each other."""
    dice, word = drawn_words(seed)

    def line(x: int, y: int, how: str = "", mark: str = "") -> str:
        return f"BT {how} /F 11 Tf 1 0 0 1 {x} {y} Tm ({mark}{word().strip()}) Tj ET"

    turns = (".8 .6 -.6 .8", "0 1 -1 0", "-1 0 0 -1", "1 0 .3 1")

    def part(y: int) -> str:
        ways: tuple[Callable[[], str], ...] = (
            lambda: line(50, y),
            lambda: f"{line(50, y)} {line(300, y)}",
            lambda: f"q {line(50, y, f'{dice.randint(0, 7)} Tr')} Q",
            lambda: f"q {dice.choice(('1 g', '.5 g', '1 0 0 rg', '0 0 0 0 k'))} {line(50, y)} Q",
            lambda: f"q .9 g 40 {y - 4} 200 16 re f 0 g {line(50, y)} Q",
            lambda: f"q {line(50, y)} 0 g 40 {y - 4} 200 16 re f Q",
            lambda: f"q 40 {y - dice.choice((4, 30))} 400 16 re W n {line(50, y)} Q",
            lambda: f"/OC /{dice.choice(('Off', 'On'))} BDC {line(50, y)} EMC",
            lambda: f"q {dice.choice(turns)} 200 {y} cm {line(0, 0, mark=':')} Q",
            lambda: f"q .5 0 0 {dice.choice(('.5', '.05'))} 50 {y} cm {line(0, 0)} Q",
            lambda: f"{line(50, y)} 50 {y + 4} m 300 {y + 4} l S",
            lambda: f"q /Clear gs {line(50, y)} Q",
            lambda: line(dice.choice((-500, 900)), y),
        )
        return dice.choice(ways)()

    pages = max(1, parts // 20)
    drawn = [" ".join(part(780 - 36 * i) for i in range(20)) for _ in range(pages)]
    kids = " ".join(f"{5 + 2 * i} 0 R" for i in range(pages))
    objects = [
        "<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[3 0 R]/D<</OFF[3 0 R]>>>>>>",
        f"<</Type/Pages/Kids[{kids}]/Count {pages}>>",
        "<</Type/OCG/Name(Draft)>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    resources = "/Font<</F 4 0 R>>/ExtGState<</Clear<</ca 0/CA 0>>>>/Properties<</Off 3 0 R>>"
    for i, content in enumerate(drawn):
        packed = zlib.compress(content.encode()).decode("latin-1")
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {6 + 2 * i} 0 R/Resources<<{resources}>>>>",
            f"<</Filter/FlateDecode/Length {len(packed)}>>stream\n{packed}\nendstream",
        ]
    body, places = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        places.append(f"{len(body):010} 00000 n \n")
        body += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    size = len(objects) + 1
    table = f"xref\n0 {size}\n0000000000 65535 f \n{''.join(places)}trailer<</Size {size}/Root 1 0 R>>\n"
    path.write_bytes(body + f"{table}startxref\n{len(body)}\n%%EOF".encode())
    return path

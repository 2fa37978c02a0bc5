"""OFD files of the national standard (GB/T 33190), as programs that print to it write them."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SIZE = 4.2
"""Of a letter, in millimetres."""
_LINES = 30
_WIDTH = 38
"""Lines of a page, and letters of a line."""


def text_object(text: str, x: float, y: float, steps: bool = True) -> str:
    """A line of text: each letter with the step to the next, or as long as its letters are."""
    wide = [SIZE if ord(c) > 0xFF else SIZE / 2 for c in text]
    delta = f' DeltaX="{" ".join(map(str, wide[:-1]))}"' if steps and len(text) > 1 else ""
    if steps and len(text) > 1 and len(set(wide[:-1])) == 1:
        delta = f' DeltaX="g {len(text) - 1} {wide[0]}"'
    code = f'<ofd:TextCode X="0" Y="{SIZE * 0.86}"{delta}>{escape(text)}</ofd:TextCode>'
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y} {sum(wide)} {SIZE}" Font="2" Size="{SIZE}">{code}</ofd:TextObject>'
    )


def rule(x: float, y: float, to_x: float, to_y: float) -> str:
    """A straight line."""
    path = f"M 0 0 L {to_x - x} {to_y - y}"
    data = f"<ofd:AbbreviatedData>{path}</ofd:AbbreviatedData>"
    return f'<ofd:PathObject ID="3" Boundary="{x} {y} {to_x - x} {to_y - y}" LineWidth="0.3">{data}</ofd:PathObject>'


def write(path: Path, pages: Sequence[str]) -> Path:
    """A file of these pages, each the objects on it."""
    area = "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
    named = "".join(f'<ofd:Page ID="{i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages)))
    with zipfile.ZipFile(path, "w") as archive:
        root = "<ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
        archive.writestr("OFD.xml", f'<ofd:OFD {NS} Version="1.0" DocType="OFD">{root}</ofd:OFD>')
        common = f"<ofd:CommonData><ofd:PageArea>{area}</ofd:PageArea></ofd:CommonData><ofd:Pages>{named}</ofd:Pages>"
        archive.writestr("Doc_0/Document.xml", f"<ofd:Document {NS}>{common}</ofd:Document>")
        for i, objects in enumerate(pages):
            content = f'<ofd:Content><ofd:Layer ID="9" Type="Body">{objects}</ofd:Layer></ofd:Content>'
            archive.writestr(f"Doc_0/Pages/Page_{i}/Content.xml", f"<ofd:Page {NS}>{content}</ofd:Page>")
    return path


def wrapped(paragraphs: Sequence[str]) -> list[str]:
    """Paragraphs as the lines of a page, the first of each two letters in."""
    lines = []
    for text in paragraphs:
        rest = "\u3000\u3000" + text
        while rest:
            lines.append(rest[:_WIDTH])
            rest = rest[_WIDTH:]
    return lines


def write_text(path: Path, paragraphs: Sequence[str]) -> Path:
    """A file whose pages hold these paragraphs."""
    lines = wrapped(paragraphs)
    pages = [lines[i : i + _LINES] for i in range(0, len(lines), _LINES)]
    return write(path, ["".join(text_object(text, 22, 25 + 8 * i) for i, text in enumerate(page)) for page in pages])

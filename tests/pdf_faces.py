"""PDF tables in faces that are made up here, so that no test depends on the fonts of a machine.

A face is widths of glyphs and ligatures: a reader of PDF knows no more of a font. Lines are wrapped as programs do it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

SIZE = 12.0
PADDING = 3.0
_LEADING = 15.0
_TOP = 740.0
_LEFT = 60.0


@dataclass(frozen=True)
class Face:
    """How a font draws text; widths are thousandths of its size."""

    ligatures: tuple[str, ...] = ()
    """Letters that are drawn as one glyph, the longest first."""
    says_one_character: bool = False
    """Is what the glyph of ``ffi`` says ﬃ, as browsers write it, or ffi, as LibreOffice does?"""
    narrow: int = 500
    spread: int = 200
    """By how much the widths of letters differ."""
    space: int = 250
    prints_spaces: bool = True

    def glyphs(self, text: str) -> list[str]:
        """The letters of each glyph."""
        found = "|".join(map(re.escape, self.ligatures))
        return re.findall(f"{found}|." if found else ".", text)

    def width(self, glyph: str) -> int:
        if glyph == " ":
            return self.space
        if is_wide(glyph):
            return 1000
        return self.narrow + ord(glyph[-1]) * 37 % (self.spread + 1) + 120 * (len(glyph) - 1)

    def width_of(self, text: str) -> float:
        """In points."""
        return sum(map(self.width, self.glyphs(text))) * SIZE / 1000


_ONE_CHARACTER = {"ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ", "ffi": "ﬃ", "ffl": "ﬄ"}


def is_wide(glyph: str) -> bool:
    return "\u2e80" <= glyph[0] <= "\uffef" and not "\ufb00" <= glyph[0] <= "\ufb06"


def wrapped(text: str, width: float, face: Face) -> list[str]:
    """The lines into which a column breaks a text: at spaces, and beside wide characters."""
    lines = [""]
    for piece in re.findall(r"[（“]*(?:[\u2e80-\uff00]|[^\s\u2e80-\uffef]+)[）”、，。：；]*\s*", text):
        if lines[-1] and face.width_of((lines[-1] + piece).rstrip()) > width:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


def write_table(path: Path, rows: Sequence[Sequence[Sequence[str]]], widths: Sequence[float], face: Face) -> Path:
    """A page with one ruled table; a cell is its lines."""
    known: dict[str, int] = {}
    drawn = [*_ruled(rows, widths), "BT", f"/F {SIZE} Tf"]
    y = _TOP
    for row in rows:
        x = _LEFT
        for cell, width in zip(row, widths, strict=True):
            for i, line in enumerate(cell):
                drawn.extend(_shown(line, x + PADDING, y - 12 - i * _LEADING, face, known))
            x += width
        y -= _height(row)
    path.write_bytes(_file("\n".join([*drawn, "ET"]), known, face))
    return path


def write_lines(path: Path, lines: Sequence[tuple[float, float, str]], face: Face) -> Path:
    """A page with these lines, each where it says."""
    known: dict[str, int] = {}
    drawn = ["BT", f"/F {SIZE} Tf", *(piece for x, y, line in lines for piece in _shown(line, x, y, face, known)), "ET"]
    path.write_bytes(_file("\n".join(drawn), known, face))
    return path


def _height(row: Sequence[Sequence[str]]) -> float:
    return max(map(len, row)) * _LEADING + 2 * PADDING


def _ruled(rows: Sequence[Sequence[Sequence[str]]], widths: Sequence[float]) -> Iterator[str]:
    across = [_LEFT + sum(widths[:i]) for i in range(len(widths) + 1)]
    down = [_TOP - sum(map(_height, rows[:i])) for i in range(len(rows) + 1)]
    yield from (f"{across[0]} {y} m {across[-1]} {y} l S" for y in down)
    yield from (f"{x} {down[0]} m {x} {down[-1]} l S" for x in across)


def _shown(line: str, x: float, y: float, face: Face, known: dict[str, int]) -> Iterator[str]:
    for word in re.findall(r"\s+|\S+", line):
        if face.prints_spaces or word.strip():
            codes = "".join(f"{known.setdefault(glyph, len(known) + 1):04x}" for glyph in face.glyphs(word))
            yield f"1 0 0 1 {x:.3f} {y:.3f} Tm <{codes}> Tj"
        x += face.width_of(word)


def _file(drawn: str, known: dict[str, int], face: Face) -> bytes:
    said = {g: _ONE_CHARACTER.get(g, g) if face.says_one_character else g for g in known}
    names = "\n".join(f"<{code:04x}> <{said[glyph].encode('utf-16-be').hex()}>" for glyph, code in known.items())
    says = f"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n{len(known)} beginbfchar\n{names}\nendbfchar"
    widths = " ".join(f"{code} [{face.width(glyph)}]" for glyph, code in known.items())
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        _stream(drawn),
        "<< /Type /Font /Subtype /Type0 /BaseFont /Face /Encoding /Identity-H"
        " /DescendantFonts [6 0 R] /ToUnicode 8 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Face /FontDescriptor 7 0 R /DW 500"
        f" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /W [{widths}] >>",
        "<< /Type /FontDescriptor /FontName /Face /Flags 4 /Ascent 800 /Descent -200 /CapHeight 700 /ItalicAngle 0"
        " /StemV 80 /FontBBox [0 -200 1000 800] >>",
        _stream(f"/CIDInit /ProcSet findresource begin\nbegincmap\n{says}\nendcmap\nend"),
    ]
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R >>"
    return out + f"{end}\nstartxref\n{len(out)}\n%%EOF\n".encode()


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"

"""Bytes to a file of some kind: a real-shaped one, broken by as many small changes as the bytes say.

The same bytes always give the same file, so a failing case is kept, shrunk and replayed as its bytes.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from zeren.loaders.words.roles import whole_labels

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 200_000
"""Characters of a case: enough for a quadratic reading to show, few enough for many cases a minute."""
PIECES = (
    *(
        "一、",
        "（一）",
        "1. ",
        "(1)",
        "①",
        "第一条 ",
        "## ",
        "**",
        "| a | 责任单位 |\n|---|---|\n| ",
        "\t",
        "\n",
        "\n\n",
        "\r\n",
    ),
    *(
        "（",
        "）",
        "(",
        ")",
        "〔",
        "〕",
        "[",
        "]",
        "【",
        "】",
        "“",
        "”",
        "《",
        "、",
        "，",
        "。",
        "；",
        "：",
        ":",
        "|",
        "/",
        "-",
    ),
    *(
        "牵头",
        "负责",
        "配合",
        "会同",
        "由",
        "等",
        "和",
        "及",
        "按职责分工负责",
        "下同",
        "列第一位者为牵头单位",
        "各",
        "同上",
    ),
    *(
        "市甲局",
        "乙区、丙区政府",
        "各县（市、区）政府",
        "某政〔2025〕1号",
        "2025年3月1日",
        "- 3 -",
        "（上接第一版）",
        "年底前",
    ),
    *(
        "\x00",
        "\ufeff",
        "\u200b",
        "\u202e",
        "\u2028",
        "\x85",
        "\x0c",
        "\U00020bb7",
        "e\u0301",
        "責任單位：",
        "⻁",
        "\u3000",
        " ",
    ),
    *(
        "<td rowspan=9999>",
        "<table>",
        "</tr>",
        "<p>",
        "&#0;",
        "<!--",
        "]]>",
        "<w:t>",
        "</w:p>",
        '"',
        "'",
        "=1+1",
        "&x;",
    ),
    *sorted(whole_labels())[::5],
)


@dataclass(frozen=True)
class Case:
    """A file as its name and bytes, or a text that no file could hold (lone surrogates)."""

    name: str
    data: bytes = b""
    text: str | None = None


class Choices:
    """The bytes of a case as a row of decisions; where they end every decision is the first."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def below(self, limit: int) -> int:
        """A number from 0 to ``limit`` - 1."""
        size = 1 if limit <= 256 else 3
        value = int.from_bytes(self.data[self.at : self.at + size], "big")
        self.at += size
        return value % max(limit, 1)

    @property
    def left(self) -> bool:
        """Is anything left to decide by?"""
        return self.at < len(self.data)


@cache
def seeds() -> tuple[tuple[str, str], ...]:
    """Ending and text of every shape and of the sample."""
    files = [*(ROOT / "tests/loaders/shapes").iterdir(), *(ROOT / "examples").glob("*-20*.txt")]
    return tuple((p.suffix, p.read_text("utf-8")) for p in sorted(files) if p.suffix != ".json")


def case_of(data: bytes) -> Case:
    """The case that these bytes stand for."""
    choices = Choices(data)
    kind = KINDS[choices.below(len(KINDS))]
    return kind(choices)


def mutated(text: str, choices: Choices) -> str:
    """``text`` with one small change after the other, for as long as there are choices."""
    while choices.left and len(text) <= LARGEST:
        text = CHANGES[choices.below(len(CHANGES))](text, choices)
    return text[:LARGEST]


def _slice(text: str, choices: Choices) -> tuple[int, int]:
    start = choices.below(len(text) + 1)
    return start, min(len(text), start + (choices.below(40), choices.below(4000))[choices.below(4) == 0])


def _insert(text: str, choices: Choices) -> str:
    at = choices.below(len(text) + 1)
    return text[:at] + PIECES[choices.below(len(PIECES))] + text[at:]


def _delete(text: str, choices: Choices) -> str:
    start, end = _slice(text, choices)
    return text[:start] + text[end:]


def _repeat(text: str, choices: Choices) -> str:
    start, end = _slice(text, choices)
    return text[:end] + text[start:end] * min(choices.below(3000), LARGEST // max(1, end - start)) + text[end:]


def _run(text: str, choices: Choices) -> str:
    """A piece very many times: a million 、, brackets without an end."""
    at = choices.below(len(text) + 1)
    return text[:at] + PIECES[choices.below(len(PIECES))] * choices.below(30_000) + text[at:]


def _nest(text: str, choices: Choices) -> str:
    start, end = _slice(text, choices)
    depth = choices.below(10_000)
    opening, closing = ("（）", "()", "〔〕", "“”", "【】", "（)")[choices.below(6)]
    return text[:start] + opening * depth + text[start:end] + closing * depth + text[end:]


def _move(text: str, choices: Choices) -> str:
    start, end = _slice(text, choices)
    rest = text[:start] + text[end:]
    at = choices.below(len(rest) + 1)
    return rest[:at] + text[start:end] + rest[at:]


def _splice(text: str, choices: Choices) -> str:
    _, other = seeds()[choices.below(len(seeds()))]
    start, end = _slice(other, choices)
    at = choices.below(len(text) + 1)
    return text[:at] + other[start:end] + text[at:]


def _one_line(text: str, choices: Choices) -> str:
    return text.replace("\n", ("", " ", "\t", "\u3000")[choices.below(4)])


def _wrap(text: str, choices: Choices) -> str:
    """Broken at a fixed width, as a page does."""
    width = 5 + choices.below(60)
    end = ("\n", "\n\n", "\n\n- 3 -\n\n")[choices.below(3)]
    return end.join(text[i : i + width] for i in range(0, len(text), width))


def _character(text: str, choices: Choices) -> str:
    at = choices.below(len(text) + 1)
    return text[:at] + chr(choices.below(0xD800)) + text[at + 1 :]


CHANGES: tuple[Callable[[str, Choices], str], ...] = (
    *(_insert, _insert, _insert, _delete, _delete, _move, _splice, _character),
    *(_repeat, _run, _nest, _one_line, _wrap),
)


def _text(choices: Choices) -> Case:
    """A plain text, page or table in some encoding."""
    ending, text = seeds()[choices.below(len(seeds()))]
    encoding = ("utf-8", "utf-8", "gb18030", "utf-16", "utf-8-sig")[choices.below(5)]
    text = mutated(text, choices)
    return Case(f"a{ending}", text.encode(encoding, "replace"))


def _unencodable(choices: Choices) -> Case:
    _, text = seeds()[choices.below(len(seeds()))]
    text = mutated(text, choices)
    return Case("a.txt", text="\ud800".join(text[i : i + 97] for i in range(0, len(text), 97)))


def _other_kind(choices: Choices) -> Case:
    """The bytes of one kind under the name of another."""
    case = _text(choices)
    return Case("a" + (".csv", ".tsv", ".html", ".md", ".docx", ".pdf", ".zip", ".xlsx")[len(case.data) % 8], case.data)


def _office(name: str, make: Callable[[], bytes], members: tuple[str, ...]) -> Callable[[Choices], Case]:
    """A Word file or workbook, one part of which is broken."""

    def broken(choices: Choices) -> Case:
        member = members[choices.below(len(members))]
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(make())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for item in old.infolist():
                data = old.read(item)
                if item.filename == member:
                    data = mutated(data.decode("utf-8"), choices).encode("utf-8", "replace")
                new.writestr(item.filename, data)
        return Case(name, out.getvalue())

    return broken


def _bytes(name: str, make: Callable[[], bytes]) -> Callable[[Choices], Case]:
    """A file whose bytes are broken as they stand."""

    def broken(choices: Choices) -> Case:
        return Case(name, mutated(make().decode("latin-1"), choices).encode("latin-1", "replace"))

    return broken


@cache
def word_file() -> bytes:
    """A notice with a numbered list and a table with merged cells."""
    import docx

    document = docx.Document()
    document.add_paragraph("某市人民政府关于印发分工的通知")
    document.add_paragraph("建设口岸。（市商务局牵头，市财政局配合）", style="List Number")
    document.add_paragraph("责任单位：市水利局、各县（市、区）政府")
    table = document.add_table(rows=3, cols=3)
    for row, texts in zip(
        table.rows, (("重点任务", "责任单位", "时限"), ("甲", "市水利局", "年内"), ("乙", "", "")), strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 1).merge(table.cell(2, 1))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@cache
def workbook() -> bytes:
    """A ledger with a title and a merged cell."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (
        ["某市任务分解表"],
        ["序号", "重点任务", "牵头单位", "完成时限"],
        [1, "建设甲站", "市水利局", 45000],
        [2, "乙站", None, None],
    ):
        sheet.append(row)
    sheet.merge_cells("C3:C4")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@cache
def pdf() -> bytes:
    """A page with a text layer."""
    stream = b"BT /F1 12 Tf 20 80 Td (1. Build a dam. \\(Lead: Water Agency; Partners: Finance Department\\)) Tj ET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 99]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    body = b"".join(b"%d 0 obj%sendobj\n" % (i, text) for i, text in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Size 6/Root 1 0 R>>\n%%EOF"


@cache
def archive() -> bytes:
    """A zip with a notice and a table."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("a.txt", "1. 建设甲站。（市水利局负责）")
        file.writestr("b/c.csv", "重点任务,责任单位\n甲,市林业局\n")
    return out.getvalue()


_SHEET = ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml")
_WORD = ("word/document.xml", "word/document.xml", "word/numbering.xml", "word/styles.xml", "[Content_Types].xml")
KINDS: tuple[Callable[[Choices], Case], ...] = (
    *([_text] * 10),
    _unencodable,
    _other_kind,
    _office("a.docx", word_file, _WORD),
    _office("a.xlsx", workbook, _SHEET),
    _bytes("a.pdf", pdf),
    _bytes("a.docx", word_file),
    _bytes("a.zip", archive),
)

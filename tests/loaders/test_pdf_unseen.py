"""Of a page of a PDF what is seen is read, and the rest told: how the letters are drawn, on what and under what."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from zeren.loaders import read_document
from zeren.loaders.records import Reading

FIRST = "1. Build a dam. \\(Lead: Water Agency\\)"
OLD = "2. Keep the mill. \\(Lead: Old Agency\\)"
_RESOURCES = (
    "/Font<</F 5 0 R>>/XObject<</White 6 0 R/Words 7 0 R/Form 8 0 R/Shines 9 0 R>>"
    "/ExtGState<</Clear<</ca 0/CA 0>>/Half<</ca .3>>/Over<</BM/Multiply>>>>"
    "/Properties<</Off 11 0 R/On 12 0 R>>/ColorSpace<</Spot[/Separation/Ink/DeviceGray 13 0 R]>>"
)


def line(words: str, y: int, how: str = "") -> str:
    return f"q BT {how} /F 12 Tf 40 {y} Td ({words}) Tj ET Q\n"


OLD_LINE = line(OLD, 600)
BOX = "30 590 400 30 re"


def picture(words: bool, rest: str = "") -> str:
    """A picture of 16 to 4 points: white, or with as much ink as words have."""
    rows = bytes(0 if words and (x + y) % 2 else 255 for y in range(40) for x in range(400))
    return _stream(
        rows, f"/Type/XObject/Subtype/Image/Width 400/Height 40/ColorSpace/DeviceGray/BitsPerComponent 8{rest}"
    )


def _stream(data: bytes, said: str) -> str:
    packed = zlib.compress(data, 9)
    return f"<<{said}/Filter/FlateDecode/Length {len(packed)}>>stream\n{packed.decode('latin-1')}\nendstream"


def page(path: Path, drawn: str, turn: int = 0) -> Reading:
    form = _stream(OLD_LINE.encode(), "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>")
    objects: Sequence[str] = (
        "<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[11 0 R 12 0 R]/D<</OFF[11 0 R]>>>>>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Rotate {turn}/Contents 4 0 R/Resources<<{_RESOURCES}>>>>",
        _stream((line(FIRST, 700) + drawn + "\n" + line("3. Build a road. \\(Lead: Road Agency\\)", 500)).encode(), ""),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        picture(words=False),
        picture(words=True),
        form,
        picture(words=False, rest="/SMask 10 0 R"),
        picture(words=False),
        "<</Type/OCG/Name(Draft)>>",
        "<</Type/OCG/Name(Final)>>",
        "<</FunctionType 2/Domain[0 1]/C0[1]/C1[0]/N 1>>",
    )
    body = b"%PDF-1.7\n"
    places = []
    for number, text in enumerate(objects, 1):
        places.append(f"{len(body):010} 00000 n \n")
        body += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    size = len(objects) + 1
    table = f"xref\n0 {size}\n0000000000 65535 f \n{''.join(places)}trailer<</Size {size}/Root 1 0 R>>\n"
    path.write_bytes(body + f"{table}startxref\n{len(body)}\n%%EOF".encode())
    return read_document(path)


@pytest.mark.parametrize(
    ("drawn", "why"),
    [
        (line(OLD, 600, "3 Tr"), "without ink"),
        (line(OLD, 600, "7 Tr"), "without ink"),
        (f"q /Clear gs {OLD_LINE} Q", "without ink"),
        ("q /Clear gs /Form Do Q", "without ink"),
        (f"q 0 0 100 100 re W n {OLD_LINE} Q", "beside what the page shows of it"),
        ("q 0 0 100 100 re W n /Form Do Q", "beside what the page shows of it"),
        (f"q 1 g {OLD_LINE} Q", "white on white"),
        (f"q 0 0 0 0 k {OLD_LINE} Q", "white on white"),
        (f"0 g {BOX} f {OLD_LINE}", "in the colour of what is under it"),
        (f"{OLD_LINE} 0 g {BOX} f", "painted over"),
        (f"{OLD_LINE} q 400 0 0 30 30 590 cm /White Do Q", "behind a picture"),
        (f"q 400 0 0 30 30 590 cm /White Do Q {line(OLD, 600, '3 Tr')}", "behind a picture"),
        (f"/OC /Off BDC {OLD_LINE} EMC", "in the layer Draft, which is switched off"),
        ("/OC /Off BDC q /Form Do Q EMC", "in the layer Draft, which is switched off"),
        ("q 1 0 0 1 0 900 cm /Form Do Q", "beside the page"),
    ],
)
def test_letters_that_nobody_sees_are_told_and_not_read(tmp_path: Path, drawn: str, why: str) -> None:
    for turn in (0, 90):
        reading = page(tmp_path / "a.pdf", drawn, turn)
        assert [r.number for r in reading.records] == ["1", "3"]
        assert [(h.fate, h.words[:8], h.reason) for h in reading.report.inventory.told] == [("hidden", "2. Keep ", why)]


@pytest.mark.parametrize(
    "drawn",
    [
        line(OLD, 600, "2 Tr 1 g"),  # white with a black line around it
        f"q /Half gs {OLD_LINE} Q",
        f"q 30 590 400 30 re W n {OLD_LINE} Q",
        f"q /Spot cs 1 scn {OLD_LINE} Q",  # all of a spot colour is no white
        f"0 0 .5 rg {BOX} f q 1 g {OLD_LINE} Q",
        f"{OLD_LINE} q /Half gs 1 1 0 rg {BOX} f Q",  # marked with a bright pen
        f"{OLD_LINE} q /Over gs 1 1 0 rg {BOX} f Q",
        f"{OLD_LINE} q 400 0 0 30 30 590 cm /Shines Do Q",  # a seal
        f"/OC /On BDC {OLD_LINE} EMC",
        f"/OC /Off BDC EMC {OLD_LINE}",
        f"q /OC /Off BDC Q EMC {OLD_LINE}",
        "q /Form Do Q",
    ],
)
def test_letters_that_are_seen_are_read(tmp_path: Path, drawn: str) -> None:
    reading = page(tmp_path / "a.pdf", drawn)
    assert [r.number for r in reading.records] == ["1", "2", "3"]
    assert not reading.report.inventory.told


@pytest.mark.parametrize(
    "drawn",
    [
        f"q 400 0 0 30 30 590 cm /Words Do Q {line(OLD, 600, '3 Tr')}",
        f"{OLD_LINE} q 400 0 0 30 30 590 cm /Words Do Q",
    ],
)
def test_the_words_of_a_picture_that_a_machine_has_read_are_read(tmp_path: Path, drawn: str) -> None:
    reading = page(tmp_path / "a.pdf", drawn)
    assert [r.number for r in reading.records] == ["1", "2", "3"]
    assert any("a machine once read" in note for note in reading.report.notes)


def aslant(words: str) -> str:
    return f"q .8 .6 -.6 .8 60 560 cm BT /F 12 Tf ({words}) Tj ET Q"


def drawn(x: int, y: int) -> str:
    """A filled shape as large as a letter."""
    return f"{x} {y} m {x + 4} {y + 14} {x + 6} {y + 9} {x + 10} {y} c {x + 5} {y + 3} l h f\n"


@pytest.mark.parametrize(
    ("drawn", "told"),
    [
        (aslant(OLD), [("text", "unreadable")]),
        (aslant("Internal"), []),  # a watermark
        ("q 400 0 0 30 30 590 cm /Words Do Q", [("picture", "skipped")]),
        ("q 100 0 0 100 30 550 cm /Words Do Q", []),  # a seal
        ("".join(drawn(x, 600) for x in range(40, 240, 15)), [("drawing", "skipped")]),
        ("".join(drawn(40, y) for y in range(540, 680, 15)), []),  # bullets of a list
    ],
)
def test_words_of_a_page_that_stand_in_no_line_are_told(
    tmp_path: Path, drawn: str, told: list[tuple[str, str]]
) -> None:
    reading = page(tmp_path / "a.pdf", drawn)
    assert [r.number for r in reading.records] == ["1", "3"]
    assert [(h.kind, h.fate) for h in reading.report.inventory.told] == told

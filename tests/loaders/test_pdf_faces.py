"""Names in the cells of PDF tables, whatever the face: ligatures, widths, scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pdf_faces import PADDING, SIZE, Face, wrapped, write_table
from zeren.loaders import read_document
from zeren.loaders.records import Reading

HEADS = ("Milestone", "Lead agency", "Supporting agencies")
LIGATURES = ("ffi", "ffl", "ff", "fi", "fl", "ti", "st")
FACES = {
    "letters": Face(),
    "one glyph says ffi": Face(LIGATURES),
    "one glyph says ﬃ": Face(LIGATURES, says_one_character=True),
    "only ff": Face(("ff",), says_one_character=True, narrow=560),
    "narrow, no spaces printed": Face(LIGATURES, narrow=380, space=300, prints_spaces=False),
    "wide spaces": Face(("ff",), narrow=520, space=340),
}


def table(folder: Path, face: Face, width: float, leads: list[str], supports: list[list[str]]) -> Reading:
    """Leads wrapped by the column; the supporting bodies set one under the other, each wrapped too."""
    width = max([width, *[face.width_of(word) + 2 * PADDING for word in " ".join(leads).split() if word.isascii()]])
    room = width - 2 * PADDING
    rows = [[[h] for h in HEADS]]
    for i, (lead, others) in enumerate(zip(leads, supports, strict=True), 1):
        below = [line for name in others for line in wrapped(name, 400.0, face)]
        rows.append([[f"Publish part {i}"], wrapped(lead, room, face), below])
    widest = max(face.width_of(text) for text in (HEADS[1], *(line for row in rows for line in row[1])))
    assert widest <= max(room, face.width_of(HEADS[1]))
    return read_document(write_table(folder / "faces.pdf", rows, [120.0, width, 420.0], face))


def leads_of(reading: Reading) -> list[list[str]]:
    return [[m.source for m in record.lead_units] for record in reading.records]


@pytest.mark.parametrize("face", FACES.values(), ids=FACES)
@pytest.mark.parametrize("width", [90.0, 110.0, 130.0, 150.0])
def test_a_wrapped_name_is_one_name_and_names_with_room_beside_them_are_two(
    tmp_path: Path, face: Face, width: float
) -> None:
    names = [
        "Statistics and Chief Data Officer Councils",
        "Ministry of Water and Women’s Affairs Council",
        "Council of Learning and Énergie Board",
        "Department of Traffic and Łódź Waterfront Offices",
        "市政务服务和大数据管理局",
    ]
    others = [
        ["RSA", "ORB"],
        ["Office of Files", "Office of Éclairage"],
        ["Fire Office"],
        ["Office of Land"],
        ["市水利局", "市财政局"],
    ]
    reading = table(tmp_path, face, width, names, others)
    assert leads_of(reading) == [[name] for name in names]
    assert [[m.source for m in record.supporting_units] for record in reading.records] == others


WORDS = st.sampled_from(
    ["Office", "Affairs", "Staff", "Traffic", "Énergie", "Łódź", "Øst", "Waterfront", "Flood", "Straße", "Öffnung"]
)


@settings(max_examples=60, deadline=None)
@given(
    words=st.lists(WORDS, min_size=2, max_size=5),
    ligatures=st.lists(st.sampled_from(LIGATURES), unique=True),
    one=st.booleans(),
    narrow=st.integers(300, 640),
    spread=st.integers(0, 300),
    space=st.integers(180, 360),
    width=st.floats(90, 240),
)
def test_any_face_wraps_a_name_and_it_stays_one(
    tmp_path_factory: pytest.TempPathFactory,
    words: list[str],
    ligatures: list[str],
    one: bool,
    narrow: int,
    spread: int,
    space: int,
    width: float,
) -> None:
    face = Face(tuple(sorted(ligatures, key=len, reverse=True)), one, narrow, spread, space)
    name = "Department of " + " ".join(words)
    assume(len(name) <= 60)
    reading = table(tmp_path_factory.getbasetemp(), face, width, [name], [["ORB"]])
    assert leads_of(reading) == [[name]]


@pytest.mark.parametrize("face", FACES.values(), ids=FACES)
def test_two_names_of_which_the_first_fills_its_line_are_told(tmp_path: Path, face: Face) -> None:
    first, second = "Council of Ports", "Office of Fire"
    full = face.width_of(first) + 2 * PADDING
    beside = face.width_of(" Office")

    def read(width: float) -> Reading:
        rows = [[["Milestone"], ["Lead"], ["Support"]], [["Publish"], [first, second], ["ORB"]]]
        return read_document(write_table(tmp_path / "two.pdf", rows, [120.0, width, 200.0], face))

    apart = read(full + beside + 0.2 * SIZE)
    assert leads_of(apart) == [[first, second]]
    assert not apart.report.notes
    for room in (0.0, beside - 0.2 * SIZE, beside, beside + 0.05 * SIZE):
        reading = read(full + room)
        assert leads_of(reading) == [[f"{first} {second}"]]
        assert reading.report.notes == (
            f"p. 1: {first} | {second} was read as one name; in so narrow a column it may be two",
        )

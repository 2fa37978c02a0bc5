"""Broken files: a few by chance, and those that once broke a law. ``tests/fuzz/run.py`` tries them for longer."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from fuzz.cases import Case, archive, case_of
from fuzz.laws import check

HOSTILE = {
    "a million separators": "1. 建设甲坝。责任单位：" + "、" * 1_000_000,
    "brackets nested 10,000 deep": "1. 建设甲坝。" + "（" * 10_000 + "市水利局负责" + "）" * 10_000,
    "brackets that never close": "1. 建设甲坝。" + "（责任单位：" * 30_000,
    "brackets that never open": "1. 建设甲坝。（市水利局负责" + "）" * 300_000,
    "brackets that close one another": "1. 建设甲坝" + "（市水利局〕" * 50_000,
    "quotes that never close": "1. 建设甲坝，" + "“市水利局" * 50_000,
    "a giant line": "建设甲坝，" * 100_000 + "由市水利局负责。",
    "a giant word": "水" * 500_000 + "局负责",
    "words of responsibility without an end": "1. 建设甲坝，" + "负责" * 100_000,
    "names without an end": "1. 建设甲坝。（责任单位：" + "市水利局、" * 10_000 + "）",
    "a first comma that counts": "1. 甲坝。〔责任单位：市民政局，"
    + "&x;" * 6_000
    + "市林业局，逗号前为牵头单位，下同〕",
    "labels without an end": "1. 建设甲坝。" + "责任单位：市水利局。" * 10_000,
    "lines of one character": "责\n任\n" * 50_000,
    "NULs": "1. 建设\x00甲坝。（市\x00水利局负责\x00）" * 5_000,
    "lone surrogates": "1. 建设\ud800甲坝。（市水利局\udfff负责）\n" * 2_000,
    "tabs": "责任单位\t" * 50_000,
    "one number again and again": "1. 建设甲坝。（市水利局负责）\n" * 5_000,
    "one rule again and again": "1. 甲坝。（甲局负责，以下均需各地政府负责，不再列出）\n" * 3_000,
    "bars": "| 责任单位 " * 50_000 + "|\n|" + "---|" * 50_000 + "\n",
}
"""What people who break programs feed them; each is to be read in linear time."""


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_texts_are_read_in_linear_time(what: str) -> None:
    check(Case("a.txt", text=HOSTILE[what]))


@settings(max_examples=60)
@example(b"\x00\x00\x11\xe0")  # two headings without numbers
@given(st.binary(min_size=4, max_size=120))
def test_a_broken_file_breaks_no_law(data: bytes) -> None:
    check(case_of(data))


def nameless_zip() -> bytes:
    """A zip one of whose files has an empty name."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "1. 建设甲站。（市水利局负责）")
    return out.getvalue().replace(b"\x05\x00\x00\x00a.txt", b"\x00\x00\x05\x00a.txt")


@pytest.mark.parametrize("cut", range(1, 120, 7))
def test_a_zip_that_lost_its_beginning(cut: int) -> None:
    check(Case("a.zip", b"PK\x03\x04" + archive()[cut:]))


def test_a_title_that_no_file_could_hold() -> None:
    check(Case("a.txt", text="关于\ud800分工的通知\n1. 建设甲坝。（市水利局负责）"))


@pytest.mark.parametrize("name", ["a.zip", "a.docx", "a.xlsx"])
def test_a_zip_whose_file_has_no_name(name: str) -> None:
    check(Case(name, nameless_zip()))

"""Files that are no notice: one clear line each."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zeren.loaders import ZerenError, read_document
from zeren.loaders.text.decoding import decode
from zeren.loaders.text.source import Source


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\n\t ", "empty"),
        (b"%PDF-1.7 \xe2\xe3", "PDF"),
        (b"PK\x03\x04rest", "zip"),
        (b"\x89PNG\r\n\x1a\n\x00", "picture"),
        (b"abc\x00\x01\x02\x00", "binary"),
        (bytes(range(128, 256)) * 20, "UTF-8"),
        ("Ответственный отдел".encode("koi8-r"), "UTF-8"),
        (b"\xff\xfe\x00", "utf-16"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "notice.txt"
    path.write_bytes(data)
    with pytest.raises(ZerenError) as error:
        read_document(path)
    assert words in str(error.value)
    assert "notice.txt" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(ZerenError, match="no such file"):
        read_document(tmp_path / "none.txt")
    with pytest.raises(ZerenError, match="folder"):
        read_document(tmp_path)


# Radicals are read as the characters that they stand for.
RADICALS = "".join(map(chr, range(0x2E80, 0x2FE0)))


@given(
    st.text(alphabet=st.characters(codec="gb18030", exclude_characters="\x00" + RADICALS), min_size=1).filter(str.strip)
)
def test_utf8_text_comes_back_as_it_was(text: str) -> None:
    assert decode(text.encode("utf-8"), "x").text == text.removeprefix("\ufeff")


@given(st.lists(st.sampled_from(["甲", "x", "\n", "\r\n", "\r"])))
def test_lines_are_counted_as_editors_do(parts: list[str]) -> None:
    text = "".join(parts)
    source = Source("x", text, "", "utf-8")
    for at in range(len(text)):
        before = text[:at]
        ends = before.count("\r\n") + before.replace("\r\n", "").count("\n") + before.replace("\r\n", "").count("\r")
        # Inside of \r\n the line has not ended yet.
        if before.endswith("\r") and text[at] == "\n":
            ends -= 1
        assert source.line_of(at) == ends + 1

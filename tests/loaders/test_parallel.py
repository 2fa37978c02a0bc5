"""Reading with several processes: the same readings in the same order, the same errors, and nothing left behind."""

from __future__ import annotations

import multiprocessing
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

from zeren.loaders import Reading, ZerenError, read, read_document, read_documents
from zeren.loaders.read import each_reading

SHAPES = Path(__file__).parent / "shapes"


@pytest.fixture(autouse=True)
def small_files_are_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "_ENOUGH", 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two dozen small documents of all kinds of shapes, and a zip of some more."""
    found = sorted(path for path in SHAPES.iterdir() if path.suffix in (".txt", ".md", ".html", ".csv"))
    for path in found[::5]:
        shutil.copy(path, tmp_path)
    with ZipFile(tmp_path / "more.zip", "w") as archive:
        for path in found[1::20]:
            archive.write(path, path.name)
    return tmp_path


def until_error(readings: Iterator[Reading]) -> tuple[list[Reading], str]:
    found = []
    try:
        for reading in readings:
            found.append(reading)
    except ZerenError as error:
        return found, str(error)
    return found, ""


def tasks_in(reading: Reading) -> int:
    return len(reading.records)


def test_readings_are_the_same_and_in_the_same_order(folder: Path) -> None:
    alone = list(read_documents([folder]))
    assert len({reading.source for reading in alone}) == len(alone) > 20
    assert list(read_documents([folder], workers=2)) == alone
    assert list(each_reading([folder], tasks_in, workers=2)) == [len(reading.records) for reading in alone]


def test_an_error_comes_after_what_stands_before_it(folder: Path) -> None:
    (folder / "list-b.txt").write_bytes(b"\x00\x01\x02")
    broken = until_error(read_documents([folder]))
    assert broken[0] and "list-b.txt: this is a binary file" in broken[1]
    assert until_error(read_documents([folder], workers=2)) == broken
    missing = [*sorted(folder.glob("*.md")), folder / "missing.txt", folder / "list-b.txt"]
    assert "missing.txt: no such file" in until_error(read_documents(missing))[1]
    assert until_error(read_documents(missing, workers=2)) == until_error(read_documents(missing))


def test_who_wants_no_more_leaves_no_process_behind(folder: Path) -> None:
    before = set(multiprocessing.active_children())
    readings = read_documents([folder], workers=2)
    assert next(readings) == next(read_documents([folder]))
    assert set(multiprocessing.active_children()) - before
    readings.close()  # type: ignore[attr-defined]  # a generator
    until = time.monotonic() + 20
    while set(multiprocessing.active_children()) - before and time.monotonic() < until:
        time.sleep(0.05)
    assert not set(multiprocessing.active_children()) - before


def test_one_file_needs_no_second_process(folder: Path) -> None:
    before = multiprocessing.active_children()
    path = next(folder.glob("*.txt"))
    readings = read_documents([path], workers=2)
    assert next(readings) == read_document(path)
    assert multiprocessing.active_children() == before


def test_no_worker_at_all_is_refused(folder: Path) -> None:
    with pytest.raises(ZerenError, match="give 1 or more"):
        list(read_documents([folder], workers=0))

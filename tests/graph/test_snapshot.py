"""Questions to a folder that somebody else has open: each reader has an engine of its own."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pytest

from graph_samples.on_disk import asked_where_nothing_can_be_written, picture
from graph_samples.records import document, mention, notice, reading, task
from zeren.graph import Graph, build, open_store
from zeren.graph.stores import Store, seal
from zeren.loaders.errors import ZerenError

NAMES = "MATCH (u:Unit)-[:LEADS]->(t:Task) RETURN u.name AS unit, t.number AS task ORDER BY unit, task"


def second() -> Graph:
    return build(reading(task(document("民生实事", "2号"), "1", lead=[mention("市商务局")])))


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the copies go."""
    folder = tmp_path / "room"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with open_store(tmp_path / "图 谱.db", create=True) as store:
        store.load(build(notice()))
    return tmp_path / "图 谱.db"


def units(store: Store) -> set[object]:
    return {row[0] for row in store.read(NAMES).rows}


def test_any_number_ask_what_is_closed_and_leave_it_as_it_was(place: Path, room: Path) -> None:
    before = picture(place)
    with open_store(place, read_only=True) as one, open_store(place, read_only=True) as two:
        assert one.name == two.name == str(place)
        assert units(one) == units(two) == {"市财政局"}
        assert one.digest() == build(notice()).digest()
        assert len(list(room.iterdir())) == 2
        with open_store(place) as writer:  # nobody waits for those who read
            writer.load(second())
        assert units(one) == {"市财政局"}
    assert list(room.iterdir()) == []
    assert picture(place) != before
    before = picture(place)
    with open_store(place, read_only=True) as after:
        assert units(after) == {"市财政局", "市商务局"}
    assert picture(place) == before


def test_who_asks_during_a_change_sees_the_graph_before_it(place: Path, room: Path) -> None:
    with open_store(place) as writer:
        with open_store(place, read_only=True) as reader:  # the files are still as they were closed
            assert units(reader) == {"市财政局"}
        writer.load(second())
        before = picture(place)
        with open_store(place, read_only=True) as reader:  # they are not
            assert units(reader) == {"市财政局", "市商务局"}
            assert reader.digest() == writer.digest()
        assert picture(place) == before
    assert list(room.iterdir()) == []


def test_who_only_reads_changes_nothing(place: Path, room: Path) -> None:
    with open_store(place, read_only=True) as reader:
        for change in (
            lambda: reader.load(second()),
            lambda: reader.remove(["doc:甲政〔2024〕1号"]),
            lambda: reader.execute("MATCH (u:Unit) SET u.city = 'x'"),
            lambda: reader.write_clusters([], []),
        ):
            with pytest.raises(ZerenError, match="was opened to read"):
                change()
    with pytest.raises(ZerenError, match="no database at"):
        open_store(place.with_name("none.db"), read_only=True)
    assert list(room.iterdir()) == []


def test_a_large_graph_is_read_where_it_is(place: Path, room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "WHOLE", 10)
    with open_store(place, read_only=True) as reader:
        assert units(reader) == {"市财政局"}
        assert list(room.iterdir()) == []
        with open_store(place, read_only=True) as another:  # then it is copied
            assert units(another) == {"市财政局"}


def test_what_is_damaged_is_mended_by_who_reads_it(place: Path, room: Path, caplog: pytest.LogCaptureFixture) -> None:
    bucket = next((place / "graph").glob("Task_0.*.bucket"))
    bucket.write_bytes(bucket.read_bytes()[:-100])
    with open_store(place, read_only=True) as reader:
        assert reader.digest() == build(notice()).digest()
    assert "made again from the facts" in caplog.text
    assert list(room.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="modes are Unix's")
def test_a_graph_that_may_only_be_read_answers(place: Path) -> None:
    script = (
        "import sys\nfrom zeren.graph import open_store\n"
        f"with open_store(sys.argv[1], read_only=True) as store:\n    print(len(store.read({NAMES!r}).rows))\n"
    )
    before = picture(place)
    done = asked_where_nothing_can_be_written(place, script)
    assert (done.stdout, done.stderr) == ("1\n", "")
    assert picture(place) == before

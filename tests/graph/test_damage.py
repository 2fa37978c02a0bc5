"""A damaged folder is mended from what is whole, or told on opening: the engine itself would answer with what is left.

A folder holds everything twice, as facts and in the engine's files; each is made again from the other, and it is said.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from graph_samples.records import document, mention, reading, task
from zeren.graph import Graph, build, open_store, read_graph
from zeren.graph.stores import arcade, facts, seal
from zeren.graph.stores.base import DamagedError
from zeren.graph.stores.integrity import Report, check


def graph(version: int = 1) -> Graph:
    doc = document()
    return build(
        reading(
            *(
                task(
                    doc,
                    str(n),
                    text=f"办好第{n}件事" * 40,
                    lead=[mention("市财政局")],
                    support=[mention(f"市{n * version}局")],
                )
                for n in range(1, 81)
            )
        )
    )


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph that was closed in good order; beside it, as ``older``, the engine's files before its last load."""
    path = tmp_path_factory.mktemp("whole") / "zeren.db"
    with open_store(path, create=True) as store:
        store.load(graph(2))
    shutil.copytree(path / "graph", path.with_name("older"))
    with open_store(path) as store:
        store.load(graph())
    return path


@pytest.fixture
def sealed(whole: Path, tmp_path: Path) -> Path:
    """A copy of it to be damaged."""
    return Path(shutil.copytree(whole, tmp_path / "zeren.db"))


@pytest.fixture
def unsealed(sealed: Path) -> Path:
    """The same as a program leaves it that was killed after a load: only the engine knows what it holds."""
    marker = json.loads((sealed / "zeren.json").read_text("utf-8"))
    (sealed / "zeren.json").write_text(json.dumps({**marker, "files": None}), "utf-8")
    open_store(sealed).close()  # sealed again
    assert json.loads((sealed / "zeren.json").read_text("utf-8"))["files"]
    (sealed / "zeren.json").write_text(json.dumps({**marker, "files": None}), "utf-8")
    return sealed


def holding(folder: Path, text: str) -> Path:
    """The file that holds this text."""
    engine = folder / str(json.loads((folder / "zeren.json").read_text("utf-8"))["graph"])
    return next(p for p in sorted(engine.glob("*.bucket")) if text.encode() in p.read_bytes())


def overwrite(path: Path, at: int, count: int) -> None:
    data = bytearray(path.read_bytes())
    data[at : at + count] = bytes(count)
    path.write_bytes(data)


def middle_of_the_tasks(folder: Path) -> None:
    path = holding(folder, "办好第40件事")
    overwrite(path, path.read_bytes().index("办好第40件事".encode()), 4096)


def one_word(folder: Path) -> None:
    path = holding(folder, "办好第7件事")
    path.write_bytes(path.read_bytes().replace("办好第7件事".encode(), "办好第8件事".encode(), 1))


def half_of_the_tasks(folder: Path) -> None:
    path = holding(folder, "办好第40件事")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def two_swapped(folder: Path) -> None:
    one, two = (next((folder / "graph").glob(f"{name}_0.*.bucket")) for name in ("LEADS", "SUPPORTS"))
    first, second = one.read_bytes(), two.read_bytes()
    one.write_bytes(second)
    two.write_bytes(first)


def files(pattern: str, change: Callable[[Path], object]) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        found = list((folder / "graph").glob(pattern))
        assert found
        for path in found:
            change(path)

    damage.__name__ = f"{pattern} {change.__name__}"
    return damage


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def halved(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def zeroed(path: Path) -> None:
    overwrite(path, 0, path.stat().st_size)


ANY_TIME = (
    middle_of_the_tasks,
    one_word,
    half_of_the_tasks,
    two_swapped,
    files("Task_0_in_edges*", halved),
    files("Unit_0_out_edges*", halved),
    files("LEADS_0.*", emptied),
    files("Unit_0.*", Path.unlink),
    files("Unit_0_*.umtidx", zeroed),
    files("schema*.json", halved),
    files("schema*.json", Path.unlink),
    files("dictionary*", halved),
    files("dictionary*", Path.unlink),
    files("configuration.json", halved),
)
AFTER_CLOSING = (
    *ANY_TIME,
    files("ZerenManifest_0.*", emptied),
    files("statistics.json", lambda path: path.write_text("{}")),
    files("configuration.json", Path.unlink),
    files("LEADS_0.*", lambda path: shutil.copy(path, path.with_name("LEADS_0.99.65536.v0.bucket"))),
)


def no_facts(folder: Path) -> None:
    """The facts are damaged, too: half of the largest file is gone."""
    halved(max((folder / "facts").iterdir(), key=lambda path: path.stat().st_size))


def assert_mended(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    with open_store(folder) as store:
        assert store.digest() == graph().digest()
        assert store.read("MATCH (:Unit)-[r:LEADS]->(:Task) RETURN count(r) AS n").rows == ((80,),)
    (said,) = caplog.messages
    assert said.startswith(f"{folder}: the engine's files were made again from the facts, which are whole (")
    assert "\n" not in said
    assert check(folder).damaged == ()
    assert len(caplog.messages) == 1
    assert sum(path.is_dir() for path in folder.iterdir()) == 2  # the facts, and one folder of the engine


def assert_told(folder: Path) -> Report:
    with pytest.raises(
        DamagedError,
        match=r"^the database at .* is damaged \(.*\): delete it and load the documents again \(zeren check --db .* "
        r"lists them\)$",
    ) as error:
        open_store(folder)
    assert "\n" not in str(error.value)
    report = check(folder)
    assert report.damaged
    ((name, state),) = ((row["type"], str(row["state"])) for row in report.table if row["kind"] == "document")
    assert name == "notice.txt"
    assert state.startswith("load it again: 甲市重点工作, SHA-256 ")
    return report


@pytest.mark.parametrize("damage", AFTER_CLOSING, ids=lambda d: d.__name__)
def test_a_damaged_engine_is_made_again_and_it_is_said(
    sealed: Path, damage: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    damage(sealed)
    assert_mended(sealed, caplog)


@pytest.mark.parametrize("damage", ANY_TIME, ids=lambda d: d.__name__)
def test_damage_after_a_killed_program_is_mended_too(
    unsealed: Path, damage: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    damage(unsealed)
    assert_mended(unsealed, caplog)


@pytest.mark.parametrize("pattern", ["Unit_0.*.bucket", "SUPPORTS_0.*", "*"])
def test_older_copies_of_files_are_mended(
    sealed: Path, whole: Path, pattern: str, caplog: pytest.LogCaptureFixture
) -> None:
    for path in whole.with_name("older").glob(pattern):
        shutil.copy2(path, sealed / "graph" / path.name)
    assert_mended(sealed, caplog)


def test_an_engine_s_folder_that_is_gone_is_mended(sealed: Path, caplog: pytest.LogCaptureFixture) -> None:
    shutil.rmtree(sealed / "graph")
    assert_mended(sealed, caplog)


@pytest.mark.parametrize("damage", [one_word, files("schema*.json", Path.unlink)], ids=lambda d: d.__name__)
@pytest.mark.parametrize("state", ["sealed", "unsealed"])
def test_damage_of_facts_and_engine_is_told_and_named_by_a_check(
    request: pytest.FixtureRequest, state: str, damage: Callable[[Path], None]
) -> None:
    folder: Path = request.getfixturevalue(state)
    damage(folder)
    no_facts(folder)
    report = assert_told(folder)
    assert all(row["kind"] in ("file", "document") for row in report.table)
    assert any(str(row["type"]).startswith("facts/") for row in report.table)
    with pytest.raises(DamagedError):
        read_graph(folder)


def one_byte(folder: Path) -> None:
    path = max((folder / "facts").iterdir(), key=lambda path: path.stat().st_size)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def one_missing(folder: Path) -> None:
    next((folder / "facts").iterdir()).unlink()


def all_missing(folder: Path) -> None:
    shutil.rmtree(folder / "facts")


@pytest.mark.parametrize("damage", [no_facts, one_byte, one_missing, all_missing])
def test_damaged_facts_are_made_again_from_the_engine(
    sealed: Path, damage: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    damage(sealed)
    assert read_graph(sealed).digest() == graph().digest()
    (said,) = caplog.messages
    assert said.startswith(f"{sealed}: files of facts were made again from the engine, which is whole (facts/")
    found = facts.whole(sealed)
    assert found is not None
    assert found.digest() == graph().digest()
    assert check(sealed).damaged == ()


def test_facts_that_are_not_what_was_written_are_told_by_a_check(sealed: Path) -> None:
    # As if a program had written other facts and sealed them: only their digest tells.
    with open_store(sealed.with_name("other.db"), create=True) as store:
        store.load(graph(2))
    marker, other = (
        json.loads((path / "zeren.json").read_text("utf-8")) for path in (sealed, sealed.with_name("other.db"))
    )
    shutil.copytree(sealed.with_name("other.db") / "facts", sealed / "facts", dirs_exist_ok=True)
    (sealed / "zeren.json").write_text(json.dumps({**marker, "facts": other["facts"]}), "utf-8")
    assert any("not what was written" in problem for problem in check(sealed).damaged)


def test_a_whole_graph_has_nothing_to_tell(sealed: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    report = check(sealed, lambda what, done, total: seen.append((what, done, total)))
    assert report.damaged == ()
    assert report.graph is not None
    assert report.graph.digest() == graph().digest()
    rows = {row["type"]: (row["kind"], row["count"], row["state"]) for row in report.table}
    assert rows["LEADS"] == ("edge", 80, "ok")
    assert set(rows) == set(graph().counts())
    total = sum(graph().counts().values())
    assert seen[-1] == ("reading", total, total)


def test_of_a_large_graph_only_changed_files_are_read_and_a_check_reads_all(
    sealed: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(seal, "WHOLE", 10)
    one_word(sealed)
    open_store(sealed).close()
    (said,) = caplog.messages
    assert "holds other bytes than were written" in said
    before = holding(sealed, "办好第7件事").stat()
    one_word(sealed)
    path = holding(sealed, "办好第7件事")  # the other seventh task of its repetitions
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    open_store(sealed).close()  # as if the disk had lost the bits: no program changed the file
    assert "holds other bytes than were written" in str(check(sealed).damaged)


def test_lost_records_of_a_large_graph_are_told_after_a_killed_program(
    unsealed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arcade, "_READ_WHOLE", 10)
    half_of_the_tasks(unsealed)
    no_facts(unsealed)
    with pytest.raises(DamagedError, match=r"\d+ Task of 80 can be read"):
        open_store(unsealed)


def test_a_program_killed_while_it_only_read_leaves_a_sealed_graph(sealed: Path) -> None:
    (sealed / "graph" / "database.lck").write_text("", "utf-8")
    (sealed / "graph" / "statistics.json").write_text("{}", "utf-8")
    with open_store(sealed) as store:
        assert store.digest() == graph().digest()
        assert store.read("MATCH (t:Task) RETURN count(t) AS n").rows == ((80,),)
    assert check(sealed).damaged == ()


def test_what_the_message_says_helps(sealed: Path) -> None:
    half_of_the_tasks(sealed)
    no_facts(sealed)
    with pytest.raises(DamagedError, match="delete it and load"):
        open_store(sealed)
    shutil.rmtree(sealed)
    with open_store(sealed, create=True) as store:
        store.load(graph())
        assert store.digest() == graph().digest()


def test_a_copied_folder_is_read_whole_once(sealed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "WHOLE", 10)
    for path in (sealed / "graph").iterdir():
        os.utime(path, ns=(1, 1))  # as a copy that does not keep times
    read: list[str] = []
    digest = seal._digest

    def noted(path: Path) -> str:
        read.append(path.name)
        return digest(path)

    monkeypatch.setattr(seal, "_digest", noted)
    open_store(sealed).close()
    assert "schema.json" in read
    read.clear()
    open_store(sealed).close()
    assert set(read) <= {"statistics.json", "last-tx-id.bin"}

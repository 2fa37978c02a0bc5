"""A damaged folder is told on opening: the engine itself would answer with what is left."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph_samples.records import document, mention, reading, task
from zeren.graph import Graph, build, open_store
from zeren.graph.stores import arcade
from zeren.loaders.errors import ZerenError


def graph() -> Graph:
    doc = document()
    return build(
        reading(
            *(
                task(doc, str(n), text=f"办好第{n}件事" * 40, lead=[mention("市财政局")], support=[mention(f"市{n}局")])
                for n in range(1, 81)
            )
        )
    )


@pytest.fixture
def loaded(tmp_path: Path) -> Path:
    path = tmp_path / "zeren.db"
    with open_store(path, create=True) as store:
        store.load(graph())
    return path


def holding(folder: Path, text: str) -> Path:
    """The file that holds this text."""
    return next(p for p in sorted((folder / "graph").glob("*.bucket")) if text.encode() in p.read_bytes())


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


def files(pattern: str, change: Callable[[Path], None]) -> Callable[[Path], None]:
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


DAMAGES = (
    middle_of_the_tasks,
    one_word,
    half_of_the_tasks,
    files("Task_0_in_edges*", halved),
    files("Unit_0_out_edges*", halved),
    files("LEADS_0.*", emptied),
    files("Unit_0.*", Path.unlink),
    files("schema*.json", halved),
    files("schema*.json", Path.unlink),
    files("dictionary*", halved),
    files("dictionary*", Path.unlink),
    files("configuration.json", halved),
    files("ZerenManifest_0.*", emptied),
)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda d: d.__name__)
def test_damage_is_told_on_opening(loaded: Path, damage: Callable[[Path], None]) -> None:
    damage(loaded)
    with pytest.raises(
        ZerenError, match=r"^the database at .* is damaged \(.*\): delete it and load the documents again$"
    ) as error:
        open_store(loaded)
    assert "\n" not in str(error.value)


def test_lost_records_are_told_in_a_large_graph_too(loaded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arcade, "_READ_WHOLE", 10)
    open_store(loaded).close()
    half_of_the_tasks(loaded)
    with pytest.raises(ZerenError, match="is damaged"):
        open_store(loaded)


def test_what_the_message_says_helps(loaded: Path) -> None:
    import shutil

    half_of_the_tasks(loaded)
    with pytest.raises(ZerenError, match="delete it and load"):
        open_store(loaded)
    shutil.rmtree(loaded)
    with open_store(loaded, create=True) as store:
        store.load(graph())
        assert store.digest() == graph().digest()

"""What a query may not do: read files, write, look at the server; on both engines, and on both Cyphers of Neo4j."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph_samples.records import notice
from neo4j_server.database import connect, wipe
from query_oracles.attacks import FILES, HARMLESS, PLACES, SERVER, WRITES, WRITING_PLACES, hidden
from zeren.graph import build, open_store
from zeren.graph.stores import Store
from zeren.graph.stores.guard import LOAD_CSV
from zeren.loaders.errors import ZerenError

SECONDS = 20.0
"""Within which each must be refused, however busy the machine: a query has no time limit of its own here."""
SECRET = "zeren-secret-line"


@pytest.fixture(scope="module", params=["arcadedb", "neo4j", "newer neo4j"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    place = str(tmp_path_factory.mktemp("attacked") / "zeren.db")
    if request.param != "arcadedb":
        fixture = "neo4j_uri" if request.param == "neo4j" else "newer_neo4j"
        place = request.getfixturevalue(fixture)
        wipe(place)
    with open_store(place, create=True) as opened:
        opened.load(build(notice()))
        yield opened


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a file that no answer may hold."""
    file = tmp_path_factory.mktemp("secret") / "secret.csv"
    file.write_text(f"{SECRET},1\n", encoding="utf-8")
    return file.as_uri()


def settings(store: Store) -> object:
    """What is in the server beside the graph: users, indexes, constraints, labels that were ever made."""
    if store.engine == "arcadedb":
        return None
    with connect(store.name) as driver, driver.session() as session:
        return [
            sorted(map(repr, session.run(f"SHOW {what}").value(column)))
            for what, column in (("USERS", "user"), ("INDEXES", "name"), ("CONSTRAINTS", "name"))
        ]


def test_the_table_is_long_enough() -> None:
    assert len({*FILES, *WRITES, *SERVER}) == len(FILES) + len(WRITES) + len(SERVER) >= 150


@pytest.mark.parametrize("ways", [Store.read, Store.explain, "stream"], ids=["read", "explain", "stream"])
def test_none_is_run(store: Store, secret: str, ways: Callable[..., object] | str) -> None:
    """Each on its own is told by the assertion; together they share one graph, which is compared after each kind."""
    before, around = store.digest(), settings(store)
    size = store.read("MATCH (n) RETURN count(n) AS n").rows

    def ask(text: str) -> object:
        given = {"file": secret} if "$file" in text else {}
        if ways == "stream":
            with store.stream(text, given) as stream:
                return stream.table()
        return (store.read if ways is Store.read else store.explain)(text, given)

    for text in (*FILES, *WRITES, *SERVER):
        begun = time.monotonic()
        with pytest.raises(ZerenError) as caught:
            pytest.fail(f"{text!r} was answered: {ask(text.replace('FILE', secret))}")
        assert "\n" not in str(caught.value), text
        assert SECRET not in str(caught.value), text
        assert time.monotonic() - begun < SECONDS, text
        assert store.read("MATCH (n) RETURN count(n) AS n").rows == size, text
    assert store.digest() == before
    assert settings(store) == around


def test_who_may_write_may_write_to_the_graph_only(store: Store, secret: str) -> None:
    before, around = store.digest(), settings(store)
    for text in (*FILES, *SERVER):
        with pytest.raises(ZerenError) as caught:
            store.execute(text.replace("FILE", secret), {"file": secret} if "$file" in text else {})
        assert SECRET not in str(caught.value), text
    assert store.digest() == before
    assert settings(store) == around


def test_no_place_hides_a_file_or_a_procedure(store: Store, secret: str) -> None:
    """Told before it is run: no place may be found by what an engine says when it does run it."""
    before, around = store.digest(), settings(store)
    # Spelled so that only who reads Cypher as the engine does sees these words.
    file = f"/* '*/ L\\u004fAD // \"\n CSV /* */ FROM '{secret}' AS l RETURN l[0]"
    procedure = "CALL /* */ db. labels() YIELD label RETURN label"
    for places, ask in ((PLACES, store.explain), (WRITING_PLACES, store.execute)):
        for place in places:
            begun = time.monotonic()
            with pytest.raises(ZerenError) as caught:
                pytest.fail(f"{place!r} was answered: {ask(hidden(place, file))}")
            # A place that one engine does not know is a mistake to it.
            assert str(caught.value) == LOAD_CSV or "query cannot be run" in str(caught.value), place
            if store.engine == "neo4j":
                assert str(caught.value) == LOAD_CSV, place
            with pytest.raises(ZerenError):
                pytest.fail(f"{place!r} was answered: {ask(hidden(place, procedure))}")
            assert time.monotonic() - begun < SECONDS, place
    assert store.digest() == before
    assert settings(store) == around


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_so_is_answered(store: Store, text: str) -> None:
    assert store.read(text).columns


@pytest.mark.parametrize("setting", ["allowFileUrls", "allowRemoteUrls"])
def test_the_engine_itself_reads_no_file(setting: str, tmp_path: Path, secret: str) -> None:
    """Were a query ever taken for another, the engine refuses all the same."""
    from arcadedb_embedded import ArcadeDBError

    address = secret if setting == "allowFileUrls" else "http://127.0.0.1:9/x"
    with open_store(tmp_path / "zeren.db", create=True) as store, pytest.raises(ArcadeDBError, match="are disabled"):
        store._db.query("opencypher", f"LOAD CSV FROM '{address}' AS l RETURN l").to_list()  # type: ignore[attr-defined]  # round the guard

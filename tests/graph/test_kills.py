"""A load that is killed at any moment leaves the old graph or the new one, never a third.

    ZEREN_KILLS=100 pytest tests/graph/test_kills.py --timeout 7200

kills so many loads on the embedded engine (as many ways as it loads) and a fifth of that on Neo4j; without it, a few.
"""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from graph_samples.records import document, mention, reading, task
from neo4j_server.database import connect
from neo4j_server.server import Neo4jServer
from zeren.graph import Graph, build, open_store, read_graph
from zeren.loaders.errors import ZerenError

KILLS = int(os.environ.get("ZEREN_KILLS", "9"))
EMBEDDED = -(-KILLS // 3)  # by a transaction, by filling a new database, and by filling the first
NEO4J = -(-KILLS // 5)
# Says when it starts and ends to load, so that the kills can be spread over that time.
SCRIPT = """
import sys
sys.path[:0] = [{tests!r}, {here!r}]
from test_kills import version
from zeren.graph import open_store
from zeren.graph.stores import arcade
graph = version(int(sys.argv[2]))
if sys.argv[3] == "filling":
    arcade._better_filled = lambda held, todo: True
if sys.argv[3] != "unopened":
    with open_store(sys.argv[1], create=True) as store:
        print("start", flush=True)
        store.load(graph)
        print("end", flush=True)
else:
    print("start", flush=True)
    with open_store(sys.argv[1], create=True) as store:
        store.load(graph)
        print("end", flush=True)
"""

pytestmark = pytest.mark.skipif(os.name != "posix", reason="only POSIX systems have SIGKILL")


def version(number: int) -> Graph:
    """One notice in several versions: all tasks change, some units go, some come."""
    doc = document()
    return build(
        reading(
            *(
                task(
                    doc,
                    str(n),
                    text=f"第{number}版第{n}件事" * 10,
                    lead=[mention(f"市{number}{n % 30}局", start=n)],
                    support=[mention(f"市{(n * 7 + m * number) % 90}局", start=n + m) for m in range(12)],
                )
                for n in range(1, 101)
            )
        )
    )


def child(place: str, number: int, phase: str) -> subprocess.Popen[bytes]:
    here = Path(__file__).parent
    script = SCRIPT.format(tests=str(here.parent), here=str(here))
    return subprocess.Popen(
        [sys.executable, "-c", script, place, str(number), phase], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def wait_for(process: subprocess.Popen[bytes], word: str) -> None:
    assert process.stdout is not None
    line = process.stdout.readline()
    if line != f"{word}\n".encode():
        _, errors = process.communicate()
        pytest.fail(f"the child said {line!r}: {errors.decode()}")


def duration(place: str, number: int, phase: str) -> float:
    """How long a load takes when nobody kills it, in seconds."""
    with child(place, number, phase) as process:
        wait_for(process, "start")
        started = time.monotonic()
        wait_for(process, "end")
        took = time.monotonic() - started
        _, errors = process.communicate()
    assert (process.returncode, errors) == (0, b"")
    return took


def kill_after(process: subprocess.Popen[bytes], seconds: float) -> None:
    with process:
        wait_for(process, "start")
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.communicate()


def digest(place: str) -> str:
    """What the store holds when everything that was under way has come to its end: just what was noted."""
    if "://" in place:
        settle(place)
    else:
        first = read_graph(place)  # what commands see that ask no engine is what the engine has then
    with open_store(place) as store:
        examined = store.examine()
        assert "://" in place or first.digest() == examined.graph.digest()
    assert examined.problems == {}
    assert examined.written is not None or not examined.graph.nodes
    return examined.graph.digest()


def settle(uri: str) -> None:
    """Wait until the server has noticed that its client is dead: it may be in the middle of the commit."""
    others = "SHOW TRANSACTIONS YIELD currentQuery AS q WHERE NOT q STARTS WITH 'SHOW' RETURN count(*) AS n"
    deadline = time.monotonic() + 60
    with connect(uri) as server:
        while server.execute_query(others).records[0]["n"]:
            assert time.monotonic() < deadline, "the server never ended the dead client's transaction"
            time.sleep(0.05)


def moments(took: float, number: int) -> list[float]:
    """Moments spread over a load and what follows it: even steps, each moved a little so that runs differ."""
    chance = random.Random()
    return [1.3 * took * (step + chance.random()) / number for step in range(number)]


@pytest.mark.parametrize(
    ("place", "phase"), [("arcadedb", "opened"), ("arcadedb", "filling"), ("neo4j", "opened")], indirect=["place"]
)
def test_a_killed_load_leaves_the_old_graph_or_the_new_one(
    place: str, phase: str, record_property: Callable[[str, object], None]
) -> None:
    with open_store(place, create=True) as store:
        store.load(version(1))
    took = duration(place, 2, phase)
    number_of_kills = NEO4J if "://" in place else EMBEDDED
    known = {n: version(n).digest() for n in range(1, number_of_kills + 4)}
    held = 2
    new = 0
    for number, moment in enumerate(moments(took, number_of_kills), start=3):
        kill_after(child(place, number, phase), moment)
        found = digest(place)
        assert found in (known[held], known[number]), f"killed {moment:.3f} s after the start"
        new += found == known[number]
        held = held if found == known[held] else number
    with child(place, number + 1, phase) as process:
        wait_for(process, "start")
        wait_for(process, "end")
        process.send_signal(signal.SIGKILL)
    assert digest(place) == known[number + 1], "what was done is gone"
    engine = "Neo4j" if "://" in place else f"embedded, {phase}"
    record_property(f"kills ({engine})", f"{number_of_kills} in {took:.2f} s of load, {new} found the new graph")
    with open_store(place) as store:
        store.load(version(1))
        assert store.digest() == known[1]
        assert store.counts() == version(1).counts()


def test_a_killed_first_load_leaves_no_graph_an_empty_one_or_the_new_one(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    took = duration(str(tmp_path / "whole.db"), 1, "unopened")
    record_property("kills (embedded, first load)", f"{EMBEDDED} in {took:.2f} s of opening and load")
    for number, moment in enumerate(moments(took, EMBEDDED)):
        place = str(tmp_path / f"{number}.db")
        kill_after(child(place, 1, "unopened"), moment)
        try:
            found = digest(place)
        except ZerenError as error:
            assert str(error).startswith("no database at")
        else:
            assert found in (Graph().digest(), version(1).digest())
        with open_store(place, create=True) as store:
            store.load(version(1))
            assert store.digest() == version(1).digest()
        names = sorted(re.sub(r"-\d+$", "", path.name) for path in Path(place).iterdir())
        assert names == ["facts", "graph", "zeren.json", "zeren.lock"]  # and one folder of the engine alone


def test_a_server_killed_during_a_load_keeps_the_old_graph_or_the_new_one(
    neo4j: str, neo4j_server: Neo4jServer | None
) -> None:
    if neo4j_server is None:
        pytest.skip("NEO4J_URI names a server that is not ours to kill")
    with open_store(neo4j, create=True) as store:
        store.load(version(1))
    took = duration(neo4j, 2, "opened")
    held = 2
    for number, share in enumerate(moments(1.0, 1 + KILLS // 20), start=3):
        with child(neo4j, number, "opened") as process:
            wait_for(process, "start")
            time.sleep(took * share)
            neo4j_server.kill()
            process.communicate()
        neo4j_server.start()
        found = digest(neo4j)
        assert found in (version(held).digest(), version(number).digest())
        held = held if found == version(held).digest() else number


def test_a_server_that_restarts_during_a_load_does_no_harm(
    neo4j: str, neo4j_server: Neo4jServer | None, record_property: Callable[[str, object], None]
) -> None:
    if neo4j_server is None:
        pytest.skip("NEO4J_URI names a server that is not ours to restart")
    halfway = Event()

    def progress(what: str, done: int, total: int) -> None:
        if 2 * done > total and not halfway.is_set():
            halfway.set()
            time.sleep(0.5)

    with open_store(neo4j, create=True) as store, ThreadPoolExecutor(1) as pool:
        store.load(version(1))
        load = pool.submit(store.load, version(2), progress)
        assert halfway.wait(60)
        neo4j_server.restart()
        try:
            assert load.result().counts == version(2).counts()
            assert store.digest() == version(2).digest()
            record_property("a server that restarted during a load", "the load was tried again, and went through")
        except ZerenError as error:  # it took longer than the load is tried again
            assert str(error).startswith(f"cannot reach {neo4j}")
            assert digest(neo4j) in (version(1).digest(), version(2).digest())
            record_property("a server that restarted during a load", "it took too long, and the graph is whole")

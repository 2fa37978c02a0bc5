"""A load that is killed at any moment leaves the old graph or the new one, never a third."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph_samples.records import document, mention, reading, task
from neo4j_server.database import connect
from neo4j_server.server import Neo4jServer
from zeren.graph import Graph, build, open_store
from zeren.loaders.errors import ZerenError

MOMENTS = 5
# Says when it starts and ends to load, so that the kills can be spread over that time.
SCRIPT = """
import sys
sys.path[:0] = [{tests!r}, {here!r}]
from test_kills import version
from zeren.graph import open_store
graph = version(int(sys.argv[2]))
if sys.argv[3] == "opened":
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
    """What the store holds when everything that was under way has come to its end."""
    if "://" in place:
        settle(place)
    with open_store(place) as store:
        return store.digest()


def settle(uri: str) -> None:
    """Wait until the server has noticed that its client is dead: it may be in the middle of the commit."""
    others = "SHOW TRANSACTIONS YIELD currentQuery AS q WHERE NOT q STARTS WITH 'SHOW' RETURN count(*) AS n"
    deadline = time.monotonic() + 60
    with connect(uri) as server:
        while server.execute_query(others).records[0]["n"]:
            assert time.monotonic() < deadline, "the server never ended the dead client's transaction"
            time.sleep(0.05)


def moments(took: float) -> list[float]:
    """Moments spread over a load: even steps, each moved a little so that runs differ."""
    chance = random.Random()
    return [took * (step + chance.random()) / MOMENTS for step in range(MOMENTS)]


def test_a_killed_load_leaves_the_old_graph_or_the_new_one(place: str) -> None:
    with open_store(place, create=True) as store:
        store.load(version(1))
    took = duration(place, 2, "opened")
    known = {n: version(n).digest() for n in range(1, MOMENTS + 4)}
    held = 2
    for number, moment in enumerate(moments(took), start=3):
        kill_after(child(place, number, "opened"), moment)
        found = digest(place)
        assert found in (known[held], known[number]), f"killed {moment:.3f} s after the start"
        held = held if found == known[held] else number
    with open_store(place) as store:
        store.load(version(1))
        assert store.digest() == known[1]
        assert store.counts() == version(1).counts()


def test_a_killed_first_load_leaves_no_graph_an_empty_one_or_the_new_one(tmp_path: Path) -> None:
    took = duration(str(tmp_path / "whole.db"), 1, "unopened")
    for number, moment in enumerate(moments(took)):
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
        assert sorted(p.name for p in Path(place).iterdir()) == ["graph", "zeren.json"]


def test_a_server_killed_during_a_load_keeps_the_old_graph_or_the_new_one(
    neo4j: str, neo4j_server: Neo4jServer | None
) -> None:
    if neo4j_server is None:
        pytest.skip("NEO4J_URI names a server that is not ours to kill")
    with open_store(neo4j, create=True) as store:
        store.load(version(1))
    took = duration(neo4j, 2, "opened")
    held = 2
    for number, share in ((3, 0.4), (4, 0.9)):
        with child(neo4j, number, "opened") as process:
            wait_for(process, "start")
            time.sleep(took * share)
            neo4j_server.kill()
            process.communicate()
        neo4j_server.start()
        found = digest(neo4j)
        assert found in (version(held).digest(), version(number).digest())
        held = held if found == version(held).digest() else number

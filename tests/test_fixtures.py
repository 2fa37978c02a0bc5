"""The shared fixtures do what they promise; the engine tests stand on them."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import neo4j as driver
import pytest

from neo4j_server import server
from neo4j_server.database import connect
from neo4j_server.server import Neo4jServer


def test_neo4j_is_a_clean_real_server(neo4j: str) -> None:
    with connect(neo4j) as connected:
        assert (connected.get_server_info().agent or "").startswith("Neo4j/5.26")
        assert connected.execute_query("MATCH (n) RETURN count(n) AS n").records[0]["n"] == 0
        connected.execute_query("CREATE CONSTRAINT one FOR (t:Task) REQUIRE t.id IS UNIQUE")
        connected.execute_query("CREATE INDEX two FOR (t:Task) ON (t.number)")
        connected.execute_query("CREATE (:Task {id: 'x'})-[:STATED_IN]->(:Document)")


def test_each_test_gets_a_clean_database(neo4j: str) -> None:
    # The test above left a constraint, an index and nodes behind.
    with connect(neo4j) as connected:
        assert connected.execute_query("MATCH (n) RETURN count(n) AS n").records[0]["n"] == 0
        assert not connected.execute_query("SHOW CONSTRAINTS YIELD name").records
        kinds = {record["type"] for record in connected.execute_query("SHOW INDEXES YIELD type").records}
        assert kinds <= {"LOOKUP"}


def test_a_wrong_password_is_refused(neo4j_uri: str) -> None:
    with (
        driver.GraphDatabase.driver(neo4j_uri, auth=("neo4j", "wrong")) as connected,
        pytest.raises(driver.exceptions.AuthError),
    ):
        connected.verify_connectivity()


def test_the_server_keeps_its_data_over_a_restart_and_a_kill(neo4j: str, neo4j_server: Neo4jServer | None) -> None:
    if neo4j_server is None:
        pytest.skip("NEO4J_URI names a server that is not ours to restart")
    with connect(neo4j) as connected:
        connected.execute_query("CREATE (:Task {id: 'kept'})")
    neo4j_server.restart()
    assert neo4j_server.uri == neo4j
    with connect(neo4j) as connected:
        connected.execute_query("CREATE (:Task {id: 'kept too'})")
    neo4j_server.kill()
    neo4j_server.start()
    with connect(neo4j) as connected:
        rows = connected.execute_query("MATCH (t:Task) RETURN t.id AS id ORDER BY id").records
    assert [row["id"] for row in rows] == ["kept", "kept too"]


@pytest.fixture
def by_hand(neo4j_uri: str) -> Iterator[subprocess.Popen[str]]:
    """A server as a person starts it; ``neo4j_uri`` has made sure that one can be started at all."""
    command = [sys.executable, "-u", "-m", server.__name__, "--heap", "384m"]
    tests = Path(server.__file__).parents[1]
    with subprocess.Popen(command, cwd=tests, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        yield process
        process.kill()


def told(process: subprocess.Popen[str]) -> tuple[str, int, Path]:
    """All that the program says until it waits, the port of its server, and the file with the password."""
    assert process.stdout is not None
    said = ""
    while "Ctrl-C" not in said:
        line = process.stdout.readline()
        assert line, f"it ended, saying only: {said}"
        said += line
    port = re.search(r"bolt://127\.0\.0\.1:(\d+)", said)
    file = re.search(r"password is in (\S+),", said)
    assert port is not None and file is not None, said
    return said, int(port[1]), Path(file[1])


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.skipif(os.name != "posix", reason="signals and file modes are POSIX's")
@pytest.mark.parametrize("how", [signal.SIGTERM, getattr(signal, "SIGKILL", signal.SIGTERM)])
def test_a_server_started_by_hand_ends_with_its_program(by_hand: subprocess.Popen[str], how: signal.Signals) -> None:
    said, port, file = told(by_hand)
    password = file.read_text(encoding="ascii")
    assert len(password) >= 20 and password not in said
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with driver.GraphDatabase.driver(f"bolt://127.0.0.1:{port}", auth=("neo4j", password)) as connected:
        connected.verify_connectivity()
    by_hand.send_signal(how)
    by_hand.wait(60)
    deadline = time.monotonic() + 30
    while answers(port) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not answers(port)
    # A killed program cannot clean up after itself.
    assert file.exists() == (how != signal.SIGTERM)
    shutil.rmtree(file.parent, ignore_errors=True)


def test_the_browser_runs(chromium: Path) -> None:
    said = subprocess.run([chromium, "--version"], capture_output=True, text=True, check=True)
    assert "Chrom" in said.stdout or "Edge" in said.stdout

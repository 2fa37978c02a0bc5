"""The shared fixtures do what they promise; the engine tests stand on them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import neo4j as driver
import pytest

from neo4j_server.database import connect
from neo4j_server.server import Neo4jServer


def test_neo4j_is_a_clean_real_server(neo4j: str) -> None:
    with connect(neo4j) as server:
        assert (server.get_server_info().agent or "").startswith("Neo4j/5.26")
        assert server.execute_query("MATCH (n) RETURN count(n) AS n").records[0]["n"] == 0
        server.execute_query("CREATE CONSTRAINT one FOR (t:Task) REQUIRE t.id IS UNIQUE")
        server.execute_query("CREATE INDEX two FOR (t:Task) ON (t.number)")
        server.execute_query("CREATE (:Task {id: 'x'})-[:STATED_IN]->(:Document)")


def test_each_test_gets_a_clean_database(neo4j: str) -> None:
    # The test above left a constraint, an index and nodes behind.
    with connect(neo4j) as server:
        assert server.execute_query("MATCH (n) RETURN count(n) AS n").records[0]["n"] == 0
        assert not server.execute_query("SHOW CONSTRAINTS YIELD name").records
        kinds = {record["type"] for record in server.execute_query("SHOW INDEXES YIELD type").records}
        assert kinds <= {"LOOKUP"}


def test_a_wrong_password_is_refused(neo4j_uri: str) -> None:
    with (
        driver.GraphDatabase.driver(neo4j_uri, auth=("neo4j", "wrong")) as server,
        pytest.raises(driver.exceptions.AuthError),
    ):
        server.verify_connectivity()


def test_the_server_keeps_its_data_over_a_restart_and_a_kill(neo4j: str, neo4j_server: Neo4jServer | None) -> None:
    if neo4j_server is None:
        pytest.skip("NEO4J_URI names a server that is not ours to restart")
    with connect(neo4j) as server:
        server.execute_query("CREATE (:Task {id: 'kept'})")
    neo4j_server.restart()
    assert neo4j_server.uri == neo4j
    with connect(neo4j) as server:
        server.execute_query("CREATE (:Task {id: 'kept too'})")
    neo4j_server.kill()
    neo4j_server.start()
    with connect(neo4j) as server:
        rows = server.execute_query("MATCH (t:Task) RETURN t.id AS id ORDER BY id").records
    assert [row["id"] for row in rows] == ["kept", "kept too"]


def test_the_browser_runs(chromium: Path) -> None:
    said = subprocess.run([chromium, "--version"], capture_output=True, text=True, check=True)
    assert "Chrom" in said.stdout or "Edge" in said.stdout

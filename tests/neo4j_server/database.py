"""What the tests do with a Neo4j's database before a test looks at it."""

from __future__ import annotations

import os

import neo4j as driver
import pytest

from neo4j_server.server import USER


def connect(uri: str) -> driver.Driver:
    """The plain driver, with the credentials that the tests run with; the caller closes it."""
    user = os.environ.get("NEO4J_USERNAME", USER)
    return driver.GraphDatabase.driver(uri, auth=(user, os.environ.get("NEO4J_PASSWORD", "")))


def refuse_a_filled_database(uri: str) -> None:
    """Fail rather than wipe what somebody keeps in a server of their own."""
    with connect(uri) as server:
        count = server.execute_query(
            "MATCH (n) RETURN count(n) AS count", database_=os.environ.get("NEO4J_DATABASE")
        ).records[0]["count"]
    if count:
        pytest.fail(
            f"NEO4J_URI names a database with {count} nodes, and the tests would wipe it: name an empty one",
            pytrace=False,
        )


def wipe(uri: str) -> None:
    """Delete all data, constraints and indexes."""
    with connect(uri) as server, server.session(database=os.environ.get("NEO4J_DATABASE")) as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()
        constraints = [row["name"] for row in session.run("SHOW CONSTRAINTS YIELD name")]
        for name in constraints:
            session.run(f"DROP CONSTRAINT {quoted(name)}").consume()
        indexes = [
            row["name"] for row in session.run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name")
        ]
        for name in indexes:
            session.run(f"DROP INDEX {quoted(name)}").consume()


def quoted(name: str) -> str:
    """A schema name in back-ticks: Cypher takes no parameter in its place."""
    return "`" + name.replace("`", "``") + "`"

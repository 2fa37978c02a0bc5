"""The keys and indexes of the schema, as Neo4j writes them down."""

from __future__ import annotations

from zeren.graph.schema import NODE_TYPES, SCHEMA_VERSION

PREFIX = "zeren_"
"""What the names of all our keys and indexes start with: a database that has one is ours."""


def constraints() -> list[str]:
    """The statements that make every key and index of the schema, and its version, each only where it is missing."""
    # The version first: no node has the label, so it costs nothing and shows in no query.
    mark = f"{PREFIX}schema_{SCHEMA_VERSION}"
    made = [f"CREATE CONSTRAINT {mark} IF NOT EXISTS FOR (n:ZerenLock) REQUIRE n.schema_{SCHEMA_VERSION} IS UNIQUE"]
    for node in NODE_TYPES:
        for p in node.properties:
            name = f"{PREFIX}{node.label.lower()}_{p.name}"
            if p.name == "id":
                made.append(f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{node.label}) REQUIRE n.id IS UNIQUE")
            elif p.indexed:
                made.append(f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{node.label}) ON (n.`{p.name}`)")
    return made

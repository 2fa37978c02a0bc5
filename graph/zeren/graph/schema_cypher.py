"""The keys and indexes of the schema, as Neo4j writes them down."""

from __future__ import annotations

from zeren.graph.schema import NODE_TYPES

PREFIX = "zeren_"
"""What the names of all our keys and indexes start with: a database that has one is ours."""


def constraints() -> list[str]:
    """The statements that make every key and index of the schema, each only where it is missing."""
    made = []
    for node in NODE_TYPES:
        for p in node.properties:
            name = f"{PREFIX}{node.label.lower()}_{p.name}"
            if p.name == "id":
                made.append(f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{node.label}) REQUIRE n.id IS UNIQUE")
            elif p.indexed:
                made.append(f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{node.label}) ON (n.`{p.name}`)")
    return made

"""Both engines behind one fixture: a test that takes ``place`` runs on each."""

from __future__ import annotations

from pathlib import Path

import pytest

ENGINES = ("arcadedb", "neo4j")


@pytest.fixture(params=ENGINES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty graph can be made: a folder that does not exist yet, or an empty Neo4j."""
    if request.param == "neo4j":
        address: str = request.getfixturevalue("neo4j")
        return address
    return str(tmp_path / "图 谱.db")

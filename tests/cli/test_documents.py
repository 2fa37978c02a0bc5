"""Documents come and go by name; a damaged graph is told with what makes it again."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from zeren.cli.demo import sample_files
from zeren_command import Done, zeren, zeren_here

GAZETTE, REPORT = sample_files()


@pytest.fixture(params=["arcadedb", "neo4j"])
def db(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where both files of the sample are loaded."""
    place = str(request.getfixturevalue("neo4j")) if request.param == "neo4j" else str(tmp_path / "zeren.db")
    good(zeren_here("load", GAZETTE, REPORT, "--db", place, cwd=tmp_path))
    return place


def good(done: Done) -> str:
    assert done.returncode == 0, done.stderr
    return done.stdout


def listed(db: str, cwd: Path) -> list[dict[str, Any]]:
    found = json.loads(good(zeren_here("documents", "--db", db, "--format", "json", cwd=cwd)))
    assert isinstance(found, list)
    return found


def test_documents_are_listed_removed_and_replaced(db: str, tmp_path: Path) -> None:
    rows = listed(db, tmp_path)
    assert [(row["file"], row["tasks"], row["responsibilities"]) for row in rows] == [
        (REPORT.name, 21, 0),
        (GAZETTE.name, 52, 349),
        (GAZETTE.name, 14, 51),
    ]
    table = good(zeren_here("documents", "--db", db, cwd=tmp_path))
    assert "digest" not in table
    assert GAZETTE.name in table
    wrong = zeren_here("remove", rows[1]["number"], "gazette", "--db", db, cwd=tmp_path)
    assert wrong.returncode == 1
    assert (
        wrong.stderr == f"zeren: no document gazette in the graph; did you mean {GAZETTE.name}?; see zeren documents\n"
    )
    assert len(listed(db, tmp_path)) == 3
    told = good(zeren_here("remove", rows[1]["number"], rows[0]["title"], "--db", db, cwd=tmp_path))
    assert told == f"{db}: 1 document, 14 tasks, 32 units, 0 leaders, 51 responsibilities; 2 documents removed\n"
    told = good(zeren_here("load", REPORT, "--replace", "--db", db, cwd=tmp_path))
    assert told.startswith(f"{db}: 1 document, 21 tasks, 0 units")
    assert [row["file"] for row in listed(db, tmp_path)] == [REPORT.name]
    good(zeren_here("remove", REPORT.name, "--db", db, cwd=tmp_path))
    assert listed(db, tmp_path) == []


def test_a_damaged_graph_is_told_with_what_makes_it_again(tmp_path: Path) -> None:
    good(zeren_here("load", GAZETTE, cwd=tmp_path))
    (bucket,) = (tmp_path / "zeren.db" / "graph").glob("LEADS_0.*.bucket")
    bucket.write_bytes(bucket.read_bytes()[:-4096])
    gone = sorted(f"facts/{path.name}" for path in (tmp_path / "zeren.db" / "facts").iterdir())
    shutil.rmtree(tmp_path / "zeren.db" / "facts")  # else the one would be made again from the other
    refused = zeren("query", "unit-load", cwd=tmp_path)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "is damaged (LEADS_0" in refused.stderr
    assert "(zeren check --db zeren.db lists them)" in refused.stderr
    done = zeren_here("check", "--format", "json", cwd=tmp_path)
    assert done.returncode == 1
    rows = json.loads(done.stdout)
    assert [row["kind"] for row in rows] == ["file"] * (1 + len(gone)) + ["document", "document"]
    assert sorted(row["type"] for row in rows[:-2]) == sorted([bucket.name, *gone])
    assert {row["type"] for row in rows[-2:]} == {GAZETTE.name}
    assert "delete it and load the documents again" in done.stderr


def test_a_database_of_a_server_is_named(neo4j: str, tmp_path: Path) -> None:
    told = good(zeren_here("load", REPORT, "--db", neo4j, "--database", "neo4j", cwd=tmp_path))
    assert told.startswith(f"{neo4j}/neo4j: 1 document")
    assert len(listed(f"{neo4j}/neo4j", tmp_path)) == 1
    other = zeren_here("documents", "--database", "nobodys", cwd=tmp_path, env={"ZEREN_DB": neo4j})
    assert other.returncode == 1
    assert "has no database of that name: look at --database and NEO4J_DATABASE" in other.stderr
    folder = zeren_here("documents", "--database", "neo4j", cwd=tmp_path)
    assert folder.returncode == 2
    assert "--database neo4j names a database of a server, and --db gives no address" in folder.stderr

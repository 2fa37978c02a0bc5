"""What is named or handed over by somebody is read within bounds, and shown as what it is."""

from __future__ import annotations

import errno
import io
import json
import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from graph_samples.records import notice
from zeren.cli.main import fail
from zeren.cli.output import delimited, json_rows
from zeren.graph import Graph, Table, build, open_store
from zeren.graph.decisions import read_decisions
from zeren.graph.exports import FORMATS, find, write_file
from zeren.graph.stores import printable
from zeren.loaders.errors import ZerenError
from zeren.loaders.ordinary import LARGEST_TEXT
from zeren.queries.catalogue import read_file
from zeren_command import load_sample, zeren_here

ACTING = "".join(map(chr, (*range(1, 9), *range(11, 32), *range(127, 160), 0x2028, 0x2029)))

ADDRESSES = (
    " neo4j://u:secret@h",
    "\tbolt://u:secret@h:7687/db",
    "neo4j:u:secret@h",
    "neo4j:/u:secret@h",
    "bolt+s:u:secret@h",
    "u:secret@h:7687",
    "http://u:secret@h",
    "neo4j://u:secret@h",
    "neo4j://u:sec:ret@h",
    "neo4j://h:99999@u:secret@h",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_message_holds_a_password(address: str, tmp_path: Path) -> None:
    for create in (False, True):
        with pytest.raises(ZerenError) as caught:
            open_store(address, create=create)
        assert "secret" not in str(caught.value) and "\n" not in str(caught.value)
    assert "secret" not in printable(address)
    assert "secret" not in zeren_here("documents", "--db", address, cwd=tmp_path).stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_a_folder(tmp_path: Path) -> None:
    for name in ("a@b.db", "neo4j", "10:30"):
        with pytest.raises(ZerenError, match="no database at"):
            open_store(str(tmp_path / name))


def test_nothing_is_written_into_a_graph(tmp_path: Path) -> None:
    before = load_sample(tmp_path / "x.db")
    engine = next(path.name for path in before.iterdir() if path.is_dir())
    held = {path: path.read_bytes() for path in before.rglob("*") if path.is_file()}
    for target in ("x.db/zeren.json", "x.db/notes.csv", f"x.db/{engine}/notes.csv"):
        done = zeren_here("query", "-c", "RETURN 1 AS a", "--db", "x.db", "-o", target, cwd=tmp_path)
        assert done.returncode == 1
        assert done.stderr == f"zeren: cannot write {target}: x.db is a graph's folder; choose another folder\n"
    done = zeren_here("export", "csv", "--db", "x.db", "-o", "x.db/tables", cwd=tmp_path)
    assert (done.returncode, "is a graph's folder" in done.stderr) == (1, True)
    assert {path for path in before.rglob("*") if path.is_file()} == held.keys()
    assert (before / "zeren.json").read_bytes() == held[before / "zeren.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither")
def test_what_has_no_end_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    (tmp_path / "pipe.txt").symlink_to("pipe")
    for name in ("/dev/zero", "pipe", "zero.txt", "pipe.txt"):
        for command in (("extract", name), ("load", name, "--db", "new.db"), ("query", "-f", name, "--db", "x.db")):
            done = zeren_here(*command, cwd=tmp_path)
            assert done.returncode == 1, command
            assert f"{name}: a device or a pipe, not a file" in done.stderr
    assert not (tmp_path / "new.db").exists()


def test_what_comes_without_end_is_not_read(tmp_path: Path) -> None:
    load_sample(tmp_path / "x.db")
    for command in (("query", "-f", "-"), ("shell",)):
        done = zeren_here(*command, "--db", "x.db", cwd=tmp_path, stdin="x" * (LARGEST_TEXT + 1))
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr == "zeren: stdin: larger than 16 MB; split it first\n"


def test_no_parser_goes_too_deep(tmp_path: Path) -> None:
    deep = tmp_path / "zeren.yaml"
    deep.write_text("[" * 20_000, encoding="utf-8")
    with pytest.raises(ZerenError, match=r"zeren.yaml: no readable YAML"):
        read_decisions(deep)
    query = tmp_path / "deep.cypher"
    query.write_text(f"// ---\n// tags = {'[' * 20_000}\n// ---\nRETURN 1", encoding="utf-8")
    with pytest.raises(ZerenError, match=r"nested too deeply|is not TOML"):
        read_file(query)
    (tmp_path / "x.db").mkdir()
    (tmp_path / "x.db" / "zeren.json").write_text("[" * 200_000, encoding="utf-8")
    with pytest.raises(ZerenError, match="is damaged"):
        open_store(tmp_path / "x.db")


def test_rows_act_on_no_terminal() -> None:
    table = Table(("a\x1b[2J",), (("x\x1b]0;evil\x07\x9b2J\x7f",), ("\u200b=1+1",)))
    for text in (delimited(table), delimited(table, "\t"), json_rows(table), json_rows(table, lines=True)):
        assert not set(text) & set(map(chr, (*range(9), *range(14, 32), *range(127, 160)))), text
    assert "'\u200b=1+1" in delimited(table)


def test_records_act_on_no_terminal(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("一、建坝。\n责任单位：市水\x9b2J利局、市甲\x7f局。\n", encoding="utf-8")
    for format in ("json", "jsonl"):
        done = zeren_here("extract", "x.txt", "--format", format, cwd=tmp_path)
        assert "市水\\u009b2J利局" in done.stdout
        assert not set(done.stdout) & set(ACTING)
        assert "市水\\x9b2J利局" in str(json.loads(done.stdout))


@pytest.mark.parametrize("format", [name for name in FORMATS if not find(name).folder])
def test_an_export_acts_on_no_terminal(format: str) -> None:
    """It may go to stdout."""
    graph = build(notice())
    unit = next(node for node in graph.nodes.values() if node.label == "Unit")
    hostile = replace(unit, properties={**unit.properties, "name": f"市{ACTING}局"})
    made = io.BytesIO()
    write_file(Graph({**graph.nodes, unit.id: hostile}, graph.edges), format, made)
    assert not set(made.getvalue().decode()) & set(ACTING)


def test_a_full_disk_is_told_as_one_whoever_filled_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert fail(OSError(errno.ENOSPC, "No space left on device", "/somewhere/sample.txt")) == 1
    assert capsys.readouterr().err.startswith("zeren: the disk that is written to is full")


def test_a_line_separator_in_a_name_is_drawn(tmp_path: Path) -> None:
    pytest.importorskip("vl_convert")
    from zeren.queries import catalogue
    from zeren.views.charts_files import write_chart

    query = catalogue()["unit-load"]
    row = tuple("名\u2028称\u2029" if c.type == "string" else 1 for c in query.columns)
    target = tmp_path / "x.svg"
    write_chart(query, Table(tuple(c.name for c in query.columns), (row,)), target)
    assert "<svg" in target.read_text(encoding="utf-8")

"""Each export, read by a program that it is for, is the graph again."""

from __future__ import annotations

import csv
import io
import json
import os
import shlex
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import neo4j as driver
import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from graph_samples import read_back
from graph_samples.any_graph import awkward_graph, graphs
from graph_samples.records import notice
from neo4j_server.database import connect
from neo4j_server.server import Neo4jServer
from neo4j_server.software import classpath, java
from zeren.graph import Graph, build, from_networkx, open_store
from zeren.graph.exports import FORMATS, MANIFEST, write_file, write_folder
from zeren.graph.exports.neo4j_csv import DELIMITERS, command
from zeren.graph.model import Edge, Node, edge_line
from zeren.graph.schema import NODE_TYPES
from zeren.loaders.errors import ZerenError

FILES: dict[str, Callable[[bytes], Graph]] = {
    "graphml": read_back.graphml,
    "gexf": read_back.gexf,
    "jsonl": read_back.jsonl,
    "turtle": read_back.turtle,
}
FOLDERS: dict[str, Callable[[Path], Graph]] = {"csv": read_back.csv_folder, "parquet": read_back.parquet}


def file(graph: Graph, format: str) -> bytes:
    out = io.BytesIO()
    write_file(graph, format, out)
    return out.getvalue()


def same(found: Graph, graph: Graph) -> None:
    """Equal by digest, and in what analyses wrote, too."""
    assert found.nodes == graph.nodes
    assert Counter(map(edge_line, found.edges)) == Counter(map(edge_line, graph.edges))
    assert found.digest() == graph.digest()


@pytest.mark.parametrize("format", FILES)
@settings(max_examples=25)
@given(graph=graphs())
def test_a_file_reads_back_as_the_graph(format: str, graph: Graph) -> None:
    same(FILES[format](file(graph, format)), graph)


@pytest.mark.parametrize("format", FOLDERS)
@settings(max_examples=15)
@given(graph=graphs())
def test_a_folder_reads_back_as_the_graph(format: str, graph: Graph) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_folder(graph, format, Path(folder))
        same(FOLDERS[format](Path(folder)), graph)


@pytest.mark.parametrize("graph", [awkward_graph(), Graph(), build(notice())], ids=["awkward", "empty", "notice"])
def test_awkward_text_an_empty_graph_and_a_notice_read_back(graph: Graph, tmp_path: Path) -> None:
    for format, read in FILES.items():
        same(read(file(graph, format)), graph)
    for format, read_folder in FOLDERS.items():
        (tmp_path / format).mkdir()
        write_folder(graph, format, tmp_path / format)
        same(read_folder(tmp_path / format), graph)


def run(uri: str, lines: Iterable[str]) -> None:
    """Send a script to the server as cypher-shell does: comments left out, statement by statement."""
    with connect(uri) as server:
        for line in lines:
            if not line.startswith("//"):
                assert line.endswith(";")
                server.execute_query(driver.Query(line[:-1]))


def test_the_script_builds_the_graph_in_an_empty_neo4j(neo4j: str) -> None:
    graph = awkward_graph()
    run(neo4j, file(graph, "cypher").decode().split("\n")[:-1])
    with open_store(neo4j) as store:
        same(store.graph(), graph)
        assert store.counts() == graph.counts()


def test_the_bulk_import_of_neo4j_takes_the_files(tmp_path: Path, neo4j_server: Neo4jServer | None) -> None:
    if neo4j_server is None:
        pytest.skip("NEO4J_URI names a server that is not ours: its files cannot be imported into")
    graph = awkward_graph()
    folder = tmp_path / "files"
    folder.mkdir()
    write_folder(graph, "neo4j-csv", folder)
    words = shlex.split(command(folder))
    assert words[:4] == ["neo4j-admin", "database", "import", "full"]
    admin(tmp_path / "home", folder, *words[1:])
    with Neo4jServer(tmp_path / "home") as server, pytest.MonkeyPatch.context() as environment:
        environment.setenv("NEO4J_PASSWORD", server.password)
        run(server.uri, (folder / "keys.cypher").read_text(encoding="utf-8").splitlines())
        with open_store(server.uri) as store:
            same(store.graph(), graph)
            assert store.counts() == graph.counts()


@pytest.mark.parametrize("items", [[""], [DELIMITERS]])
def test_a_list_that_the_bulk_import_cannot_hold_is_refused(items: list[str], tmp_path: Path) -> None:
    unit = Node("Unit", "unit:x", {"id": "unit:x", "name": "x", "kind": "group", "aliases": items})
    with pytest.raises(ZerenError, match=r"neo4j-csv cannot hold .*: use zeren export cypher"):
        write_folder(Graph({"unit:x": unit}), "neo4j-csv", tmp_path)


def admin(home: Path, folder: Path, *words: str) -> None:
    """What the program neo4j-admin does, which Maven's jars hold without the script that starts it."""
    (home / "conf").mkdir(parents=True)
    done = subprocess.run(
        [java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classpath(), "org.neo4j.cli.AdminTool", *words],
        cwd=folder,
        env={**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("format", FORMATS)
def test_equal_graphs_give_equal_files(format: str, tmp_path: Path) -> None:
    graph = build(notice())
    turned = Graph(
        {
            id: Node(n.label, id, dict(reversed(list(n.properties.items()))))
            for id, n in reversed(list(graph.nodes.items()))
        },
        tuple(Edge(e.type, e.start, e.end, dict(reversed(list(e.properties.items())))) for e in reversed(graph.edges)),
    )
    if FORMATS[format].folder:
        for name, each in (("a", graph), ("b", turned)):
            (tmp_path / name).mkdir()
            write_folder(each, format, tmp_path / name)
        files = [path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*") if path.is_file()]
        assert files
        for path in files:
            assert (tmp_path / "a" / path).read_bytes() == (tmp_path / "b" / path).read_bytes()
    else:
        assert file(graph, format) == file(turned, format)


def test_a_gexf_has_the_schemas_colours_and_sizes_that_grow_with_degree() -> None:
    graph = build(notice())
    read = nx.read_gexf(io.BytesIO(file(graph, "gexf")))
    colors = {n.label: n.color for n in NODE_TYPES}
    sizes: dict[int, float] = {}
    for id, data in read.nodes(data=True):
        shown = data["viz"]["color"]
        assert f"#{shown['r']:02x}{shown['g']:02x}{shown['b']:02x}" == colors[data["type"]]
        degree = sum((e.start == id) + (e.end == id) for e in graph.edges)
        assert sizes.setdefault(degree, data["viz"]["size"]) == data["viz"]["size"]
    assert [sizes[d] for d in sorted(sizes)] == sorted(set(sizes.values()))
    assert len(sizes) > 3
    assert read.nodes["unit:甲市/市财政局"]["label"] == "市财政局"
    assert read.nodes["task:甲政〔2024〕1号#1"]["label"] == "1. 办好一件事"


def test_no_cell_of_a_csv_is_run_by_a_spreadsheet(tmp_path: Path) -> None:
    write_folder(awkward_graph(), "csv", tmp_path)
    text = (tmp_path / "nodes" / "Unit.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbfid,")
    cells = csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""))
    starts = {cell[0] for row in cells for cell in row if cell}
    assert not starts & set("=+-@\t\r\n＝＋－＠")


def test_a_folder_says_what_it_holds(tmp_path: Path) -> None:
    graph = build(notice())
    write_folder(graph, "csv", tmp_path)
    manifest = json.loads((tmp_path / MANIFEST).read_text(encoding="utf-8"))
    assert manifest["digest"] == graph.digest()
    assert manifest["counts"] == graph.counts()


@pytest.mark.parametrize("format", FORMATS)
def test_progress_counts_up_to_the_end(format: str, tmp_path: Path) -> None:
    graph = build(notice())
    seen: list[tuple[str, int, int]] = []
    if FORMATS[format].folder:
        write_folder(graph, format, tmp_path, lambda *what: seen.append(what))
    else:
        write_file(graph, format, io.BytesIO(), lambda *what: seen.append(what))
    total = len(graph.nodes) + len(graph.edges)
    assert seen[-1] == ("writing", total, total)


def test_what_the_schema_does_not_know_is_not_left_out_in_silence() -> None:
    graph = Graph({"unit:x": Node("Unit", "unit:x", {"id": "unit:x", "name": "x", "kind": "group", "colour": "red"})})
    with pytest.raises(ZerenError, match="no property 'colour'"):
        file(graph, "jsonl")


def test_formats_are_found_by_name(tmp_path: Path) -> None:
    with pytest.raises(ZerenError, match="no export format 'xml': choose one of graphml, "):
        file(Graph(), "xml")
    with pytest.raises(ZerenError, match="csv is a folder"):
        file(Graph(), "csv")
    with pytest.raises(ZerenError, match="gexf is one file"):
        write_folder(Graph(), "gexf", tmp_path)


# networkx and pandas ----------------------------------------------------------------------------


@settings(max_examples=25)
@given(graph=graphs())
def test_networkx_and_back_is_the_graph(graph: Graph) -> None:
    same(from_networkx(graph.to_networkx()), graph)


def test_a_changed_networkx_graph_is_taken_as_it_is() -> None:
    changed = build(notice()).to_networkx()
    changed.remove_node("task:甲政〔2024〕1号#2")
    graph = from_networkx(changed)
    assert graph.counts()["Task"] == 1
    assert "RESPONSIBLE_FOR" not in graph.counts()


def test_numbers_of_numpy_are_numbers() -> None:
    changed = build(notice()).to_networkx()
    for _, data in changed.nodes(data=True):
        if data["label"] == "Unit":
            data["cluster"] = np.int64(3)
    nodes = from_networkx(changed).nodes.values()
    assert {n.properties["cluster"] for n in nodes if n.label == "Unit"} == {3}


def test_a_networkx_graph_that_breaks_the_schema_is_refused_with_the_reason() -> None:
    made: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    made.add_node("unit:x", label="Unit", name="x")
    with pytest.raises(ZerenError, match=r"cannot take this graph: Unit 'unit:x': kind is missing$"):
        from_networkx(made)
    made.add_node("y")
    with pytest.raises(ZerenError, match="node 'y' has no label"):
        from_networkx(made)
    with pytest.raises(ZerenError, match="no direction"):
        from_networkx(nx.MultiGraph())  # type: ignore[arg-type]  # the mistake this is about


def test_data_frames_hold_the_graph() -> None:
    graph = build(notice())
    frames = graph.to_pandas()
    assert {name: len(frame) for name, frame in frames.items() if len(frame)} == graph.counts()
    leads = frames["LEADS"].merge(frames["Unit"], left_on="from_id", right_on="id")
    assert list(leads["name"]) == ["市财政局"]
    assert str(frames["Task"]["year"].dtype) == "Int64"
    assert str(frames["LEADS"]["inherited"].dtype) == "boolean"
    unit = frames["Unit"].set_index("id").loc["unit:甲市/市财政局"]
    assert unit["aliases"] == ["财政局"]
    assert list(frames["County"].columns) == ["id", "name", "code", "kind"]


def test_a_store_gives_the_forms_of_its_graph(place: str) -> None:
    graph = build(notice())
    with open_store(place, create=True) as store:
        store.load(graph)
        same(from_networkx(store.to_networkx()), store.graph())
        assert {name: len(frame) for name, frame in store.to_pandas().items() if len(frame)} == store.counts()

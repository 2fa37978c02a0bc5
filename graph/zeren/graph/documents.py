"""The documents of a graph: which there are, and which one is meant by a name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from zeren.graph.model import Graph
from zeren.graph.schema import RESPONSIBILITIES
from zeren.graph.table import Table
from zeren.loaders.errors import ZerenError

if TYPE_CHECKING:
    from zeren.graph.model import Value
    from zeren.graph.stores import Store

_STATED = ("title", "number", "issuer", "date", "year", "city", "file", "digest", "id")
_COUNTED = {
    "sectors": "MATCH (s:Sector)-[:PART_OF]->(d:Document) RETURN d.id AS id, count(s) AS n",
    "tasks": "MATCH (t:Task)-[:STATED_IN]->(d:Document) RETURN d.id AS id, count(t) AS n",
    "units": "MATCH (u:Unit)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(:Task)-[:STATED_IN]->(d:Document) "
    "RETURN d.id AS id, count(DISTINCT u) AS n",
    "leaders": "MATCH (l:Leader)-[:OVERSEES]->(:Task)-[:STATED_IN]->(d:Document) "
    "RETURN d.id AS id, count(DISTINCT l) AS n",
    "responsibilities": "MATCH ()-[r:OVERSEES|LEADS|SUPPORTS|RESPONSIBLE_FOR]->(:Task)-[:STATED_IN]->(d:Document) "
    "RETURN d.id AS id, count(r) AS n",
}
COLUMNS = ("title", "number", "issuer", "date", "year", "city", *_COUNTED, "file", "digest", "id")
_NAMES = ("id", "number", "title", "file")
"""Properties that tell a document from others."""


def documents(source: Store | Graph) -> Table:
    """A row for each document of a store or a graph, by city, year, number and title.

    Columns: title, number, issuer, date, year, city, how many sectors, tasks, units, leaders and edges of
    responsibility it has, the name and the SHA-256 of its file, and its id.
    """
    found = _in_graph(source) if isinstance(source, Graph) else _in_store(source)
    rows = sorted(found, key=lambda row: [str(row[c] or "") for c in ("city", "year", "number", "title", "id")])
    return Table(COLUMNS, tuple(tuple(row[column] for column in COLUMNS) for row in rows))


def named(store: Store) -> Table:
    """What documents of a store are called, a row each, sorted by id: all that ``chosen`` needs.

    ``documents`` counts what each holds besides, which asks of the whole graph.
    """
    said = ", ".join(f"d.{name} AS {name}" for name in _NAMES)
    return store.read(f"MATCH (d:Document) RETURN {said} ORDER BY d.id")


def _in_store(store: Store) -> Iterable[dict[str, Value]]:
    stated = ", ".join(f"d.{name} AS {name}" for name in _STATED)
    found: dict[Value, dict[str, Value]] = {
        row["id"]: {**row, **dict.fromkeys(_COUNTED, 0)} for row in store.read(f"MATCH (d:Document) RETURN {stated}")
    }
    for name, cypher in _COUNTED.items():
        for row in store.read(cypher):
            found[row["id"]][name] = row["n"]
    return found.values()


def _in_graph(graph: Graph) -> Iterable[dict[str, Value]]:
    of_task = {e.start: e.end for e in graph.edges if e.type == "STATED_IN"}
    tasks, sectors, roles = Counter(of_task.values()), Counter[str](), Counter[str]()
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    for edge in graph.edges:
        if edge.type == "PART_OF":
            sectors[edge.end] += 1
        elif edge.type in RESPONSIBILITIES and edge.end in of_task:
            document = of_task[edge.end]
            roles[document] += 1
            named["leaders" if edge.type == "OVERSEES" else "units", document].add(edge.start)
    for node in graph.nodes.values():
        if node.label == "Document":
            yield {name: node.properties.get(name) for name in _STATED} | {
                "sectors": sectors[node.id],
                "tasks": tasks[node.id],
                "units": len(named["units", node.id]),
                "leaders": len(named["leaders", node.id]),
                "responsibilities": roles[node.id],
            }


def chosen(table: Table, names: Iterable[str]) -> list[str]:
    """The ids of the documents of ``table`` that are meant by ids, numbers, titles or names of files.

    The table is of ``documents`` or ``named``. A file's name means all documents that were read from it. Raises
    ZerenError for a name that means none, with the nearest ones, and for a title or number that means several.
    """
    ids: dict[str, None] = {}
    for name in names:
        ids.update(dict.fromkeys(_meant(table, name)))
    return list(ids)


def _meant(table: Table, name: str) -> list[str]:
    for column in _NAMES:
        found = [str(row["id"]) for row in table if row[column] == name]
        if len(found) > 1 and column != "file":
            raise ZerenError(f"{len(found)} documents have the {column} {name}: give one of {', '.join(found)}")
        if found:
            return found
    raise ZerenError(f"no document {name} in the graph{_nearest(table, name)}; see zeren documents")


def _nearest(table: Table, name: str) -> str:
    import difflib  # only a mistake needs it

    known = [str(row[column]) for row in table for column in _NAMES[1:] if row[column]]
    parts = [text for text in known if name in text]
    near = list(dict.fromkeys([*parts, *difflib.get_close_matches(name, known, n=3, cutoff=0.4)]))[:3]
    return f"; did you mean {', '.join(near)}?" if near else ""

"""Values of parameters that mean nothing in a graph: an answer without rows does not say whether that is why."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from zeren.loaders.errors import ZerenError
from zeren.queries.near import nearest

if TYPE_CHECKING:
    from zeren.graph.model import Node, Value
    from zeren.graph.stores import Store
    from zeren.queries.stored import StoredQuery

_DOCUMENTS = ("document", "before", "after")
_CALLED = {
    "unit": ("unit", "MATCH (u:Unit) RETURN u.name AS name, u.id AS id, u.aliases AS others"),
    "name": ("unit or leader", "MATCH (x:Unit|Leader) RETURN x.name AS name, x.id AS id, x.aliases AS others"),
    "county": ("county", "MATCH (c:County) RETURN c.name AS name, c.id AS id, [c.code] AS others"),
    "duty": ("function", "MATCH (u:Unit) RETURN DISTINCT u.function AS name"),
}
"""Parameters of the library that name something in the graph: what, and how to see all that would have been found."""


def unknown_values(store: Store, query: StoredQuery, values: Mapping[str, Value]) -> Iterator[str]:
    """A line for each value that nothing in the graph answers to, with what comes nearest or is there instead.

    Looked at are the parameters that name documents, units, leaders, counties and functions, by the names that they
    have in the library. Raises ZerenError where the store cannot answer.
    """
    for parameter in query.parameters:
        value = values.get(parameter.name)
        if parameter.type != "string" or not isinstance(value, str) or not value:
            continue
        if parameter.name in _DOCUMENTS:
            yield from _unknown_document(store, value)
        elif parameter.name in _CALLED:
            yield from _unknown_name(store, value, *_CALLED[parameter.name])


def _unknown_document(store: Store, words: str) -> Iterator[str]:
    from zeren.graph.assignments import chosen_documents
    from zeren.graph.model import Graph

    try:
        chosen_documents(Graph(_documents(store), ()), words)
    except ZerenError as error:
        yield str(error)


def counted(store: Store, query: StoredQuery, values: Mapping[str, Value]) -> Iterator[str]:
    """What an answer was counted over: the documents of its parameters, and the run whose ties or clusters it shows."""
    from zeren.graph.assignments import Scope, pooled
    from zeren.graph.model import Graph

    scope = Scope(*(values.get(name) or None for name in ("document", "year", "city")))  # type: ignore[arg-type]  # typed by bind
    if any(p.name == "document" for p in query.parameters):
        nodes = _documents(store)
        with suppress(ZerenError):  # no such document: unknown_values says so
            yield f"counted: {pooled(Graph(nodes, ()), scope)}"
    if re.search(r"SHARES_TASKS_WITH|\.cluster", query.cypher):
        run = store.read(
            "MATCH (u:Unit) WHERE u.cluster_run IS NOT NULL RETURN u.cluster_run AS run ORDER BY u.id LIMIT 1"
        )
        for row in run:
            settings = json.loads(str(row["run"]))
            yield "ties and clusters of: " + ", ".join(
                f"{name} {value}" for name, value in settings.items() if name != "scope"
            ).join((f"{settings['scope']} (", ")"))
        if not run.rows and not any(p.name == "document" for p in query.parameters):
            yield "no ties or clusters are written: zeren clusters --write makes them"


def _documents(store: Store) -> dict[str, Node]:
    from zeren.graph.model import Node

    stated = (
        "MATCH (d:Document) RETURN d.id AS id, d.number AS number, d.title AS title, d.year AS year, d.city AS city"
    )
    return {str(row["id"]): Node("Document", str(row["id"]), row) for row in store.read(stated)}


def _unknown_name(store: Store, value: str, what: str, cypher: str) -> Iterator[str]:
    names: set[str] = set()
    for row in store.read(cypher):
        others = row.get("others")
        known = {row["name"], row.get("id"), *(others if isinstance(others, list) else ())}
        if value in known:
            return
        names.add(str(row["name"]))
    yield f"no {what} {value!r} in the graph{nearest(value, sorted(names))}"

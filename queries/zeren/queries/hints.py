"""Values of parameters that mean nothing in a graph: an answer without rows does not say whether that is why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from zeren.loaders.errors import ZerenError
from zeren.queries.near import nearest

if TYPE_CHECKING:
    from zeren.graph.model import Value
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
    from zeren.graph.model import Graph, Node

    stated = "MATCH (d:Document) RETURN d.id AS id, d.number AS number, d.title AS title, d.year AS year"
    nodes = {str(row["id"]): Node("Document", str(row["id"]), row) for row in store.read(stated)}
    try:
        chosen_documents(Graph(nodes, ()), words)
    except ZerenError as error:
        yield str(error)


def _unknown_name(store: Store, value: str, what: str, cypher: str) -> Iterator[str]:
    names: set[str] = set()
    for row in store.read(cypher):
        others = row.get("others")
        known = {row["name"], row.get("id"), *(others if isinstance(others, list) else ())}
        if value in known:
            return
        names.add(str(row["name"]))
    yield f"no {what} {value!r} in the graph{nearest(value, sorted(names))}"

"""The stored queries on the page: each with its question, and with its answer where it was asked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from zeren.graph.stores.guard import too_slow
from zeren.loaders.errors import ZerenError
from zeren.queries import catalogue
from zeren.views.page_tables import Tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from zeren.graph.stores import Store
    from zeren.graph.stores.base import Progress
    from zeren.graph.table import Table
    from zeren.queries import Catalogue, StoredQuery

ROWS = 50
"""Rows of an answer that a page holds: sixty answers are on it."""
SECONDS = 10.0
"""How long a query may take that nobody asked for by its name."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What stored queries said of a graph, by name: their table, or the reason why there is none."""

    of: Mapping[str, Table | str] = field(default_factory=dict)
    known: Catalogue | None = None
    """The queries that are named on the page; None: zeren's own."""


def answers(
    store: Store,
    known: Catalogue,
    *,
    names: Collection[str] | None = None,
    scope: Mapping[str, Any] | None = None,
    progress: Progress | None = None,
) -> Answers:
    """The answers of the queries ``names``, or of all that need no value, over a scope.

    Each gives its first rows, one more than are shown where there are more; one that takes too long, or cannot be
    asked of the scope (``document``, ``year``, ``city``), gives the reason. Raises ZerenError for a name that no query
    has, and for one that needs a value.
    """
    given = {name: str(value) for name, value in (scope or {}).items() if value is not None}
    asked = [known[name] for name in names] if names is not None else [q for q in known.values() if not needs(q)]
    found: dict[str, Table | str] = {}
    for done, query in enumerate(asked):
        if progress:
            progress("queries", done, len(asked))
        if names is not None:
            query.bind(given if takes(query, given) else {})  # what is wrong with the name alone is told at once
        found[query.name] = _answer(store, query, given, SECONDS if names is None else None)
    if progress:
        progress("queries", len(asked), len(asked))
    return Answers(found, known)


def needs(query: StoredQuery) -> list[str]:
    """The values that must be given before a query can be asked."""
    return [parameter.name for parameter in query.parameters if parameter.required]


def takes(query: StoredQuery, given: Mapping[str, object]) -> bool:
    """Whether a query can be asked of a scope."""
    return given.keys() <= {parameter.name for parameter in query.parameters}


def _answer(store: Store, query: StoredQuery, given: Mapping[str, object], seconds: float | None) -> Table | str:
    if not takes(query, given):
        return "scope"
    try:
        # One row more than is shown tells whether there are more; what the query itself gives unasked is not exceeded.
        return query.answer(store, given, seconds=seconds, rows=ROWS + 1)
    except ZerenError as error:
        if str(error) != str(too_slow(seconds)):
            raise
        return "slow"


def cards(answered: Answers, tables: Tables) -> list[dict[str, Any]]:
    """Every stored query: what it asks, in both languages, and its answer, or why there is none (``left``): it needs
    values, was not asked, took too long, or cannot be asked of the page's scope."""
    found = []
    for query in (answered.known or catalogue()).values():
        said = answered.of.get(query.name, "needs" if needs(query) else "unasked")
        answer = {"left": said} if isinstance(said, str) else {"answer": tables.shown(said, ROWS)}
        found.append(
            {
                "name": query.name,
                "topic": query.topic,
                "title": [query.title_zh, query.title],
                "question": [query.question_zh, query.question],
                "needs": needs(query),
                **answer,
            }
        )
    return found

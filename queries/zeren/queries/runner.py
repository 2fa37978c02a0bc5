"""Questions asked of a store: a stored query by name, or Cypher as an analyst types it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from zeren.loaders.errors import ZerenError
from zeren.queries.catalogue import catalogue
from zeren.queries.cypher import parameters_used
from zeren.queries.near import nearest

if TYPE_CHECKING:
    from zeren.graph.model import Value
    from zeren.graph.stores import Store, Written
    from zeren.graph.table import Stream, Table


def run(
    store: Store,
    name: str,
    parameters: Mapping[str, object] | None = None,
    *,
    folders: Sequence[str | Path] = (),
    seconds: float | None = None,
    rows: int | None = None,
) -> Table:
    """The answer of a stored query, from the library or the user's own ``folders``.

    At most the first ``rows`` of it; stopped, with a ZerenError, after so many ``seconds``.

    Raises ZerenError for a query that does not exist, for its parameters as ``StoredQuery.bind`` does, and
    where the store cannot answer.
    """
    return catalogue(*folders)[name].answer(store, parameters or {}, seconds=seconds, rows=rows)


def run_cypher(
    store: Store,
    text: str,
    parameters: Mapping[str, Value] | None = None,
    *,
    seconds: float | None = None,
    rows: int | None = None,
) -> Table:
    """The answer of a query in Cypher; the engine itself refuses a write.

    Values travel beside the text and are never put into it. Raises ZerenError for empty text, a parameter
    that is missing or that the text does not use, a mistake in the query, a write, and a query that took more
    than so many ``seconds``. At most the first ``rows`` rows are given.
    """
    return store.read(text, _given(text, parameters), seconds=seconds, rows=rows)


def stream_cypher(
    store: Store, text: str, parameters: Mapping[str, Value] | None = None, *, seconds: float | None = None
) -> AbstractContextManager[Stream]:
    """As ``run_cypher``, row by row, within a ``with``."""
    return store.stream(text, _given(text, parameters), seconds=seconds)


def write_cypher(
    store: Store, text: str, parameters: Mapping[str, Value] | None = None, *, seconds: float | None = None
) -> Written:
    """Run a query that may write: all of it or, where it breaks the schema, nothing.

    Raises ZerenError as ``run_cypher`` does for the text and its parameters, for names that the schema does not
    have, and as ``Store.execute`` does.
    """
    from zeren.queries.check import unknown_names

    for problem in unknown_names(text):
        raise ZerenError(f"nothing was written: {problem}")
    return store.execute(text, _given(text, parameters), seconds=seconds)


def explain_cypher(store: Store, text: str, parameters: Mapping[str, Value] | None = None) -> str:
    """How the engine would answer a query in Cypher; it is not run. Raises ZerenError as ``run_cypher`` does."""
    return store.explain(text, _given(text, parameters))


def _given(text: str, parameters: Mapping[str, Value] | None) -> dict[str, Value]:
    given = dict(parameters or {})
    used = parameters_used(text)
    for name in sorted(used - given.keys()):
        raise ZerenError(f"the query uses ${name}, which has no value: give {name}=…")
    for name in sorted(given.keys() - used):
        raise ZerenError(f"the query does not use the parameter {name!r}{nearest(name, used)}")
    return given

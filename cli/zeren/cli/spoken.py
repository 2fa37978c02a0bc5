"""Values of parameters as people give them: names in short forms and pinyin, and what zeren.yaml has decided."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from zeren.cli.options import decided_names, say

if TYPE_CHECKING:
    from zeren.graph.stores import Store
    from zeren.queries import StoredQuery

_LABELS = {"unit": "Unit", "name": "Unit|Leader", "county": "County"}
"""Parameters of the library that name a thing of the graph, and its label."""


def understood(store: Store, query: StoredQuery, given: Mapping[str, object]) -> dict[str, object]:
    """``given`` with each name that nothing is called in the graph replaced by the id of what is meant (fgw).

    It is said what was understood; a name that means nothing stays. Raises ZerenError where several are meant.
    """
    from zeren.graph.model import Node
    from zeren.views.facts import strings, text
    from zeren.views.names import ambiguous, meant

    values = dict(given)
    for name in {parameter.name for parameter in query.parameters} & given.keys() & _LABELS.keys():
        typed = values[name]
        if not isinstance(typed, str) or not typed:
            continue
        rows = store.read(
            f"MATCH (n:{_LABELS[name]}) RETURN n.id AS id, n.name AS name, n.aliases AS aliases, n.code AS code"
        )
        nodes = [Node(_LABELS[name], str(row["id"]), row) for row in rows]
        if any(typed in (n.id, text(n, "name"), text(n, "code"), *strings(n, "aliases")) for n in nodes):
            continue
        named = meant(nodes, typed)
        if len(named) > 1:
            raise ambiguous(typed, named)
        if named:
            values[name] = named[0].id
            say(f"{typed}: {named[0].properties['name']}")
    return values


def with_decisions(query: StoredQuery, given: Mapping[str, object]) -> dict[str, object]:
    """``given``, with whose word counts for a task as zeren.yaml decides it, where the query asks and nobody said."""
    if "decided" in given or all(parameter.name != "decided" for parameter in query.parameters):
        return dict(given)
    names = os.environ.get("ZEREN_NAMES")
    decided = decided_names(Path(names) if names else None).progress
    return {**given, "decided": [f"{task}={who}" for task, who in decided.items()]}

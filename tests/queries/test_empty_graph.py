"""Every stored query on a store that holds nothing: columns, no rows, no complaint."""

from __future__ import annotations

import pytest

from zeren.graph import Graph
from zeren.graph.stores import Store
from zeren.queries import catalogue


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph()


@pytest.mark.parametrize("name", sorted(catalogue()))
def test_nothing_is_answered_with_nothing(name: str, store: Store) -> None:
    query = catalogue()[name]
    table = query.run(store, **{p.name: p.example for p in query.parameters if p.required})
    assert table.columns == tuple(c.name for c in query.columns)
    assert table.rows == ()

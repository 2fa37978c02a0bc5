"""Every stored query on both engines, on an invented city, against a computation in plain Python."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from query_oracles.all import TURNS
from query_oracles.compare import TYPES, agree, computed
from query_oracles.facts import Facts
from zeren.graph import Graph, Table
from zeren.graph.measures import concentration, workload
from zeren.graph.stores import Store
from zeren.queries import StoredQuery, catalogue
from zeren.queries.catalogue import LIBRARY
from zeren.queries.cypher import shape

NAMES = sorted(catalogue())
DOCUMENTS = (
    "临政〔2031〕7号",
    "doc:临政〔2031〕15号",
    "doc:临政〔2031〕7号",
    "doc:南政办〔2031〕2号",
    "临江市",
    "2031",
    "重点工作",
    "中医药",
    "一事",
    "没有这份文件",
)
VALUES: dict[str, tuple[Any, ...]] = {
    "unit": ("市财政局", "财政局", "unit:临江市/市发展改革委", "市档案馆", "'}) DETACH DELETE n //", "没有这个单位"),
    "name": ("张某", "市财政局", "财政局", "没有这个名字"),
    "task": ("2", "task:临政〔2031〕7号#4"),
    "before": ("临政〔2030〕7号", "doc:临政〔2030〕7号", "2031", "临江市", "没有这份文件"),
    "after": ("临政〔2031〕7号", "年中任务调整", "2030", "临江市", "没有这份文件"),
    "county": ("东山县", "999902", "没有这个县"),
    "day": ("2025-01-01", "2024-06-15", "2024-07-01", "1999-01-01"),
}
WIDE = {"groups": True, "at_least": 1, "tasks_at_least": 1, "more_than": 0, "top": 100_000}


def settings(query: StoredQuery) -> Iterator[dict[str, Any]]:
    """Parameters to ask with: the defaults, and each parameter turned alone; documents with everything let through."""
    required = {p.name: VALUES[p.name][0] for p in query.parameters if p.required}
    wide = {**required, **{p.name: WIDE[p.name] for p in query.parameters if p.name in WIDE}}
    yield required
    for p in query.parameters:
        values = DOCUMENTS if p.name == "document" else VALUES.get(p.name, TURNS.get(p.name, ()))
        assert values, f"no test turns the parameter {p.name}"
        for value in values:
            yield {**(wide if p.name in ("document", "year", "city") else required), p.name: value}


Ask = Callable[[Store, str, dict[str, Any]], Table]


@pytest.fixture(scope="module")
def ask() -> Ask:
    """Ask a stored query, once for all tests of this module: an engine's planning is most of their time."""
    answers: dict[str, Table] = {}

    def answer(store: Store, name: str, given: dict[str, Any]) -> Table:
        key = f"{store.engine} {name} {given}"
        if key not in answers:
            answers[key] = catalogue()[name].run(store, **given)
        return answers[key]

    return answer


@pytest.mark.parametrize("name", NAMES)
def test_the_answer_is_the_computed_one(name: str, store: Store, facts: Facts, ask: Ask) -> None:
    query = catalogue()[name]
    answered = 0
    for given in settings(query):
        expected = computed(name, facts, given)
        table = ask(store, name, given)
        answered += len(table)
        assert table.columns == tuple(c.name for c in query.columns)
        assert agree(table, expected), f"{given}\n{table.rows}\n{expected}"
    assert answered, "a query that answers nothing is not tested"


@pytest.mark.parametrize("name", NAMES)
def test_both_engines_answer_alike(name: str, arcade: Store, bolt: Store, ask: Ask) -> None:
    query = catalogue()[name]
    for given in settings(query):
        assert repr(ask(arcade, name, given)) == repr(ask(bolt, name, given)), given


@pytest.mark.parametrize("name", NAMES)
def test_columns_have_their_types(name: str, store: Store, ask: Ask) -> None:
    query = catalogue()[name]
    for given in settings(query):
        for row in ask(store, name, given).rows:
            for column, value in zip(query.columns, row, strict=True):
                assert value is None or type(value) is TYPES[column.type], (column, value)


@pytest.mark.parametrize("name", NAMES)
def test_no_two_rows_sort_alike(name: str, store: Store, ask: Ask) -> None:
    # What an answer is sorted by tells its rows apart, so that no engine may choose their order.
    query = catalogue()[name]
    keys = [k for k in shape(query.cypher).order if k in {c.name for c in query.columns}]
    for given in settings(query):
        table = ask(store, name, given)
        sorted_by = [tuple(row[k] for k in keys) for row in table]
        assert len({repr(k) for k in sorted_by}) == len(sorted_by), (given, keys)


@pytest.mark.parametrize("name", NAMES)
def test_the_file_runs_as_it_is(name: str, store: Store, ask: Ask) -> None:
    query = catalogue()[name]
    [path] = LIBRARY.rglob(f"{name}.cypher")
    given = next(settings(query))
    whole = store.read(path.read_text("utf-8"), query.bind(given))
    assert whole.rows == ask(store, name, given).rows


@pytest.mark.parametrize(
    ("by", "name"),
    [("unit", "unit-load"), ("leader", "leader-span"), ("sector", "sector-load"), ("county", "county-load")],
)
@pytest.mark.parametrize("document", ["", "临政〔2031〕7号", "2031", "临江市"])
def test_measures_answer_like_the_stored_queries(by: Any, name: str, document: str, store: Store) -> None:
    table = workload(store, by, document=document or None)
    stored = catalogue()[name].run(store, document=document)
    assert set(stored.columns) <= set(table.columns)
    assert agree(stored, [tuple(row[c] for c in stored.columns) for row in table])


def test_concentration_answers_like_the_stored_query(store: Store) -> None:
    table, stored = concentration(store, resamples=0), catalogue()["concentration"].run(store)
    assert set(stored.columns) <= set(table.columns)
    assert agree(stored, [tuple(row[c] for c in stored.columns) for row in table])


def test_a_phrase_is_never_counted_for_its_members(store: Store, graph: Graph) -> None:
    members = {e.start for e in graph.edges if e.type == "MEMBER_OF" and e.properties["certain"]}
    assert members >= {"unit:临江市/东山县政府", "unit:临江市/西河区政府"}
    load = {row["unit_id"]: row["tasks"] for row in catalogue()["unit-load"].run(store, groups=True)}
    assert load["unit:临江市/东山县政府"] == 2
    assert load["unit:临江市/各县（市、区）政府"] == 4

"""What the check sees in a query, and what it finds wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zeren.queries import Column, Parameter, StoredQuery
from zeren.queries.check import problems
from zeren.queries.cypher import Use, parameters_used, shape, tokens

GOOD = """MATCH (u:Unit)-[r:LEADS|SUPPORTS]->(t:Task {number: $number})
WHERE r.inherited AND NOT EXISTS { MATCH (t)-[:HAS_TARGET]->(g:Target) WHERE g.value = "1" }
WITH u, count(DISTINCT t) AS n
RETURN u.name AS unit, n AS tasks, u.id AS unit_id
ORDER BY tasks DESC, unit_id
LIMIT $top"""


def stored(cypher: str, columns: str = "unit tasks unit_id", parameters: str = "number top") -> StoredQuery:
    return StoredQuery(
        name="x",
        topic="t",
        title="t",
        title_zh="题",
        question="q?",
        question_zh="问？",
        description="d",
        parameters=tuple(Parameter(p, "string", "p", "", example="") for p in parameters.split()),
        columns=tuple(Column(c, "string", "c") for c in columns.split()),
        tags=("t",),
        chart="table",
        drawn=(),
        since="0.1.0",
        cypher=cypher,
    )


def test_a_query_is_seen_as_it_is() -> None:
    seen = shape(GOOD)
    assert seen.labels == {"Unit", "Task", "Target"}
    assert seen.types == {"LEADS", "SUPPORTS", "HAS_TARGET"}
    assert seen.properties == {
        Use(frozenset({"Task"}), "number"),
        Use(frozenset({"LEADS", "SUPPORTS"}), "inherited"),
        Use(frozenset({"Target"}), "value"),
        Use(frozenset({"Unit"}), "name"),
        Use(frozenset({"Unit"}), "id"),
    }
    assert seen.variables == {"u", "r", "t", "g", "n"}
    assert seen.columns == ("unit", "tasks", "unit_id")
    assert seen.order == ("tasks", "unit_id")
    assert seen.limit == ("$top",)
    assert not seen.writes


def test_strings_and_comments_hold_no_parameters_and_no_words() -> None:
    text = """// $a CREATE
    /* $b DELETE */ MATCH (n:Unit) WHERE n.name = '$c SET \\' $d' OR n.name = "$e // MERGE" OR n.`name` = $f RETURN 1"""
    assert parameters_used(text) == {"f"}
    assert not shape(text).writes
    assert Use(frozenset({"Unit"}), "name") in shape(text).properties


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_looked_at(text: str) -> None:
    assert "".join(t.text for t in tokens(text)) is not None
    shape(text)
    parameters_used(text)
    problems(stored(text))


@settings(deadline=None)
@given(st.text(alphabet="ab$'\"`\\/* \n", max_size=30))
def test_quotes_of_every_kind_can_be_looked_at(text: str) -> None:
    found = tokens(text)
    assert all(t.text in text or t.kind == "quoted" for t in found)


def test_words_of_the_language_can_be_names() -> None:
    seen = shape("MATCH (t:Task) RETURN t.order AS load, t.end AS set, t.id AS task_id ORDER BY load, task_id LIMIT 1")
    assert not seen.writes
    assert seen.columns == ("load", "set", "task_id")
    assert seen.order == ("load", "task_id")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("(u:Unit)", "(u:Uint)", "unknown label Uint; did you mean Unit?"),
        ("LEADS|SUPPORTS", "LEADS|SUPORTS", "unknown edge type SUPORTS; did you mean SUPPORTS"),
        ("u.name", "u.nmae", "unknown property nmae of Unit; did you mean name?"),
        ("{number:", "{nubmer:", "unknown property nubmer of Task; did you mean number?"),
        ("r.inherited", "r.certain", "unknown property certain of LEADS|SUPPORTS"),
        ("n AS tasks", "n.nothing AS tasks", "unknown property nothing"),
        ("WHERE r.inherited", "WHERE u:Person AND r.inherited", "unknown label Person"),
        ("$number", "$numbr", "parameter number is declared and not used"),
        ("$number", "$numbr", "parameter $numbr is used and not declared"),
        ("WITH u,", "SET u.name = 'x' WITH u,", "SET is not reading"),
        ("WITH u,", "CALL db.labels() WITH u,", "CALL is not reading"),
        ("MATCH (u", "LOAD CSV FROM 'x' AS y MATCH (u", "LOAD is not reading"),
        (" AS unit,", ",", "a returned column has no alias"),
        ("u.name AS unit, n AS tasks", "n AS tasks, u.name AS unit", "it returns tasks, unit, unit_id, declared are"),
        ("AS n\n", "AS tasks\n", "column tasks has the name of a variable"),
        ("ORDER BY tasks DESC, unit_id\n", "", "it does not end in an ORDER BY whose last key is a column"),
        ("unit_id\nLIMIT", "u.id\nLIMIT", "it does not end in an ORDER BY whose last key is a column"),
        ("LIMIT $top", "LIMIT 10", "LIMIT is not a parameter"),
        ("\nLIMIT $top", "", "LIMIT is not a parameter"),
        ('"1"', '"1', "a quote is not closed"),
    ],
)
def test_what_is_wrong_is_said(old: str, new: str, message: str) -> None:
    assert problems(stored(GOOD)) == []
    assert GOOD.count(old) >= 1
    found = problems(stored(GOOD.replace(old, new, 1)))
    assert any(message in line for line in found), found


def test_a_query_without_parameters_is_limited_all_the_same() -> None:
    query = replace(stored(GOOD.replace("$number", '"1"'), parameters="top"))
    assert problems(query) == []


def test_a_subquerys_return_gives_no_columns() -> None:
    found = shape(
        "MATCH (u:Unit) WITH u, COUNT { MATCH (u)-[:LEADS]->(t:Task) RETURN DISTINCT t } AS led "
        "RETURN u.name AS unit, led AS tasks, "
        "COUNT { MATCH (u)-[:SUPPORTS]->(s:Task) RETURN DISTINCT s } AS supporting, u.id AS unit_id "
        "ORDER BY tasks DESC, unit_id LIMIT $top"
    )
    assert found.columns == ("unit", "tasks", "supporting", "unit_id")
    assert {"u", "t", "led"} <= found.variables
    assert (found.order, found.limit) == (("tasks", "unit_id"), ("$top",))

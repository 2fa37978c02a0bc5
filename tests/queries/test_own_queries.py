"""Queries of an analyst's own: the template, and what is told about a folder of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from query_oracles.facts import Facts
from zeren.graph.stores import Store
from zeren.loaders.errors import ZerenError
from zeren.queries import catalogue
from zeren.queries.catalogue import check_name
from zeren.queries.check import check_folder
from zeren.queries.template import template

NEW = template("9.8.7")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "leads.cypher").write_text(NEW, "utf-8")
    return tmp_path


def test_the_template_can_be_stored_and_answers(folder: Path, store: Store, facts: Facts) -> None:
    assert check_folder(folder) == [(folder / "leads.cypher", [])]
    query = catalogue(folder)["leads"]
    assert query.since == "9.8.7"
    expected = {u.id: sum(u.id in facts.leads(t) for t in facts.scope({})) for u in facts.label("Unit")}
    found = {row["unit_id"]: row["led"] for row in query.run(store)}
    assert found == {unit: n for unit, n in expected.items() if n}
    assert len(query.run(store, top=1)) == 1


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("(u:Unit)", "(u:Uint)", "unknown label Uint; did you mean Unit?"),
        ("[:LEADS]", "[:LEAD]", "unknown edge type LEAD; did you mean LEADS?"),
        ("u.name AS", "u.nmae AS", "unknown property nmae of Unit; did you mean name?"),
        ("LIMIT $top", "LIMIT 5", "parameter top is declared and not used"),
        ("AS led,", "AS leads,", "it returns unit, leads, unit_id, declared are unit, led, unit_id"),
        ("ORDER BY led DESC, unit_id\n", "", "it does not end in an ORDER BY whose last key is a column"),
        ("RETURN u.name", "SET u.name = 'x' RETURN u.name", "SET is not reading"),
        ('// chart = "bar"\n', "", "the front matter needs the text chart"),
    ],
)
def test_what_is_wrong_is_told(folder: Path, old: str, new: str, problem: str) -> None:
    assert old in NEW
    wrong = folder / "deeper" / "wrong.cypher"
    wrong.parent.mkdir()
    wrong.write_text(NEW.replace(old, new, 1), "utf-8")
    [(first, problems), (second, none)] = check_folder(folder)
    assert (first, second, none) == (wrong, folder / "leads.cypher", [])
    assert problem in problems


def test_a_name_that_is_taken_is_told(folder: Path) -> None:
    (folder / "unit-load.cypher").write_text(NEW, "utf-8")
    (folder / "z").mkdir()
    (folder / "z" / "leads.cypher").write_text(NEW, "utf-8")
    told = {path.relative_to(folder).as_posix(): lines for path, lines in check_folder(folder)}
    assert told == {
        "leads.cypher": [],
        "unit-load.cypher": ["the library has a query of this name: give it another"],
        "z/leads.cypher": [f"{folder / 'leads.cypher'} has a query of this name: give it another"],
    }


def test_a_folder_without_queries_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ZerenError, match=r"holds no \.cypher file: make a query there with zeren queries new"):
        check_folder(tmp_path)
    with pytest.raises(ZerenError, match="nowhere is no folder"):
        check_folder(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["", "../x", "Unit-Load", "unit load", "a/b", "-a", "单位", "a\n"])
def test_a_name_that_cannot_be_is_refused(name: str) -> None:
    with pytest.raises(ZerenError, match="cannot be the name of a query: write it like unit-load"):
        check_name(name)
    check_name("my-2nd-question")

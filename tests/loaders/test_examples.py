"""The sample's facts were written down before its text: what is read must equal them, name by name and in order."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from zeren.loaders import read_document
from zeren.loaders.records import TaskRecord

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
EXPECTED: dict[str, list[dict[str, Any]]] = json.loads((EXAMPLES / "expected.json").read_text("utf-8"))
ROLES = ("leaders", "lead_units", "supporting_units", "responsible_units")


def pairs() -> Iterator[tuple[str, dict[str, Any], TaskRecord]]:
    """Each task's facts beside its record."""
    for name, documents in EXPECTED.items():
        tasks = [task for document in documents for task in document["tasks"]]
        for task, record in zip(tasks, read_document(EXAMPLES / name).records, strict=True):
            yield f"{name}: {record.number}", task, record


@pytest.mark.parametrize("name", EXPECTED)
def test_every_document_says_what_it_is(name: str) -> None:
    reading = read_document(EXAMPLES / name)
    assert len(reading.documents) == len(EXPECTED[name])
    for document, expected in zip(reading.documents, EXPECTED[name], strict=True):
        for key in ("title", "number", "issuer", "date", "year", "city"):
            if key in expected:
                assert getattr(document, key) == expected[key], key


@pytest.mark.parametrize("name", EXPECTED)
def test_nothing_is_unread(name: str) -> None:
    coverage = read_document(EXAMPLES / name).report.coverage
    assert coverage.unread == coverage.names_unread == coverage.rows_unread == 0
    assert coverage.seen == coverage.in_statements + coverage.in_prose


def test_the_counts_are_those_of_the_tasks() -> None:
    for documents in EXPECTED.values():
        for document in documents:
            counted = {key: sum(len(task.get(key, ())) for task in document["tasks"]) for key in (*ROLES, "targets")}
            counted["tasks"] = len(document["tasks"])
            assert {key: counted[key] for key in document["counts"] if key in counted} == {
                key: value for key, value in document["counts"].items() if key in counted
            }


def test_numbers_sections_titles_and_texts() -> None:
    for where, task, record in pairs():
        for key in ("number", "sector", "title", "text"):
            if key in task:
                assert getattr(record, key) == task[key], (where, key)


@pytest.mark.parametrize("role", ROLES)
def test_names_as_printed_in_order(role: str) -> None:
    for where, task, record in pairs():
        assert [mention.source for mention in getattr(record, role)] == task.get(role, []), where


def test_inherited_prefixes_are_restored() -> None:
    for where, task, record in pairs():
        if "responsible_units_full" in task:
            names = [mention.name for mention in record.responsible_units]
            assert names == task["responsible_units_full"], where


def test_how_the_lead_is_known_and_which_lists_are_open() -> None:
    for where, task, record in pairs():
        assert record.convention == task.get("convention", "none"), where
        if task.get("open_list") is not None:
            assert record.open_list == task["open_list"], where


def test_counties() -> None:
    wrong = []
    for where, task, record in pairs():
        found = [(county.name, county.basis) for county in record.counties]
        stated = [(county["name"], county["basis"]) for county in task["counties"]]
        if found != stated:
            wrong.append((where, found, stated))
    assert not wrong


def test_targets() -> None:
    wrong = []
    for where, task, record in pairs():
        found = [(target.text, target.value, target.unit, target.relation) for target in record.targets]
        stated = [tuple(target.values()) for target in task["targets"]]
        if found != stated:
            wrong.append((where, found, stated))
    assert not wrong


def test_no_place_of_the_sample_exists() -> None:
    table = (files("zeren.loaders") / "data" / "places.csv").read_text("utf-8").splitlines()
    real = {place["name"] for place in csv.DictReader(table)} | {
        place["name"][:-1] for place in csv.DictReader(table) if len(place["name"]) > 2
    }
    invented = set()
    for documents in EXPECTED.values():
        for document in documents:
            invented |= {document.get("city", "泽岚市")}
            invented |= {county["name"] for task in document["tasks"] for county in task["counties"]}
    invented -= {"示范区", "高新区"}
    assert len(invented) == 9
    assert not [name for name in invented if name in real or name[:-1] in real]


def test_the_facts_stand_in_the_text() -> None:
    # Wraps and bold marks aside: a fact that nobody could read from the page would be no fact of the sample.
    for name, documents in EXPECTED.items():
        text = re.sub(r"[\s*]", "", (EXAMPLES / name).read_text("utf-8"))
        for document in documents:
            for task in document["tasks"]:
                assert re.sub(r"\s", "", task["text"]) in text, task["text"]
                for role in ROLES:
                    assert all(mention in text for mention in task.get(role, ()))

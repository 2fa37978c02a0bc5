"""The shapes in which statements are printed: one small file each, and what must be read from it.

``shapes/NAME.txt`` (``.md``, ``.html``, ``.csv``) is the document, ``shapes/NAME.json`` says what is in it:
``about`` (the shape), ``records``, and rarer keys: ``unread`` (how many places must be reported: 0 where not given,
null where any number is right), ``told`` (words that the report must show), ``different`` (mentions that must stay two
bodies), ``fails`` (a reading that is not there yet, with the reason). ``records`` is a list, each equal to a record in
order; or an object where more than one cut is right: ``holds`` (records that must be among those read, in order),
``texts`` (words that must not be lost),
``has`` (units of those records, in any role), ``never`` (mentions that must not be), ``lead_somewhere`` and
``inherited`` (names that lead a task, names that a document-wide rule supplied).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from zeren.loaders import read_document
from zeren.loaders.files.sources import sources_of
from zeren.loaders.records import Mention, Reading, TaskRecord

SHAPES = Path(__file__).parent / "shapes"
UNITS = ("lead_units", "supporting_units", "responsible_units")
ROLES = ("leaders", *UNITS)
NAMES = sorted(path.stem for path in SHAPES.glob("*.json"))

Facts = dict[str, Any]


def document(name: str) -> Path:
    """The shape's document: plain text, or a page or a table."""
    (found,) = (path for path in SHAPES.glob(f"{name}.*") if path.suffix != ".json")
    return found


def facts_of(name: str) -> Facts:
    facts: Facts = json.loads((SHAPES / f"{name}.json").read_text("utf-8"))
    return facts


def shapes() -> list[Any]:
    """Every shape; one that is not read yet must go on failing until its mark is taken away."""
    marked = []
    for name in NAMES:
        reason = facts_of(name).get("fails")
        marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
        marked.append(pytest.param(name, marks=marks))
    return marked


def mentions(record: TaskRecord, roles: tuple[str, ...] = ROLES) -> list[Mention]:
    return [mention for role in roles for mention in getattr(record, role)]


def all_mentions(reading: Reading) -> Iterator[Mention]:
    for record in reading.records:
        yield from mentions(record)


def units(record: TaskRecord) -> list[str]:
    return [mention.source for mention in mentions(record, UNITS)]


SPECIAL: dict[str, Callable[[TaskRecord], Any]] = {
    "all_units": units,
    "counties": lambda record: [county.name for county in record.counties],
    "codes": lambda record: {county.name: county.code for county in record.counties},
    "lead_names": lambda record: [mention.name for mention in record.lead_units],
    "leader_names": lambda record: [mention.name for mention in record.leaders],
    "responsible_units_full": lambda record: [mention.name for mention in record.responsible_units],
    "full": lambda record: {
        role: [mention.name for mention in getattr(record, role)] for role in UNITS if getattr(record, role)
    },
    "has_deadline": lambda record: bool(record.deadline),
    "document": lambda record: record.document.number,
    "document_title": lambda record: record.document.title,
    "date": lambda record: record.document.date,
    "path": lambda record: list(record.path),
    "targets": lambda record: [target.text for target in record.targets],
}


def differences(facts: Facts, record: TaskRecord) -> list[str]:
    """What the record says otherwise than the facts."""
    found = []
    for key, stated in facts.items():
        value: Any
        if key in ROLES:
            value = [mention.source for mention in getattr(record, key)]
        elif key in SPECIAL:
            value = SPECIAL[key](record)
        elif key == "kinds":
            value = {mention.source: mention.kind for mention in mentions(record) if mention.source in stated}
        elif key == "text_has":
            value = stated if stated in record.text else record.text
        elif key == "has":
            value = stated if set(stated) <= set(units(record)) else units(record)
        else:
            value = getattr(record, key)
        if value != stated:
            found.append(f"{record.number} {key}: {value!r}, not {stated!r}")
    return found


def check_holds(facts: Facts, reading: Reading) -> list[str]:
    """The looser form: each of ``holds`` is a record, in order; nothing lost, nothing that must not be."""
    wrong = []
    left = list(reading.records)
    wanted = [dict(hold) for hold in facts["holds"]]
    for hold, has in zip(wanted, facts.get("has", ()), strict=False):
        hold["has"] = has
    for hold in wanted:
        place = next((i for i, record in enumerate(left) if not differences(hold, record)), None)
        if place is None:
            wrong.append(f"no record is {hold!r}; left: {[(r.number, units(r)) for r in left]}")
        else:
            left = left[place + 1 :]
    words = "".join(record.text for record in reading.records)
    wrong += [f"lost: {text}" for text in facts.get("texts", ()) if text not in words]
    printed = {mention.source for mention in all_mentions(reading)}
    wrong += [f"never: {name}" for name in facts.get("never", ()) if name in printed]
    leads = {mention.source for record in reading.records for mention in record.lead_units}
    wrong += [f"leads nothing: {name}" for name in facts.get("lead_somewhere", ()) if name not in leads]
    supplied = {mention.name for mention in all_mentions(reading) if mention.inherited}
    wrong += [f"not inherited: {name}" for name in facts.get("inherited", ()) if name not in supplied]
    return wrong


def check(facts: Facts, reading: Reading) -> list[str]:
    """Everything in which the reading is not what the facts say."""
    wrong = []
    records = facts["records"]
    if isinstance(records, dict):
        wrong += check_holds(records, reading)
    elif len(records) != len(reading.records):
        wrong.append(f"{len(reading.records)} records, not {len(records)}: {[r.text for r in reading.records]}")
    else:
        for stated, record in zip(records, reading.records, strict=True):
            wrong += differences(stated, record)
    numbers = [
        (record.document.number, record.document.title, record.number) for record in reading.records if record.number
    ]
    if len(set(numbers)) != len(numbers):
        wrong.append(f"a number stands twice: {numbers}")
    coverage = reading.report.coverage
    if facts.get("unread", 0) is not None and coverage.unread != facts.get("unread", 0):
        wrong.append(f"unread: {[unread for unread in reading.report.unread if not unread.prose]}")
    told_of = "\n".join(item.words for item in reading.report.unread)
    wrong += [f"not told of: {words}" for words in facts.get("told", ()) if words not in told_of]
    if coverage.seen != coverage.in_statements + coverage.in_prose + coverage.in_unread:
        wrong.append(f"the coverage does not add up: {coverage}")
    names = {mention.source: mention.name for mention in all_mentions(reading)}
    for pair in facts.get("different", ()):
        if len({names.get(name) for name in pair}) != len(pair):
            wrong.append(f"merged: {pair}")
    return wrong


def test_the_corpus_is_broad() -> None:
    assert len(NAMES) >= 60
    assert sorted(path.stem for path in SHAPES.iterdir() if path.suffix != ".json") == NAMES


@pytest.mark.parametrize("name", shapes())
def test_a_shape_is_read(name: str) -> None:
    reading = read_document(document(name))
    assert not check(facts_of(name), reading)


@pytest.mark.parametrize("name", NAMES)
def test_evidence_is_where_it_says(name: str) -> None:
    (source,) = sources_of(document(name))
    text = source.text
    lines = text.split("\n")
    for mention in all_mentions(read_document(document(name))):
        printed = iter(text[mention.start : mention.end])
        # What lies between the halves of a wrapped name (a page number) is inside the span but not in the name.
        assert all(char in printed for char in re.sub(r"\s", "", mention.source)), mention
        assert text.count("\n", 0, mention.start) + 1 == mention.line, mention
        assert mention.line <= len(lines)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16", "utf-8 with CRLF"])
@pytest.mark.parametrize("name", NAMES)
def test_the_same_words_in_another_encoding(name: str, encoding: str, tmp_path: Path) -> None:
    text = document(name).read_text("utf-8")
    copy = tmp_path / document(name).name
    if encoding.endswith("CRLF"):
        copy.write_bytes(text.replace("\n", "\r\n").encode("utf-8"))
    else:
        copy.write_bytes(text.encode(encoding))
    assert told(read_document(copy)) == told(read_document(document(name)))


def told(reading: Reading) -> list[Any]:
    """What a reading says, without where it stands."""
    return [
        (
            record.number,
            record.text,
            record.deadline,
            record.open_list,
            [(mention.source, mention.name, mention.kind) for mention in mentions(record)],
        )
        for record in reading.records
    ]

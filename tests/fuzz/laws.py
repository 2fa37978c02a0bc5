"""What must hold of reading any file."""

from __future__ import annotations

import json
import re
import tempfile
import time
from pathlib import Path

import msgspec

from fuzz.cases import Case
from fuzz.linear import MOST, seconds
from zeren.graph import build
from zeren.loaders import Reading, ZerenError
from zeren.loaders.files.sources import source_of, sources_of
from zeren.loaders.read import read
from zeren.loaders.records import TaskRecord
from zeren.loaders.text.source import Source

SECONDS = 2.0
"""What takes less of the processor is not asked whether its half takes half of it."""
MANY = 20_000


def check(case: Case) -> None:
    """Raises AssertionError, with what is wrong, where a law is broken."""
    try:
        sources = _sources(case)
        readings = [_read(source) for source in sources]
    except ZerenError as error:
        assert "\n" not in str(error), f"the message has more than one line: {error}"
        sources, readings = [], []
    for source, reading in zip(sources, readings, strict=True):
        _accounted(source, reading)
        for record in reading.records:
            _evidence(source, record)
    # What is read can be put into a graph, or is refused in one line. An edge has its whole statement: a list of
    # 10,000 names is 10,000 statements as long.
    for reading in (r for r in readings if sum(len(one.statement) for one in r.records) < MANY):
        try:
            build(reading)
        except ZerenError as error:
            assert "\n" not in str(error), f"the message has more than one line: {error}"


def _read(source: Source) -> Reading:
    """Read it; where that takes long, half of it takes about half as long."""
    began = time.process_time()
    reading = read(source)
    took = time.process_time() - began
    if took > SECONDS:
        at = len(source.text) // 2
        half = Source(source.name, source.text[:at], "", "utf-8", tuple([t for t in source.tables if t.end <= at]))
        least = seconds(half)
        if took > MOST * least:
            # Once more: the first reading makes the patterns, too.
            took = min(took, seconds(source))
        assert took <= MOST * least, f"{took:.1f} s for {len(source.text):,} characters, {least:.1f} s for half of them"
    return reading


def _sources(case: Case) -> list[Source]:
    if case.text is not None:
        return [Source(case.name, case.text, "", "utf-8")]
    if not case.name.endswith(".zip"):
        return [source_of(case.data, case.name)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / case.name
        path.write_bytes(case.data)
        try:
            return list(sources_of(path))
        finally:
            assert [p.name for p in Path(folder).rglob("*")] == [case.name], "something was written"


def _accounted(source: Source, reading: Reading) -> None:
    coverage = reading.report.coverage
    assert coverage.seen == coverage.in_statements + coverage.in_prose + coverage.in_unread, coverage
    assert min(msgspec.structs.astuple(coverage)[:-1]) >= 0, coverage
    assert coverage.unread == sum(not one.prose for one in reading.report.unread)
    assert sum(msgspec.structs.astuple(coverage.characters)) == len("".join(source.text.split())), coverage
    printed = [(r.document, r.number) for r in reading.records if r.number]  # a task may have none: `### Repair …`
    assert len(set(printed)) == len(printed), "a number stands twice in a document"


def _evidence(source: Source, record: TaskRecord) -> None:
    assert 0 <= record.start <= record.end <= len(source.text)
    assert record.line == source.line_of(record.start)
    assert record.text.strip(), "a task without words"
    assert TaskRecord.from_dict(json.loads(json.dumps(record.to_dict()))) == record
    for mention in record.leaders + record.lead_units + record.supporting_units + record.responsible_units:
        assert 0 <= mention.start < mention.end <= len(source.text)
        assert mention.source.strip()
        assert mention.name.strip()
        assert mention.line == source.line_of(mention.start)
        printed = iter(source.text[mention.start : mention.end])
        # What a page put between the halves of a name is inside the span and not in the name.
        assert all(c in printed for c in re.sub(r"\s", "", mention.source)), f"{mention.source} is not printed there"
    if record.lead_units:
        assert record.convention != "none"

"""What must hold of reading any file."""

from __future__ import annotations

import json
import re
import tempfile
import time
from pathlib import Path

import msgspec

from fuzz.cases import Case
from zeren.graph import build
from zeren.loaders import Reading, ZerenError
from zeren.loaders.files.sources import source_of, sources_of
from zeren.loaders.read import read
from zeren.loaders.records import TaskRecord
from zeren.loaders.text.source import Source

SECONDS = 2.0
MANY = 20_000
SECONDS_A_MEGABYTE = 40.0
"""What a reading may take of the processor: far more than any notice takes, far less than a quadratic one would."""


def check(case: Case) -> None:
    """Raises AssertionError, with what is wrong, where a law is broken."""
    began = time.process_time()
    try:
        sources = _sources(case)
        readings = [read(source) for source in sources]
    except ZerenError as error:
        assert "\n" not in str(error), f"the message has more than one line: {error}"
        sources, readings = [], []
    took = time.process_time() - began
    size = max(len(case.data), sum(len(source.text) for source in sources)) / 2**20
    assert took <= SECONDS + SECONDS_A_MEGABYTE * size, f"{took:.1f} s for {size:.2f} MB"
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
    keys = {(r.document, r.number) for r in reading.records}
    assert len(keys) == len(reading.records), "a number stands twice in a document"


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

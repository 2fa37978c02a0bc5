"""The real notices, against what two people read in them by hand."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from zeren.loaders import Reading, TaskRecord, read_document
from zeren.loaders.files.sources import sources_of
from zeren.loaders.words.seen import count_seen

GAZETTE = "documents/jiaozuo-gazette-2024-02.txt"
REPORT = "documents/pingdingshan-work-report-2024.txt"
SAMPLES = [
    "01_sc_employment_2018.html",
    "08_guangzhou_5g_industry_2025.txt",
    "33_en_us_fds_2021_shared_actions.md",
]
ROLES = ("leaders", "lead_units", "supporting_units", "responsible_units")


@cache
def reading(path: Path) -> Reading:
    return read_document(path)


def gold(shared: Path, name: str) -> list[dict[str, Any]]:
    data: list[dict[str, Any]] = json.loads((shared / "gold" / name).read_text("utf-8"))
    return data


def of_document(shared: Path, number: str) -> list[TaskRecord]:
    return [r for r in reading(shared / GAZETTE).records if r.document.number == number]


@pytest.fixture
def notice(shared: Path) -> list[TaskRecord]:
    first, _ = reading(shared / GAZETTE).documents
    return of_document(shared, first.number or "")


@pytest.fixture
def plan(shared: Path) -> list[TaskRecord]:
    _, second = reading(shared / GAZETTE).documents
    return of_document(shared, second.number or "")


def printed(record: TaskRecord, role: str) -> list[str]:
    return [m.source for m in getattr(record, role)]


def test_the_gazette_holds_two_documents(shared: Path) -> None:
    notice, plan = reading(shared / GAZETTE).documents
    assert (notice.date, plan.date) == ("2024-03-11", "2024-04-22")
    assert (notice.year, notice.city) == (2024, plan.city)
    assert notice.number != plan.number
    assert notice.title.endswith("责任单位的通知")
    assert plan.title.endswith("实施方案的通知")


def test_the_notice_is_whole(notice: list[TaskRecord]) -> None:
    assert [r.number for r in notice] == [str(n) for n in range(1, 124)]
    counts = {role: sum(len(getattr(r, role)) for r in notice) for role in ROLES}
    assert counts == {"leaders": 155, "lead_units": 113, "supporting_units": 385, "responsible_units": 83}


def test_the_notice_equals_the_annotation(shared: Path, notice: list[TaskRecord]) -> None:
    for want, got in zip(gold(shared, "jiaozuo-tasks-1-67.json"), notice, strict=False):
        assert got.number == str(want["no"])
        assert (got.sector, got.text) == (want["sector"], want["text"])
        assert printed(got, "leaders") == want["leaders"]
        assert printed(got, "lead_units") == want["lead_units"]
        assert printed(got, "supporting_units") == want["support_units"]
        assert printed(got, "responsible_units") == want["responsible_units"]
        assert sorted(c.name for c in got.counties) == sorted(want["counties"])
        assert [(t.text, t.value, t.unit, t.relation) for t in got.targets] == [
            (t["text"], t["value"], t["unit"], t["relation"]) for t in want["targets"]
        ]


def test_a_lead_is_read_only_where_one_is_stated(notice: list[TaskRecord]) -> None:
    for record in notice:
        assert bool(record.lead_units) == ("牵头" in record.statement)
        assert (record.convention == "explicit") == bool(record.lead_units)
        assert not (record.lead_units and record.responsible_units)
        assert not (record.supporting_units and not record.lead_units)


def test_the_plan_is_whole(plan: list[TaskRecord]) -> None:
    assert len(plan) == 25
    assert len({r.number for r in plan}) == 25
    assert sum(len(r.responsible_units) for r in plan) == 66
    assert not any(r.lead_units or r.supporting_units or r.leaders for r in plan)


def test_the_plan_equals_the_annotation(shared: Path, plan: list[TaskRecord]) -> None:
    for want, got in zip(gold(shared, "jiaozuo-tcm-first-8.json"), plan, strict=False):
        *headings, item = want["path"]
        assert list(got.path) == headings
        assert got.title == re.sub(r"^\d+\.", "", item)
        assert got.text == want["text"]
        assert printed(got, "responsible_units") == want["units"]
        assert [m.name for m in got.responsible_units] == want["units_full"]


def test_all_of_the_gazette_is_accounted_for(shared: Path) -> None:
    got = reading(shared / GAZETTE)
    coverage = got.report.coverage
    assert coverage.unread == coverage.names_unread == 0
    assert coverage.names == len({(m.start, m.end) for record in got.records for m in record.mentions}) == 802
    assert coverage.percent == 100
    assert coverage.seen == coverage.in_statements + coverage.in_prose
    # Words that stand near to one another share an entry.
    assert coverage.in_prose == sum(count_seen(one.words) for one in got.report.unread) > 0
    assert all(word.prose for word in got.report.unread)


def test_the_work_report(shared: Path) -> None:
    got = reading(shared / REPORT)
    assert len(got.records) == 41
    assert len({r.sector for r in got.records}) == 9
    assert not any(getattr(r, role) for r in got.records for role in ROLES)
    for want, record in zip(gold(shared, "pingdingshan-first-12.json"), got.records, strict=False):
        assert record.text == want["text"]
        assert record.sector == re.sub(r"^[(（].[)）]", "", want["section"])
        assert record.title in (want["item"], None)
        assert sorted(c.name for c in record.counties if c.kind == "county") == sorted(want["counties"])
        assert sorted(c.name for c in record.counties if c.kind == "zone") == sorted(want["zones"])
        assert [(t.text, t.value, t.unit, t.relation) for t in record.targets] == [
            (t["text"], t["value"], t["unit"], t["relation"]) for t in want["targets"]
        ]
    assert all(c.code for r in got.records for c in r.counties if c.kind == "county")
    # A glyph that was read as another one is told, never passed over.
    assert len(got.report.notes) == 2


@pytest.mark.parametrize("document", [GAZETTE, REPORT, *(f"samples/{name}" for name in SAMPLES)])
def test_every_name_stands_where_it_says(shared: Path, document: str) -> None:
    (source,) = sources_of(shared / document)
    for record in reading(shared / document).records:
        assert source.line_of(record.start) == record.line
        for role in ROLES:
            for mention in getattr(record, role):
                words = source.text[mention.start : mention.end]
                assert re.sub(r"\s", "", words) == re.sub(r"\s", "", mention.source)
                assert record.start <= mention.start < mention.end <= record.end
                assert mention.line == source.text.count("\n", 0, mention.start) + 1


@pytest.mark.parametrize("sample", SAMPLES)
def test_documents_of_other_governments(shared: Path, sample: str) -> None:
    want = gold(shared, sample.rsplit(".", 1)[0] + ".json")
    got = reading(shared / "samples" / sample)
    assert got.report.coverage.unread == 0
    assert [r.number for r in got.records] == [w["no"] for w in want]
    for expected, record in zip(want, got.records, strict=True):
        assert re.sub(r"\s", "", record.text).startswith(expected["text_start"])
        assert printed(record, "leaders") == expected["leaders"]
        assert printed(record, "lead_units") == expected["lead_units"]
        assert printed(record, "supporting_units") == expected["support_units"]
        assert printed(record, "responsible_units") == expected["responsible_units"]
        assert record.convention == expected["convention"]
        assert (record.deadline or "") == expected["deadline"]
        if "etc" in expected:
            assert record.open_list


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_the_encoding_of_a_file_changes_nothing(shared: Path, tmp_path: Path, encoding: str, line_end: str) -> None:
    text = (shared / GAZETTE).read_text("utf-8")
    copy = tmp_path / "copy.txt"
    copy.write_bytes(text.replace("\n", line_end).encode(encoding))

    def facts(record: TaskRecord) -> list[object]:
        return [record.number, record.text, record.line, *(printed(record, role) for role in ROLES)]

    assert [facts(r) for r in read_document(copy).records] == [facts(r) for r in reading(shared / GAZETTE).records]

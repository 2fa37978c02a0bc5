"""Whom a phrase for several governments covers, and which county a government governs."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_samples.records import document, mention, reading, task
from zeren.graph import build
from zeren.graph.decisions import decide, read_decisions, unknown_members
from zeren.graph.derive import coverage, derive
from zeren.graph.model import Graph
from zeren.graph.stores.changes import after_load
from zeren.loaders.records import CountyRef


@pytest.mark.parametrize(
    ("phrase", "words", "certain"),
    [
        ("各县（市、区）政府", "县市区", True),
        ("各县(市)区人民政府", "县市区", True),
        ("全市各县（市、区）政府", "县市区", True),
        ("各区、县级市政府", "市区", True),
        ("各区", "区", True),
        ("相关县（市、区）政府", "县市区", False),
        ("有关县区政府", "县区", False),
        ("各相关县（市、区）政府", "县市区", False),
    ],
)
def test_what_a_phrase_covers(phrase: str, words: str, certain: bool) -> None:
    assert coverage(phrase) == (frozenset(words), certain)


def test_zones_are_covered_where_the_words_name_them() -> None:
    assert coverage("各县（市、区）政府、各开发区管委会") == (frozenset({"县", "市", "区", "zone"}), True)


@pytest.mark.parametrize(
    "phrase",
    [
        "有关部门",
        "市直各部门",
        "各位副市长",
        "市某某领导小组成员单位",
        "各乡镇政府",
        "各地方人民政府",
        "各责任单位",
        "县政府",
        "",
    ],
)
def test_phrases_about_others_have_no_known_members(phrase: str) -> None:
    assert coverage(phrase) is None


def test_members_are_governments_of_the_same_city() -> None:
    files = [
        reading(
            task(
                document(f"文件{city}", f"{city}1号", city),
                "1",
                responsible=[mention("各县（市、区）政府", "group"), mention(f"{county}政府", "county_government")],
            )
        )
        for city, county in (("甲市", "山县"), ("乙市", "河县"))
    ]
    assert {(e.start, e.end) for e in build(*files).edges if e.type == "MEMBER_OF"} == {
        ("unit:甲市/山县政府", "unit:甲市/各县（市、区）政府"),
        ("unit:乙市/河县政府", "unit:乙市/各县（市、区）政府"),
    }


@pytest.mark.parametrize(
    ("unit", "kind", "counties", "governed"),
    [
        ("山县政府", "county_government", ["山县"], "山县"),
        ("甲市山县人民政府", "county_government", ["山县", "河市"], "山县"),
        ("市城乡一体化示范区管委会", "zone", ["示范区"], "示范区"),
        ("示范区管委会", "zone", ["甲市城乡一体化示范区"], "甲市城乡一体化示范区"),
        ("山县政府", "department", ["山县"], None),
        ("山县政府", "county_government", ["河市"], None),
        ("新区管委会", "zone", ["东新区", "西新区"], None),  # either could be meant: neither is taken
    ],
)
def test_who_governs_what(unit: str, kind: str, counties: list[str], governed: str | None) -> None:
    refs = [CountyRef(name, None, "county", "unit") for name in counties]
    graph = build(reading(task(document(), "1", responsible=[mention(unit, kind)], counties=refs)))
    found = [graph.nodes[e.end].properties["name"] for e in graph.edges if e.type == "GOVERNS"]
    assert found == ([governed] if governed else [])


def test_decided_members_are_all_the_members(tmp_path: Path) -> None:
    """zeren.yaml says whom a phrase covers: those, for certain, and nobody else."""
    doc = document("文件甲市", "甲市1号", "甲市")
    phrases = [mention("相关县（市、区）政府", "group"), mention("市“双甲”领导小组", "department")]
    others = [
        mention("山县政府", "county_government"),
        mention("河县政府", "county_government"),
        mention("市财政局"),
        mention("市新局"),
    ]
    given = reading(task(doc, "1", responsible=phrases + others))
    path = tmp_path / "zeren.yaml"
    path.write_text(
        "units:\n  rename:\n    市新局: 市老局\n  members:\n    相关县（市、区）政府: [山县政府]\n"
        "    市“双甲”领导小组: [市财政局, 市新局, 市没有局]\n    各没有的单位: [市财政局]\n",
        "utf-8",
    )
    decisions = read_decisions(path)
    graph = build(*decide([given], decisions), members=decisions.units.members)
    expected = {
        ("unit:甲市/山县政府", "unit:甲市/相关县（市、区）政府", True),
        ("unit:甲市/市财政局", "unit:甲市/市“双甲”领导小组", True),
        ("unit:甲市/市老局", "unit:甲市/市“双甲”领导小组", True),
    }

    def members(of: Graph) -> set[tuple[str, str, object]]:
        return {(e.start, e.end, e.properties["certain"]) for e in of.edges if e.type == "MEMBER_OF"}

    assert members(graph) == expected
    # A phrase with members is a phrase for several units, whatever it was read as.
    assert graph.nodes["unit:甲市/市“双甲”领导小组"].properties["kind"] == "group"
    assert unknown_members(graph, decisions) == ["市没有局", "各没有的单位"]
    # Another document comes: what was decided stays, also for a unit that only the new one names.
    path.write_text("units:\n  members:\n    相关县（市、区）政府: [山县政府, 湖县政府]\n", "utf-8")
    decisions = read_decisions(path)
    first = build(given, members=decisions.units.members)
    other = reading(
        task(document("文件乙", "甲市2号", "甲市"), "1", responsible=[mention("湖县政府", "county_government")])
    )
    both = after_load(first, build(other))
    assert members(both) == {
        ("unit:甲市/山县政府", "unit:甲市/相关县（市、区）政府", True),
        ("unit:甲市/湖县政府", "unit:甲市/相关县（市、区）政府", True),
    }
    assert members(derive(both)) == members(both)
    # Taken out of the file: it is worked out again.
    assert members(after_load(both, build(given))) >= {("unit:甲市/河县政府", "unit:甲市/相关县（市、区）政府", False)}

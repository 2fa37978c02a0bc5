"""Whom a phrase for several governments covers, and which county a government governs."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph_samples.records import document, mention, reading, task
from zeren.graph import build
from zeren.graph.decisions import decide, read_decisions, unknown_members
from zeren.graph.derive import derive
from zeren.graph.model import Graph
from zeren.graph.stores.changes import after_load
from zeren.loaders.records import CountyRef


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


def members_of(phrase: str, *statements: list[str]) -> dict[str, object]:
    """Who is a member of ``phrase``, and whether for certain, where it stands with the governments of each list."""
    doc = document("文件甲市", "甲市1号", "甲市")
    tasks = [
        task(
            doc,
            str(number),
            responsible=[
                *(mention(name, "zone" if name.endswith("管委会") else "county_government") for name in names),
                *([mention(phrase, "group")] if number else []),
            ],
        )
        for number, names in enumerate([["山县政府", "河市政府", "湖区政府", "林区管委会"], *statements])
    ]
    graph = build(reading(*tasks))
    found = [e for e in graph.edges if e.type == "MEMBER_OF"]
    return {str(graph.nodes[e.start].properties["name"]): e.properties["certain"] for e in found}


@pytest.mark.parametrize(
    ("phrase", "members"),
    [
        ("各县（市、区）政府", {"山县政府": True, "河市政府": True, "湖区政府": True}),
        ("各县（市）政府", {"山县政府": True, "河市政府": True}),
        ("各县区政府、各开发区管委会", {"山县政府": True, "湖区政府": True, "林区管委会": True}),
        ("相关县区政府", {"山县政府": False, "湖区政府": False}),
        ("沿河各县区", {"山县政府": False, "湖区政府": False}),
        # Who is left out by name is no member.
        ("除山县外各县（市、区）政府", {"河市政府": True, "湖区政府": True}),
        ("除山县、湖区外的各县（市、区）", {"河市政府": True}),
        ("各县市（不含山县）", {"河市政府": True}),
        ("市直各部门", {}),
        ("各乡镇政府", {}),
    ],
)
def test_whom_a_phrase_covers_and_leaves_out(phrase: str, members: dict[str, object]) -> None:
    assert members_of(phrase, []) == members


def test_the_others_are_not_those_named_beside() -> None:
    assert members_of("其他各县市", ["山县政府"]) == {"河市政府": True}
    # Beside it here and not there: a member, but not for certain.
    assert members_of("其他各县市", ["山县政府"], ["河市政府"]) == {"山县政府": False, "河市政府": False}
    assert members_of("其他各县市", []) == {"山县政府": True, "河市政府": True}


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

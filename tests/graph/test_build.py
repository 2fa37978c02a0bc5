"""Records become nodes and edges: every mention one edge with its evidence, nothing more."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from graph_samples.records import document, libraries, mention, notice, reading, task
from zeren.graph import build, from_networkx
from zeren.graph.identity import heading_number, numeral
from zeren.graph.model import Edge, Graph, Node
from zeren.graph.schema import EDGE_TYPES, EVIDENCE, NODE_TYPES, RESPONSIBILITIES
from zeren.graph.validate import validate
from zeren.loaders.errors import ZerenError
from zeren.loaders.records import CountyRef, Reading

LAW = settings(deadline=None)  # a busy machine breaks no law


def edges(graph: Graph, *types: str) -> list[Edge]:
    return [e for e in graph.edges if e.type in types]


def ends(graph: Graph, *types: str) -> set[tuple[str, str]]:
    return {(e.start, e.end) for e in edges(graph, *types)}


def mentions(*files: Reading) -> int:
    return sum(
        len(r.leaders) + len(r.lead_units) + len(r.supporting_units) + len(r.responsible_units)
        for file in files
        for r in file.records
    )


def test_the_notice_has_every_label_and_every_stated_edge_type() -> None:
    counts = build(notice()).counts()
    stated = {t.label for t in NODE_TYPES} | {t.type for t in EDGE_TYPES if not t.derived}
    # Progress comes from filled workbooks, and one notice continues nothing.
    assert set(counts) == stated - {"Progress", "HAS_PROGRESS", "CONTINUES"}
    assert list(counts)[:3] == ["Document", "Sector", "Task"]


def test_ids_come_from_number_city_and_name() -> None:
    graph = build(notice())
    assert {
        "doc:甲政〔2024〕1号",
        "sector:甲政〔2024〕1号#1",
        "task:甲政〔2024〕1号#2",
        "unit:甲市/市财政局",
        "leader:甲市/张某",
        "county:990101",
        "county:甲市/示范区",
        "target:甲政〔2024〕1号#1#2",
    } <= set(graph.nodes)


def test_an_edge_carries_the_words_it_was_read_from() -> None:
    (edge,) = edges(build(notice()), "LEADS")
    assert edge.properties == {
        "order": 1,
        "kind": "department",
        "source": "财政局",
        "statement": "责任单位：…",
        "line": 1,
        "start": 30,
        "end": 33,
        "rule": "label",
        "inherited": True,
    }
    assert {p.name for p in EVIDENCE if p.required} <= set(edge.properties)


def test_order_counts_from_one_in_the_printed_list() -> None:
    graph = build(notice())
    printed = sorted((e.properties["order"], e.start) for e in edges(graph, "RESPONSIBLE_FOR"))
    assert [start for _, start in printed] == [
        "unit:甲市/市财政局",
        "unit:甲市/市教育局",
        "unit:甲市/甲市示范区管委会",
        "unit:甲市/相关县（市、区）政府",
    ]
    assert [order for order, _ in printed] == [1, 2, 3, 4]


def test_other_printed_forms_become_aliases_and_the_name_does_not() -> None:
    unit = build(notice()).nodes["unit:甲市/市财政局"]
    assert unit.properties["aliases"] == ["财政局"]
    assert "aliases" not in build(notice()).nodes["unit:甲市/市教育局"].properties


def test_a_government_governs_its_county_and_a_committee_its_zone() -> None:
    assert ends(build(notice()), "GOVERNS") == {
        ("unit:甲市/山县政府", "county:990101"),
        ("unit:甲市/甲市示范区管委会", "county:甲市/示范区"),
    }


def test_groups_have_members_and_are_never_expanded() -> None:
    graph = build(notice())
    members = {(e.start, e.end, e.properties["certain"]) for e in edges(graph, "MEMBER_OF")}
    assert members == {
        ("unit:甲市/山县政府", "unit:甲市/各县（市、区）政府", True),
        ("unit:甲市/山县政府", "unit:甲市/相关县（市、区）政府", False),
    }
    assert len(edges(graph, *RESPONSIBILITIES)) == mentions(notice())


def test_one_unit_in_two_roles_and_twice_in_one_role_loses_nothing() -> None:
    doc = document()
    graph = build(
        reading(
            task(
                doc,
                "1",
                lead=[mention("市财政局", start=1)],
                support=[mention("市财政局", start=9), mention("市财政局", start=20), mention("市财政局", start=20)],
            )
        )
    )
    assert Counter(e.type for e in edges(graph, *RESPONSIBILITIES)) == {"LEADS": 1, "SUPPORTS": 3}
    assert graph.to_networkx().number_of_edges("unit:甲市/市财政局", "task:甲政〔2024〕1号#1") == 4


def test_units_of_unknown_cities_stay_apart() -> None:
    files = [reading(task(document(f"文件{n}", None, None), "1", responsible=[mention("市财政局")])) for n in (1, 2)]
    assert build(*files).counts()["Unit"] == 2


def test_units_of_one_city_meet_across_documents() -> None:
    files = [
        reading(task(document(f"文件{n}", f"{n}号"), "1", responsible=[mention("市财政局", source=source)]))
        for n, source in ((1, "财政局"), (2, "市财政局（国资委）"))
    ]
    (unit,) = [n for n in build(*files).nodes.values() if n.label == "Unit"]
    assert unit.properties["aliases"] == ["市财政局（国资委）", "财政局"]


def test_the_kind_that_most_mentions_were_given_wins_and_the_schema_s_order_breaks_ties() -> None:
    doc = document()

    def kind(*kinds: str) -> object:
        given = [mention("市港务中心", k, start) for start, k in enumerate(kinds)]
        return build(reading(task(doc, "1", responsible=given))).nodes["unit:甲市/市港务中心"].properties["kind"]

    assert kind("institution", "enterprise", "institution") == "institution"
    assert kind("institution", "enterprise") == kind("enterprise", "institution") == "enterprise"


def test_two_documents_of_one_file_that_share_a_number_stay_two() -> None:
    first, second = document("通知", "1号"), document("附件", "1号")
    graph = build(reading(task(first, "1"), task(second, "1")))
    assert graph.counts()["Document"] == graph.counts()["Task"] == 2
    assert "doc:1号" in graph.nodes


def test_the_same_document_in_two_files_is_one_clear_error() -> None:
    with pytest.raises(ZerenError, match=r"a\.txt and b\.txt both hold the document 甲政〔2024〕1号: load only one"):
        build(reading(task(document(), "1"), source="a.txt"), reading(task(document(), "2"), source="b.txt"))


def test_one_file_given_twice_counts_once() -> None:
    assert build(notice(), notice()).digest() == build(notice()).digest()


def test_numbers_that_restart_in_each_section_are_told_apart_by_their_headings() -> None:
    doc = document()
    graph = build(
        reading(
            task(doc, "1", sector="甲", path=("一、甲", "（二）重点")),
            task(doc, "1", sector="乙", path=("二、乙", "（二）重点")),
            task(doc, "1", sector="乙", path=("二、乙", "（二）重点")),
        )
    )
    assert [id for id, n in graph.nodes.items() if n.label == "Task"] == [
        "task:甲政〔2024〕1号#1/2/1",
        "task:甲政〔2024〕1号#2/2/1@2",
        "task:甲政〔2024〕1号#2/2/1@3",
    ]


def test_sectors_keep_their_printed_numbers() -> None:
    doc = document()
    printed = build(
        reading(task(doc, "1", sector="乙", path=("二、乙",)), task(doc, "2", sector="丁", path=("四、丁",)))
    )
    assert {n.properties["ordinal"] for n in printed.nodes.values() if n.label == "Sector"} == {2, 4}
    bare = build(reading(task(doc, "1", sector="乙", path=()), task(doc, "2", sector="丁", path=())))
    assert {n.properties["ordinal"] for n in bare.nodes.values() if n.label == "Sector"} == {1, 2}


def test_a_task_without_sector_has_none() -> None:
    graph = build(reading(task(document(), "1", sector=None)))
    assert graph.counts() == {"Document": 1, "Task": 1, "STATED_IN": 1}


def test_a_county_named_in_text_and_through_its_government_has_both_bases() -> None:
    refs = [CountyRef("山县", "990101", "county", "text"), CountyRef("山县", "990101", "county", "unit")] * 2
    graph = build(reading(task(document(), "1", counties=refs)))
    assert sorted(str(e.properties["basis"]) for e in edges(graph, "CONCERNS")) == ["text", "unit"]
    assert graph.counts()["County"] == 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"convention": "guessed"}, "convention is 'guessed', not one of explicit, first-is-lead, none"),
        ({"line": "3"}, "line is no integer: '3'"),
        ({"start": True}, "start is no integer: True"),
        ({"end": 2**63}, "end does not fit 64 bits"),
        ({"text": "a\0b"}, "text holds a NUL character"),
        ({"text": "\ud800"}, "text holds half of a surrogate pair"),
    ],
)
def test_what_the_schema_does_not_allow_is_refused(change: dict[str, Any], message: str) -> None:
    record = replace(task(document(), "1"), **change)
    with pytest.raises(ZerenError, match=r"^cannot build the graph: Task ") as error:
        build(reading(record))
    assert message in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("graph", "message"),
    [
        (Graph({"x": Node("Thing", "x", {"id": "x"})}), "the schema has no label 'Thing'"),
        (Graph({"x": Node("Unit", "y", {"id": "y"})}), "its key, id and property id differ"),
        (Graph({"x": Node("County", "x", {"id": "x", "name": "n"})}), "kind is missing"),
        (Graph({"x": Node("County", "x", {"id": "x", "name": "n", "kind": "county", "age": 1})}), "no property 'age'"),
        (
            Graph({"x": Node("Unit", "x", {"id": "x", "name": "n", "kind": "zone", "aliases": "a"})}),
            "no list of strings",
        ),
        (Graph({}, (Edge("LIKES", "x", "y"),)), "no such edge type"),
        (Graph({}, (Edge("GOVERNS", "x", "y"),)), "there is no node 'x'"),
    ],
)
def test_a_graph_made_by_hand_is_checked_too(graph: Graph, message: str) -> None:
    with pytest.raises(ZerenError, match=message):
        validate(graph)


@LAW
@given(libraries(), st.randoms())
def test_the_order_of_files_does_not_matter(files: list[Reading], random: object) -> None:
    shuffled = list(files)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis names no type for its Random
    graph, again = build(*files), build(*shuffled)
    assert graph.digest() == again.digest()
    assert graph.counts() == again.counts()


@LAW
@given(libraries())
def test_every_mention_is_one_edge(files: list[Reading]) -> None:
    assert len(edges(build(*files), *RESPONSIBILITIES)) == mentions(*files)


@LAW
@given(libraries())
def test_the_digest_sees_every_fact_once_and_in_no_order(files: list[Reading]) -> None:
    graph = build(*files)
    turned = Graph(dict(reversed(list(graph.nodes.items()))), tuple(reversed(graph.edges)))
    assert turned.digest() == graph.digest()
    assert Graph(graph.nodes, (*graph.edges, graph.edges[0])).digest() != graph.digest()
    assert Graph(graph.nodes, graph.edges[1:]).digest() != graph.digest()


def test_the_digest_leaves_out_nothing_said_and_what_analyses_wrote() -> None:
    def digest(**properties: object) -> str:
        node = Node("Unit", "unit:a", {"id": "unit:a", "name": "a", **properties})  # type: ignore[dict-item]  # any
        return Graph({"unit:a": node}).digest()

    assert digest(kind="party") == digest(kind="party", aliases=[], city=None, cluster=3)
    assert digest(kind="party") != digest(kind="zone")
    assert digest(kind="party", city="1") != digest(kind="party", city=1)


def test_no_attribute_hides_the_ends_of_edges_from_networkx() -> None:
    graph = build(notice())
    network = graph.to_networkx()
    listed = nx.to_pandas_edgelist(network)
    assert len(listed) == len(graph.edges) and set(listed["source"]) <= set(graph.nodes)
    again = nx.node_link_graph(json.loads(json.dumps(nx.node_link_data(network, edges="edges"))), edges="edges")
    assert isinstance(again, nx.MultiDiGraph)
    assert from_networkx(again).digest() == graph.digest()


def test_networkx_gets_everything() -> None:
    graph = build(notice())
    copy = graph.to_networkx()
    assert copy.number_of_nodes() == len(graph.nodes)
    assert copy.number_of_edges() == len(graph.edges)
    assert copy.nodes["county:990101"] == {
        "label": "County",
        "id": "county:990101",
        "name": "山县",
        "code": "990101",
        "kind": "county",
    }
    ((_, _, key, data),) = [e for e in copy.edges(keys=True, data=True) if e[3]["type"] == "LEADS"]
    assert key == "LEADS@30-33"
    assert data["source_text"] == "财政局"


@pytest.mark.parametrize(
    ("printed", "value"),
    [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("二十一", 21), ("一百", 100), ("一百零三", 103), ("12", 12)],
)
def test_numerals(printed: str, value: int) -> None:
    assert numeral(printed) == value


@pytest.mark.parametrize(
    ("heading", "number"),
    [
        ("一、经济", 1),
        ("（十二）重点", 12),
        ("(3) x", 3),
        ("4. 标题", 4),
        ("5．标题", 5),
        ("第二十一条 附则", 21),
        ("三年行动", None),
        ("经济", None),
        ("", None),
    ],
)
def test_headings(heading: str, number: int | None) -> None:
    assert heading_number(heading) == number

"""The same task in two documents of a city: known at every load, whatever comes and goes, on both engines."""

from __future__ import annotations

from graph_samples.records import document, mention, reading, task
from zeren.graph import Graph, build, open_store
from zeren.graph.continued import continued
from zeren.graph.measures import ties
from zeren.graph.stores.changes import after_load, after_removal
from zeren.loaders.records import Reading

WORK = ("建设城南污水处理厂二期工程", "改造老旧小区十二个，惠及居民三千户", "新建农村公路六十公里")


def issued(number: str, *texts: str, city: str = "甲市") -> Reading:
    doc = document(f"{city}重点工作分工{number}", f"{city}政〔2024〕{number}号", city=city)
    units = [mention("市水务局"), mention("市住建局", start=9)]
    return reading(
        *(task(doc, str(n), text=t, responsible=units) for n, t in enumerate(texts, 1)), source=f"{city}{number}"
    )


def pairs(graph: Graph) -> set[tuple[str, str]]:
    short = {e.start: e.start.partition("〔2024〕")[2] for e in graph.edges if e.type == "STATED_IN"}
    return {(short[later], short[earlier]) for earlier, later in continued(graph).items()}


FIRST, AGAIN, THIRD = issued("1", *WORK), issued("2", WORK[1], WORK[2] + "以上"), issued("3", WORK[0], "办一件新事")
OTHER = (issued("1", *WORK, city="乙市"), issued("2", *WORK[:1], city="乙市"))


def test_a_task_continues_the_next_earlier_statement() -> None:
    # A task that skips a document is found in the next one that has it; a new one continues nothing.
    assert pairs(build(FIRST, AGAIN, THIRD)) == {("2号#1", "1号#2"), ("2号#2", "1号#3"), ("3号#1", "1号#1")}
    [changed] = [e for e in build(FIRST, AGAIN).edges if e.type == "CONTINUES" and e.properties["score"] != 1.0]
    assert 0.9 < float(str(changed.properties["score"])) < 1
    assert not pairs(build(FIRST, *OTHER[1:]))  # another city


def test_one_by_one_is_all_at_once() -> None:
    whole = build(FIRST, AGAIN, THIRD, *OTHER)
    held = Graph()
    for given in (THIRD, OTHER[1], FIRST, OTHER[0], AGAIN):
        held = after_load(held, build(given))
    assert held.digest() == whole.digest()
    without = after_removal(held, ["doc:甲市政〔2024〕1号"])
    assert without.digest() == build(AGAIN, THIRD, *OTHER).digest()
    assert {(a, b) for a, b in pairs(without) if a.startswith("3")} == set()


def test_a_second_issue_is_no_second_evidence() -> None:
    once, twice = ties(build(FIRST)), ties(build(FIRST, AGAIN))
    assert [row["tasks"] for row in once] == [row["tasks"] for row in twice] == [3]


def test_both_engines_hold_it(place: str) -> None:
    with open_store(place, create=True) as store:
        store.load(build(FIRST))
        store.load(build(AGAIN))
        found = store.read(
            "MATCH (later:Task)-[c:CONTINUES]->(earlier:Task) "
            "RETURN earlier.number AS earlier, c.matched_by AS matched_by ORDER BY earlier"
        )
        assert found.rows == (("2", "text"), ("3", "text"))
        assert store.digest() == build(FIRST, AGAIN).digest()

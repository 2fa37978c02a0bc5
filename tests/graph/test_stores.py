"""One suite for both engines: what goes in comes out, old documents stay, queries only read."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from graph_samples.records import HOSTILE, document, libraries, mention, notice, reading, task
from zeren.graph import Graph, build, open_store
from zeren.graph.documents import chosen, documents
from zeren.graph.model import Edge
from zeren.graph.stores import Store
from zeren.loaders.errors import ZerenError
from zeren.loaders.records import Reading, Target


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with open_store(place, create=True) as opened:
        yield opened


def second() -> Reading:
    """Another notice of the same city."""
    doc = document("甲市民生实事", "甲政〔2024〕2号")
    return reading(
        task(doc, "1", lead=[mention("市教育局", source="教育局")], support=[mention("河市政府", "county_government")])
    )


def test_a_new_store_is_empty(store: Store) -> None:
    assert store.counts() == {}
    assert store.digest() == Graph().digest()
    assert store.read("MATCH (n) RETURN count(n) AS n").rows == ((0,),)


def test_what_goes_in_comes_out(store: Store) -> None:
    graph = build(notice())
    summary = store.load(graph)
    assert summary.documents == ("doc:甲政〔2024〕1号",)
    assert not summary.unchanged
    assert summary.added == summary.counts == store.counts() == graph.counts()
    assert summary.removed == {}
    assert store.digest() == graph.digest()
    assert store.graph().nodes == dict(graph.nodes)
    assert sorted(store.graph().edges, key=repr) == sorted(graph.edges, key=repr)
    assert store.to_networkx().number_of_edges() == len(graph.edges)


def test_it_is_there_after_closing(place: str) -> None:
    with open_store(place, create=True) as store:
        store.load(build(notice()))
    with open_store(place) as again:
        assert again.digest() == build(notice()).digest()
    again.close()
    with pytest.raises(ZerenError, match="is closed"):
        again.counts()


def test_a_second_load_changes_nothing_and_says_so(store: Store) -> None:
    store.load(build(notice()))
    before = store.digest()
    summary = store.load(build(notice()))
    assert summary.unchanged
    assert summary.added == summary.removed == {}
    assert store.digest() == before


def test_no_query_meets_anything_but_the_facts(store: Store) -> None:
    graph = build(notice())
    store.load(graph)
    assert store.read("MATCH (n) RETURN count(n) AS n").rows == ((len(graph.nodes),),)
    assert store.read("MATCH ()-[r]->() RETURN count(r) AS n").rows == ((len(graph.edges),),)
    labels = store.read("MATCH (n) UNWIND labels(n) AS l RETURN DISTINCT l AS label ORDER BY label")
    assert {row[0] for row in labels.rows} == {n.label for n in graph.nodes.values()}


def test_other_documents_stay_and_what_they_share_is_derived_anew(store: Store) -> None:
    store.load(build(notice()))
    summary = store.load(build(second()))
    together = build(notice(), second())
    assert store.digest() == together.digest()
    assert store.counts() == summary.counts == together.counts()
    # The government that the second notice names is now a member of the groups of the first.
    assert summary.added["MEMBER_OF"] == 2
    members = store.read(
        "MATCH (u:Unit)-[m:MEMBER_OF]->(g:Unit) WHERE u.name = $name "
        "RETURN g.name AS phrase, m.certain AS certain ORDER BY certain",
        {"name": "河市政府"},
    )
    assert members.rows == (("相关县（市、区）政府", False), ("各县（市、区）政府", True))


def test_a_new_version_replaces_a_document_whole(store: Store) -> None:
    store.load(build(notice(), second()))
    first = notice()
    shorter = replace(first, records=first.records[:1])
    summary = store.load(build(shorter))
    assert store.digest() == build(shorter, second()).digest()
    assert summary.removed["Task"] == 1
    assert summary.removed["Unit"] == 2
    assert "Document" not in summary.removed


def test_a_document_is_removed_and_what_it_shares_is_derived_anew(store: Store) -> None:
    store.load(build(notice(), second()))
    (id,) = (id for id, n in build(second()).nodes.items() if n.label == "Document")
    seen: list[tuple[str, int, int]] = []
    summary = store.remove([id], lambda what, done, total: seen.append((what, done, total)))
    assert store.digest() == build(notice()).digest()
    assert (summary.documents, summary.counts) == ((id,), build(notice()).counts())
    assert (summary.removed["Document"], summary.removed["Unit"], summary.removed["MEMBER_OF"]) == (1, 1, 2)
    assert seen[-1][1] == seen[-1][2]
    with pytest.raises(ZerenError, match=r"there is no document doc:.*2号: see zeren documents"):
        store.remove(["doc:甲政〔2024〕1号", id])
    assert store.digest() == build(notice()).digest()
    store.remove(["doc:甲政〔2024〕1号"])
    assert store.counts() == {}


def test_a_load_may_replace_everything_else(store: Store) -> None:
    store.load(build(notice()))
    summary = store.load(build(second()), replace=True)
    assert store.digest() == build(second()).digest()
    assert summary.removed["Document"] == 1
    assert store.load(build(second()), replace=True).unchanged


def test_documents_are_listed_and_meant_by_what_a_user_calls_them(store: Store) -> None:
    store.load(build(notice(), second()))
    table = documents(store)
    rows = table.to_dicts()
    assert [(row["title"], row["tasks"], row["units"], row["leaders"], row["responsibilities"]) for row in rows] == [
        ("甲市重点工作", 2, 6, 2, 9),
        ("甲市民生实事", 1, 2, 0, 2),
    ]
    one, two = (str(row["id"]) for row in rows)
    assert chosen(table, ["甲市民生实事"]) == chosen(table, ["甲政〔2024〕2号"]) == chosen(table, [two]) == [two]
    assert chosen(table, ["notice.txt", two]) == [one, two]  # both stood in that file
    with pytest.raises(ZerenError, match=r"no document 重点 in the graph; did you mean 甲市重点工作\?; see"):
        chosen(table, ["重点"])


def test_ids_sort_alike_on_every_engine(store: Store) -> None:
    names = ["市𠮷局", "市（甲）局", "市～局", "市局", "市%局", "市%25局", "市😀局", "市龥局"]
    store.load(build(reading(task(document("甲𠮷"), "1", responsible=[mention(name) for name in names]))))
    rows = store.read("MATCH (u:Unit) RETURN u.id AS id, u.name AS name ORDER BY id").rows
    assert [id for id, _ in rows] == sorted(str(id) for id, _ in rows)
    assert sorted(str(name) for _, name in rows) == sorted(names)


def test_threads_read_while_one_loads(store: Store) -> None:
    store.load(build(notice()))
    known = {len(build(*files).nodes) for files in ([notice()], [notice(), second()])}

    def reading_thread(_: int) -> set[object]:
        return {store.read("MATCH (n) RETURN count(n) AS n").rows[0][0] for _ in range(10)}

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(reading_thread, n) for n in range(3)]
        pool.submit(store.load, build(second())).result()
        assert set().union(*(reader.result() for reader in readers)) <= known
    assert store.digest() == build(notice(), second()).digest()


def test_progress_counts_up_to_the_end(store: Store) -> None:
    seen: list[tuple[str, int, int]] = []
    store.load(build(notice()), lambda what, done, total: seen.append((what, done, total)))
    graph = build(notice())
    total = len(graph.nodes) + len(graph.edges)
    assert seen[-1] == ("writing", total, total)
    assert [done for _, done, _ in seen] == sorted(done for _, done, _ in seen)


def test_a_load_that_fails_leaves_everything_as_it_was(store: Store) -> None:
    store.load(build(notice()))
    before = store.digest()

    def stop(what: str, done: int, total: int) -> None:
        if done > total // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.load(build(second()), stop)
    assert store.digest() == before
    store.load(build(second()))
    assert store.digest() == build(notice(), second()).digest()


def test_a_graph_that_breaks_the_schema_is_not_stored(store: Store) -> None:
    graph = build(notice())
    with pytest.raises(ZerenError, match="there is no node"):
        store.load(Graph(graph.nodes, (*graph.edges, Edge("GOVERNS", "unit:x", "county:y"))))
    assert store.counts() == {}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back_as_it_was(store: Store, text: str) -> None:
    doc = document(text, f"1{text}", f"市{text}")
    graph = build(
        reading(
            task(
                doc,
                f"1{text}",
                text=text,
                sector=text,
                path=(text,),
                lead=[mention(text, source=f"{text}局")],
                leaders=[mention(text, "person")],
                targets=[Target(text, text, text, text)],
                statement=text,
            )
        )
    )
    store.load(graph)
    assert store.graph().nodes == dict(graph.nodes)
    assert store.digest() == graph.digest()
    found = store.read(
        "MATCH (u:Unit) WHERE u.name = $name RETURN u.name AS name, u.aliases AS aliases", {"name": text}
    )
    assert found.rows == ((text, [f"{text}局"]),)
    assert store.load(graph).unchanged


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_text_comes_back_as_it_was(store: Store, data: st.DataObject) -> None:
    texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)
    doc = document(data.draw(texts), data.draw(texts), data.draw(texts))
    names = data.draw(st.lists(texts, min_size=1, max_size=5))
    graph = build(reading(task(doc, "1", text=data.draw(texts), responsible=[mention(n) for n in names])))
    store.load(graph)
    held = store.graph()
    assert {id: held.nodes[id] for id in graph.nodes} == dict(graph.nodes)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=libraries(), random=st.randoms())
def test_any_documents_in_any_order_end_in_the_graph_of_all(store: Store, files: list[Reading], random: object) -> None:
    before = store.graph()
    random.shuffle(files)  # type: ignore[attr-defined]  # hypothesis names no type for its Random
    kept = {id for id, n in before.nodes.items() if n.label == "Document"}
    for file in files:
        store.load(build(file))
    # Examples share the store: whatever earlier ones left under other names stays.
    documents = {id for id, n in store.graph().nodes.items() if n.label == "Document"}
    assert documents == kept | {id for id, n in build(*files).nodes.items() if n.label == "Document"}
    digest = store.digest()
    for file in files:
        assert store.load(build(file)).unchanged
    assert store.digest() == digest


def test_loads_at_the_same_time_wait_for_each_other(place: str) -> None:
    others = [reading(task(document(f"文件{n}", f"{n}号"), "1", lead=[mention(f"市{n}局")])) for n in range(6)]
    with open_store(place, create=True) as store, ThreadPoolExecutor(3) as pool:
        # On Neo4j each load has a connection of its own, as several programs would.
        list(pool.map(lambda file: store.load(build(file)), others))
        assert store.digest() == build(*others).digest()


# Clusters ---------------------------------------------------------------------------------------

PAIR = Edge(
    "SHARES_TASKS_WITH",
    "unit:甲市/市教育局",
    "unit:甲市/市财政局",
    {"tasks": 1, "jaccard": 1 / 3, "weight": 0.5, "p_value": 1e-300, "significant": True},
)
CLUSTERS = [("unit:甲市/市财政局", 1), ("unit:甲市/市教育局", 1)]


def test_clusters_are_written_and_replaced(store: Store) -> None:
    store.load(build(notice()))
    store.write_clusters(CLUSTERS, [PAIR])
    assert store.counts() == {**build(notice()).counts(), "SHARES_TASKS_WITH": 1}
    assert store.digest() == build(notice()).digest()
    rows = store.read(
        "MATCH (a:Unit)-[r:SHARES_TASKS_WITH]->(b:Unit) WHERE a.cluster = b.cluster "
        "RETURN a.name AS a, b.name AS b, r.jaccard AS jaccard, r.p_value AS p, r.significant AS s, a.cluster AS c"
    )
    assert rows.rows == (("市教育局", "市财政局", 1 / 3, 1e-300, True, 1),)
    store.write_clusters([("unit:甲市/市财政局", 7)], [])
    units = store.read("MATCH (u:Unit) WHERE u.cluster IS NOT NULL RETURN u.name AS name, u.cluster AS cluster")
    assert units.rows == (("市财政局", 7),)
    assert "SHARES_TASKS_WITH" not in store.counts()


def test_a_load_drops_clusters_only_if_it_changes_something(place: str) -> None:
    with open_store(place, create=True) as store:
        store.load(build(notice()))
        store.write_clusters(CLUSTERS, [PAIR])
        assert not store.load(build(notice())).clusters_dropped
        assert store.counts()["SHARES_TASKS_WITH"] == 1
    with open_store(place) as store:
        summary = store.load(build(second()))
        assert summary.clusters_dropped
        assert "SHARES_TASKS_WITH" not in store.counts()
        assert store.read("MATCH (u:Unit) WHERE u.cluster IS NOT NULL RETURN u.id AS id").rows == ()


def test_clusters_of_unknown_units_are_refused_and_nothing_changes(store: Store) -> None:
    store.load(build(notice()))
    store.write_clusters(CLUSTERS, [PAIR])
    with pytest.raises(ZerenError, match="there is no unit"):
        store.write_clusters([("unit:甲市/没有", 1)], [])
    assert store.counts()["SHARES_TASKS_WITH"] == 1

"""Every stored query at many edges, on both engines, and beside Cypher written by hand for Neo4j.

    python benchmarks/queries.py                      100,000 responsibility edges, embedded engine only
    python benchmarks/queries.py --edges 1000000
    NEO4J_URI=bolt://127.0.0.1:7687 … python benchmarks/queries.py     on Neo4j too (an empty database; it is wiped)

The embedded engine takes memory as Java does: ARCADEDB_JVM_ARGS=-Xmx6g. A query that fails, or takes longer than
--seconds, is told and gives exit status 1.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from neo4j_server.database import wipe
from zeren.graph import Edge, Graph, Node, open_store
from zeren.graph.clusters import clusters
from zeren.graph.stores import Store
from zeren.loaders.errors import ZerenError
from zeren.queries import catalogue

UNITS, LEADERS, SECTORS, COUNTIES, DOCUMENTS = 1_000, 60, 150, 40, 6
NAMED = 8
"""Units of a task, on average."""

# What an analyst who knows Neo4j would write for the same columns of the same rows, defaults in place.
BY_HAND = {
    "unit-load": """
        MATCH (:Unit)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task) WITH t, count(*) AS k
        MATCH (u:Unit)-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t)
        WITH u, t, k, collect(type(r)) AS roles
        WITH u, count(t) AS tasks, sum(1.0 / k) AS part, sum(CASE WHEN 'LEADS' IN roles THEN 1 ELSE 0 END) AS led,
             sum(CASE WHEN 'SUPPORTS' IN roles THEN 1 ELSE 0 END) AS supporting
        WITH collect({u: u, tasks: tasks, part: part, led: led, supporting: supporting}) AS all, sum(tasks) AS pairs
        UNWIND all AS x
        RETURN x.u.name AS unit, x.u.kind AS kind, x.led AS led, x.supporting AS supporting, x.tasks AS tasks,
               1.0 * x.tasks / pairs AS share, x.part AS fractional, x.u.id AS id
        ORDER BY tasks DESC, id LIMIT 1000""",
    "sector-load": """
        MATCH (t:Task)-[:IN_SECTOR]->(s:Sector)-[:PART_OF]->(d:Document)
        OPTIONAL MATCH (u:Unit)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t)
        OPTIONAL MATCH (p:Leader)-[:OVERSEES]->(t)
        RETURN s.title AS sector, count(DISTINCT t) AS tasks, count(DISTINCT u) AS units, count(DISTINCT p) AS leaders,
               d.title AS document, s.id AS id
        ORDER BY tasks DESC, id LIMIT 1000""",
    "leader-span": """
        MATCH (p:Leader)-[:OVERSEES]->(t:Task)
        OPTIONAL MATCH (u:Unit)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t)
        OPTIONAL MATCH (t)-[:IN_SECTOR]->(s:Sector)
        RETURN p.name AS leader, count(DISTINCT t) AS tasks, count(DISTINCT u) AS units, count(DISTINCT s) AS sectors,
               p.id AS id
        ORDER BY tasks DESC, id LIMIT 1000""",
    "county-load": """
        MATCH (c:County)<-[r:CONCERNS]-(t:Task)
        OPTIONAL MATCH (c)<-[:GOVERNS]-(:Unit)-[:MEMBER_OF]->(:Unit)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(g:Task)
        RETURN c.name AS county, count(DISTINCT t) AS tasks, count(DISTINCT g) AS through_groups, c.id AS id
        ORDER BY tasks DESC, id LIMIT 1000""",
    "concentration": """
        MATCH (u:Unit)-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task) WITH u, type(r) AS role, count(DISTINCT t) AS v
        WITH role, collect(v) AS loads, sum(v) AS total, count(*) AS n
        UNWIND loads AS x
        RETURN role, n, total, sum(1.0 * x * x) / (total * total) AS hhi ORDER BY role""",
    "co-responsible-pairs": """
        MATCH (a:Unit)-[k:SHARES_TASKS_WITH]->(b:Unit)
        WITH a, b, k ORDER BY k.tasks DESC, a.id, b.id LIMIT 1000
        WITH a, b, k, COUNT { (a)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(:Task) } AS p,
             COUNT { (b)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(:Task) } AS q
        RETURN a.name AS unit_a, b.name AS unit_b, k.tasks AS tasks, k.jaccard AS jaccard,
               1.0 * k.tasks / CASE WHEN p < q THEN p ELSE q END AS overlap, a.id AS a_id, b.id AS b_id
        ORDER BY tasks DESC, a_id, b_id""",
    "lead-support": """
        MATCH (a:Unit)-[:LEADS]->(t:Task)<-[:SUPPORTS]-(b:Unit)
        WHERE a <> b AND a.kind <> 'group' AND b.kind <> 'group'
        WITH a, b, count(DISTINCT t) AS n ORDER BY n DESC, a.id, b.id LIMIT 1000
        OPTIONAL MATCH (b)-[:LEADS]->(s:Task)<-[:SUPPORTS]-(a)
        RETURN a.name AS lead, b.name AS support, n AS tasks, count(DISTINCT s) AS returned, a.id AS a_id, b.id AS b_id
        ORDER BY tasks DESC, a_id, b_id""",
    "leader-unit": """
        MATCH (p:Leader)-[:OVERSEES]->(t:Task)<-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]-(u:Unit) WHERE u.kind <> 'group'
        WITH u, p, count(DISTINCT t) AS n
        WITH u, collect({p: p, n: n}) AS heads, count(*) AS leaders
        UNWIND heads AS x
        RETURN u.name AS unit, leaders, x.p.name AS leader, x.n AS tasks, u.id AS u_id, x.p.id AS p_id
        ORDER BY leaders DESC, u_id, tasks DESC, p_id LIMIT 1000""",
    "no-stated-lead": """
        MATCH (t:Task)-[:STATED_IN]->(d:Document) WHERE NOT EXISTS { (t)<-[:LEADS]-() }
        MATCH (t)<-[:SUPPORTS|RESPONSIBLE_FOR]-(u:Unit)
        WITH t, d, count(DISTINCT u) AS units WHERE units > 1
        RETURN t.number AS task, units, t.text AS text, t.statement AS statement, d.title AS document, t.id AS id
        ORDER BY d.id, t.order, id LIMIT 1000""",
    "evidence": """
        MATCH (n)-[r:OVERSEES|LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)-[:STATED_IN]->(d:Document)
        RETURN n.name AS name, type(r) AS role, t.number AS task, r.source AS source, r.statement AS statement,
               r.line AS line, d.title AS document, n.id AS n_id, t.id AS t_id
        ORDER BY d.id, t.order, role, r.start, n_id LIMIT 1000""",
    "unit-tasks": """
        MATCH (u:Unit {name: $unit})-[r:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)-[:STATED_IN]->(d:Document)
        RETURN DISTINCT t.number AS task, type(r) AS role, t.text AS text, t.statement AS statement,
               t.deadline AS deadline, d.title AS document, t.id AS id, t.order AS place
        ORDER BY document, place, id LIMIT 1000""",
    "cluster-members": """
        MATCH (u:Unit) WHERE u.cluster IS NOT NULL
        OPTIONAL MATCH (u)-[:SHARES_TASKS_WITH]-(o:Unit)
        WITH u, sum(CASE WHEN o.cluster = u.cluster THEN 1 ELSE 0 END) AS inside, count(o) AS ties
        OPTIONAL MATCH (u)-[:LEADS|SUPPORTS|RESPONSIBLE_FOR]->(t:Task)
        WITH u, inside, ties, count(DISTINCT t) AS tasks
        RETURN u.cluster AS cluster, u.name AS unit, inside, ties - inside AS outside, tasks, u.id AS id
        ORDER BY cluster, inside DESC, id LIMIT 1000""",
}


def invented(edges: int, seed: int = 1) -> Graph:
    """A graph of about so many edges of responsibility; few units carry much, as in notices."""
    random = Random(seed)  # noqa: S311  a corpus, not a secret
    nodes: dict[str, Node] = {}
    made: list[Edge] = []

    def node(label: str, id: str, **properties: Any) -> str:
        nodes[id] = Node(label, id, {"id": id, **properties})
        return id

    documents = [
        node("Document", f"doc:{i}", title=f"文件{2020 + i}", year=2020 + i, city="甲市", digest="0" * 64)
        for i in range(DOCUMENTS)
    ]
    sectors = [node("Sector", f"sector:{i}", title=f"领域{i % 25}", ordinal=i + 1) for i in range(SECTORS)]
    made += [Edge("PART_OF", s, documents[i % DOCUMENTS]) for i, s in enumerate(sectors)]
    leaders = [node("Leader", f"leader:{i}", name=f"领导{i}", city="甲市", kind="person") for i in range(LEADERS)]
    counties = [node("County", f"county:{i}", name=f"县{i}", kind="county") for i in range(COUNTIES)]
    units = [
        node("Unit", f"unit:{i:04}", name=f"单位{i}", kind="group" if i % 200 == 3 else "department", city="甲市")
        for i in range(UNITS)
    ]
    weights = [1 / (i + 10) for i in range(UNITS)]
    for i in range(edges // (NAMED + 1)):
        place = random.randrange(SECTORS)
        about = {"text": f"事项{i}", "line": i + 1, "start": i, "end": i + 1, "open_list": i % 9 == 0}
        led = random.random() < 0.7
        about |= {"convention": "explicit" if led else "none", "order": i + 1, "number": str(i), "statement": "由…负责"}
        task = node("Task", f"task:{i}", **about, **({"deadline": "年底前"} if i % 3 else {}))
        made.append(Edge("IN_SECTOR", task, sectors[place]))
        made.append(Edge("STATED_IN", task, documents[place % DOCUMENTS]))
        area = nodes[random.choice(counties)]
        made.append(
            Edge("CONCERNS", task, area.id, {"basis": "text", "name": area.properties["name"], "kind": "county"})
        )
        if i % 4 == 0:
            target = node("Target", f"target:{i}", text="40公里以上", value="40", unit="公里", relation="以上")
            made.append(Edge("HAS_TARGET", task, target))
        made.append(Edge("OVERSEES", random.choice(leaders), task, _evidence(1, "person", i)))
        for n, unit in enumerate(dict.fromkeys(random.choices(units, weights, k=NAMED)), 1):
            role = ("LEADS" if n == 1 else "SUPPORTS") if led else "RESPONSIBLE_FOR"
            made.append(Edge(role, unit, task, _evidence(n, "department", i)))
    return Graph(nodes, tuple(made))


def _evidence(order: int, kind: str, at: int) -> dict[str, Any]:
    where = {"line": at + 1, "start": at, "end": at + 1}
    return {
        "order": order,
        "kind": kind,
        "source": "名",
        "statement": "由…负责",
        "rule": "label",
        "inherited": False,
        **where,
    }


def timed(ask: Callable[[], Any], runs: int) -> float | str:
    """The median of some runs after a first, in seconds; or why there is none."""
    taken = []
    try:
        ask()
        for _ in range(runs):
            begun = time.perf_counter()
            ask()
            taken.append(time.perf_counter() - begun)
    except ZerenError as error:
        return str(error)[:90]
    return statistics.median(taken)


def measure(store: Store, arguments: argparse.Namespace) -> tuple[dict[str, float | str], dict[str, float]]:
    """Seconds of each stored query, and its ratio to Cypher written by hand where there is any."""
    asked: dict[str, Any] = {"unit": "单位0", "before": "2020", "after": "2021"}
    seconds: dict[str, float | str] = {}
    ratios = {}
    for name, query in catalogue().items():
        given = {p.name: asked[p.name] for p in query.parameters if p.required}
        taken = timed(lambda q=query, g=given: q.answer(store, g, seconds=arguments.seconds), arguments.runs)  # type: ignore[misc]  # a lambda's defaults have no types
        seconds[name] = taken
        beside = ""
        if store.engine == "neo4j" and name in BY_HAND and isinstance(taken, float):
            only = {k: v for k, v in given.items() if f"${k}" in BY_HAND[name]}
            best = timed(lambda n=name, o=only: store.read(BY_HAND[n], o, seconds=arguments.seconds), arguments.runs)  # type: ignore[misc]  # as above
            if isinstance(best, float):
                ratios[name] = taken / best
                beside = f"   by hand {best:8.3f} s   ratio {taken / best:5.2f}"
        shown = f"{taken:8.3f} s" if isinstance(taken, float) else f"FAILED: {taken}"
        print(f"{store.engine:9} {name:22} {shown}{beside}", flush=True)
    return seconds, ratios


def main() -> int:
    """Fill, ask, print; 1 where a query failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--edges", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=120, help="time limit of one question")
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    graph = invented(arguments.edges)
    print(graph.counts(), flush=True)
    found = clusters(graph)
    failed = 0
    addresses = [os.environ["NEO4J_URI"]] if os.environ.get("NEO4J_URI") else []
    with tempfile.TemporaryDirectory(prefix="zeren-queries-") as folder:
        for where in (str(Path(folder) / "zeren.db"), *addresses):
            if where in addresses:
                wipe(where)
            with open_store(where, create=True) as store:
                begun = time.perf_counter()
                store.load(graph)
                store.write_clusters(found.units.items(), found.edges)
                print(f"{store.engine}: filled in {time.perf_counter() - begun:.0f} s", flush=True)
                seconds, ratios = measure(store, arguments)
            known = [taken for taken in seconds.values() if isinstance(taken, float)]
            failed += len(seconds) - len(known)
            print(f"{store.engine}: {len(known)} of {len(seconds)} answered; median {statistics.median(known):.3f} s, "
                  f"slowest {max(known):.3f} s")  # fmt: skip
            if ratios:
                print(f"{store.engine}: median ratio to Cypher by hand {statistics.median(ratios.values()):.2f}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

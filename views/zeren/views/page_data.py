"""Everything a page shows of a graph, as plain values for one block of JSON."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from zeren.graph.decisions import Decisions
from zeren.graph.model import Edge, Graph, Node
from zeren.graph.reports import STATUSES
from zeren.graph.schema import RESPONSIBILITIES
from zeren.graph.stores.base import Progress
from zeren.views.cluster_signs import cluster_row
from zeren.views.facts import Facts, by_when, integer, is_group, read_facts, strings, text
from zeren.views.findings import seen_in
from zeren.views.highlight import place_mentions
from zeren.views.ledger_columns import LAMP_SOON
from zeren.views.ledger_gaps import WIDE
from zeren.views.names import KnownForms, search_keys, short_names, written_forms
from zeren.views.network import leader_network, unit_network
from zeren.views.page_findings import scopes
from zeren.views.page_quality import quality
from zeren.views.page_queries import Answers, cards
from zeren.views.page_tables import Tables
from zeren.views.page_tasks import MARKS, due, marks, progress
from zeren.views.page_whatif import Supposed, supposed
from zeren.views.page_years import years
from zeren.views.projection import Projection, project

FULL, PLAIN, AGGREGATE = 500, 1500, 10_000
"""How many things a picture holds: all at once, all but plainly, in sections; above, by search."""

Numbers = Mapping[str, int]
"""Node id → its place in its list."""


@dataclass(frozen=True, slots=True)
class PageData:
    """What goes into a page, and the figures that its header states."""

    payload: dict[str, Any]
    documents: tuple[Node, ...]
    counts: dict[str, int]
    """Per label and type, as the graph counts them."""
    units: int
    """Without groups."""
    groups: int
    group_edges: int
    """Edges of responsibility that start at a group."""
    size: str
    """full, plain, aggregate or index."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page is made with, beside its graph."""

    groups: bool = False
    """Phrases for several units are shown at first."""
    day: datetime.date = field(default_factory=datetime.date.today)
    """The day that counts for what is due and late."""
    decisions: Decisions = field(default_factory=Decisions)
    answers: Answers = field(default_factory=Answers)
    whatif: Supposed | None = None
    """A change whose effect the page shows."""
    opens: Mapping[str, str] = field(default_factory=dict)
    """Where the page opens: fields of its state."""


def page_data(graph: Graph, asked: Asked, *, known: KnownForms, show: Progress | None = None) -> PageData:
    """Read a graph for a page; what takes long is told to ``show``."""
    facts = read_facts(graph)
    seen = seen_in(graph, asked.day, asked.decisions)
    tables = Tables()
    more = _More(due(seen), marks(seen), progress(seen))
    at = {
        name: {n.id: i for i, n in enumerate(nodes)}
        for name, nodes in (
            ("documents", facts.documents),
            ("sectors", facts.sectors),
            ("tasks", facts.tasks),
            ("leaders", facts.leaders),
            ("units", facts.units),
            ("counties", facts.counties),
        )
    }
    shorts = short_names(facts.units)
    labels = {u.id: short for u, short in zip(facts.units, shorts, strict=True)}
    projection = project(graph, facts)
    cluster_of = {u: i for i, units in enumerate(projection.clusters) for u in units}
    keys: dict[str, tuple[str, ...]] = {}
    mentions, statements = _mentions(facts, at)
    phrases = [u.id for u in facts.units if is_group(u)]
    size = _size(len(facts.tasks) + len(facts.units) + len(facts.leaders))
    payload: dict[str, Any] = {
        "documents": [
            {**_plain(d, "title", "number", "issuer", "date", "city"), "year": integer(d, "year")}
            for d in facts.documents
        ],
        "sectors": [
            {
                **_plain(s, "title"),
                "ordinal": integer(s, "ordinal"),
                "document": at["documents"].get(facts.document_of.get(s.id, ""), -1),
                "keys": search_keys([text(s, "title")], keys),
            }
            for s in facts.sectors
        ],
        "tasks": [_task(t, facts, at, more) for t in facts.tasks],
        "leaders": [
            {**_plain(n, "name"), "group": is_group(n), "keys": search_keys([text(n, "name")], keys)}
            for n in facts.leaders
        ],
        "units": [
            _unit(u, short, facts, at, cluster_of, search_keys(written_forms(u, short, known), keys))
            for u, short in zip(facts.units, shorts, strict=True)
        ],
        "counties": [
            {**_plain(c, "name", "code", "kind"), "keys": search_keys([text(c, "name")], keys)} for c in facts.counties
        ],
        "clusters": [
            cluster_row(i, [at["units"][u] for u in units], told)
            for i, (units, told) in enumerate(zip(projection.clusters, projection.told, strict=True))
        ],
        "mentions": mentions,
        "statements": statements,
        "counts": graph.counts(),
        "networks": _networks(facts, labels, projection, bool(phrases)),
        "settings": {
            "groups": asked.groups,
            "size": size,
            "wide": WIDE,
            "lamp": LAMP_SOON,
            "opens": dict(asked.opens),
        },
        "day": asked.day.isoformat(),
        "marks": [[name, *words] for name, words in MARKS.items()],
        "statuses": [[name, zh] for name, zh in STATUSES.items()],
        "scopes": scopes(seen, facts.documents, asked.day, show),
        "quality": quality(seen, tables),
        "comparisons": years(graph, facts.documents, tables, show),
        "queries": cards(asked.answers, tables),
        **supposed(asked.whatif, tables),
        "texts": tables.texts(),
    }
    in_phrases = set(phrases)
    return PageData(
        payload=payload,
        documents=facts.documents,
        counts=graph.counts(),
        units=len(facts.units) - len(phrases),
        groups=len(phrases),
        group_edges=sum(e.start in in_phrases for e in facts.mentions),
        size=size,
    )


def _size(things: int) -> str:
    """Which pictures are still legible; the bounds were measured in Chromium."""
    for bound, name in ((FULL, "full"), (PLAIN, "plain"), (AGGREGATE, "aggregate")):
        if things <= bound:
            return name
    return "index"


def _plain(node: Node, *names: str) -> dict[str, Any]:
    return {"id": node.id, **{name: text(node, name) for name in names}}


@dataclass(frozen=True, slots=True)
class _More:
    """What is said of tasks by id, beside their words; ``page_tasks`` tells how."""

    due: Mapping[str, list[str]]
    marks: Mapping[str, list[str]]
    progress: Mapping[str, list[Any]]


_MARK_AT = {name: place for place, name in enumerate(MARKS)}


def _task(task: Node, facts: Facts, at: Mapping[str, Numbers], more: _More) -> dict[str, Any]:
    return {
        **_plain(task, "number", "title", "text", "convention"),
        "deadline": by_when(task),
        "due": more.due[task.id],
        "marks": sorted(_MARK_AT[name] for name in more.marks.get(task.id, ())),
        "progress": more.progress.get(task.id),
        "path": strings(task, "path"),
        "open": task.properties.get("open_list") is True,
        "line": integer(task, "line"),
        "place": text(task, "place"),
        "sector": at["sectors"].get(facts.sector_of.get(task.id, ""), -1),
        "document": at["documents"].get(facts.document_of.get(task.id, ""), -1),
        "counties": [
            [at["counties"][e.end], text(e, "basis")]
            for e in facts.concerns.get(task.id, ())
            if e.end in at["counties"]
        ],
        "targets": [
            [text(t, "text"), text(t, "value"), text(t, "unit"), text(t, "relation")]
            for t in facts.targets_of.get(task.id, ())
        ],
    }


def _unit(
    unit: Node, short: str, facts: Facts, at: Mapping[str, Numbers], cluster_of: Numbers, keys: list[str]
) -> dict[str, Any]:
    return {
        **_plain(unit, "name", "kind"),
        "short": short,
        "aliases": strings(unit, "aliases"),
        "group": is_group(unit),
        "cluster": cluster_of.get(unit.id, -1),
        "county": at["counties"].get(facts.governs.get(unit.id, ""), -1),
        "memberOf": [
            [at["units"][e.end], e.properties.get("certain") is True]
            for e in facts.member_of.get(unit.id, ())
            if e.end in at["units"]
        ],
        "keys": keys,
    }


def _mentions(facts: Facts, at: Mapping[str, Numbers]) -> tuple[list[list[Any]], list[str]]:
    """Rows (role, who, task, printed words, line, rule, inherited, statement, highlight from, to, place), and the
    statements.

    A role is its place in ``RESPONSIBILITIES``; the first is a leader's.
    """
    together: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in facts.mentions:
        together[edge.end, text(edge, "statement")].append(edge)
    statements: dict[str, int] = {}
    rows: list[list[Any]] = []
    for (task, statement), edges in together.items():
        number = statements.setdefault(statement, len(statements))
        spans = place_mentions(statement, [text(e, "source") for e in edges])
        for edge, span in zip(edges, spans, strict=True):
            role = RESPONSIBILITIES.index(edge.type)
            rows.append(
                [
                    role,
                    at["units" if role else "leaders"][edge.start],
                    at["tasks"][task],
                    text(edge, "source"),
                    integer(edge, "line"),
                    text(edge, "rule"),
                    int(edge.properties.get("inherited") is True),
                    number,
                    *(span or (-1, -1)),
                    text(edge, "place"),
                ]
            )
    return rows, list(statements)


def _networks(facts: Facts, labels: Mapping[str, str], projection: Projection, phrases: bool) -> dict[str, Any]:
    networks: dict[str, Any] = {}
    if projection.all_ties or projection.clusters:
        networks["units"] = {
            **unit_network(facts, labels, projection, groups=False),
            "ties": len(projection.ties),
            "of": projection.all_ties,
        }
    if phrases and projection.all_ties_with_groups:
        networks["unitsGroups"] = {
            **unit_network(facts, labels, projection, groups=True),
            "ties": len(projection.ties_with_groups),
            "of": projection.all_ties_with_groups,
        }
    leaders = leader_network(facts, labels)
    if leaders["nodes"]:
        networks["leaders"] = {**leaders, "ties": len(leaders["edges"]), "of": len(leaders["edges"])}
    return networks

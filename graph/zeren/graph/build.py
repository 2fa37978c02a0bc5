"""Records to nodes and edges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PureWindowsPath
from typing import Any

from zeren.graph.derive import derive
from zeren.graph.doubts import doubt_shown
from zeren.graph.identity import (
    county_id,
    document_keys,
    namespace,
    sector_ordinals,
    sector_place,
    stored_id,
    task_numbers,
)
from zeren.graph.model import Edge, Graph, Node, Value, without_nothing
from zeren.graph.validate import validate
from zeren.loaders.errors import ZerenError
from zeren.loaders.records import Document, Mention, Reading, TaskRecord


def build(*readings: Reading, members: Mapping[str, Sequence[str]] | None = None) -> Graph:
    """The graph of everything that these files state, evidence on each responsibility edge.

    The same files in any order give the same graph. A file given twice counts once. ``members`` says of a phrase
    for several units which it covers (``Decisions.units.members``); of others it is worked out. Raises
    ZerenError where two different files hold a document with the same 文号, or where a value
    is not what the schema declares.
    """
    builder = _Builder(members or {})
    files: dict[str, Reading] = {}
    for reading in sorted(readings, key=lambda r: r.source):
        files.setdefault(reading.digest, reading)
    for reading in files.values():
        builder.add(reading)
    graph = derive(Graph(builder.nodes, tuple(builder.edges)))
    validate(graph)
    return graph


class _Builder:
    """Collects the facts of files; nothing in it depends on the order in which they come."""

    def __init__(self, members: Mapping[str, Sequence[str]]) -> None:
        self.members = members
        self.nodes: dict[str, Node] = {}
        self.edges: list[Edge] = []
        self._sources: dict[str, str] = {}

    def add(self, reading: Reading) -> None:
        documents = dict.fromkeys([*reading.documents, *(r.document for r in reading.records)])
        for document, key in document_keys(list(documents)).items():
            other = self._sources.setdefault(key, reading.source)
            if stored_id(f"doc:{key}") in self.nodes:
                raise ZerenError(f"{other} and {reading.source} both hold the document {key}: load only one of them")
            self._document(document, key, reading)
            self._tasks([r for r in reading.records if r.document == document], document, key)

    def _document(self, document: Document, key: str, reading: Reading) -> None:
        self._node(
            "Document",
            f"doc:{key}",
            title=document.title,
            number=document.number,
            issuer=document.issuer,
            date=document.date,
            year=document.year,
            city=document.city,
            # Its name only: a graph that is handed on says nothing of folders on somebody's machine.
            file=PureWindowsPath(reading.source).name or None,
            digest=reading.digest,
            doubts=[doubt_shown(one) for one in reading.report.doubts if one.document == document.title],
        )

    def _tasks(self, records: Sequence[TaskRecord], document: Document, key: str) -> None:
        sectors = self._sectors(records, key)
        space = namespace(document, key)
        for order, (record, number) in enumerate(zip(records, task_numbers(records), strict=True), start=1):
            task = f"task:{key}#{number}"
            self._node(
                "Task",
                task,
                number=record.number or None,
                order=order,
                title=record.title or None,
                text=record.text,
                statement=record.statement or None,
                path=list(record.path),
                deadline=record.deadline or None,
                **_due(record),
                year=document.year,
                open_list=record.open_list,
                convention=record.convention,
                line=record.line,
                place=record.place,
                start=record.start,
                end=record.end,
            )
            self._edge("STATED_IN", task, f"doc:{key}")
            place = sector_place(record)
            if place is not None:
                self._edge("IN_SECTOR", task, sectors[place])
            self._responsibilities(record, task, space)
            for county in dict.fromkeys(record.counties):
                # Of several spellings of one code ``derive`` chooses: each stays on its edge, for when the other's
                # document goes.
                self._node("County", county_id(county, space), name=county.name, code=county.code, kind=county.kind)
                printed = {"name": county.name, "kind": county.kind}
                self._edge("CONCERNS", task, county_id(county, space), basis=county.basis, **printed)
            for n, target in enumerate(record.targets, start=1):
                node = f"target:{key}#{number}#{n}"
                self._node(
                    "Target",
                    node,
                    text=target.text,
                    value=target.value or None,
                    unit=target.unit or None,
                    relation=target.relation or None,
                )
                self._edge("HAS_TARGET", task, node)

    def _sectors(self, records: Sequence[TaskRecord], key: str) -> dict[tuple[str, ...], str]:
        places: dict[tuple[str, ...], str] = {}
        for record in records:
            place = sector_place(record)
            if place is not None:
                places.setdefault(place, record.sector or "")
        ids: dict[tuple[str, ...], str] = {}
        for (place, title), ordinal in zip(places.items(), sector_ordinals(list(places)), strict=True):
            ids[place] = f"sector:{key}#{ordinal}"
            self._node("Sector", ids[place], title=title, ordinal=ordinal)
            self._edge("PART_OF", ids[place], f"doc:{key}")
        return ids

    def _responsibilities(self, record: TaskRecord, task: str, space: str) -> None:
        city = record.document.city
        for order, mention in enumerate(record.leaders, start=1):
            leader = f"leader:{space}/{mention.name}"
            self._node("Leader", leader, name=mention.name, city=city)
            self._responsibility("OVERSEES", leader, task, order, mention, record)
        roles = (
            ("LEADS", record.lead_units),
            ("SUPPORTS", record.supporting_units),
            ("RESPONSIBLE_FOR", record.responsible_units),
        )
        for role, mentions in roles:
            for order, mention in enumerate(mentions, start=1):
                unit = f"unit:{space}/{mention.name}"
                members = list(self.members.get(mention.name, ()))
                self._node("Unit", unit, name=mention.name, city=city, members=members)
                self._responsibility(role, unit, task, order, mention, record)

    def _responsibility(
        self, role: str, start: str, task: str, order: int, mention: Mention, record: TaskRecord
    ) -> None:
        self._edge(
            role,
            start,
            task,
            order=order,
            kind=mention.kind,
            source=mention.source,
            # A group that a rule of the document adds has no words of its own in the item.
            statement=record.statement or mention.source,
            line=mention.line,
            place=mention.place,
            start=mention.start,
            end=mention.end,
            rule=mention.rule,
            inherited=mention.inherited,
        )

    def _node(self, label: str, id: str, **properties: Value) -> None:
        id = stored_id(id)
        self.nodes[id] = Node(label, id, without_nothing({"id": id, **properties}))

    def _edge(self, type: str, from_id: str, to_id: str, /, **properties: Any) -> None:
        self.edges.append(Edge(type, stored_id(from_id), stored_id(to_id), without_nothing(properties)))


def _due(record: TaskRecord) -> dict[str, Value]:
    """By when a task is due, and the words that say so."""
    due = record.due
    if due is None:
        return {}
    return {
        "due": due.date,
        "due_words": due.words,
        "due_basis": due.basis,
        "due_start": due.start,
        "due_end": due.end,
    }

"""The briefing's findings for the page: of all its documents, and of each year, city and document for itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from zeren.graph.assignments import stated_in
from zeren.graph.model import Node
from zeren.graph.stores.base import Progress
from zeren.views.blocks import Grid
from zeren.views.facts import text
from zeren.views.finding import Finding, Seen
from zeren.views.findings import findings_of, seen_in

MOST = 12
"""Parts of a page that have findings of their own; each costs as much as the briefing."""


def scopes(seen: Seen, documents: Sequence[Node], day: Any, progress: Progress | None = None) -> list[dict[str, Any]]:
    """Findings of all documents first, then of parts of them (``documents``: their places in the list, in order)."""
    at = {document.id: place for place, document in enumerate(documents)}
    parts = list(_parts(documents))[: MOST + 1]
    found = []
    for done, part in enumerate(parts):
        if progress:
            progress("findings", done, len(parts))
        of_all = len(part) == len(documents)
        own = seen if of_all else seen_in(stated_in(seen.graph, part), day, seen.decisions)
        told = [_told(finding) for finding in findings_of(own)]
        found.append({"documents": sorted(at[id] for id in part), "findings": told})
    if progress:
        progress("findings", len(parts), len(parts))
    return found


def _parts(documents: Sequence[Node]) -> Iterator[frozenset[str]]:
    """Documents that a reader may look at alone: all, those of a year, a city, a year of a city, one; each once."""
    given: set[frozenset[str]] = set()
    for names in ((), ("year",), ("city",), ("city", "year"), ("id",)):
        parts: dict[tuple[str, ...], set[str]] = {}
        for document in documents:
            parts.setdefault(tuple(text(document, name) for name in names), set()).add(document.id)
        for _, part in sorted(parts.items()):
            if (found := frozenset(part)) not in given:
                given.add(found)
                yield found


def _told(finding: Finding) -> dict[str, Any]:
    zh, en = finding.grid
    return {
        "name": finding.name,
        "title": finding.title,
        "said": finding.said,
        "method": finding.method,
        "link": finding.link,
        "links": finding.links,
        **_grid(zh, en),
    }


def _grid(zh: Grid, en: Grid) -> Mapping[str, Any]:
    """Heads in both languages; a cell is one text, or one for each language."""

    def rows(one: Sequence[Sequence[str]], other: Sequence[Sequence[str]]) -> list[list[Any]]:
        pairs = (zip(a, b, strict=True) for a, b in zip(one, other, strict=True))
        return [[a if a == b else [a, b] for a, b in row] for row in pairs]

    return {"head": rows([zh.head], [en.head])[0], "rows": rows(zh.rows, en.rows), "sums": rows(zh.sums, en.sums)}

"""A graph too large for one page: a page for each city and year, and an index that compares them."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from zeren.graph.assignments import assignments, stated_in
from zeren.graph.decisions import Decisions
from zeren.graph.model import Graph
from zeren.graph.stores.base import Progress
from zeren.views.facts import text
from zeren.views.page import PageSummary, write_page

INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Line:
    """What the index says of one page."""

    city: str
    year: str
    page: PageSummary
    no_lead: int
    """Tasks that name units and no lead."""


def write_pages(
    graph: Graph,
    folder: Path,
    *,
    groups: bool = False,
    day: datetime.date | None = None,
    decisions: Decisions | None = None,
    show: Progress | None = None,
) -> int:
    """Write into a folder a page for each city and year, and ``index.html``; how many pages there are.

    The index has a row for each page, with figures as the measures give them for the same documents, and links to it.
    """
    parts = list(_parts(graph))
    lines = []
    for done, (city, year, documents) in enumerate(parts):
        if show:
            show("pages", done, len(parts))
        own = stated_in(graph, documents)
        page = write_page(own, folder / _name(done, city, year), groups=groups, day=day, decisions=decisions)
        lines.append(Line(city, year, page, len(assignments(own, groups=groups).no_lead)))
    if show:
        show("pages", len(parts), len(parts))
    (folder / INDEX).write_bytes(_index(lines))
    return len(parts)


def _parts(graph: Graph) -> Iterator[tuple[str, str, frozenset[str]]]:
    """City, year and documents of each page, in this order."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for node in graph.nodes.values():
        if node.label == "Document":
            found[text(node, "city"), text(node, "year")].add(node.id)
    for (city, year), documents in sorted(found.items()):
        yield city, year, frozenset(documents)


def _name(place: int, city: str, year: str) -> str:
    """A file of its own, under a name that every system takes."""
    words = "-".join(re.sub(r"[^\w]", "", part)[:40] for part in (city, year) if part)
    return f"{place + 1:04}-{words or 'page'}.html"


def _index(lines: Sequence[Line]) -> bytes:
    from zeren.views import assets

    style = assets.sheet("index.css")
    page = assets.template("index.html").render(
        title="责任图谱 · zeren",
        lines=lines,
        style=style,
        policy=f"default-src 'none'; style-src {assets.csp_hash(style)}; base-uri 'none'; form-action 'none'",
    )
    return page.encode("utf-8", "backslashreplace")

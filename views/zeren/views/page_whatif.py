"""What a change of who does what would change, on the page: as ``zeren.graph.measures.whatif`` found it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zeren.graph.measures.whatif import Changed
    from zeren.views.page_tables import Tables


@dataclass(frozen=True, slots=True)
class Supposed:
    """A change that was thought through."""

    said: tuple[str, str]
    """What it is, in Chinese and in English."""
    found: Changed


def supposed(one: Supposed | None, tables: Tables) -> Mapping[str, Any]:
    """The part of a payload that tells of it; nothing where nothing was asked."""
    if one is None:
        return {}
    told = {table.name: tables.shown(getattr(one.found, table.name)) for table in fields(one.found)}
    return {"whatif": {"said": list(one.said), **told}}

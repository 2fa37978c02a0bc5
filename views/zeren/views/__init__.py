"""Self-contained pages and workbooks of a responsibility graph, for people who open nothing else."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zeren.views.page import InlinePage, PageSummary, show_page, write_page

__all__ = ["InlinePage", "PageSummary", "show_page", "write_page"]


def __getattr__(name: str) -> Any:
    # On first use: templates and layouts take time that no other command should wait for.
    if name in __all__:
        return getattr(import_module("zeren.views.page"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

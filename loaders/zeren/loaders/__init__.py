"""From a published notice to records: who answers for what, each name with its place in the source.

Importing it loads none of the readers: they come in with the first file.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from zeren.loaders.errors import ZerenError

if TYPE_CHECKING:
    from zeren.loaders.read import read_document, read_documents
    from zeren.loaders.records import Reading, TaskRecord
    from zeren.loaders.words.own_tables import use_tables

__all__ = ["Reading", "TaskRecord", "ZerenError", "read_document", "read_documents", "use_tables"]

_MODULES = {
    "Reading": "records",
    "TaskRecord": "records",
    "read_document": "read",
    "read_documents": "read",
    "use_tables": "words.own_tables",
}


def __getattr__(name: str) -> object:
    # Every command imports this package for its errors: the records alone are a quarter of the time of `zeren --help`.
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"zeren.loaders.{_MODULES[name]}"), name)

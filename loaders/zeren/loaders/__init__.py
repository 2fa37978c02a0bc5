"""From a published notice to records: who answers for what, each name with its place in the source.

Importing it loads none of the readers: they come in with the first file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zeren.loaders.errors import ZerenError
from zeren.loaders.records import Reading, TaskRecord

if TYPE_CHECKING:
    from zeren.loaders.parallel import read_documents
    from zeren.loaders.read import read_document
    from zeren.loaders.words.tables import use_tables

__all__ = ["Reading", "TaskRecord", "ZerenError", "read_document", "read_documents", "use_tables"]


def __getattr__(name: str) -> object:
    if name == "read_document":
        from zeren.loaders.read import read_document

        return read_document
    if name == "read_documents":
        from zeren.loaders.parallel import read_documents

        return read_documents
    if name == "use_tables":
        from zeren.loaders.words.tables import use_tables

        return use_tables
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

"""From a published notice to records: who answers for what, each name with its place in the source."""

from zeren.loaders.errors import ZerenError
from zeren.loaders.reader import read_document, read_documents
from zeren.loaders.records import Reading, TaskRecord

__all__ = ["Reading", "TaskRecord", "ZerenError", "read_document", "read_documents"]

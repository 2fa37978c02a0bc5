"""Stored queries: the analyst's questions, answered the same on every engine.

Importing this is cheap: no engine, no file of the library is opened before a query is asked for.
"""

from zeren.queries.catalogue import Catalogue, catalogue
from zeren.queries.runner import explain_cypher, run, run_cypher, stream_cypher, write_cypher
from zeren.queries.search import search
from zeren.queries.stored import Column, Parameter, StoredQuery

__all__ = [
    "Catalogue",
    "Column",
    "Parameter",
    "StoredQuery",
    "catalogue",
    "explain_cypher",
    "run",
    "run_cypher",
    "search",
    "stream_cypher",
    "write_cypher",
]

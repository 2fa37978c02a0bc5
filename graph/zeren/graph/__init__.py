"""The responsibility graph: schema, identity, stores and measures.

Importing it loads neither an engine nor networkx: those come in with the first store or the
first ``to_networkx``.
"""

# `build` is a function and the module that holds it. Imported here, the function is what
# `from zeren.graph import build` gives, whoever imports the module later.
from zeren.graph.build import build
from zeren.graph.from_networkx import from_networkx
from zeren.graph.model import Edge, Graph, Node
from zeren.graph.stores import open_store, read_graph
from zeren.graph.table import Table

__all__ = ["Edge", "Graph", "Node", "Table", "build", "from_networkx", "open_store", "read_graph"]

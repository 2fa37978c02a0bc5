"""What is counted and what follows from it: loads, concentration, ties, clusters.

docs/method.md has every measure with its definition, denominator and source, and when it misleads.
"""

from __future__ import annotations

from zeren.graph.measures.bridges import bridges
from zeren.graph.measures.communities import Clustering, clusters
from zeren.graph.measures.focus import focus
from zeren.graph.measures.loads import By, workload
from zeren.graph.measures.pairs import ties
from zeren.graph.measures.partitions import partitions
from zeren.graph.measures.spread import Load, concentration, lorenz
from zeren.graph.measures.support import support, support_units

__all__ = [
    "By",
    "Clustering",
    "Load",
    "bridges",
    "clusters",
    "concentration",
    "focus",
    "lorenz",
    "partitions",
    "support",
    "support_units",
    "ties",
    "workload",
]

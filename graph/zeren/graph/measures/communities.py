"""Units that work together: clusters of each city, with how far they can be trusted."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, get_args

import numpy as np

from zeren.graph.assignments import Scope, as_graph
from zeren.graph.continued import continued
from zeren.graph.measures.enrichment import enrichment, names
from zeren.graph.measures.incidence import Incidence, Shared, incidence, shared
from zeren.graph.measures.pairs import SHARED_FROM, Correction, Method, Tied, check_settings, tested
from zeren.graph.measures.stability import Partition, Verdict, Weight, modularity, partition
from zeren.graph.measures.support import support_edges
from zeren.graph.model import Edge
from zeren.graph.table import Table
from zeren.loaders.errors import ZerenError
from zeren.loaders.parallel import each_result

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from zeren.graph.model import Graph, Value
    from zeren.graph.stores import Store
    from zeren.graph.stores.base import Progress

RESAMPLES = 100
"""Resamples of the tasks: the standard error of a stability is then below .03."""


@dataclass(frozen=True, slots=True)
class City:
    """What was found about the clusters of one city, nan where nothing was resampled."""

    name: str
    modularity: float
    modularity_null: float
    """Mean over random assignments with the same margins."""
    modularity_null_sd: float
    groups_supported: int
    """In the shortest description; 1: no group can be told from chance. 0 where nothing was resampled."""


class Tests:
    """The tests of ties and of supports: they take longer than the clusters, which do not need them."""

    def __init__(self, graph: Graph, given: Incidence, **asked: Any) -> None:
        """``asked`` as ``tested`` takes it."""
        self._graph, self._given, self._asked = graph, given, asked
        self._tied: Tied | None = None
        self._supports: tuple[Edge, ...] | None = None

    def tied(self) -> Tied:
        """Each pair that shares a task."""
        if self._tied is None:
            self._tied = tested(self._given, **self._asked)
        return self._tied

    def supports(self) -> tuple[Edge, ...]:
        """Each pair of a lead and who supports it."""
        if self._supports is None:
            asked = {name: self._asked[name] for name in ("alpha", "seed", "progress", "workers")}
            self._supports = support_edges(self._graph, self._given, **asked)
        return self._supports


@dataclass(frozen=True, slots=True)
class Clustering:
    """Who works with whom. Written to a store by ``zeren clusters --write``."""

    units: Mapping[str, int]
    """Unit id → cluster number, from 1: the largest cluster first, equal sizes by their smallest unit id."""
    modularity: float
    """Of these clusters in the network that was clustered (Newman & Girvan 2004), at resolution 1."""
    given: Incidence = field(repr=False, compare=False)
    """Who is named for what."""
    tests: Tests = field(repr=False, compare=False)
    """What tests ``tied`` and ``supports``, when they are asked for."""
    confidence: Mapping[str, float] = field(default_factory=dict)
    """Unit id → the part of its cluster that stays with it when tasks are resampled; no entry for a unit alone."""
    stability: Mapping[int, float] = field(default_factory=dict)
    """Cluster number → mean Jaccard similarity to the nearest cluster of each resample (Hennig 2007); no entry where
    no resample has any of its units."""
    verdicts: Mapping[int, Verdict] = field(default_factory=dict)
    core: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """Cluster number → ids of the most of its units that stand together in the consensus of the resamples
    (Lancichinetti & Fortunato 2012), by id; none where no two do."""
    home: Mapping[int, City] = field(default_factory=dict)
    """Cluster number → its city."""
    names: Mapping[int, str] = field(default_factory=dict)
    """Cluster number → its over-represented sections, else its most loaded units."""
    enrichment: Table = field(default=Table(()))
    """Sections and duties of each cluster (``zeren.graph.measures.enrichment``)."""
    settings: Mapping[str, Value] = field(default_factory=dict)
    """Enough to run it again: scope, test, seed, resolution, resamples, version; and ``restated``, tasks of the graph
    that a later document states again."""

    @property
    def tied(self) -> Tied:
        """The ties, tested when they are first asked for; ``pairs.ties_table`` makes them a table."""
        return self.tests.tied()

    @property
    def supports(self) -> tuple[Edge, ...]:
        """SUPPORTED_BY, from a lead to who supports it (``zeren.graph.measures.support``), tested as the ties are; none
        without resamples.
        """
        return self.tests.supports() if self.settings["resamples"] else ()

    @property
    def edges(self) -> tuple[Edge, ...]:
        """SHARES_TASKS_WITH, start < end, sorted; with the figures of ``ties``."""
        return self.tied.edges

    @property
    def written(self) -> tuple[Edge, ...]:
        """What ``zeren clusters --write`` keeps: ``edges``, then ``supports``."""
        return (*self.edges, *self.supports)

    def rows(self) -> Iterable[tuple[str, dict[str, Value]]]:
        """What is written about each unit: its id and properties."""
        run = json.dumps(dict(self.settings), ensure_ascii=False)
        for unit, number in self.units.items():
            properties: dict[str, Value] = {"cluster": number, "cluster_run": run}
            if number in self.stability:
                properties["cluster_stability"] = self.stability[number]
            if number in self.verdicts:
                properties["cluster_verdict"] = self.verdicts[number]
            if unit in self.confidence:
                properties["cluster_confidence"] = self.confidence[unit]
            if number in self.names:
                properties["cluster_name"] = self.names[number]
            home = self.home[number]
            properties["modularity"] = home.modularity
            if home.groups_supported:
                properties |= {"groups_supported": home.groups_supported, "modularity_null": home.modularity_null}
            yield unit, properties

    @property
    def cities(self) -> tuple[City, ...]:
        """Each city once, by name."""
        return tuple(sorted({*self.home.values()}, key=lambda city: city.name))


def clusters(
    source: Graph | Store,
    *,
    groups: bool = False,
    by: Weight = "weight",
    significant_only: bool = False,
    method: Method = "auto",
    alpha: float = 0.05,
    correction: Correction = "fdr",
    resolution: float = 1.0,
    seed: int = 1,
    resamples: int = RESAMPLES,
    document: str | None = None,
    year: int | None = None,
    city: str | None = None,
    progress: Progress | None = None,
    workers: int | None = 1,
) -> Clustering:
    """Clusters of units by the tasks they share, and the ties themselves.

    The projection joins two units named for the same task, in whatever role. Phrases for several units (kind
    ``group``) are left out unless ``groups``: they stand in so many tasks that they join everything to
    everything. A task that several documents of a city state counts once, as the latest states it. A tie has
    ``tasks`` (distinct, shared), ``jaccard`` (shared over all tasks of either; Jaccard 1912) and ``weight``
    (Σ 1/(k - 1) over the shared tasks, k being the units of the task: a task for twenty units ties each pair less
    than a task for two; Newman 2001); its test is that of ``ties``, by ``method``, ``alpha`` and ``correction``.

    Clusters are those of Leiden (Traag, Waltman & van Eck 2019) with modularity at ``resolution``, on ``by``, city by
    city; from ``seed`` and sorted ties, so the same graph gives the same clusters in whatever order it was loaded, and
    other cities change none. A unit that shares no task is a cluster of its own. ``significant_only`` clusters over
    significant ties alone; ``edges`` holds all of them either way.

    How far to trust them: tasks are drawn again with replacement, document by document, ``resamples`` times, and
    clustered again (``confidence``, ``stability``); the modularity is compared with that of random assignments with
    the same margins; and the assignments are described with these groups, with fewer, and with one
    (``groups_supported``). With ``resamples=0`` none of this is done, and leads and supports are not tested. Ties and
    supports are tested when they are first asked for, as ``tied``, ``edges``, ``supports`` or ``written``.

    ``workers`` processes share the cities of a large graph, as in ``ties``. Raises ZerenError for an unknown document
    or a setting out of its range.
    """
    check_settings(method, alpha, correction, seed)
    _check(by, resolution, resamples)
    graph, scope = as_graph(source), Scope(document, year, city)
    latest = continued(graph)
    given = incidence(graph, groups=groups, scope=scope, latest=latest)
    tests = Tests(
        graph,
        given,
        method=method,
        alpha=alpha,
        correction=correction,
        seed=seed,
        progress=progress,
        workers=workers,
    )
    significant = tests.tied().significant if significant_only else None
    pairs = shared(given.matrix)
    asked = {"by": by, "resolution": resolution, "seed": seed, "resamples": resamples}
    parts = _parts(given, pairs, significant, asked, progress, workers)
    settings: dict[str, Value] = {
        "scope": _words(scope),
        "groups": groups,
        "by": by,
        "significant_only": significant_only,
        "method": method,
        "alpha": alpha,
        "correction": correction,
        "resolution": resolution,
        "seed": seed,
        "resamples": resamples,
        "documents": len(scope.documents(graph)),
        "restated": len(latest),  # stored queries look ties up where it is 0: only then is every statement counted
        "version": version("zeren"),
    }
    weights = getattr(pairs, by).astype(np.float64)
    found = _clustering(tests, given, parts, settings)
    label = np.array([found.units[unit] - 1 for unit in given.units], np.int64)
    quality = modularity(pairs, weights if significant is None else np.where(significant, weights, 0.0), label)
    told = enrichment(graph, given, found.units)
    return replace(found, modularity=quality, enrichment=told, names=names(graph, told, given, found.units))


def _words(scope: Scope) -> str:
    parts = (f"{name} {value}" for name in ("document", "year", "city") if (value := getattr(scope, name)) is not None)
    return ", ".join(parts) or "all documents"


def _check(by: str, resolution: float, resamples: int) -> None:
    if by not in get_args(Weight):
        raise ZerenError(f"no clusters by {by!r}: choose one of {', '.join(get_args(Weight))}")
    if not 0 < resolution < math.inf:
        raise ZerenError(f"resolution is {resolution}: it must be a positive number")
    if resamples < 0 or resamples == 1:
        raise ZerenError(f"{resamples} resamples: give 0 for none, or two or more")


def _parts(
    given: Incidence,
    pairs: Shared,
    significant: NDArray[np.bool_] | None,
    asked: Mapping[str, Any],
    progress: Progress | None,
    workers: int | None,
) -> list[tuple[Incidence, Partition]]:
    """Each city and its clusters, over the ties that are ``significant``, or over all."""
    found = []
    place = given.city[pairs.a]
    jobs = (
        (given.of_city(number), None if significant is None else significant[place == number])
        for number in range(len(given.cities))
    )
    for number, done in enumerate(each_result(jobs, partial(_of_city, asked), workers, _size, SHARED_FROM), 1):
        found.append(done)
        if progress:
            progress("clusters", number, len(given.cities))
    return found


def _of_city(asked: Mapping[str, Any], job: tuple[Incidence, NDArray[np.bool_] | None]) -> tuple[Incidence, Partition]:
    return job[0], partition(job[0], kept=job[1], **asked)


def _size(job: tuple[Incidence, NDArray[np.bool_] | None]) -> int:
    return int(job[0].matrix.nnz)


def _clustering(
    tests: Tests, given: Incidence, parts: list[tuple[Incidence, Partition]], settings: Mapping[str, Value]
) -> Clustering:
    members: dict[tuple[int, int], list[str]] = {}
    for place, (part, found) in enumerate(parts):
        for unit, label in zip(part.units, found.label.tolist(), strict=True):
            members.setdefault((place, label), []).append(unit)
    ordered = sorted(members, key=lambda key: (-len(members[key]), min(members[key])))
    number = {unit: n for n, key in enumerate(ordered, 1) for unit in members[key]}
    homes = [
        City(part.cities[0], f.modularity, f.modularity_null, f.modularity_null_sd, f.groups_supported)
        for part, f in parts
    ]
    resampled = bool(settings["resamples"])
    return Clustering(
        units=dict(sorted(number.items())),
        modularity=0.0,
        given=given,
        tests=tests,
        confidence=dict(sorted(_confidence(parts))),
        stability={
            n: value for n, (p, c) in enumerate(ordered, 1) if not math.isnan(value := float(parts[p][1].stability[c]))
        },
        verdicts={n: parts[p][1].verdict(c) for n, (p, c) in enumerate(ordered, 1)} if resampled else {},
        core={n: core for n, (p, c) in enumerate(ordered, 1) if (core := _core(*parts[p], c))},
        home={n: homes[place] for n, (place, _) in enumerate(ordered, 1)},
        settings=settings,
    )


def _core(part: Incidence, found: Partition, label: int) -> tuple[str, ...]:
    """The most units of a cluster that one cluster of the consensus holds; of equal ones that with the smallest id."""
    mine = np.flatnonzero(found.label == label)
    agreed = found.consensus[mine]
    sizes = np.bincount(agreed)[agreed]
    most = int(sizes.max())
    first = min((part.units[unit], key) for unit, key, size in zip(mine, agreed, sizes, strict=True) if size == most)[1]
    return tuple(sorted(part.units[unit] for unit in mine[agreed == first])) if most > 1 else ()


def _confidence(parts: Iterable[tuple[Incidence, Partition]]) -> Iterable[tuple[str, float]]:
    for part, found in parts:
        for unit, value in zip(part.units, found.confidence.tolist(), strict=True):
            if not math.isnan(value):
                yield unit, value

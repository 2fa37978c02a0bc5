"""The plain-Python computation of every stored query, and parameters worth asking it with."""

from __future__ import annotations

from typing import Any

from query_oracles import loads, ties
from query_oracles.loads import Oracle

ORACLES: dict[str, Oracle] = {
    "bridging-units": ties.bridging,
    "cluster-leaders": loads.cluster_leaders,
    "cluster-members": loads.cluster_members,
    "cluster-sectors": loads.cluster_sectors,
    "cluster-ties": loads.cluster_ties,
    "co-responsible-pairs": ties.pairs,
    "concentration": loads.concentration,
    "county-load": loads.county_load,
    "county-sectors": loads.county_sectors,
    "county-units": loads.county_units,
    "document-load": loads.document_load,
    "document-outline": ties.outline,
    "evidence": ties.evidence,
    "inherited-readings": ties.inherited_readings,
    "lead-support": ties.lead_support,
    "leader-span": loads.leader_span,
    "leader-unit": ties.leader_unit,
    "lorenz": loads.lorenz,
    "many-supporters": ties.many_supporters,
    "no-stated-lead": ties.no_stated_lead,
    "no-target": ties.no_target,
    "only-groups": ties.only_groups,
    "open-lists": ties.open_lists,
    "sector-concentration": loads.sector_concentration,
    "sector-load": loads.sector_load,
    "several-leads": ties.several_leads,
    "shared-tasks": ties.shared_tasks,
    "single-unit": ties.single_unit,
    "support-only": ties.support_only,
    "targets": ties.targets,
    "unit-by-sector": loads.unit_by_sector,
    "unit-load": loads.unit_load,
    "unit-neighbourhood": ties.neighbourhood,
    "unit-spellings": ties.spellings,
    "unit-tasks": loads.unit_tasks,
}

# Beside the defaults: what each parameter can turn.
TURNS: dict[str, tuple[Any, ...]] = {
    "groups": (True, False),
    "significant": (True,),
    "sole": (False,),
    "without_deadline": (True,),
    "at_least": (1, 3),
    "leaders_at_least": (2,),
    "more_than": (0, 2, 3),
    "cluster": (1, 2),
    "load": ("lead", "support", "responsible"),
    "top": (1, 3),
}

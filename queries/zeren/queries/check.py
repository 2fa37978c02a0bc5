"""What makes a stored query one that runs unchanged on every engine, with one answer; checked without running
it.
"""

from __future__ import annotations

from pathlib import Path

from zeren.graph.schema import EDGE_TYPES, NODE_TYPES
from zeren.loaders.errors import ZerenError
from zeren.queries.catalogue import catalogue, read_file
from zeren.queries.cypher import Shape, parameters_used, shape, tokens
from zeren.queries.near import nearest
from zeren.queries.stored import StoredQuery

_PROPERTIES = {t.label: {p.name for p in t.properties} for t in NODE_TYPES} | {
    t.type: {p.name for p in t.properties} for t in EDGE_TYPES
}
_LABELS = {t.label for t in NODE_TYPES}
_TYPES = {t.type for t in EDGE_TYPES}
_EVERY = {name for names in _PROPERTIES.values() for name in names}


def problems(query: StoredQuery) -> list[str]:
    """What is wrong with a query, a line each; empty for one that may join the library.

    Checked: labels, edge types and properties are the schema's; parameters are declared and used; nothing is
    written and no procedure is called; each column has an alias, declared in the front matter in the same
    order, that no variable has; the answer is sorted by columns, the last one last resort an id or name;
    LIMIT is a parameter.
    """
    if any(t.kind == "symbol" and t.text in "'\"`" for t in tokens(query.cypher)):
        return ["a quote is not closed"]
    seen = shape(query.cypher)
    return [*_schema(seen), *_parameters(query), *_answer(query, seen)]


def unknown_names(cypher: str, *, labelled: bool = False) -> list[str]:
    """Labels, edge types and properties of a query that graphs do not have, each with the nearest that they have.

    With ``labelled`` only such properties whose node or edge has a label or type: others may be keys of a map.
    """
    seen = shape(cypher)
    if labelled:
        seen.properties = {use for use in seen.properties if use.owners & _PROPERTIES.keys()}
    return _schema(seen)


def check_folder(folder: Path) -> list[tuple[Path, list[str]]]:
    """Every .cypher file of a folder and its subfolders, with what keeps it from joining the library.

    Files that are no stored query at all are told like the others. Raises ZerenError for a folder that is not
    there or holds no such file.
    """
    files = sorted(folder.rglob("*.cypher"))
    if not files:
        what = "holds no .cypher file" if folder.is_dir() else "is no folder"
        raise ZerenError(f"{folder} {what}: make a query there with zeren queries new NAME -o {folder / 'NAME.cypher'}")
    known = dict.fromkeys(catalogue(), "the library")
    found: list[tuple[Path, list[str]]] = []
    for path in files:
        try:
            wrong = problems(read_file(path))
        except ZerenError as error:
            wrong = [str(error).removeprefix(f"{path} is not a stored query: ")]
        if path.stem in known:
            wrong.append(f"{known[path.stem]} has a query of this name: give it another")
        known.setdefault(path.stem, str(path))
        found.append((path, wrong))
    return found


def _schema(seen: Shape) -> list[str]:
    found = [f"unknown label {x}{nearest(x, _LABELS)}" for x in sorted(seen.labels - _LABELS)]
    found += [f"unknown edge type {x}{nearest(x, _TYPES)}" for x in sorted(seen.types - _TYPES)]
    for use in sorted(seen.properties, key=lambda u: (u.property, sorted(u.owners))):
        owners = use.owners & _PROPERTIES.keys()
        allowed = set().union(*(_PROPERTIES[o] for o in owners)) if owners else _EVERY
        if use.property not in allowed:
            of = f" of {'|'.join(sorted(owners))}" if owners else ""
            found.append(f"unknown property {use.property}{of}{nearest(use.property, allowed)}")
    return found


def _parameters(query: StoredQuery) -> list[str]:
    declared = {p.name for p in query.parameters}
    used = parameters_used(query.cypher)
    return [f"parameter {x} is declared and not used" for x in sorted(declared - used)] + [
        f"parameter ${x} is used and not declared" for x in sorted(used - declared)
    ]


def _answer(query: StoredQuery, seen: Shape) -> list[str]:
    found = [f"{word} is not reading" for word in sorted(seen.writes)]
    declared = tuple(c.name for c in query.columns)
    if None in seen.columns:
        found.append("a returned column has no alias")
    elif seen.columns != declared:
        found.append(f"it returns {', '.join(map(str, seen.columns))}, declared are {', '.join(declared)}")
    for name in sorted(seen.variables.intersection(declared)):
        found.append(f"column {name} has the name of a variable")
    if not seen.order or seen.order[-1] not in declared:
        found.append("it does not end in an ORDER BY whose last key is a column")
    if len(seen.limit) != 1 or seen.limit[0].removeprefix("$") not in {p.name for p in query.parameters}:
        found.append("LIMIT is not a parameter")
    return found

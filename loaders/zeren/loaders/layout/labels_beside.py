"""Labels in a column of their own, white space in the place of their colons: 「Lead agency     Parks Department」."""

from __future__ import annotations

import re
from collections import Counter

from zeren.loaders.layout.lines import Line
from zeren.loaders.tables.columns import ROLES
from zeren.loaders.text.passage import Passage, join
from zeren.loaders.words.labels import role_of_label

_BESIDE = re.compile(r"(?P<label>[A-Z][A-Za-z/()]*(?: [A-Za-z/()]+){0,4})(?P<gap> {2,}|\t)(?=\S)")
_OFTEN = 2
"""Lines with the same word before a run of blanks that are no chance."""


def with_columns_of_labels(lines: list[Line], text: str) -> list[Line]:
    """Lines of ``text``, a colon behind labels that stand again and again before a run of blanks; each begins anew.

    What stands below a value, as far in as it begins, is its rest. What is no label of a role ends the value above it
    all the same, where such labels stand in the text.
    """
    found = {i: match for i, line in enumerate(lines) if (match := _BESIDE.match(line.passage.text))}
    often = Counter(match["label"] for match in found.values())
    known = {label: role_of_label(label) for label, times in often.items() if times >= _OFTEN}
    if not any(role in ROLES and " " in label for label, role in known.items()):
        return lines
    kept: list[Line] = []
    values: list[tuple[Line, list[Passage]]] = []
    value = -1
    for i, line in enumerate(lines):
        match = found.get(i)
        column = line.passage.start - text.rfind("\n", 0, line.passage.start) - 1
        if value >= 0 and not line.gap and abs(column - value) <= _NEAR:
            values[-1][1].extend([Passage(" ", line.passage.start), line.passage])
            continue
        value = -1
        if match and match["label"] in known:
            line.after_table = True
            if known[match["label"]] is not None:
                printed, at = line.passage.text, match.start("gap")
                line.passage = Passage(f"{printed[:at]}:{printed[at + 1 :]}", line.passage.start, line.passage.at)
                value = column + match.end()
                values.append((line, [line.passage]))
        kept.append(line)
    for line, parts in values:
        line.passage = join(parts)
    return kept


_NEAR = 1
"""Columns by which the rest of a value may stand farther in or out."""

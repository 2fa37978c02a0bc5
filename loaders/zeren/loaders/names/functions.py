"""Bodies known by what they are for: a word of the table of functions, and how bodies of a kind end (农技推广站)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from zeren.loaders.words.lexicon import HAN, any_of, table_rows, words

_LONGEST = 32
_LONGEST_WORD = 12


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a name says of what its body is for."""

    function: str
    """A key of the table of families; empty for what any body has (综合科)."""
    sure: bool
    """It is a body and not what may be built (养老服务中心)."""


@cache
def _stems() -> dict[str, str]:
    rows = table_rows("function_stems.csv")
    return {stem: row["function"] for row in rows for stem in row["stems"].split("|")}


@cache
def _between() -> frozenset[str]:
    return frozenset(words("functions", "between"))


@cache
def _ends() -> dict[str, bool]:
    """How a body ends that is known by its function; whether it is one for certain."""
    return dict.fromkeys(words("functions", "ends_of_places"), False) | dict.fromkeys(words("functions", "ends"), True)


def is_short(name: str) -> bool:
    """Is ``name`` what a branch of government is called for short, which only a list of such tells (发改、财政)?"""
    return bool(_stems().get(name))


@cache
def _front() -> re.Pattern[str]:
    """What the body is of: 泽镇财政所, 甲局办公室."""
    return re.compile(rf"[{HAN}]{{1,9}}?{any_of(words('functions', 'owners'))}")


@lru_cache(maxsize=10_000)
def purpose_of(name: str) -> Purpose | None:
    """What the body ``name`` is for, by its words, whatever place or body it is of; None where they do not tell."""
    if not 3 <= len(name) <= _LONGEST or name[-1] not in _last():
        return None
    found = spelled(name)
    if found:
        return found
    # 校党委办公室, 镇财政所, 省级财政部门
    at = (2 if name[1] in "级直" else 1) if name[0] in "省市县区州盟旗镇乡村校" else 0
    found = spelled(name[at:]) if at else None
    while found is None and (front := _front().match(name, at)):
        at = front.end()
        found = spelled(name[at:])
    if found is None and name.endswith(("站", "所", "处", "大队")):
        # 青溪水利站: a place without the word for it, before a function.
        found = next((p for i in range(2, 5) if (p := spelled(name[i:])) and p.function and p.sure), None)
    return Purpose(found.function, True) if found else None


@cache
def _last() -> frozenset[str]:
    return frozenset(end[-1] for end in _ends())


@lru_cache(maxsize=10_000)
def spelled(name: str) -> Purpose | None:
    """``name`` as a stem, words that may stand between, and an end; the longest first stem tells the function."""
    if not 3 <= len(name) <= _LONGEST or name[-1] not in _last():
        return None
    stems, between, ends = _stems(), _between(), _ends()
    for size in range(min(_LONGEST_WORD, len(name) - 1), 1, -1):
        function = stems.get(name[:size])
        if function is None:
            continue
        # What is reached by words one after the other, and whether one of them is a centre's that works.
        reached: dict[int, bool] = {size: False}
        body: bool | None = None
        for at in range(size, len(name)):
            if at not in reached:
                continue
            sure = ends.get(name[at:])
            if sure is not None:
                body = body or sure or reached[at]
            for stop in range(at + 1, min(at + _LONGEST_WORD, len(name) - 1) + 1):
                word = name[at:stop]
                if word in between or word in stems:
                    working = reached[at] or word in words("functions", "between_of_centres")
                    reached[stop] = reached.get(stop, False) or working
        if body is not None:
            return Purpose(function, body)
    return None

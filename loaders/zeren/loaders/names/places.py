"""The table of administrative divisions, and the places of a user's own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from operator import itemgetter
from pathlib import Path

from zeren.loaders.errors import ZerenError
from zeren.loaders.ordinary import rows_of
from zeren.loaders.words.lexicon import HAN, any_of, table_rows, words

_SUFFIX = re.compile(r"(?:自治县|自治旗|特区|林区|[县区市旗])$")
_LONGEST_NAME = 12


@dataclass(frozen=True, slots=True)
class Division:
    """One row of the table of administrative divisions (GB/T 2260)."""

    code: str
    name: str
    level: str
    parent: str


class PlaceTable:
    """Administrative divisions, by code and by name."""

    def __init__(self, rows: Iterable[Division]) -> None:
        # A place of the user's own file may have no code; its name stands for it.
        self.by_code = {row.code or row.name: row for row in rows}
        self._by_name: dict[str, list[Division]] = defaultdict(list)
        self._children: dict[str, list[Division]] = defaultdict(list)
        for row in self.by_code.values():
            self._by_name[row.name].append(row)
            self._children[row.parent].append(row)
        self._called: dict[str, list[Division]] = defaultdict(list)
        for row in self.by_code.values():
            match = _autonomous().fullmatch(row.name) if "自治" in row.name else None
            for short in (match["own"] + match["end"], match["own"] + "自治" + match["end"]) if match else ():
                self._called[short].append(row)
        self._counties_by_end: dict[str, list[str]] = defaultdict(list)
        """The last two characters → the counties that end so, longest first."""
        for name in sorted(self._by_name, key=len, reverse=True):
            if 2 <= len(name) <= _LONGEST_NAME and self.named(name, "county"):
                self._counties_by_end[name[-2:]].append(name)

        self._by_front: dict[str, list[str]] = defaultdict(list)
        """The first two characters → the names that begin so, longest first."""
        for name in sorted({*self._by_name, *self._called}, key=len, reverse=True):
            if 2 <= len(name) <= _LONGEST_NAME:
                self._by_front[name[:2]].append(name)

    def name_at(self, text: str, start: int, shortest: int = 2) -> str | None:
        """The longest name of a place, or what an autonomous one is called for short, in ``text`` at ``start``."""
        names = self._by_front.get(text[start : start + 2], ())
        return next((n for n in names if len(n) >= shortest and text.startswith(n, start)), None)

    def named(self, name: str, level: str | None = None) -> list[Division]:
        """The divisions of that name, of that level if one is given."""
        return [d for d in self._by_name.get(name, ()) if level in (None, d.level)]

    def called(self, name: str) -> list[Division]:
        """The autonomous divisions that are called ``name`` for short: 甲某州 for 甲某某族自治州."""
        return list(self._called.get(name, ()))

    def counties_of(self, city: str) -> Iterator[Division]:
        """The county-level divisions right under ``city``."""
        for place in self.named(city):
            yield from (d for d in self._children[place.code or place.name] if d.level == "county")

    def neighbours_of(self, place: str) -> Iterator[Division]:
        """The counties of the city ``place``; those of its city where it is a county of a name of its own."""
        named = self.named(place)
        if len(named) == 1 and named[0].level == "county" and named[0].parent in self.by_code:
            place = self.by_code[named[0].parent].name
        yield from self.counties_of(place)

    def county_names_in(self, text: str) -> Iterator[str]:
        """Every full county name that stands in ``text``."""
        # 市 and 区 stand everywhere: few of their places are looked at one by one.
        ends = {before + last for last in "县区市旗" for before in set(map(_LAST, text.split(last)))}
        for end in self._counties_by_end.keys() & ends:
            for match in re.finditer(end, text):
                for name in self._counties_by_end[end]:
                    if text.endswith(name, 0, match.end()):
                        yield name
                        break

    def infer_city(self, text: str) -> str | None:
        """The prefecture whose counties the text names most; None where nothing or too little decides.

        Takes two different county names at least, or one together with the city's own name.
        """
        votes: dict[str, set[str]] = defaultdict(set)
        # 主城区 and 远郊区县 of a municipality are not 城区 and 郊区 of another city: so short a name is a word.
        for name in {name for name in self.county_names_in(text) if len(name) > 2 or name[-1] != "区"}:
            for division in self.named(name, "county"):
                votes[division.parent].add(name)
        scored = sorted(
            (len(names) + (short_name(self.by_code[code].name) in text), code)
            for code, names in votes.items()
            if code in self.by_code
        )
        if not scored or scored[-1][0] < 2 or (len(scored) > 1 and scored[-2][0] == scored[-1][0]):
            return None
        return self.by_code[scored[-1][1]].name


@cache
def _autonomous() -> re.Pattern[str]:
    peoples = any_of(words("places", "peoples"))
    return re.compile(rf"(?P<own>[{HAN}]{{2,6}}?)(?:(?:{peoples})族?)+自治(?P<end>[州县旗])")


_LAST = itemgetter(slice(-1, None))

OWN_PLACES = "zeren-places.csv"
"""A file of that name beside a document adds places that the table does not hold; its columns are the table's."""


# A folder with thousands of others beside it may have one of its own each.
@lru_cache(maxsize=16)
def place_table(own: Path | None = None) -> PlaceTable:
    """The table of GB/T 2260, and the places of the file ``own``. Raises ZerenError for a file of another form."""
    rows = [Division(**row) for row in table_rows("places.csv")]
    if own is not None:
        columns = [f.name for f in fields(Division)]
        heads, *own_rows = rows_of(own) or [[]]
        if heads != columns:
            raise ZerenError(f"{own}: its first line must be {','.join(columns)}; mend it or take the file away")
        rows.extend(Division(*row) for row in own_rows)
    return PlaceTable(rows)


def places_beside(document: Path) -> PlaceTable:
    """The places with which ``document`` is read."""
    own = document.with_name(OWN_PLACES)
    return place_table(own if own.is_file() else None)


def short_name(name: str) -> str:
    """甲乙 for 甲乙县; a name of one character keeps its 县 (甲县)."""
    short = _SUFFIX.sub("", name)
    return short if len(short) >= 2 else name

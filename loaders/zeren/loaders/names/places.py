"""Counties and development zones: those of the document's city, in full and in short."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Literal

from zeren.loaders.errors import ZerenError
from zeren.loaders.names.glyphs import simplified
from zeren.loaders.names.units import county_of
from zeren.loaders.names.zones import zone_of, zones_in
from zeren.loaders.records import Basis, CountyRef, Mention
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
        for name in set(self.county_names_in(text)):
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


@cache
def place_table(own: Path | None = None) -> PlaceTable:
    """The table of GB/T 2260, and the places of the file ``own``. Raises ZerenError for a file of another form."""
    rows = [Division(**row) for row in table_rows("places.csv")]
    if own is not None:
        columns = [f.name for f in fields(Division)]
        reader = csv.DictReader(own.read_text("utf-8-sig").splitlines())
        if reader.fieldnames != columns:
            raise ZerenError(f"{own}: its first line must be {','.join(columns)}; mend it or take the file away")
        rows.extend(Division(**{name: row[name] or "" for name in columns}) for row in reader)
    return PlaceTable(rows)


def places_beside(document: Path) -> PlaceTable:
    """The places with which ``document`` is read."""
    own = document.with_name(OWN_PLACES)
    return place_table(own if own.is_file() else None)


def short_name(name: str) -> str:
    """甲乙 for 甲乙县; a name of one character keeps its 县 (甲县)."""
    short = _SUFFIX.sub("", name)
    return short if len(short) >= 2 else name


@dataclass
class Gazetteer:
    """The counties and zones that a document can mean, and the forms in which it may print them."""

    counties: dict[str, str | None] = field(default_factory=dict)
    """Full name → code, None for a county known only from its government's name."""
    misprints: dict[str, str] = field(default_factory=dict)
    """A printed form → the county it is read as."""
    _in_full: set[str] = field(default_factory=set)
    """Counties that only their full name means: what 甲县 is called for short is the city 甲市 too."""
    _pattern: re.Pattern[str] | None = None
    _forms: dict[str, str] = field(default_factory=dict)
    _run: re.Pattern[str] | None = None
    _initials: dict[str, str] = field(default_factory=dict)
    """First characters of the names that begin with no other's."""

    @classmethod
    def of(cls, table: PlaceTable, city: str | None, text: str, units: Iterable[str] = ()) -> Gazetteer:
        """The city's counties by the table, those whose governments are among ``units``, and misprints in ``text``."""
        found = cls()
        for division in table.neighbours_of(city) if city else ():
            found.counties[division.name] = division.code or None
            above = table.by_code.get(division.parent)
            if above and division.name != city and above.name.startswith(short_name(division.name)):
                found._in_full.add(division.name)
        for unit in units:
            county = county_of(unit)
            if county and county not in found.counties and county != city:
                codes = [d.code for d in table.named(county, "county")]
                found.counties[county] = codes[0] if len(codes) == 1 and not city else None
        found._find_misprints(table, text)
        found._compile()
        return found

    def _find_misprints(self, table: PlaceTable, text: str) -> None:
        """Printed names that are no county anywhere, one glyph away from one of this city, by a variant or rare glyph.

        Seen in a scanned report: a traditional glyph in a county's name, and a rare look-alike with the same radical.
        """
        endings: dict[tuple[int, str], dict[tuple[int, str], list[str]]] = {}
        for name in list(self.counties):
            size = len(name)
            if (size, name[-1]) not in endings:
                endings[size, name[-1]] = _pieces_but_one(text, size, name[-1])
            pieces = endings[size, name[-1]]
            alike = [(p, i) for i in range(size - 1) for p in pieces.get(_but_one(name, i), ()) if p[i] != name[i]]
            for printed, i in sorted(alike, key=lambda found: text.index(found[0])):
                if printed in self.misprints or table.named(printed):
                    continue
                variant = simplified(printed[i]) == name[i]
                if variant or (size >= 3 and _rare(printed[i]) and not _rare(name[i])):
                    self.misprints[printed] = name

    def _compile(self) -> None:
        forms: dict[str, str] = {}
        for name in self.counties:
            forms[name] = name
            if name not in self._in_full:
                forms.setdefault(short_name(name), name)
        for printed, name in self.misprints.items():
            forms[printed] = name
            forms.setdefault(short_name(printed), name)
        self._forms = forms
        self._pattern = re.compile(any_of(forms)) if forms else None
        initials: dict[str, str] = {}
        for name in self.counties:
            initials[name[0]] = "" if name[0] in initials else name
        for printed, name in self.misprints.items():
            if initials.get(name[0]) == name:
                initials.setdefault(printed[0], name)
        self._initials = {c: name for c, name in initials.items() if name}
        if len(self._initials) >= 3:
            self._run = re.compile(f"[{re.escape(''.join(self._initials))}]{{3,}}")

    def in_text(self, text: str) -> list[tuple[int, str, Literal["county", "zone"]]]:
        """Counties and zones named in ``text``: position, name, kind."""
        found: list[tuple[int, str, Literal["county", "zone"]]] = []
        doubtful: list[tuple[int, str]] = []
        # Most texts name none.
        if self._pattern and self._pattern.search(text):
            for match in self._pattern.finditer(text):
                form, name = match.group(), self._forms[match.group()]
                if form == name or form in self.misprints:
                    found.append((match.start(), name, "county"))
                elif _is_street_or_firm(text, match.end()):
                    continue
                elif form in _everyday():
                    doubtful.append((match.start(), name))
                else:
                    found.append((match.start(), name, "county"))
        for start, name in doubtful:
            clause = _clause(text, start)
            if any(clause[0] <= place < clause[1] for place, other, _ in found if other != name):
                found.append((start, name, "county"))
        if self._run:
            found.extend((start, name, "county") for start, name in self._run_together(self._run, text))
        found.extend((start, name, "zone") for start, name in zones_in(text))
        return sorted(found)

    def _run_together(self, run: re.Pattern[str], text: str) -> Iterator[tuple[int, str]]:
        """Several short names without anything between them: one character for each (甲乙丙丁一体化)."""
        for match in run.finditer(text):
            names = [self._initials[c] for c in match.group()]
            if len(set(names)) == len(names):
                yield from ((match.start() + i, name) for i, name in enumerate(names))

    def refs(self, text: str, units: Iterable[Mention]) -> tuple[CountyRef, ...]:
        """The counties and zones of a task: those named in its text, then those of its ``units``."""
        found: dict[str, CountyRef] = {}
        for _, name, kind in self.in_text(text):
            self._add(found, name, kind, "text")
        for unit in units:
            if unit.kind == "county_government":
                county = county_of(unit.name)
                if county or unit.name in self.counties:
                    self._add(found, county or unit.name, "county", "unit")
            elif unit.kind == "zone":
                self._add(found, zone_of(unit.name), "zone", "unit")
        return tuple(found.values())

    def _add(self, found: dict[str, CountyRef], name: str, kind: Literal["county", "zone"], basis: Basis) -> None:
        if name not in found:
            found[name] = CountyRef(name, self.counties.get(name), kind, basis)


def _pieces_but_one(text: str, size: int, last: str) -> dict[tuple[int, str], list[str]]:
    """The different pieces of ``text`` that have so many characters and end with ``last``, by all but one of them."""
    pattern = re.compile(re.escape(last))
    ends = (match.end() for match in pattern.finditer(text, size - 1))
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for piece in {text[end - size : end] for end in ends}:
        for i in range(size - 1):
            found[_but_one(piece, i)].append(piece)
    return found


def _but_one(name: str, i: int) -> tuple[int, str]:
    return i, name[:i] + name[i + 1 :]


@cache
def _everyday() -> frozenset[str]:
    return frozenset(words("places", "everyday"))


@cache
def _after_no_place() -> re.Pattern[str]:
    ends = any_of(words("places", "after_no_place"))
    return re.compile(rf"[东西南北中]?[一二三四]?{ends}|[{HAN}]{{1,4}}(?:公司|集团)")


def _is_street_or_firm(text: str, end: int) -> bool:
    return bool(_after_no_place().match(text, end))


def _clause(text: str, at: int) -> tuple[int, int]:
    start = max(text.rfind(c, 0, at) for c in "，,。；;：:") + 1
    ends = [i for i in (text.find(c, at) for c in "，,。；;：:") if i >= 0]
    return start, min(ends, default=len(text))


def _rare(glyph: str) -> bool:
    """Not among the 3,755 everyday characters (level 1 of GB 2312)."""
    try:
        code = glyph.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return len(code) == 2 and code[0] >= 0xD8

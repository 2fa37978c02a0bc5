"""Counties and development zones that a document names: those of its city, in full, in short and misprinted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from zeren.loaders.names.places import PlaceTable, short_name
from zeren.loaders.names.units import county_of
from zeren.loaders.names.zones import zone_of, zones_in
from zeren.loaders.records import Basis, CountyRef, Mention
from zeren.loaders.text.glyphs import simplified
from zeren.loaders.words.lexicon import HAN, any_of, words


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

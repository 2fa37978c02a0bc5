"""Names in Latin letters: bodies by their first or last words, and persons with the titles printed beside them."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from zeren.loaders.words.lexicon import HAN, any_of, words

_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_WORD = re.compile(r"[^\s,]+")


_HAN = re.compile(f"[{HAN}]")


def is_latin(text: str) -> bool:
    """Is no character of ``text`` Chinese?"""
    return text.isascii() or _HAN.search(text) is None


@lru_cache(maxsize=10_000)
def is_latin_body(name: str) -> bool:
    """Is it a body's name: Parks Department, Office of Energy, Parks, Recreation, and Trails Commission?"""
    bare = " ".join(_ASIDE.sub("", name).split()).removeprefix("the ").removeprefix("The ")
    if not bare or not _is_titled(bare) or _verb().match(bare):
        return False
    return (
        bare in words("english", "bodies")
        or _body_end().search(bare) is not None
        or _body_front().match(bare) is not None
    )


def is_one_body(left: str, right: str) -> bool:
    """May "and" between them be a part of one name: Department of Health and Human Services?

    The left one is known by its first words only, the right one by its last only: the whole name has both.
    """
    right = _ASIDE.sub("", right)
    return (
        _body_front().match(left) is not None
        and _body_end().search(left) is None
        and _body_front().match(right) is None
        and _body_end().search(right) is not None
    )


_FEW_WORDS = r"[A-Z][a-z]+(?: [A-Z][a-z]+)?"
_SERIES = re.compile(
    rf"(?<![A-Za-z] )(?P<parts>{_FEW_WORDS}(?:,\s{_FEW_WORDS})+),?\s(?:and|&)\s"
    rf"(?P<last>{_FEW_WORDS}(?:\s[A-Z][a-z]+){{0,2}})"
    r"(?=\s*(?:[,;\n.(]|$))"
)


def commas_in_names(text: str) -> frozenset[int]:
    """The commas that stand in a name: Parks, Recreation, and Trails Commission is one body."""
    found: set[int] = set()
    for match in _SERIES.finditer(text) if "," in text else ():
        parts = [part.strip() for part in match["parts"].split(",")]
        one = _body_end().search(match["last"]) and not any(is_latin_body(p) or _title().search(p) for p in parts)
        if one and not is_latin_body(match["last"].rpartition(" ")[0]):
            found.update(match.start() + i for i, c in enumerate(match.group()) if c == ",")
    return frozenset(found)


def _is_titled(name: str) -> bool:
    """Do its words begin with a capital, but for small ones between them (Office of the Registrar)?"""
    found = _WORD.findall(name)
    return found[0][:1].isupper() and all(w in words("english", "small") or not w[0].islower() for w in found)


@cache
def _body_end() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s/-]){any_of(words('english', 'body_ends'))}$")


@cache
def _body_front() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words('english', 'body_fronts'))}\s+(?=\S)")


_BEHIND_WHOLE = re.compile(r"\s*(?:$|[,;(\[\n/–—-]|(?:and|&|of|for|at)\s)")


@cache
def _body_word() -> re.Pattern[str]:
    return re.compile(rf"\b{any_of(words('english', 'body_ends'))}\b")


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words('english', 'aims'))}\s")


_GIVEN = r"(?!MP\b|MBE\b)[A-ZÀ-Þ][A-Za-zÀ-ÿ'’-]*\.?(?:-?[A-Z]\.)*"
_PARTICLE = r"(?:de|del|della|da|dos|di|van|von|der|den|ter|bin|al|el|la|le|st\.?)"
_MORE = rf"(?:{_GIVEN}|“[^”]+”|\"[^\"]+\")"
_DEGREE = r"(?:Jr|Sr|II|III|IV|PhD|Ph\.D|MD|M\.D|CBE|OBE|KC|QC)"
_NAME = rf"{_GIVEN}(?:\s+(?:{_PARTICLE}\s+)*{_MORE}){{1,4}}(?:,?\s+{_DEGREE}\.?)*"


@cache
def _honoured() -> str:
    return rf"(?:(?:{any_of(words('english', 'honours'))})\.?\s+)+"


@cache
def _person() -> re.Pattern[str]:
    return re.compile(rf"(?P<honour>{_honoured()})?(?P<name>{_NAME})")


@cache
def _title() -> re.Pattern[str]:
    word = r"(?:[A-Z][A-Za-z&’'-]*|of|for|and|the|&|/)"
    return re.compile(rf"(?:the\s+)?(?:{word}[\s-]+){{0,6}}?{any_of(words('english', 'titles'))}(?![a-z])")


@cache
def _office_first() -> re.Pattern[str]:
    before = any_of(words("english", "before_titles"))
    return re.compile(rf"(?:{before}[\s-]+){{0,3}}{any_of(words('english', 'titles'))}\s+(?P<name>{_NAME})")


_PARTED = re.compile(r"\s*(?:;|\n|•|·|\|)\s*|\s+(?:and|&)\s+(?=[A-Z])")
_BEHIND_NAME = re.compile(r"(?:\s+MP)?\s*(?:,|\(|\[|[-–—:]\s|\n)\s*")
_LONGEST = 400


@lru_cache(maxsize=10_000)
def persons_with_titles(text: str) -> tuple[tuple[int, int], ...]:
    """Where the names stand in a text that is nothing but persons with their titles: Ann Weller, Head of Markets.

    Empty where any part of it is no such person: a list of bodies is none.
    """
    text = _LINE.sub(_same_entry, text.rstrip(" ,;."))
    if len(text) > _LONGEST:
        return ()
    found: list[tuple[int, int]] = []
    start = 0
    titled = False
    for cut in [*(m.span() for m in _PARTED.finditer(text)), (len(text), len(text))]:
        entry = text[start : cut[0]]
        spans = _entry(entry)
        if spans:
            found.extend((start + a, start + b) for a, b in spans)
            titled = True
        elif entry.strip() and not (titled and _is_title(entry.strip())):
            # Chair and Chief Executive: the title of the one before goes on.
            return ()
        start = cut[1]
    return tuple(found)


_LINE = re.compile(r"\n(?=(?P<below>[^\n]*))")


def _same_entry(line_end: re.Match[str]) -> str:
    """A title below the name belongs to it."""
    return "," if _title().match(line_end["below"]) else "\n"


def _is_title(text: str) -> bool:
    return _title().match(text) is not None or is_latin_body(text)


def _entry(entry: str) -> list[tuple[int, int]]:
    """The persons of one entry: a name and a title behind it, or a title with the name behind it."""
    lead = len(entry) - len(entry.lstrip())
    office = _behind_office(entry[lead:])
    if office:
        return [(lead + office[0], lead + office[1])]
    found: list[tuple[int, int]] = []
    at = lead
    while person := _person().match(entry, at):
        behind = _BEHIND_NAME.match(entry, person.end())
        name = person.span("name")
        if _title().search(person["name"]) or is_latin_body(person["name"]):
            break
        title = _title().match(entry, behind.end()) if behind else None
        if title is None and not (person["honour"] and (behind is None or behind.end() == len(entry))):
            break
        found.append(name)
        if title is None:
            return found
        # What follows the title belongs to it, up to the next name with a title.
        following = next((i for i in _commas(entry, title.end()) if _begins_person(entry, i)), None)
        if following is None:
            return found
        at = following
    return found if found and at >= len(entry) else []


def _commas(entry: str, start: int) -> list[int]:
    """One past each comma, and the white space behind it, from ``start`` on."""
    return [m.end() for m in _COMMA.finditer(entry, start)]


_COMMA = re.compile(r",\s*")


def _behind_office(text: str) -> tuple[int, int] | None:
    """Where the name stands behind an office at the front: Deputy Mayor Ann Weller."""
    office = _office_first().match(text)
    if office is None or _title().search(office["name"]) or is_latin_body(office["name"]):
        return None
    if _body_word().search(office["name"]) or not _BEHIND_WHOLE.match(text, office.end()):
        # CIO Council Community of Practice: what begins like an office is a body.
        return None
    return office.span("name")


def _begins_person(entry: str, at: int) -> bool:
    person = _person().match(entry, at)
    if person is None or _title().search(person["name"]) or is_latin_body(person["name"]):
        return False
    behind = _BEHIND_NAME.match(entry, person.end())
    return behind is not None and _title().match(entry, behind.end()) is not None


def is_person(text: str) -> bool:
    """Is it one person, or several, with a title: Ann Weller, Commissioner for Markets; Dr. Bo Carr?"""
    return bool(persons_with_titles(text))


def latin_people(text: str) -> list[tuple[int, int]]:
    """Where the people stand in a list of leaders, titles and bodies beside them left out."""
    sure = persons_with_titles(text)
    if sure:
        return list(sure)
    found: list[tuple[int, int]] = []
    named = False
    start = 0
    for cut in [*(m.span() for m in _LIST.finditer(text)), (len(text), len(text))]:
        piece = text[start : cut[0]]
        bare = _ASIDE.sub("", piece).strip()
        person = _person().fullmatch(bare)
        office = _behind_office(bare)
        if bare:
            begin = start + len(piece) - len(piece.lstrip())
            span = (begin + office[0], begin + office[1]) if office else (begin, begin + len(bare))
            beside = _is_title(bare) or _ACRONYM.fullmatch(bare) or _DEGREES.fullmatch(bare)
            if not (named and beside and not office):
                found.append(span)
            named = person is not None or office is not None or (named and bool(beside))
        start = cut[1]
    return found


_LIST = re.compile(r"[,;/\n|]|\s(?:and|&)\s")
_ACRONYM = re.compile("[A-Z][A-Za-z&]{0,6}[A-Z]")
_DEGREES = re.compile(rf"{_DEGREE}\.?")


def is_acronym(text: str) -> bool:
    """HRD, DkIT"""
    return _ACRONYM.fullmatch(text) is not None

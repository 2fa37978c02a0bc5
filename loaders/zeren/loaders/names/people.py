"""People: the offices printed beside a name (副市长张某, 张某局长), and the names of a list of leaders without them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from zeren.loaders.names.functions import is_short
from zeren.loaders.names.groups import is_group
from zeren.loaders.names.latin import is_latin, latin_people
from zeren.loaders.names.units import is_certain, is_persons_name, is_unit
from zeren.loaders.text.passage import Passage, strip_end
from zeren.loaders.words.lexicon import HAN, any_of, words
from zeren.loaders.words.marks import depths
from zeren.loaders.words.roles import stems


@cache
def _offices() -> str:
    return any_of(words("titles", "offices") + words("titles", "ends"))


@cache
def _beside() -> re.Pattern[str]:
    """Offices at either end of a name."""
    return re.compile(rf"^(?:{_offices()}|[:：])+|(?:{_offices()})+$")


@cache
def _alone() -> re.Pattern[str]:
    return re.compile(f"(?:{_offices()})+")


@cache
def _held() -> re.Pattern[str]:
    """An office in a body, and who holds it: 甲局局长张某."""
    return re.compile(rf"[{HAN}]{{2,24}}{any_of(words('titles', 'ends'))}(?P<who>[{HAN}]{{2,4}})")


@cache
def _in_a_body() -> re.Pattern[str]:
    return re.compile(rf"(?P<body>[{HAN}]{{2,24}}?)(?:党组|党委|党工委|党支部|党总支|常务|第一)?副?{_offices()}")


@lru_cache(maxsize=10_000)
def is_office(text: str) -> bool:
    """Is all of ``text`` an office: 副市长, 甲局局长?"""
    if _alone().fullmatch(text):
        return True
    held = _in_a_body().fullmatch(text)
    return held is not None and not text.startswith(words("titles", "nobody")) and is_unit(held["body"])


def has_office(text: str) -> bool:
    """Does an office stand before the name in ``text``?"""
    return name_beside_office(text)[0] > 0


@lru_cache(maxsize=10_000)
def name_beside_office(text: str) -> tuple[int, int]:
    """Where the name stands in ``text``, offices and bodies beside it left out; all of it where there are none."""
    whole = (0, len(text))
    by_field = _by_field().match(text)
    if by_field:
        # 分管副市长张某: whose field the work is; 分管副市长 is nobody.
        skipped = by_field.end()
        start, end = name_beside_office(text[skipped:])
        if end - start < len(text) - skipped and is_persons_name(text[skipped + start : skipped + end]):
            return skipped + start, skipped + end
    if text.startswith(words("titles", "nobody")):
        return whole
    start, end = whole
    while (match := _beside().search(text[start:end])) and end - start - len(match.group()) >= 2:
        start, end = (start + match.end(), end) if match.start() == 0 else (start, start + match.start())
    held = _held().fullmatch(text, start, end) if end - start > 4 else None
    if held and not is_office(held["who"]):
        start, end = held.span("who")
    elif end - start > 4 and not is_unit(text[start:end]):
        # 甲局张某
        start = next((at for at in (end - 2, end - 3) if _is_body_and_name(text[start:at], text[at:end])), start)
    if end - start > 3 and is_unit(text[start:end]):
        # 甲局局长, whoever that is.
        return whole
    return start, end


@cache
def _by_field() -> re.Pattern[str]:
    return re.compile(any_of(stems("leader")))


def _is_body_and_name(body: str, name: str) -> bool:
    return is_persons_name(name) and is_certain(body) and not is_group(body)


def person_with_office(text: str) -> tuple[int, int] | None:
    """Where the name stands in a text that is one person with an office; None where it is anything else."""
    start, end = name_beside_office(text)
    return (start, end) if (start, end) != (0, len(text)) and is_persons_name(text[start:end]) else None


def is_person(text: str) -> bool:
    """Is ``text`` one person for certain: 副市长张某, or a name of three characters?"""
    return person_with_office(text) is not None or (len(text) > 2 and is_persons_name(text))


def is_one_with_office(text: str) -> bool:
    """Is all of ``text`` one person and an office: 副县长 张某, 甲局局长张某, 张某（副县长）?"""
    bare = "".join(text.split())
    noted = _OFFICE_NOTED.fullmatch(bare)
    if noted:
        return is_persons_name(noted["who"]) and is_office(noted["office"])
    return person_with_office(bare) is not None


_OFFICE_NOTED = re.compile(rf"(?P<who>[{HAN}]{{2,4}})[（(](?P<office>[^（）()]{{2,20}})[）)]")


@lru_cache(maxsize=10_000)
def is_official(text: str) -> bool:
    """Is ``text`` among bodies a person, or one who is called by an office: 张某副市长, 张某某同志, 分管副省长?

    A bare name is one of three characters that begins with no function: 安监 and 文旅体 are bodies for short.
    """
    if text.endswith(_OFFICIALS):
        return True
    if len(text) > 3 and person_with_office(text):
        return True
    return len(text) > 2 and is_persons_name(text) and not is_short(text[:2])


_OFFICIALS = ("省长", "市长", "县长", "区长", "州长", "盟长", "旗长", "镇长", "乡长", "秘书长", "书记")
"""How the office of a leader ends, who stands among bodies."""


def notes_a_name(before: str) -> bool:
    """Is a bracket behind these words part of a name, or does it say whose it is: 市甲局（乙办）, 张某（市甲局）?"""
    last = _PIECE.split(before)[-1]
    if before.endswith(words("titles", "of_texts")) or is_unit(last):
        return True
    return 0 < len(last) < _PERSON_LONGEST and (is_persons_name(last) or is_office(last) or has_office(last))


_PIECE = re.compile(r"[、，,；;。：:\s]")
_PERSON_LONGEST = 24


def body_in_front(text: str) -> int:
    """How many characters at the front of ``text`` are the body whose office it names: 甲局 in 甲局局长."""
    held = _in_a_body().fullmatch(text)
    body = held["body"] if held else text
    return len(body) if len(body) >= 3 and is_unit(body) and not is_group(body) else 0


_LATIN = re.compile(r"[A-Za-z]")
_SEPARATOR = re.compile(r"[、，,；;/。…⋯\n]")
_NOTE = re.compile(r"[（(][^（）()]*[）)]")
_NOTE_OPEN = re.compile(r"(?<=.)[（(][^（）()]*$")
_GAP = re.compile(r"\s+")
_WORD = re.compile(r"\S+")
_LONGEST = 60
"""Characters of an entry that is worth remembering: people come in list after list."""


def people(content: Passage) -> tuple[Passage, ...]:
    """The leaders of a list: names, without the offices printed beside them."""
    content = strip_end(content)
    if is_latin(content.text):
        return tuple([content.cut(*span).strip() for span in latin_people(content.text)])
    found: list[Passage] = []
    entries = list(_entries(content))
    for i, (entry, _) in enumerate(entries):
        if is_office(entry.text.strip("（()）")) and _is_of_another(entries, i):
            continue
        shared = _BY_DIVISION.fullmatch(entry.text) if entry.text.endswith(("）", ")")) else None
        if shared:
            found.extend(people(entry.cut(*shared.span("names"))))
            continue
        persons = _remembered(entry.text) if len(entry) <= _LONGEST else _persons(Passage(entry.text, 0))
        found.extend(name.within(entry) for name in persons)
    return tuple(found)


def _entries(content: Passage) -> Iterator[tuple[Passage, str]]:
    """What stands between the separators of a list, and the separator before it; 张某和李某 are two."""
    text = content.text
    level = depths(text)
    start, before = 0, ""
    for stop in [*(m.start() for m in _SEPARATOR.finditer(text) if not level[m.start()]), len(text)]:
        entry = content.cut(start, stop).without(_PHONE).strip()
        joined = _JOINED.fullmatch(entry.text)
        if joined and is_persons_name(joined["one"]) and is_persons_name(joined["other"]):
            yield entry.cut(*joined.span("one")), before
            yield entry.cut(*joined.span("other")), "和"
        elif entry:
            yield entry, before
        start, before = stop + 1, text[stop : stop + 1]


_PHONE = re.compile(r"(?:[（(]\s*)?(?:(?:联系)?电话|手机)?\s*[:：]?\s*(?<!\d)\+?\d[\d\s-]{5,}\d(?:\s*[）)])?")
_JOINED = re.compile(rf"(?P<one>[{HAN}]{{2,3}})[和及与](?P<other>[{HAN}]{{2,3}})")


def _is_of_another(entries: list[tuple[Passage, str]], at: int) -> bool:
    """Is the office at ``at`` that of the person before or behind it? 「县委副书记、县长张某」 「张某，甲局局长」

    市长、副市长 are two, and so are 张某、分管副市长.
    """
    name, separator = next(((e.text, by) for e, by in entries[at + 1 :] if not is_office(e.text)), ("", ""))
    if name and (has_office(name) or (is_persons_name(name) and separator in ("\n", "，", ","))):
        return True
    before = next((e.text for e, _ in reversed(entries[:at]) if not is_office(e.text)), "")
    return any(map(is_persons_name, _NOTE.sub("", before).split()))


def without_offices(found: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The people of a cell without the offices on lines of their own, unless there are only offices; 待定 is nobody."""
    found = tuple([name for name in found if name.text not in words("bodies", "nobody")])
    named = tuple([name for name in found if not is_office(name.text)])
    return named or found


def _whole_names(pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pieces of a text between white space; one character alone is the rest of a name: 欧阳 某 is one person."""
    if all(b - a > 1 for a, b in pieces) or all(b - a == 1 for a, b in pieces):
        return pieces
    if len(pieces) > 2 and [b - a for a, b in pieces] == [1, *[2] * (len(pieces) - 2), 1]:
        # 陆 明俞 悦: names of two characters, spread, the line end between them lost.
        starts = [pieces[0][0], *(a + 1 for a, _ in pieces[1:-1])]
        return list(zip(starts, [*starts[1:], pieces[-1][1]], strict=True))
    found: list[tuple[int, int]] = []
    alone = False
    for i, (a, b) in enumerate(pieces):
        one = b - a == 1
        if alone or (found and one and i + 1 == len(pieces)):
            found[-1] = (found[-1][0], b)
            alone = False
        else:
            found.append((a, b))
            alone = one
    return found


@lru_cache(maxsize=10_000)
def _remembered(entry: str) -> tuple[Passage, ...]:
    return tuple(_persons(Passage(entry, 0)))


# 「责任领导：按《工作要点》分工（张某、李某）」
_BY_DIVISION = re.compile(r"(?:按照?|根据|依照?)[^（(]{0,20}分工[（(](?P<names>[^（）()]+)[）)]")


def _persons(entry: Passage) -> Iterator[Passage]:
    """One entry between separators: usually one person; names may be parted by white space (战 歌 is one)."""
    aside = _ALL_ASIDE.fullmatch(entry.text)
    if aside:
        entry = entry.cut(*aside.span("inner")).strip()
    if not entry.text.startswith(words("titles", "nobody")):
        # 各县（市、区）长 is one phrase, 张某（副市长） a person.
        # The note that a print leaves open too: 张某（副市长.
        entry = entry.without(_NOTE).without(_NOTE_OPEN).strip()
    field = _FIELD_BEFORE.match(entry.text)
    if field and is_persons_name("".join(entry.text[field.end() :].split())):
        # 「验收：张某」: what the person is asked for.
        entry = entry.cut(field.end())
    open_end = _AND_OTHERS.search(entry.text)
    if open_end and open_end.start() > 1:
        entry = entry.cut(0, open_end.start()).strip()
    if not entry:
        return
    pieces = _whole_names([m.span() for m in _WORD.finditer(entry.text)])
    if len(pieces) > 1 and not _LATIN.search(entry.text) and any(b - a > 1 for a, b in pieces):
        # 张某 副市长: the office stands beside the name, and maybe the body in which it is held.
        people = [(a, b) for a, b in pieces if not (is_office(entry.text[a:b]) or is_unit(entry.text[a:b]))]
        people = [(a, b) for a, b in people if b - a <= 4 or "·" in entry.text[a:b]] or people
        for a, b in people or pieces:
            yield from _persons(entry.cut(a, b).without(_GAP))
        return
    if not _LATIN.search(entry.text):
        entry = entry.without(_GAP)
    yield entry.cut(*name_beside_office(entry.text))


_FIELD_BEFORE = re.compile(r"[^：:]{1,30}[：:]\s*")
_ALL_ASIDE = re.compile(r"[（(](?P<inner>[^（）()]+)[）)]")
_AND_OTHERS = re.compile(rf"等[{HAN}]{{0,6}}$")

"""An English list: commas and semicolons part the names, other words give the roles."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from zeren.loaders.names.latin import commas_in_names, is_one_body, persons_with_titles
from zeren.loaders.names.units import is_unit
from zeren.loaders.statements.parts import Assignment, Parsed
from zeren.loaders.text.passage import Passage
from zeren.loaders.words.lexicon import any_of, words
from zeren.loaders.words.marks import depths

_OPEN = re.compile(r"^(?:as well as|and|or)?\s*(?:the\s+)?(?:other|others|etc\.?|relevant|all other)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:(?:and|or|the|with|&)\s+)+", re.IGNORECASE)


@cache
def _noted() -> re.Pattern[str]:
    lead, support = (any_of(words("english_roles", f"noted_{role}")) for role in ("lead", "support"))
    return re.compile(rf"\s*\((?:(?P<lead>{lead})|{support})\)$", re.IGNORECASE)


@cache
def _together() -> re.Pattern[str]:
    # Any white space may stand between the words.
    begins, joins = (any_of(words("english_roles", name)).replace("\\ ", r"\s+") for name in ("begins", "together"))
    return re.compile(rf"(?:^|\s)(?:{begins}\s+)*{joins}\s+(?:the\s+)?", re.IGNORECASE)


_ACRONYM = re.compile("[A-Z]{2,8}s?")
_SEPARATOR = re.compile(r"[,;\n、，；|]")
_LED = ("responsible", "lead")
_WITH = re.compile(r"\s+with\s+(?:the\s+)?")


def parse_english(content: Passage, default: str) -> Parsed:
    """An English list: commas and semicolons part names, "and" only after a comma (it may stand inside of a name)."""
    found: list[Assignment] = []
    open_list = False
    start = 0
    text = content.text
    nobody = words("bodies", "english_nobody") + words("bodies", "nobody")
    if " ".join(text.split()).casefold().rstrip(".") in nobody:
        # Required for ⏎ all agencies: what a cell wrapped names nobody as a whole.
        return Parsed((), False)
    people = persons_with_titles(text)
    if people:
        # 「Lead: Ann Weller, Commissioner for Markets」 names a person, whatever its label asks for.
        return Parsed(tuple(Assignment("leader", content.cut(*name)) for name in people), False)
    level = depths(text)
    inside = commas_in_names(text)
    found_at = [m.start() for m in _SEPARATOR.finditer(text) if not level[m.start()] and m.start() not in inside]
    cuts = [at for at in found_at if not _goes_on(text, at)]
    cuts = sorted([*cuts, *_slashes(text, level, cuts)])
    for cut in [*cuts, len(text)]:
        piece = content.cut(start, cut).strip()
        start = cut + 1
        if _OPEN.match(piece.text):
            open_list = True
            continue
        article = _ARTICLE.match(piece.text)
        piece = piece.cut(article.end()) if article else piece
        # OMB*: the mark of a note below is no part of the name.
        while piece and piece.text[-1] in ". *†‡":
            piece = piece.cut(0, len(piece) - 1)
        with_whom = _together().search(piece.text) or _two_with(piece.text)
        if with_whom and (found or with_whom.start()):
            # 「A, in coordination with B」: B supports; that A leads is not said.
            before = piece.cut(0, with_whom.start()).strip()
            if before and before.text[-1] in ":：" and default in _LED:
                # 「A: Supported by B」
                before, default = before.cut(0, len(before) - 1), "lead"
            found.extend(Assignment(default, name) for name in _english_pair(before, not cuts) if before)
            default, piece = "support", piece.cut(with_whom.end())
        noted = _noted().search(piece.text)
        role = default
        if noted and noted.start():
            role = "lead" if noted["lead"] else "support"
            piece = piece.cut(0, noted.start())
        if piece and piece.text.casefold() not in nobody:
            found.extend(Assignment(role, name) for name in _english_pair(piece, not cuts))
    return Parsed(tuple(found), open_list)


_SHORT = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Z][A-Za-z]{1,7}")
"""What a body is called for short, small letters in it too: DkIT."""
_SLASH = re.compile(r"(?P<apart>\s)?[/+](?(apart)\s)")


def _slashes(text: str, level: Sequence[int], cuts: Sequence[int]) -> Iterator[int]:
    """The slashes that part names: 「BCHD / Housing Office」, 「NIST/FTC」.

    Planning / Building Department is one body, and so is Water/Sewer Division: what stands before the slash is none.
    """
    found = [m for m in _SLASH.finditer(text) if not level[m.start()]] if "/" in text or "+" in text else []
    stops = sorted([*cuts, *(m.start() for m in found), len(text)])
    for match in found:
        i = bisect_left(stops, match.start())
        before = text[(stops[i - 1] if i else -1) + 1 : match.start()].strip(" \n/+,;")
        # 「A: Supported by B / C」
        before = _together().split(before)[-1]
        after = text[match.end() : stops[bisect_right(stops, match.start())]].strip()
        bodies = [is_unit(name) or _SHORT.fullmatch(name.split(" ")[-1]) is not None for name in (before, after)]
        words_of = len(before.split()) + len(after.split())
        alike = bodies[0] == bodies[1] or (bodies[0] and match["apart"]) or words_of == 2
        if before[:1].isupper() and after[:1].isalnum() and alike and (all(bodies) or match["apart"]):
            yield match.end() - 1 - bool(match["apart"])


def _two_with(text: str) -> re.Match[str] | None:
    """「Communications Office with Police Department」: two bodies, which "Families with Children" is not."""
    with_whom = _WITH.search(text)
    both = with_whom and is_unit(text[: with_whom.start()]) and is_unit(text[with_whom.end() :])
    return with_whom if both else None


def _goes_on(text: str, comma: int) -> bool:
    """Does a name go on behind a comma? 「Ministry of Housing, Transport and Energy」 is one body."""
    after = _OF_NAME.match(text, comma + 1) if text[comma] == "," else None
    before = _SEPARATOR.split(text[max(0, comma - _NAME_LONGEST) : comma])[-1].strip() if after else ""
    return (
        _OPENS.match(before) is not None
        and after is not None
        and not any(is_unit(name) or _ACRONYM.fullmatch(name) for name in after.group("names", "one", "other"))
    )


_NAME_LONGEST = 80
_OPENS = re.compile("(?:the )?(?:Department|Ministry|Office|Secretary of State) (?:of|for) ")
_WORDS = r"[A-Z][a-z]+(?: [A-Z][a-z]+)?"
_OF_NAME = re.compile(rf" ?(?P<names>(?P<one>{_WORDS}) (?:and|&) (?:the )?(?P<other>{_WORDS}))(?=\s*(?:[,;\n.(]|$))")


def _english_pair(piece: Passage, alone: bool) -> Iterator[Passage]:
    """ "and" parts two names only where both end as bodies do, or are acronyms: "CIO and CDO Councils" is one name.

    "&" does so only where the piece stands ``alone``: "City Manager, Public Works & Utilities" are two.
    """
    for match in re.finditer(rf"\s+(?:and{'|&' if alone else ''})\s+(?:the\s+)?", piece.text):
        left, right = piece.cut(0, match.start()), piece.cut(match.end())
        short = _ACRONYM.fullmatch(right.text) is not None
        if is_one_body(left.text, right.text):
            continue
        if (is_unit(left.text) and (short or is_unit(right.text))) or (short and _ACRONYM.fullmatch(left.text)):
            yield left
            yield from _english_pair(right, alone)
            return
    yield piece

"""What can be nothing but a person's name; a person noted in brackets behind a body: 「甲局（张某）」."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from zeren.loaders.names.units import is_unit, kind_of
from zeren.loaders.words.lexicon import HAN, any_of, words
from zeren.loaders.words.tables import table_rows

_NOTE = re.compile(
    rf"[（(\[［]\s*(?P<who>[{HAN}]{{2,4}})\s*(?:[，,：:\s]*(?:(?:联系)?电话[：:]?)?\s*[\d-]{{3,}})?\s*[）)\]］]$"
)
_LONGEST = 30


@lru_cache(maxsize=10_000)
def person_noted(text: str) -> re.Match[str] | None:
    """The note at the end of ``text``, a body before it, whose word can be nothing but a person's name.

    A family name is not enough: 郑州 and 许可 begin with one.
    """
    note = _NOTE.search(text, max(0, len(text) - _LONGEST))
    if note is None or kind_of(text[: note.start()]) in (None, "group"):
        return None
    return note if is_persons_name(note["who"]) else None


@lru_cache(maxsize=10_000)
def is_persons_name(text: str) -> bool:
    """Can ``text`` be nothing but a person's name? By its family name, its length, and what it ends with."""
    if "·" in text:
        return _OF_SEVERAL_PARTS.fullmatch(text) is not None
    if _person().fullmatch(text) is None or text.endswith(words("people", "no_person_ends")):
        return False
    return not is_unit(text) and text not in _places()


_OF_SEVERAL_PARTS = re.compile(rf"[{HAN}]{{1,8}}(?:·[{HAN}]{{1,8}})+")


@cache
def _person() -> re.Pattern[str]:
    sure, more = "".join(words("people", "surnames")), "".join(words("people", "surnames_of_three"))
    two = any_of(words("people", "surnames_of_two"))
    return re.compile(f"[{sure}][{HAN}]{{1,2}}|[{more}][{HAN}]{{2}}|{two}[{HAN}]{{1,2}}")


@cache
def _places() -> frozenset[str]:
    """The places of the country that are not called a county, without the word for their level: 郑州, 张家口."""
    names = [row["name"] for row in table_rows("places.csv")]
    return frozenset(re.sub("(?:自治)?[省市州县区旗盟]$", "", name) for name in names)

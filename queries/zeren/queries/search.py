"""Stored queries found by words: English, Chinese, pinyin or its initials (gdwrwl for 各单位任务量)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from zeren.queries.stored import StoredQuery

_WORD = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]+")
_CHINESE = re.compile(r"[\u3400-\u9fff]")


def search(queries: Iterable[StoredQuery], words: str) -> list[StoredQuery]:
    """The queries in which every word of ``words`` is found, the best first.

    A word counts most in a name or title, less in a tag or the question, least in the description or a column.
    An English word may be the beginning of one; of a Chinese phrase half of its neighbouring pairs of
    characters are enough. Letters are taken for pinyin only where they are no word of the query.
    """
    wanted = _WORD.findall(words.lower())
    found: list[tuple[float, str, StoredQuery]] = []
    for query in queries:
        scores = [_score(query, word) for word in wanted]
        if scores and all(scores):
            found.append((-sum(scores), query.name, query))
    return [query for _, _, query in sorted(found, key=lambda f: f[:2])]


def _score(query: StoredQuery, word: str) -> float:
    if _CHINESE.match(word):
        chinese = ((query.title_zh, 6.0), (query.question_zh, 4.0), (query.description, 2.0))
        return max(weight * _share(word, text) for text, weight in chinese)
    columns = " ".join(f"{c.name} {c.description}" for c in query.columns)
    texts = (
        (f"{query.name} {query.title}", 6.0),
        (f"{query.topic} {' '.join(query.tags)}", 4.0),
        (query.question, 4.0),
        (f"{query.description} {columns}", 2.0),
    )
    for text, weight in texts:
        places = [w for w in _WORD.findall(text.lower()) if w.startswith(word)]
        if places:
            return weight + (word in places)
    sounds = (query.title_zh, 1.5), (query.question_zh, 1.0)
    return max((weight for text, weight in sounds if len(word) > 1 and _sounds(text, word)), default=0.0)


def _share(phrase: str, text: str) -> float:
    """1 for a phrase that stands in the text, else the share of its pairs that do where that is half or more."""
    text = "".join(_CHINESE.findall(text))  # 各县（市、区）is looked for as 各县市区
    if phrase in text:
        return 1.0
    pairs = [phrase[i : i + 2] for i in range(len(phrase) - 1)]
    share = sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0
    return share * 0.9 if share >= 0.5 else 0.0


def _sounds(text: str, letters: str) -> bool:
    """Whether letters are the initials of characters that stand together, or spell them out from a first letter."""
    syllables = _syllables(text)
    if letters in "".join(s[0] for s in syllables):
        return True
    return any("".join(syllables[i:]).startswith(letters) for i in range(len(syllables)))


@lru_cache(maxsize=1024)
def _syllables(text: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin  # a dictionary of half a second: only where letters are no word

    return tuple(s for s in lazy_pinyin("".join(_CHINESE.findall(text))) if s)

"""Is it text? What decodes without an error may still say nothing, or something else than was written."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = re.compile(
    r"(?<![A-Za-z0-9+/=%_&#\\])[A-Za-z]{2,15}(?![A-Za-z0-9+/=%_\\])"
    r"|(?<![\w+/=%&#\\])[\d.,:/-]+(?![\w+/=%;\\])|[aAI](?= )"
)
_FOREIGN = re.compile("[\u00c0-\uffff]")
_SHORT = 24
"""Characters of a text that is judged as a whole; a shorter one may be a number and a name."""
_OTHERS = (
    ("utf-8", "gb18030"),
    ("utf-8", "latin-1"),
    ("utf-8", "cp1252"),
    ("gb18030", "latin-1"),
    ("gb18030", "cp1252"),
)
"""How text was written, and how it was taken when it was saved again."""
_COMMON = frozenset("的一是在了和有大人中发展工作市府政局年任位单建设合配头、，。：（）")
_ODD = re.compile(
    "[\ue000-\uf8ff\ufffd\u202d\u202e\U000f0000-\U0010ffff\0\b\x1b\x7f]|(?<=[0-9\ufe0f\u3400-\u9fff])[\u0300-\u036f\u20d0-\u20e2\u20e4-\u20ff]+"
    "|&#(?:[0-9]{2,6}|x[0-9A-Fa-f]{2,5});"
    "|</?(?:a|b|i|u|s|p|em|del|ins|div|sub|sup|font|mark|span|strike|strong)(?: [^<>\n]*)?>"
)
_BESIDE = re.compile("[\u3400-\u9fff]")


def why_no_text(text: str) -> str:
    """Why nothing in ``text`` is what its author wrote; empty where it may be."""
    sample = text[:20_000]
    visible = len(re.sub(r"\s", "", sample))
    if visible < _SHORT:
        return ""
    if not _FOREIGN.search(sample):
        words = sum(len(re.sub(r"\s", "", word)) for word in _WORD.findall(sample))
        if words < 0.4 * visible:
            return "no words in it: it is encoded, or its characters were lost when it was saved; save it as UTF-8"
        return ""
    share = _common(sample)
    if share < 0.1:
        for written, taken in _OTHERS:
            again = sample.encode(taken, "ignore").decode(written, "ignore")
            if len(again) > 0.3 * len(sample) / 2 and _common(again) > max(0.1, 3 * share):
                return f"written in {written} and saved as if it were {taken}: take it from its source again"
    return ""


def _common(text: str) -> float:
    """The share of everyday characters among those that are no white space."""
    letters = re.sub(r"\s", "", text)
    return sum(c in _COMMON for c in letters) / max(1, len(letters))


def odd_characters(text: str) -> Iterator[tuple[int, str]]:
    """Where a character stands that says nothing, and why: one that only a private font shows, one that was lost, one
    that turns what is behind it around. A bullet at the front of a line is none."""
    for match in _ODD.finditer(text):
        at, char = match.start(), match[0]
        if char in "\u202d\u202e":
            yield at, "the characters behind it are printed in the other direction"
        elif char == "\ufffd":
            yield at, "a character that was lost when it was saved"
        elif char == "\x1b":
            yield at, "a mark for a terminal, with signs behind it that are no words: save the text without colours"
        elif char in "\b\x7f":
            yield at, "a mark that takes back the character before it"
        elif char == "\0":
            yield at, "a byte of zero: a character may have been lost"
        elif char[0] == "<":
            yield at, f"{char} is a mark of a page: take the text as a browser shows it"
        elif char[0] == "&":
            yield at, f"{char} stands for a character and was encoded twice: take the text from its source again"
        elif len(char) > 1 or char < "\u2e80":
            yield at, f"U+{ord(char[0]):04X}: a mark over the character before it"
        elif _BESIDE.match(text[at - 1 : at]) and _BESIDE.match(text[at + 1 : at + 2]):
            yield at, f"U+{ord(char):04X}: a character that only a private font shows"

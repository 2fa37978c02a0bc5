"""Markdown as a person sees it who reads it set: its marks are no words, what is struck out and footnotes are told."""

from __future__ import annotations

import re
from dataclasses import replace

from zeren.loaders.text.decoding import Decoded, Part
from zeren.loaders.words.seen import has_seen

_UNSEEN = "\u200b"
"""Stands where nobody sees anything, so that all other characters stay in their places."""
_STRUCK = re.compile(r"~~(?=\S)([^~\n]+)(?<=\S)~~")
_NOTE = re.compile(r"^ {0,3}\[\^[^\]\n]+\]:[^\n]*(?:\n(?:[ \t]+[^\n]+))*", re.MULTILINE)
_MARKS = re.compile(
    r"^[ \t]*(?P<bullet>[*+][ \t]+)(?=\d+\\?[.)]|[（(一二三四五六七八九十])"
    r"|(?P<escape>\\)(?=[!-/:-@\[-`{}~])"
    r"|(?P<note>\[\^[^\]\n]+\])(?!:)"
    r"|(?<!!)(?P<open>\[)[^\[\]\n^][^\[\]\n]*(?P<link>\]\((?:[^()\s]|\([^()\s]*\))*(?:[ \t]+\"[^\"\n]*\")?\))",
    re.MULTILINE,
)


def as_set(decoded: Decoded) -> Decoded:
    """A text of Markdown without what its marks are; what is not seen, or not read, is told."""
    told: list[Part] = list(decoded.bad)

    def tell(match: re.Match[str]) -> str:
        place = f"line {decoded.text.count(chr(10), 0, match.start()) + 1}"
        if match.re is _STRUCK:
            told.append(("text", place, "hidden", match[1], "struck out"))
        elif has_seen(match[0]):
            told.append(("footnote", place, "skipped", match[0], "a footnote: put its words where they are meant"))
        else:
            return match[0]
        return re.sub(r"[^\n]", _UNSEEN, match[0])

    text = _NOTE.sub(tell, _STRUCK.sub(tell, decoded.text))
    return replace(decoded, text=_MARKS.sub(_blank, text), bad=tuple(told))


def _blank(match: re.Match[str]) -> str:
    """The match with its marks made unseen."""
    whole = match[0]
    for name in ("bullet", "escape", "note", "open", "link"):
        if match[name]:
            at = match.start(name) - match.start()
            whole = whole[:at] + _UNSEEN * len(match[name]) + whole[at + len(match[name]) :]
    return whole

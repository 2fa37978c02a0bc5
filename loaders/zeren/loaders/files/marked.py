"""Markdown as a person sees it who reads it set: its marks are no words, what is struck out and footnotes are told."""

from __future__ import annotations

import re
from dataclasses import replace

from zeren.loaders.text.decoding import Decoded, Part
from zeren.loaders.words.seen import has_seen

_UNSEEN = "\u200b"
"""Stands where nobody sees anything, so that all other characters stay in their places."""
_STRUCK = re.compile(r"~~(?=\S)(?P<words>[^~\n]+)(?<=\S)~~")
_STRUCK_TAGS = re.compile(r"<(del|s|strike)>(?P<words>(?:(?!</?\1>).)*)</\1>", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# A line is of one kind by its first character: of two, each would double the time where no second rule comes.
_FRONT = re.compile(r"\A---[ \t]*\n(?:(?:\w[\w -]*:.*|[ \t#-].*)?\n)*?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_TITLE = re.compile(r"^title:[ \t]*[\"']?([^\"'\n]+)", re.MULTILINE)
_NOTE = re.compile(r"^ {0,3}\[\^[^\]\n]+\]:[^\n]*(?:\n(?:[ \t]+[^\n]+))*", re.MULTILINE)
_HIDDEN = {
    _FRONT: "what is said of the page before it begins",
    _COMMENT: "a comment, which is not shown",
    _STRUCK: "struck out",
    _STRUCK_TAGS: "struck out",
}
_MARKS = re.compile(
    r"^[ \t]*(?P<bullet>[*+][ \t]+)(?=\d+\\?[.)]|[（(一二三四五六七八九十])"
    r"|(?P<tag></?(?:a|b|i|u|p|em|div|ins|sub|sup|font|mark|span|small|center|strong|summary|details)(?:[ ][^<>\n]*)?>)"
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
        if match.re in _HIDDEN:
            words = match.groupdict().get("words") or match[0]
            told.append(("text", place, "hidden", words, _HIDDEN[match.re]))
        elif has_seen(match[0]):
            told.append(("footnote", place, "skipped", match[0], "a footnote: put its words where they are meant"))
        else:
            return match[0]
        shown = _TITLE.search(match[0]) if match.re is _FRONT else None
        first, last = shown.span(1) if shown else (0, 0)
        return _unseen(match[0][:first]) + match[0][first:last] + _unseen(match[0][last:])

    text = decoded.text
    for pattern in (*_HIDDEN, _NOTE):
        text = pattern.sub(tell, text)
    return replace(decoded, text=_MARKS.sub(_blank, text), bad=tuple(told))


def _unseen(words: str) -> str:
    return re.sub(r"[^\n]", _UNSEEN, words)


def _blank(match: re.Match[str]) -> str:
    """The match with its marks made unseen."""
    whole = match[0]
    for name in ("bullet", "tag", "escape", "note", "open", "link"):
        if match[name]:
            at = match.start(name) - match.start()
            whole = whole[:at] + _UNSEEN * len(match[name]) + whole[at + len(match[name]) :]
    return whole

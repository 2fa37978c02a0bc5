"""Where the printed names stand inside the statement that a page quotes."""

from __future__ import annotations

from collections.abc import Sequence

Span = tuple[int, int]


def place_mentions(statement: str, sources: Sequence[str]) -> list[Span | None]:
    """The span of each printed name in ``statement``, in UTF-16 units as a browser counts; None where it is absent.

    ``sources`` come in the order in which they are printed. Each is looked for after the one before, so that
    the second 市财政局 is not marked at the place of the first; white space does not count, since a name that
    was wrapped in print is one word in its record.
    """
    dense, places = _without_space(statement)
    wide = _utf16_offsets(statement)
    spans: list[Span | None] = []
    cursor = 0
    for source in sources:
        word, _ = _without_space(source)
        at = dense.find(word, cursor) if word else -1
        if at < 0 and word:
            at = dense.find(word)
        if at < 0:
            spans.append(None)
            continue
        cursor = max(cursor, at + len(word))
        spans.append((wide[places[at]], wide[places[at + len(word) - 1] + 1]))
    return spans


def _without_space(text: str) -> tuple[str, list[int]]:
    """The text without white space, and where each remaining character stood."""
    places = [i for i, c in enumerate(text) if not c.isspace()]
    return "".join(text[i] for i in places), places


def _utf16_offsets(text: str) -> list[int]:
    """For each position, and for the end, how many UTF-16 units come before it."""
    offsets = [0]
    for char in text:
        offsets.append(offsets[-1] + (2 if ord(char) > 0xFFFF else 1))
    return offsets

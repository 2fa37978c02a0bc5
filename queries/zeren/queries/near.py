"""Names near a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, names: Iterable[str]) -> str:
    """``; did you mean a, b?`` with up to three of ``names``, or nothing where none is near."""
    import difflib  # only a mistake needs it

    near = difflib.get_close_matches(name, list(dict.fromkeys(names)), n=3, cutoff=0.5)
    return f"; did you mean {', '.join(near)}?" if near else ""

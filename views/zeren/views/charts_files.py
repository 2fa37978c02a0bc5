"""A chart written to a file: a page that needs no network, or a picture."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zeren.loaders.errors import ZerenError

if TYPE_CHECKING:
    from zeren.graph.table import Table
    from zeren.queries import StoredQuery

SUFFIXES = (".html", ".svg", ".png")


def check_chart(path: Path, query: StoredQuery | None = None) -> None:
    """Raise ZerenError, before anything is asked, where no chart can be drawn (of ``query``, where it says what)."""
    if path.suffix.lower() not in SUFFIXES:
        raise ZerenError(f"cannot draw {path}: a chart ends in {', '.join(SUFFIXES)}")
    if query is not None and not query.drawn:
        raise ZerenError(f"query {query.name} names no chart: say what to draw with --x, --y and --kind")
    converter()


def converter() -> Any:
    """The module that draws. Raises ZerenError where it is not installed."""
    try:
        import vl_convert
    except ImportError:
        raise ZerenError(
            'charts need vl-convert: pip install "zeren[notebook]" (in a checkout ".[notebook]")'
        ) from None
    return vl_convert


def write_chart(query: StoredQuery, table: Table, path: Path, about: str = "") -> None:
    """Draw an answer to ``path``, in the format that its ending names.

    Raises ZerenError as ``check_chart`` does, for an answer without rows, and for a picture where this machine has
    no Chinese font: a page or an .svg is drawn with the fonts of whoever opens it.
    """
    from zeren.views.charts import specification

    check_chart(path, query)
    if not table.rows:
        raise ZerenError(f"query {query.name} gave no rows: there is nothing to draw")
    # Script's own parsers take these for the end of a line, in the middle of a text.
    spec = _without(specification(query, table, about), "\u2028\u2029")
    vl_convert = converter()
    kind = path.suffix.lower()
    if kind == ".html":
        path.write_text(_page(spec, f"{query.title_zh} {query.title}"), encoding="utf-8", newline="\n")
    elif kind == ".svg":
        path.write_text(vl_convert.vegalite_to_svg(spec), encoding="utf-8", newline="\n")
    else:
        if not _draws_chinese():
            raise ZerenError(
                f"cannot draw {path}: this machine has no Chinese font; install one (fonts-noto-cjk), or draw an "
                ".svg or .html file"
            )
        path.write_bytes(vl_convert.vegalite_to_png(spec, scale=2))


def _without(part: Any, characters: str) -> Any:
    """A specification whose texts have blanks for these characters."""
    if isinstance(part, dict):
        return {_without(key, characters): _without(value, characters) for key, value in part.items()}
    if isinstance(part, list):
        return [_without(item, characters) for item in part]
    return part.translate({ord(c): " " for c in characters}) if isinstance(part, str) else part


@cache
def _draws_chinese() -> bool:
    """Whether two characters come out unlike each other: without a font both are the same box."""
    from zeren.views.charts import FONT

    text = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><text y="30" font-family="{}">{}</text></svg>'
    )
    one, other = (converter().svg_to_png(text.format(FONT, character)) for character in "责任")
    return bool(one != other)


def _page(spec: dict[str, Any], title: str) -> str:
    from zeren.views.assets import csp_hash, template

    library = converter().javascript_bundle()
    if "</script" in library.lower():
        raise ZerenError("the Vega build of the installed vl-convert cannot be put into a page: draw an .svg file")
    # Data is never markup: with no < in it nothing can end the script.
    data = json.dumps(spec, ensure_ascii=False).replace("<", "\\u003c")
    # The interpreter (ast) needs no eval, which the policy forbids.
    start = f'vegaEmbed("#chart", {data}, {{ast: true, actions: false, renderer: "svg"}});'
    scripts = f"{csp_hash(library)} {csp_hash(start)}"
    policy = f"default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; img-src data:"
    return template("chart.html").render(title=title, policy=policy, library=library, start=start)

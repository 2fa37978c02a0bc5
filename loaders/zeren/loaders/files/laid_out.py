"""A page as pdfplumber has it, made of what another format or a picture says of it: letters, lines, pictures."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any


def page_of(width: float, height: float, number: int, held: dict[str, list[dict[str, Any]]]) -> Any:
    """One page: what pdfplumber takes out of a PDF is given to it. Lengths are points, from the upper left."""
    from pdfplumber.page import Page

    box = (0.0, 0.0, width, height)

    class DrawnPage(Page):
        """A page of no PDF."""

        layout = property()  # in which order all was drawn is not asked of it
        annots = property(lambda _: [])
        width = property(lambda _: box[2])
        height = property(lambda _: box[3])

    page = object.__new__(DrawnPage)
    given: dict[str, Any] = {
        "pdf": None,
        "page_obj": SimpleNamespace(rotate=0, attrs={}, annots=[], cropbox=box, mediabox=box),
        **{"page_number": number, "initial_doctop": 0, "rotation": 0, "root_page": page, "_objects": held},
        **dict.fromkeys(("bbox", "mediabox", "cropbox"), box),
    }
    for name, value in given.items():
        setattr(page, name, value)
    return page

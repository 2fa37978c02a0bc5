"""Pictures as files: scanned or photographed pages, read by a model where it is there."""

from __future__ import annotations

import io
from typing import Any

from zeren.loaders.errors import ZerenError
from zeren.loaders.files.builder import TextBuilder
from zeren.loaders.files.ocr import WITHOUT, SeenPage, can_read
from zeren.loaders.files.pdf import write_page

_LARGEST = 20_000
"""Pixels of a side; a larger picture is no page."""


def read_picture(data: bytes, name: str) -> TextBuilder:
    """The text of a picture, or of each of its pages. Raises ZerenError without the package, and for a broken file."""
    if not can_read():
        raise ZerenError(f"{name}: this is a picture: {WITHOUT}")
    from PIL import Image, ImageSequence

    builder = TextBuilder()
    above = None
    try:
        with Image.open(io.BytesIO(data)) as picture:
            if max(picture.size) > _LARGEST:
                raise ZerenError(
                    f"{name}: a picture of {picture.size[0]} × {picture.size[1]} pixels is no page; cut it"
                )
            for number, frame in enumerate(ImageSequence.Iterator(picture), 1):
                builder.place(f"p. {number}")
                above = write_page(builder, SeenPage.of(frame.convert("RGB"), _dpi(frame), number), number, above)
    except ZerenError:
        raise
    except Exception as error:  # of Pillow, which has no common class
        raise ZerenError(
            f"{name}: this is a picture, which cannot be read ({type(error).__name__}): save it as .png"
        ) from None
    return builder


def _dpi(picture: Any) -> float:
    said = picture.info.get("dpi", (0, 0))[0]
    # A page of A4, where the picture does not say it.
    return float(said) if 70 <= said <= 1_200 else max(picture.size) / 11.69

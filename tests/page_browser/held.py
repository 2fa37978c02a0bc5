"""What a written page holds, read without a browser."""

from __future__ import annotations

import base64
import gzip
import json
import re
from pathlib import Path
from typing import Any


def held(page: Path) -> dict[str, Any]:
    """The payload of a page's file."""
    return held_in(page.read_text("utf-8"))


def held_in(html: str) -> dict[str, Any]:
    """The payload of a page."""
    (packed,) = re.findall(r'<script type="application/gzip;base64" id="data">(.*?)</script>', html)
    return unpacked(packed)


def unpacked(packed: str) -> dict[str, Any]:
    """The payload from what ``zeren.views.page.packed`` made of it."""
    payload = json.loads(gzip.decompress(base64.b64decode(packed)))
    assert isinstance(payload, dict)
    return payload

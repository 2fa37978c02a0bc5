"""Engines' values as cells of a table, the same text for the same thing on every engine."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from typing import Any, cast

from zeren.graph.model import Value
from zeren.graph.stores.manifest import NOTE


def cell(value: Any, foreign: Callable[[Any], Any] = str) -> Value:
    """A value as a cell of a table.

    Scalars and lists stay what they are. Maps become JSON with sorted keys; so do nodes and
    edges, which ``foreign`` (called for whatever is not a plain Python value) first makes maps.
    """
    plain = _plain(value, foreign)
    if isinstance(plain, list):
        # A list of anything: Value names the usual case.
        return cast(Value, [_text(item) if isinstance(item, dict | list) else item for item in plain])
    return _text(plain) if isinstance(plain, dict) else cast(Value, plain)


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _plain(value: Any, foreign: Callable[[Any], Any]) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, str):
        return str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, dict):  # the driver's nodes are mappings, too, and go to ``foreign``
        return {str(k): _plain(v, foreign) for k, v in value.items() if k != NOTE}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(v, foreign) for v in value]
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date | time):
        return value.isoformat()
    made = foreign(value)
    return made if isinstance(made, str) else _plain(made, foreign)

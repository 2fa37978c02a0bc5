"""Addresses of Neo4j databases, and the driver that speaks to one."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from zeren.loaders.errors import ZerenError

if TYPE_CHECKING:
    import neo4j

# Without a handler Python prints the driver's warnings to stderr, beside the one line we raise.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

CONNECT_SECONDS = 15.0
"""How long a connection may take to be made, a server's first words included."""
_RETRY_SECONDS = 60.0
"""How long work is tried again after a lost connection: a server restarts in less."""


class Address(NamedTuple):
    """Where a graph is."""

    uri: str
    """For the driver: without the database."""
    name: str
    """For messages: without user name and password."""
    database: str | None
    """None: the one that the server gives this user."""


def address(text: str) -> Address:
    """The parts of ``neo4j://host:7687/database``; the database may also stand in NEO4J_DATABASE.

    Raises ZerenError for what is no address.
    """
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "localhost", parts.port
    except ValueError as error:
        raise ZerenError("cannot open Neo4j: the address is malformed; write it as neo4j://host:7687") from error
    host = f"[{host}]" if ":" in host else host
    database = unquote(parts.path.strip("/"))
    name = f"{parts.scheme}://{host}" + (f":{port}" if port is not None else "") + (f"/{database}" if database else "")
    return Address(parts._replace(path="").geturl(), name, database or os.environ.get("NEO4J_DATABASE") or None)


def connect(uri: str, name: str) -> neo4j.Driver:
    """A driver for ``uri``; messages call it ``name``. Raises ZerenError for what is no address."""
    import neo4j

    if "@" in urlsplit(uri).netloc:
        raise ZerenError(
            f"cannot open {name}: a user name or password has no place in the address; "
            "set NEO4J_USERNAME and NEO4J_PASSWORD"
        )
    password = os.environ.get("NEO4J_PASSWORD")
    user = os.environ.get("NEO4J_USERNAME") or "neo4j"
    try:
        return neo4j.GraphDatabase.driver(
            uri,
            auth=(user, password) if password else None,
            connection_timeout=CONNECT_SECONDS,
            connection_acquisition_timeout=CONNECT_SECONDS,
            max_transaction_retry_time=_RETRY_SECONDS,
            notifications_min_severity="OFF",
            telemetry_disabled=True,
            user_agent="zeren",
        )
    except (neo4j.exceptions.DriverError, ValueError) as error:
        raise ZerenError(
            f"cannot open {name}: the address is malformed; write it as neo4j://host:7687 or bolt://host:7687"
        ) from error

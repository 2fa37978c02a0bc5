"""The one exception that a user is meant to see."""


class ZerenError(Exception):
    """An expected failure. Its text is one line: what happened, where, and what to do about it."""

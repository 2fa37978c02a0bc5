"""Who a statement names, and in which role."""

from __future__ import annotations

from msgspec import Struct

from zeren.loaders.text.passage import Passage


class Assignment(Struct, gc=False):
    """One name and the role that the words give it: lead, support, responsible, leader, or other for who watches."""

    role: str
    name: Passage


class Parsed(Struct, gc=False):
    """What one list says."""

    assignments: tuple[Assignment, ...]
    open_list: bool = False
    has_role_word: bool = False
    deadline: Passage | None = None
    """A time limit printed among the names: 年底前完成."""
    people: bool = False
    """Are persons noted behind the units?"""
    tail: Passage | None = None
    """Words behind a name that are no body and no role that zeren knows: 甲局、乙局T."""

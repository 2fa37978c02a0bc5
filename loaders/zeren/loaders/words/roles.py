"""The words that give a role: stems (牵头, 配合, 负责) and the nouns behind them (单位, 领导, 时限)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from zeren.loaders.words.lexicon import any_of, lexicon, words

Verb = Literal["lead", "responsible", "support", "watching"]
UNIT_ROLES: tuple[Verb, ...] = ("lead", "support", "responsible")
WITH_PERSON = "+leader"
"""Behind the role of a label or a column that asks for a unit and its person (牵头单位及责任人)."""


@cache
def verbs(*roles: Verb) -> tuple[str, ...]:
    """The stems that end a sentence and give these roles to the names before them, longest first."""
    found = [word for role in roles for use in ("both", "verb") for word in lexicon()["stems"][role][use]]
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


@cache
def _stems() -> dict[str, str]:
    """Each stem of a label → its role."""
    table = lexicon()["stems"]
    return {word: role for role, uses in table.items() for use in ("both", "label") for word in uses[use]}


def stems(role: Verb | Literal["leader"]) -> tuple[str, ...]:
    """The stems with which a label gives a role."""
    table = lexicon()["stems"][role]
    return (*table["both"], *table["label"])


def label_stems() -> tuple[str, ...]:
    """The stems of labels, whatever their role."""
    return tuple(_stems())


@cache
def whole_labels() -> dict[str, str]:
    """Labels that are no stem and noun, without white space and case → role."""
    found = {role: [*items] for role, items in lexicon()["labels"].items()}
    for role in UNIT_ROLES:
        found[role] += [f"{word} {noun}" for word in words("latin", role) for noun in _latin_nouns()]
    return {_glued(word): role for role, items in found.items() for word in items}


def _latin_nouns() -> list[str]:
    """The nouns of English labels, in one number and the other; 「(s)」 behind them is a note like any in brackets."""
    nouns = words("latin", "nouns")
    return [*nouns, *(noun.removesuffix("y") + "ies" if noun.endswith("y") else f"{noun}s" for noun in nouns)]


@cache
def _latin() -> re.Pattern[str]:
    """An English label with words between that of the role and the noun, without white space and case."""
    plain, between = (map(_glued, items) for items in (_latin_nouns(), words("latin", "between")))
    roles = "|".join(f"(?P<{role}>{any_of(map(_glued, words('latin', role)))})" for role in UNIT_ROLES)
    return re.compile(f"(?:{roles})(?:{any_of(between)}){{1,2}}{any_of(plain)}")


def _glued(label: str) -> str:
    """Without white space and case."""
    return re.sub(r"\s", "", label).casefold()


@cache
def _composed() -> re.Pattern[str]:
    before = words("nouns", "before")
    units, persons, limits = (any_of(words("nouns", noun)) for noun in ("unit", "person", "deadline"))
    return re.compile(
        # Bounded, so that a run of 负责 a page long is not walked through from each of its words.
        rf"(?P<stems>(?:{any_of(before)}){{0,3}}(?:{any_of(_stems())})(?:{any_of([*_stems(), *before])}){{0,4}})"
        rf"(?:(?P<unit>{units})|(?P<person>{persons})|(?P<deadline>{limits}))"
    )


@lru_cache(maxsize=10_000)
def role_of_words(label: str) -> str | None:
    """The role of a label without white space and case: leader, lead, support, responsible, deadline or other."""
    if label in whole_labels():
        return whole_labels()[label]
    if label.isascii():
        latin = _latin().fullmatch(label)
        return next((role for role in UNIT_ROLES if latin[role]), None) if latin else None
    match = _composed().fullmatch(label)
    return _role_of_stems(match) if match else whole_labels().get(_before().sub("", label))


def _role_of_stems(match: re.Match[str]) -> str | None:
    found = {_stems()[stem] for stem in re.findall(any_of(_stems()), match["stems"])}
    if match["deadline"]:
        return "deadline"
    if "watching" in found:
        # 牵头督导单位 watches over those who answer.
        return "other"
    if match["person"]:
        # 协办人 and 参与人员 help somebody: they do not oversee, as 协助领导 does.
        return "other" if found == {"support"} and match["person"] in words("nouns", "helper") else "leader"
    # 包保单位: who oversees is no unit.
    return next((role for role in UNIT_ROLES if role in found), None)


@lru_cache(maxsize=1_000)
def guides(label: str) -> bool:
    """Does a label ask for bodies that guide or urge on the work (指导部门), which a sentence says of those who answer?

    Who only watches over it (督导单位, 考核单位) does not.
    """
    match = _composed().fullmatch("".join(label.split()))
    found = re.findall(any_of(_stems()), match["stems"]) if match and match["unit"] else []
    return any(_stems()[stem] == "watching" and stem in verbs("responsible") for stem in found)


def watches(label: str) -> bool:
    """Does a label ask for those who watch over the work, or for people who only help: 督办人, 协办人?"""
    match = _composed_end().search("".join(label.split()))
    return match is not None and (
        any(stem in match["stems"] for stem in stems("watching")) or _role_of_stems(match) == "other"
    )


@cache
def _composed_end() -> re.Pattern[str]:
    return re.compile(f"{_composed().pattern}$")


@cache
def _before() -> re.Pattern[str]:
    return re.compile(f"^(?:{any_of(words('nouns', 'before'))})+")


@cache
def label_pattern() -> str:
    """A pattern for a Chinese label, without groups that have names."""
    whole = any_of(word for word in whole_labels() if not word.isascii())
    composed = re.sub(r"\(\?P<\w+>", "(?:", _composed().pattern)
    return rf"(?:{composed}|(?:{any_of(words('nouns', 'before'))}){{0,3}}{whole})"


@cache
def label_words() -> re.Pattern[str]:
    """How a clause ends that ends with a label, its white space taken out: the longest label is found."""
    english = any_of(word for word in whole_labels() if word.isascii())
    composed = re.sub(r"\(\?P<\w+>", "(?:", _latin().pattern)
    return re.compile(rf"(?:{label_pattern()}|(?<![a-z])(?:{english}|{composed}))$")


@cache
def label_edges() -> tuple[frozenset[str], frozenset[str]]:
    """The characters with which a label may begin, and with which it may end."""
    first = {word[0] for word in (*whole_labels(), *_stems(), *words("nouns", "before"))}
    last = {word[-1] for noun in ("unit", "person", "deadline") for word in words("nouns", noun)}
    return frozenset({*first, *(c.upper() for c in first)}), frozenset({*last, *(word[-1] for word in whole_labels())})

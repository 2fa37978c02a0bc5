"""Random assignments with everybody's number of tasks and every task's number of units kept, document by document.

The curveball algorithm (Strona et al. 2014) as global trades (Carstens, Berger & Strona 2018): tasks are paired at
random, and each pair deals out anew the units that only one of them names. Every such matrix is reached, and all are
equally likely. Many chains trade at once, each a row of an array, so that no step is a Python loop.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from zeren.graph.measures.incidence import Incidence, Shared

BURN_IN = 12
"""Trades of every task before the first sample: more change nothing that a test with enumerated matrices sees."""
THINNING = 1
"""Trades of every task between two samples of a chain."""
_CELLS = 300_000  # of one array: these many stay in a processor's cache
_UNIT_BITS, _BLOCK_BITS = np.uint64(20), np.uint64(20)
_MIX = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9))  # SplitMix64 (Steele, Lea & Flood 2014)


@dataclass(slots=True, eq=False)
class Chains:
    """Several assignments that are made random together. ``trade`` changes them in place."""

    state: NDArray[np.uint64]
    """Chains × assignments: units, task by task."""
    sizes: NDArray[np.int64]
    """Units of each task."""
    stratum: NDArray[np.int64]
    rng: np.random.Generator

    @classmethod
    def start(cls, given: Incidence, chains: int, rng: np.random.Generator) -> Chains:
        """All at what is observed."""
        by_task = given.matrix.tocsc()
        units = by_task.indices.astype(np.uint64)
        if len(given.units) >= 1 << int(_UNIT_BITS):
            raise ValueError(f"{len(given.units)} units are too many for one matrix")
        return cls(np.repeat(units[None], chains, axis=0), np.diff(by_task.indptr).astype(np.int64), given.stratum, rng)

    @property
    def task(self) -> NDArray[np.int64]:
        """The task of each assignment."""
        return np.repeat(np.arange(len(self.sizes)), self.sizes)

    def trade(self, times: int = 1) -> None:
        """Let every task trade with another of its document, so many times."""
        for _ in range(times):
            self._trade()

    def _trade(self) -> None:
        one, other = self._pairs()
        if not len(one):
            return
        width = self.sizes[one] + self.sizes[other]
        block = np.repeat(np.arange(len(one), dtype=np.uint64), width)
        first = np.cumsum(width) - width
        keys = self._shuffled(self._slots(np.stack([one, other], axis=1).ravel()), block)
        # Sorted, a unit that both tasks name stands twice in a row, and the others are in random order.
        same = keys[:, 1:] == keys[:, :-1]
        edge = np.zeros((len(keys), 1), bool)
        twice, again = np.concatenate([same, edge], axis=1), np.concatenate([edge, same], axis=1)
        alone = ~(twice | again)
        rank = np.cumsum(alone, axis=1, dtype=np.int32)
        before = rank[:, first] - alone[:, first]
        room = self.sizes[one][None] - np.add.reduceat(twice, first, axis=1, dtype=np.int32)
        to_one = twice | (alone & (rank <= np.repeat(before + room, width, axis=1)))
        units = keys & ((np.uint64(1) << _UNIT_BITS) - np.uint64(1))
        self.state[:, self._slots(one)] = units[to_one].reshape(len(keys), -1)
        self.state[:, self._slots(other)] = units[~to_one].reshape(len(keys), -1)

    def _pairs(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        order = np.lexsort((self.rng.random(len(self.sizes)), self.stratum))
        order = order[self.sizes[order] > 0]  # who has nothing trades nothing
        stratum = self.stratum[order]
        place = np.arange(len(order)) - np.searchsorted(stratum, stratum)
        firsts = np.flatnonzero((place[:-1] % 2 == 0) & (stratum[1:] == stratum[:-1]))
        return order[firsts], order[firsts + 1]

    def _slots(self, tasks: NDArray[np.int64]) -> NDArray[np.int64]:
        """Where the units of these tasks stand in ``state``."""
        size = self.sizes[tasks]
        start = (np.cumsum(self.sizes) - self.sizes)[tasks]
        return np.repeat(start - (np.cumsum(size) - size), size) + np.arange(size.sum())

    def _shuffled(self, slots: NDArray[np.int64], block: NDArray[np.uint64]) -> NDArray[np.uint64]:
        """The units of all pairs of tasks, pair by pair, in an order that is random in each chain and pair."""
        units = self.state[:, slots]
        salt = self.rng.integers(0, 1 << 63, (len(units), 1), dtype=np.uint64)
        keys = (units + (block << _UNIT_BITS)[None] + salt) * _MIX[0]
        keys ^= keys >> np.uint64(29)
        keys *= _MIX[1]
        keys >>= _UNIT_BITS + _BLOCK_BITS
        keys <<= _UNIT_BITS
        keys |= units
        keys |= (block << np.uint64(64 - int(_BLOCK_BITS)))[None]
        keys.sort(axis=1)
        return keys


def samples(given: Incidence, number: int, rng: np.random.Generator, chains: int | None = None) -> Iterator[Chains]:
    """Chains until they have given ``number`` random assignments; each time all of them are another sample."""
    chains = chains or chains_for(given.matrix.nnz, number)
    walk = Chains.start(given, chains, rng)
    walk.trade(BURN_IN)
    for _ in range(-(-number // chains)):
        walk.trade(THINNING)
        yield walk


def chains_for(assignments: int, number: int) -> int:
    """How many chains are walked at a time."""
    return max(1, min(256, number, _CELLS // max(1, assignments)))


def shared_counts(walk: Chains, units: int, pairs: Shared) -> NDArray[np.int64]:
    """Chains × pairs: how many tasks they share in each chain."""
    bits = _named(walk, units)
    return _both(bits, bits, pairs.a, pairs.b)


def crossed_counts(
    walks: tuple[Chains, Chains], units: int, ends: tuple[NDArray[np.int64], NDArray[np.int64]]
) -> NDArray[np.int64]:
    """Chains × pairs: how many tasks have the one end in the first of two assignments, the other in the second."""
    return _both(_named(walks[0], units), _named(walks[1], units), *ends)


def _named(walk: Chains, units: int) -> NDArray[np.uint64]:
    """Chains × units × words: a bit for each task."""
    chains, tasks = len(walk.state), len(walk.sizes)
    named = np.zeros((chains, units, -(-tasks // 64) * 64), bool)
    named[np.arange(chains)[:, None], walk.state.astype(np.int64), walk.task[None]] = True
    found: NDArray[np.uint64] = np.packbits(named, axis=2).view(np.uint64)
    return found


def _both(
    one: NDArray[np.uint64], other: NDArray[np.uint64], a: NDArray[np.int64], b: NDArray[np.int64]
) -> NDArray[np.int64]:
    found = np.zeros((len(one), len(a)), np.int64)
    for word in range(one.shape[2]):
        found += np.bitwise_count(one[:, a, word] & other[:, b, word])
    return found

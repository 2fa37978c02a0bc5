"""Random assignments with everybody's number of tasks and every task's number of units kept, document by document.

The curveball algorithm (Strona et al. 2014) as global trades (Carstens, Berger & Strona 2018): tasks are paired at
random, and each pair deals out anew the units that only one of them names. Every such matrix is reached, and all are
equally likely. Many chains trade at once, each a row of an array, so that no step is a Python loop.

A trade is one sort: of the units of each pair of tasks by random keys, where those that both name stand side by side.
Who holds what need not be known for it, so that only afterwards each cell is told its task.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from zeren.graph.measures.incidence import Incidence

BURN_IN = 12
"""Trades of every task before the first sample: more change nothing that a test with enumerated matrices sees."""
THINNING = 1
"""Trades of every task between two samples of a chain."""
_CELLS = 100_000  # of one array: several of these stay in a processor's cache, also where others use it
_RANDOM_BITS = 14  # of a key at least: two units of a pair with equal ones keep their order, once in 16,000 times
_MIX = {  # the finalizers of MurmurHash3 and SplitMix64 (Steele, Lea & Flood 2014): multipliers and shift
    32: (0x85EBCA6B, 0xC2B2AE35, 15),
    64: (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 29),
}


@dataclass(slots=True, eq=False)
class Chains:
    """Several assignments that are made random together. ``trade`` changes them in place."""

    units: NDArray[Any]
    """Chains × assignments, in no order that means something; unsigned, as narrow as keys may be."""
    first: NDArray[np.bool_]
    """Chains × assignments: whether the task is the first of ``ends``."""
    ends: tuple[NDArray[np.int64], NDArray[np.int64]]
    """Of each place of an assignment, the two tasks it can be of."""
    sizes: NDArray[np.int64]
    """Units of each task."""
    stratum: NDArray[np.int64]
    unit_bits: int
    rng: np.random.Generator

    @classmethod
    def start(cls, given: Incidence, chains: int, rng: np.random.Generator) -> Chains:
        """All at what is observed."""
        by_task = given.matrix.tocsc()
        sizes = np.diff(by_task.indptr).astype(np.int64)
        unit_bits = max(1, (len(given.units) - 1).bit_length())
        narrow = unit_bits + len(sizes).bit_length() + _RANDOM_BITS <= 32
        units = by_task.indices.astype(np.uint32 if narrow else np.uint64)
        task = np.repeat(np.arange(len(sizes)), sizes)
        first = np.ones((chains, len(units)), bool)
        return cls(np.repeat(units[None], chains, axis=0), first, (task, task), sizes, given.stratum, unit_bits, rng)

    @property
    def task(self) -> NDArray[np.int64]:
        """The task of each assignment of ``state``."""
        return np.repeat(np.arange(len(self.sizes)), self.sizes)

    @property
    def tasks(self) -> NDArray[np.int64]:
        """Chains × assignments: the task of each of ``units``."""
        return _of_ends(self.first, *self.ends)

    @property
    def state(self) -> NDArray[np.int64]:
        """Chains × assignments: units, task by task, sorted in each."""
        cells = (self.tasks << self.unit_bits) | self.units.astype(np.int64)
        cells.sort(axis=1)
        cells &= (1 << self.unit_bits) - 1
        return cells

    def trade(self, times: int = 1) -> None:
        """Let every task trade with another of its document, so many times."""
        for _ in range(times):
            self._trade()

    def _trade(self) -> None:
        one, other, alone_task = self._pairs()
        left, right = (np.concatenate([side, alone_task]) for side in (one, other))
        size = self.sizes[left]
        width = size + self.sizes[right] * (np.arange(len(left)) < len(one))
        block_of = np.zeros(len(self.sizes), self.units.dtype)
        block_of[left] = block_of[right] = np.arange(len(left))
        keys = self._shuffled(_of_ends(self.first, *(block_of[end] for end in self.ends)), len(left))
        # Sorted, a unit that both tasks name stands twice in a row, and the others are in random order.
        same = keys[:, 1:] == keys[:, :-1]
        alone = np.ones(keys.shape, bool)
        alone[:, 1:] ^= same
        alone[:, :-1] &= ~same
        rank = np.cumsum(alone, axis=1, dtype=np.int32)
        until = np.zeros((len(keys), len(left) + 1), np.int32)
        until[:, 1:] = rank[:, np.cumsum(width) - 1]
        both = (width - np.diff(until, axis=1)) // 2
        block = np.repeat(np.arange(len(left)), width)
        alone &= rank <= (until[:, :-1] + size - both).astype(np.int32)[:, block]
        alone[:, :-1] |= same
        keys &= keys.dtype.type((1 << self.unit_bits) - 1)
        self.first, self.units, self.ends = alone, keys, (left[block], right[block])

    def _pairs(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """Tasks that trade with one another, and those that are left over."""
        order = np.lexsort((self.rng.random(len(self.sizes)), self.stratum))
        order = order[self.sizes[order] > 0]  # who has nothing trades nothing
        stratum = self.stratum[order]
        place = np.arange(len(order)) - np.searchsorted(stratum, stratum)
        firsts = np.flatnonzero((place[:-1] % 2 == 0) & (stratum[1:] == stratum[:-1]))
        over = np.ones(len(order), bool)
        over[firsts] = over[firsts + 1] = False
        return order[firsts], order[firsts + 1], order[over]

    def _shuffled(self, block: NDArray[Any], blocks: int) -> NDArray[Any]:
        """The units of all pairs of tasks, pair by pair, in an order that is random in each chain and pair."""
        of = self.units.dtype.type
        bits = self.units.dtype.itemsize * 8
        one, other, shift = _MIX[bits]
        block_bits = max(1, (blocks - 1).bit_length())
        salt = self.rng.integers(0, 1 << bits, (len(self.units), 1), dtype=self.units.dtype)
        keys: NDArray[Any] = block << of(self.unit_bits)
        keys |= self.units
        keys += salt
        keys *= of(one)
        keys ^= keys >> of(shift)
        keys *= of(other)
        keys >>= of(self.unit_bits + block_bits)
        keys <<= of(self.unit_bits)
        keys |= self.units
        block <<= of(bits - block_bits)
        keys |= block
        keys.sort(axis=1)
        return keys


def _of_ends(first: NDArray[np.bool_], one: NDArray[Any], other: NDArray[Any]) -> NDArray[Any]:
    """Chains × assignments: of two values for each place, the one of its task; no branch, unlike ``np.where``."""
    found: NDArray[Any] = first * (one - other)
    found += other
    return found


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


def shared_counts(walk: Chains, a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.int64]:
    """Pairs × chains: how many tasks they share in each chain."""
    return crossed_counts((walk, walk), a, b)


def crossed_counts(walks: tuple[Chains, Chains], a: NDArray[np.int64], b: NDArray[np.int64]) -> NDArray[np.int64]:
    """Pairs × chains: how many tasks have the one end in the first of two assignments, the other in the second."""
    wanted = np.unique(np.concatenate([a, b]))
    one = _named(walks[0], wanted)
    other = one if walks[1] is walks[0] else _named(walks[1], wanted)
    a, b = np.searchsorted(wanted, a), np.searchsorted(wanted, b)
    found = np.zeros((len(a), one.shape[2]), np.uint32)
    for word in range(len(one)):
        found += np.bitwise_count(one[word].take(a, axis=0) & other[word].take(b, axis=0))
    return found.astype(np.int64)


def _named(walk: Chains, wanted: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Words × units wanted (and one for all others) × chains: a bit for each task."""
    chains, words = len(walk.units), -(-len(walk.sizes) // 64)
    place = np.full(1 << walk.unit_bits, len(wanted))
    place[wanted] = np.arange(len(wanted))
    cells = place.take(walk.units)
    cells *= words
    cells += (np.arange(chains) * ((len(wanted) + 1) * words))[:, None]
    tasks = walk.tasks
    bits = np.uint64(1) << (tasks & 63).view(np.uint64)
    cells += tasks >> 6
    named = np.zeros(chains * (len(wanted) + 1) * words, np.uint64)
    # A task names a unit once, so that sums are unions; only the cell of all others is no number that means something.
    np.add.at(named, cells.ravel(), bits.ravel())
    return np.ascontiguousarray(named.reshape(chains, len(wanted) + 1, words).transpose(2, 1, 0))

"""A measure beside what it is in random assignments: how far from chance, and how often chance goes as far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SAME = 1e-12  # sums of the same terms in another order differ by less


@dataclass(frozen=True, slots=True, eq=False)
class Chance:
    """Values of a measure in random assignments, and what they say of those observed; arrays run along these."""

    value: NDArray[np.float64]
    null: NDArray[np.float64]
    """Samples × values."""

    @property
    def mean(self) -> NDArray[np.float64]:
        """What chance gives."""
        found: NDArray[np.float64] = self.null.mean(axis=0)
        return found

    @property
    def deviation(self) -> NDArray[np.float64]:
        """By how much chance varies; 0 where it cannot."""
        found = self.null.std(axis=0, ddof=1)
        return np.where(found < _SAME, 0.0, found)

    @property
    def z(self) -> NDArray[np.float64]:
        """Distance from chance in its deviations; 0 where there is none."""
        spread = self.deviation
        return np.divide(self.value - self.mean, spread, out=np.zeros(len(self.value)), where=spread > 0)

    def p_value(self, *, below: bool = False) -> NDArray[np.float64]:
        """How often chance is as large or larger, or as small or smaller: half of the equal ones count (mid-p), and one
        sample is what is observed (Phipson & Smyth 2010)."""
        off = self.value - self.null if below else self.null - self.value
        beyond, same = (off > _SAME).sum(axis=0), (np.abs(off) <= _SAME).sum(axis=0)
        found: NDArray[np.float64] = (beyond + same / 2 + 0.5) / (len(self.null) + 1)
        return found

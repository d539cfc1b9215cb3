"""Named features as columns of a sparse matrix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from scipy.sparse import csr_matrix

from yalu.statements.events.head import bucket


@dataclass(frozen=True, slots=True)
class Columns:
    """Places of features (see `bucket`) and their columns; names that share a place share a column."""

    columns: dict[int, int]

    @classmethod
    def of(cls, rows: Sequence[Sequence[str]], *, least: int = 1) -> Self:
        """Take the features that stand in at least so many rows."""
        often = Counter(place for row in rows for place in {bucket(one) for one in row})
        return cls({place: number for number, place in enumerate(sorted(p for p, n in often.items() if n >= least))})

    def places(self) -> Any:
        """Give the places in the order of their columns, which is that of their numbers."""
        return np.array(list(self.columns), dtype=np.int64)

    def matrix(self, rows: Sequence[Sequence[str]]) -> Any:
        """Give one row of ones and zeros for each list of features."""
        starts, indices = [0], []
        for row in rows:
            indices += sorted({self.columns[place] for place in map(bucket, row) if place in self.columns})
            starts.append(len(indices))
        shape = len(rows), len(self.columns)
        return csr_matrix((np.ones(len(indices), dtype=np.float32), indices, starts), shape=shape)

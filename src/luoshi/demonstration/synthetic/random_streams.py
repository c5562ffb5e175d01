"""Random numbers by name, so that a change in one part of the province leaves the others alone."""

from dataclasses import dataclass
from zlib import crc32

import numpy as np


@dataclass(frozen=True)
class Streams:
    """A seed from which every part draws its own independent stream."""

    seed: int

    def of(self, *names: str | int) -> np.random.Generator:
        """The stream of this name; asked twice, it starts again from its beginning."""
        return np.random.default_rng([self.seed, *(crc32(str(name).encode()) for name in names)])

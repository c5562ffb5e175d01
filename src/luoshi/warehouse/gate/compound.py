"""The streams within a compound file, in which Excel kept workbooks until 2007 (MS-CFB)."""

import struct
from collections.abc import Iterator
from itertools import islice

_ENTRY = 128
_LAST_SECTOR = 0xFFFFFFFA
_STREAM, _ROOT = 2, 5


class CompoundError(ValueError):
    """A compound file that is not as it should be."""


class Compound:
    """A compound file: its streams by name."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            self._open()
        except (struct.error, IndexError) as error:
            raise CompoundError from error

    def _open(self) -> None:
        shift, mini_shift = struct.unpack_from("<HH", self._data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise CompoundError
        self._size, self._mini_size = 1 << shift, 1 << mini_shift
        self._most = len(self._data) // self._size + 1
        first_directory, self._cutoff, first_mini = struct.unpack_from("<I4xII", self._data, 48)
        self._next = self._table(self._fat_sectors())
        self._next_mini = self._table(self._chain(first_mini))
        self.entries = dict(self._directory(self._sectors(first_directory)))
        start, size = self.entries.get("", (_LAST_SECTOR, 0))
        self._mini = self._sectors(start)[:size]

    def stream(self, *names: str) -> bytes | None:
        """The first stream there is of these names."""
        for name in names:
            if name in self.entries:
                start, size = self.entries[name]
                small = size < self._cutoff
                return (self._mini_sectors(start) if small else self._sectors(start))[:size]
        return None

    def _fat_sectors(self) -> Iterator[int]:
        more, count = struct.unpack_from("<II", self._data, 68)
        yield from struct.unpack_from("<109I", self._data, 76)
        seen = 0
        while more < _LAST_SECTOR and seen < min(count, self._most):
            *sectors, more = struct.unpack(f"<{self._size // 4}I", self._sector(more))
            yield from sectors
            seen += 1

    def _table(self, sectors: Iterator[int]) -> list[int]:
        known = islice((sector for sector in sectors if sector < _LAST_SECTOR), self._most)
        data = b"".join(map(self._sector, known))
        return list(struct.unpack(f"<{len(data) // 4}I", data))

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size  # the header fills a sector
        data = self._data[start : start + self._size]
        return data.ljust(self._size, b"\0") if data else b""

    def _chain(self, first: int) -> Iterator[int]:
        return islice(_chained(first, self._next), self._most)

    def _sectors(self, first: int) -> bytes:
        return b"".join(map(self._sector, self._chain(first)))

    def _mini_sectors(self, first: int) -> bytes:
        size = self._mini_size
        chain = islice(_chained(first, self._next_mini), len(self._mini) // size + 1)
        return b"".join(self._mini[number * size : (number + 1) * size] for number in chain)

    @staticmethod
    def _directory(data: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
        for at in range(0, len(data) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", data, at + 64)
            start, size = struct.unpack_from("<II", data, at + 116)
            if kind == _ROOT:
                yield "", (start, size)
            elif kind == _STREAM and 2 <= length <= 64:
                yield data[at : at + length - 2].decode("utf-16-le", "replace"), (start, size)


def _chained(first: int, following: list[int]) -> Iterator[int]:
    """The sectors of a chain, without end where it runs in a circle."""
    sector = first
    while sector < len(following):
        yield sector
        sector = following[sector]

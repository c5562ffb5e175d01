"""Spoiled files at the gate: each is read whole or refused with a word, and nothing else happens.

    python -m fuzz.gate --seconds 600

Inputs come from chance; `fuzz.guided` follows the branches they take.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from time import monotonic

from fuzz.seeds import seeds, spoiled
from luoshi.warehouse.body import key_places, sifted, under
from luoshi.warehouse.errors import FileError
from luoshi.warehouse.gate.opening import read_file
from luoshi.warehouse.headings import find_head
from tests.warehouse.made_up import PAYMENTS

MOST_ROWS = 2_000


def take_in(path: Path, content: bytes) -> None:
    """Read a file as the doors do; :class:`FileError` is the only way to refuse it."""
    path.write_bytes(content)
    try:
        for sheet in read_file(path).sheets:
            count_all(sheet)
    except FileError as error:
        assert str(error)


def count_all(sheet) -> None:  # type: ignore[no-untyped-def]
    """Every row under the head comes out once, in order, or is known to be no row of the table."""
    rows = [row for _, row in zip(range(MOST_ROWS), sheet.rows(), strict=False)]
    head = find_head(rows[:30], PAYMENTS)
    if head is None:
        return
    keys = key_places(PAYMENTS, head)
    for block in under(sheet, head):
        kept, footers = sifted(block, head, keys)
        assert len(kept) + footers <= len(block)
        assert (kept.numbers > head.row).all()
        assert all(len(column) == len(block) for column in block.columns)


def by_chance(seconds: float, folder: Path, start: int) -> int:
    """Spoil sound files at random until the time is over; gives how many."""
    chance, files, done = Random(start), seeds(folder), 0
    end, path = monotonic() + seconds, folder / "input"
    while monotonic() < end:
        content = spoiled(chance, chance.choice(files))
        _told(lambda given=content: take_in(path, given), content)  # type: ignore[misc]
        done += 1
    return done


def _told(try_it: Callable[[], None], content: bytes) -> None:
    try:
        try_it()
    except BaseException:
        kept = Path(tempfile.gettempdir()) / "luoshi-fuzz-input"
        kept.write_bytes(content)
        print(f"留下了出错的文件：{kept}", file=sys.stderr)
        raise


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--start", type=int, default=0, help="随机的起点，不同的起点试不同的文件")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(f"试了 {by_chance(given.seconds, Path(folder), given.start):,} 个文件，都读了或拒了")


if __name__ == "__main__":
    main()

"""What a reader hands on: the text of a file, and what of the file is not in it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from luoshi.notice.models import Aside

DITTO = "〃"
"""Stands in a cell that is merged with the one above it."""


class Source(NamedTuple):
    """A file as read.

    A line of ``text`` is a paragraph, a printed line, or a row of a table with its cells parted
    by tabs; pages are parted by form feeds. ``asides`` stand outside the running text,
    ``warnings`` say what a person should look at, ``lost`` quotes what could not be read.
    """

    text: str
    asides: tuple[Aside, ...] = ()
    warnings: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def row(cells: Iterable[str]) -> str:
    """A row of a table as a line; breaks inside a cell become blanks."""
    return "\t".join(" ".join(cell.split()) for cell in cells)


def is_grid(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table holds data; with one row or two columns it only sets text in place."""
    return len(rows) > 1 and max(map(len, rows)) > 2

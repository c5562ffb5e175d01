"""Counts of findings by group or check, and by place."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property

from luoshi.areas import Area, Areas, Level

UNKNOWN = "地名对不上"


@dataclass(frozen=True)
class MatrixPlace:
    """A column of the matrix: a division below the one shown, or what names none.

    ``query`` asks the list for what lies there; nothing where that cannot be asked.
    """

    code: str
    label: str
    query: str = ""


@dataclass(frozen=True)
class MatrixLine:
    """A line of the matrix: a group or a check, its counts by place, and in all.

    ``weight`` is the gravest of its findings, as a number; None for a group.
    """

    key: str
    title: str
    counts: tuple[int, ...]
    places: tuple[MatrixPlace, ...]
    weight: int | None = None

    @property
    def total(self) -> int:
        """In all places."""
        return sum(self.counts)

    @property
    def cells(self) -> list[tuple[int, MatrixPlace]]:
        """The counts with their places."""
        return list(zip(self.counts, self.places, strict=True))


@dataclass(frozen=True)
class Matrix:
    """Active findings of a division by group (or the checks of one) and by place below it."""

    places: tuple[MatrixPlace, ...]
    lines: tuple[MatrixLine, ...]
    of_checks: bool

    @cached_property
    def totals(self) -> list[int]:
        """In all lines, by place."""
        return [sum(column) for column in zip(*(line.counts for line in self.lines), strict=True)]

    @property
    def total(self) -> int:
        """Everything."""
        return sum(line.total for line in self.lines)


@dataclass
class MatrixCounts:
    """Findings as they are counted: by key (a group or a check) and place (the code's digits)."""

    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    titles: dict[str, str] = field(default_factory=dict)
    weights: dict[str, int] = field(default_factory=dict)

    def add(self, key: str, title: str, place: str, weight: int, number: int) -> None:
        """Count some findings of one key, place and weight."""
        self.found[key, place] += number
        self.titles.setdefault(key, title)
        self.weights[key] = max(weight, self.weights.get(key, 0))

    @property
    def places(self) -> Set[str]:
        """Where there is any."""
        return {place for _, place in self.found}


def matrix(counts: MatrixCounts, places: tuple[MatrixPlace, ...], of_checks: bool) -> Matrix:
    """The counts as a table, the lines with the most first; checks tell their weight."""
    weights: Mapping[str, int] = counts.weights if of_checks else {}
    lines = (
        MatrixLine(
            key,
            title,
            tuple(counts.found[key, place.code] for place in places),
            places,
            weights.get(key),
        )
        for key, title in counts.titles.items()
    )
    ordered = sorted(lines, key=lambda one: (-one.total, one.key))
    return Matrix(places, tuple(ordered), of_checks)


def matrix_places(
    areas: Areas, area: Area | None, there: Iterable[str], query_of: Callable[[Area], str]
) -> tuple[MatrixPlace, ...]:
    """The divisions with findings below ``area``, then those whose name is none of it."""
    found = [_place(areas, area, code, query_of) for code in there]
    return tuple(sorted(found, key=lambda one: (one.label == UNKNOWN, one.code)))


def _place(
    areas: Areas, area: Area | None, code: str, query_of: Callable[[Area], str]
) -> MatrixPlace:
    known = code.ljust(Level.VILLAGE.digits, "0")
    if area is not None and known == area.code and area.level is not Level.VILLAGE:
        return MatrixPlace(code, UNKNOWN)
    division = areas.by_code(known)
    return MatrixPlace(code, division.label, query_of(division))

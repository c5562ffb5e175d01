"""Tables of a PDF, found by the rules drawn round their cells."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from pdfminer.layout import LTCurve, LTRect

from luoshi.notice.reading.print_lines import Glyph, lines_of
from luoshi.notice.reading.source import DITTO

_THIN = 2.5  # points: what is thinner is a rule
_NEAR = 3.0  # points: rules as near as this are one


class Rule(NamedTuple):
    """A straight rule: its place across, and where it starts and ends along."""

    at: float
    start: float
    end: float

    def crosses(self, place: float) -> bool:
        """Whether it covers a place along it."""
        return self.start - _NEAR <= place <= self.end + _NEAR


class Rules(NamedTuple):
    """The rules of a page."""

    across: list[Rule]
    down: list[Rule]


class Table(NamedTuple):
    """A table: its rows with the height they stand at, its edges, the characters in it."""

    rows: list[tuple[float, list[str]]]
    left: float
    right: float
    glyphs: frozenset[Glyph]


def rulings(paths: Iterable[LTCurve]) -> Rules:
    """All horizontal and vertical rules among the paths of a page, be they lines or thin boxes."""
    rules = Rules([], [])
    for path in paths:
        for left, bottom, right, top in _boxes(path):
            if top - bottom <= _THIN < right - left:
                rules.across.append(Rule((top + bottom) / 2, left, right))
            elif right - left <= _THIN < top - bottom:
                rules.down.append(Rule((left + right) / 2, bottom, top))
    return rules


def find_tables(rules: Rules, glyphs: Sequence[Glyph]) -> list[Table]:
    """Tables of two columns and rows at least; rules that enclose no cells are none."""
    tables = []
    for bottom, top in _spans(rules.down):
        down = [rule for rule in rules.down if bottom - _NEAR <= rule.start <= top]
        across = [rule for rule in rules.across if bottom - _NEAR <= rule.at <= top + _NEAR]
        columns = _merged(rule.at for rule in down)
        lines = _merged(rule.at for rule in across)[::-1]
        if len(columns) > 2 and len(lines) > 2:
            tables.append(_Grid(columns, lines, Rules(across, down)).table(glyphs))
    return tables


class _Grid(NamedTuple):
    columns: list[float]
    lines: list[float]
    rules: Rules

    def table(self, glyphs: Sequence[Glyph]) -> Table:
        cells: dict[tuple[int, int], list[Glyph]] = {}
        for glyph in glyphs:
            place = self._place(glyph)
            if place:
                cells.setdefault(self._anchor(*place), []).append(glyph)
        rows = [
            (self.lines[row], [self._text(row, column, cells) for column in self._columns()])
            for row in range(len(self.lines) - 1)
        ]
        inside = frozenset(glyph for held in cells.values() for glyph in held)
        return Table(rows, self.columns[0], self.columns[-1], inside)

    def _columns(self) -> range:
        return range(len(self.columns) - 1)

    def _place(self, glyph: Glyph) -> tuple[int, int] | None:
        x, y = (glyph.left + glyph.right) / 2, glyph.y + glyph.height / 4
        column = next((n for n, (a, b) in enumerate(pairwise(self.columns)) if a <= x < b), None)
        row = next((n for n, (a, b) in enumerate(pairwise(self.lines)) if b <= y < a), None)
        return None if row is None or column is None else (row, column)

    def _anchor(self, row: int, column: int) -> tuple[int, int]:
        """The first cell of those that no rule parts from this one."""
        if column and not self._is_parted(self.rules.down, self.columns[column], self._mid(row)):
            return self._anchor(row, column - 1)
        middle = (self.columns[column] + self.columns[column + 1]) / 2
        if row and not self._is_parted(self.rules.across, self.lines[row], middle):
            return self._anchor(row - 1, column)
        return row, column

    def _mid(self, row: int) -> float:
        return (self.lines[row] + self.lines[row + 1]) / 2

    @staticmethod
    def _is_parted(rules: Iterable[Rule], at: float, place: float) -> bool:
        return any(abs(rule.at - at) <= _NEAR and rule.crosses(place) for rule in rules)

    def _text(self, row: int, column: int, cells: dict[tuple[int, int], list[Glyph]]) -> str:
        anchor = self._anchor(row, column)
        if anchor == (row, column):
            return "\n".join(line.text for line in lines_of(cells.get(anchor, [])))
        return DITTO if anchor[1] == column else ""


def _boxes(path: LTCurve) -> Iterator[tuple[float, float, float, float]]:
    """Boxes round a path's straight strokes; a thin box is one, however it was drawn."""
    if min(path.width, path.height) <= _THIN:
        yield path.bbox
    elif path.stroke:
        closing = path.pts[:1] if isinstance(path, LTRect) else []
        for (x, y), (to_x, to_y) in pairwise([*path.pts, *closing]):
            yield min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y)


def _spans(rules: Iterable[Rule]) -> list[tuple[float, float]]:
    """Heights that vertical rules cover without a gap; each may be a table."""
    spans: list[tuple[float, float]] = []
    for rule in sorted(rules, key=lambda rule: rule.start):
        if spans and rule.start <= spans[-1][1] + _NEAR:
            spans[-1] = (spans[-1][0], max(spans[-1][1], rule.end))
        else:
            spans.append((rule.start, rule.end))
    return spans


def _merged(places: Iterable[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found

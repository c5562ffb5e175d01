"""What watches found, as lists people can work through."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from luoshi.areas import Level
from luoshi.pack import Pack
from luoshi.pack.checklists import Severity
from luoshi.pack.rules import in_words
from luoshi.pack.topics import Watch
from luoshi.text.numbers import number, percent
from luoshi.topics.watching import Alert

SEVERITY_ORDER = {severity: i for i, severity in enumerate(Severity)}


@dataclass(frozen=True)
class Watched:
    """A watch with how many rows it found that the user sees."""

    watch: Watch
    count: int


@dataclass(frozen=True)
class AlertLine:
    """An alert in words: county, place below it, what it is called, its cells, where it leads."""

    county: str
    place: str
    label: str
    cells: tuple[tuple[str, str], ...]
    url: str
    link: str

    @property
    def why(self) -> str:
        """The cells in one sentence."""
        return "；".join(f"{name}：{text}" for name, text in self.cells)


def most_severe_first(found: Iterable[Watched]) -> list[Watched]:
    """Watches, those that found something first, the most severe before the others."""
    return sorted(found, key=lambda one: (not one.count, SEVERITY_ORDER[one.watch.severity]))


def alert_line(pack: Pack, watch: Watch, found: Alert, url: str, link: str) -> AlertLine:
    """An alert in words, with where it leads."""
    area = pack.areas.by_code(found.area)
    above = pack.areas.by_code(found.county).name
    below = "" if area.level in (Level.REGION, Level.COUNTY) else _below(pack, found)
    cells = tuple((name, _said(value, name in watch.shares)) for name, value in found.shown)
    return AlertLine(above, below, found.label, cells, url, link)


def _below(pack: Pack, found: Alert) -> str:
    """The township and village, without city and county."""
    return " ".join(pack.areas.path(found.area).split("/")[2:])


def _said(value: object, is_share: bool) -> str:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        exact = Fraction(str(value))
        return percent(exact) if is_share else number(exact)
    return in_words(value)


def by_county(pack: Pack, found: Iterable[Alert]) -> Iterator[tuple[str, int]]:
    """How many each county has, those with most first."""
    counts = Counter(one.county for one in found)
    for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield pack.areas.by_code(code).short_name, count

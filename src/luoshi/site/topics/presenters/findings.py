"""What watches found, as lists people can work through."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from urllib.parse import urlencode

from django.urls import reverse

from luoshi.areas import Level
from luoshi.pack.checklists import Severity
from luoshi.pack.rules import in_words
from luoshi.pack.topics import Topic, Watch
from luoshi.site.monitoring.policies import seen_households
from luoshi.site.topics.context import TopicContext
from luoshi.text.numbers import number, percent
from luoshi.topics import Finding

GRAVITY = {severity: i for i, severity in enumerate(Severity)}


@dataclass(frozen=True)
class Watched:
    """A watch with how many rows it found that the user sees."""

    watch: Watch
    count: int


@dataclass(frozen=True)
class FindingLine:
    """A finding in words: county, place below it, what it is called, its cells, where it leads."""

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


def watched(asked: TopicContext, topic: Topic) -> list[Watched]:
    """The topic's watches, those that found something first, the gravest before the others."""
    found = [
        Watched(watch, len(asked.findings(topic, watch))) for watch in asked.seeing.watches(topic)
    ]
    return sorted(found, key=lambda one: (not one.count, GRAVITY[one.watch.severity]))


def lines(
    asked: TopicContext, topic: Topic, watch: Watch, found: Iterable[Finding]
) -> list[FindingLine]:
    """Findings in words."""
    every = list(found)
    homes = _homes(asked, every)
    return [_line(asked, topic, watch, one, homes) for one in every]


def _line(
    asked: TopicContext, topic: Topic, watch: Watch, found: Finding, homes: Mapping[str, int]
) -> FindingLine:
    area = asked.pack.areas.by_code(found.area)
    above = asked.pack.areas.by_code(found.county).name
    below = "" if area.level in (Level.REGION, Level.COUNTY) else _below(asked, found)
    cells = tuple((name, _said(value, name in watch.shares)) for name, value in found.shown)
    url, link = _leads(asked, topic, watch, found, homes)
    return FindingLine(above, below, found.label, cells, url, link)


def _below(asked: TopicContext, found: Finding) -> str:
    """The township and village, without city and county."""
    return " ".join(asked.pack.areas.path(found.area).split("/")[2:])


def _said(value: object, is_share: bool) -> str:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        exact = Fraction(str(value))
        return percent(exact) if is_share else number(exact)
    return in_words(value)


def _leads(
    asked: TopicContext, topic: Topic, watch: Watch, found: Finding, homes: Mapping[str, int]
) -> tuple[str, str]:
    """Where a finding leads, and what it is called there; nothing where it leads nowhere."""
    if found.record:
        return reverse("ledgers:record", args=[found.record]), "台账记录"
    if found.home and found.home in homes:
        return reverse("monitoring:household", args=[homes[found.home]]), "户情"
    if watch.table == asked.pack.registers.counties:
        at = {"year": asked.form.chosen_year, "area": found.county}
        return f"{reverse('topics:topic', args=[topic.id])}?{urlencode(at)}", "本县各数"
    if watch.lacking:
        at = {"county": found.county.ljust(12, "0")}
        return f"{reverse('ledgers:ledger', args=[watch.table])}?{urlencode(at)}", "台账"
    return "", ""


def _homes(asked: TopicContext, found: Iterable[Finding]) -> dict[str, int]:
    """The pages of the households there are some of, that the user may open."""
    numbers = {one.home for one in found if one.home and not one.record}
    rows = seen_households(asked.seeing.scope).filter(number__in=numbers)
    return dict(rows.values_list("number", "pk")) if numbers else {}


def by_county(asked: TopicContext, found: Iterable[Finding]) -> Iterator[tuple[str, int]]:
    """How many each county has, those with most first."""
    counts: dict[str, int] = {}
    for one in found:
        counts[one.county] = counts.get(one.county, 0) + 1
    for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield asked.pack.areas.by_code(code).short_name, count

"""Every obligation judged once more, kind by kind, as docs/reference/obligations.md says it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property

from reference.obligations.reading import (
    INDICATORS,
    Reading,
    counties_table,
    gathered,
    leading,
    read,
    region_of,
)
from reference.obligations.records import Records
from reference.obligations.telling import Telling, Told

from luoshi.areas import CountyStats, Level
from luoshi.expressions import parse
from luoshi.expressions.tree import ColumnCell, walk
from luoshi.pack import Pack
from luoshi.pack.rules import values_on, vocabulary

Span = tuple[date, date]
Found = tuple[str, Fraction | None]
"""The status and the value of a verdict."""

NO_DATA: Found = ("no_data", None)


def year(number: int) -> Span:
    return date(number, 1, 1), date(number, 12, 31)


def periods(obligation) -> list[Span]:
    """The times an obligation is asked of."""
    if obligation.kind == "milestone":
        return [(obligation.since, obligation.due)]
    if obligation.every == "term":
        return [(obligation.since, obligation.until)]
    years = map(year, range(obligation.since.year, obligation.until.year + 1))
    return [(max(first, obligation.since), min(last, obligation.until)) for first, last in years]


def number(value: object) -> Fraction | None:
    if value is None or isinstance(value, str | date):
        return None
    return Fraction(str(value)) if isinstance(value, float) else Fraction(value)  # type: ignore[arg-type]


class Province:
    """The records, asked over and over."""

    def __init__(self, records: Records) -> None:
        self.records, self.pack = records, records.pack
        self.telling = Telling(records)
        self.region = region_of(self.pack)
        self.facts = _facts(self.pack, self.region)
        self.counties = sorted(set(self.facts) - {self.region})
        self._readings: dict[tuple[object, ...], Reading] = {}
        waits = [table.due.days for table in self.pack.tables.values() if table.due]
        self.wait = timedelta(days=max(waits))

    def on(self, day: date, *, term: bool) -> Iterator[tuple[str, str, Span, Found]]:
        """Every obligation of every place in its current period, and where the ``term`` is asked
        in every period begun by a day."""
        for obligation in self.pack.obligations.values():
            begun = [one for one in periods(obligation) if one[0] <= day]
            for span in begun[0 if term else -1 :] or periods(obligation)[:1]:
                judging = Judging(self, obligation, span, day)
                for place in judging.places:
                    yield obligation.id, place, span, judging.verdict(place)

    def reading(self, day: date, span: Span, yardsticks: date) -> Reading:
        asked = day, span, yardsticks
        if asked not in self._readings:
            known = [one.id for one in self.pack.parameters.values() if one.on(yardsticks)]
            values = values_on(self.pack, frozenset(known), yardsticks)
            self._readings[asked] = Reading(self.records, day, *span, self.facts, values)
            if asked[0] != day or len(self._readings) > 40:
                self._readings = {asked: self._readings[asked]}
        return self._readings[asked]

    def members(self, where, day: date) -> list[str]:
        if where == "all":
            return self.counties
        if where == "region":
            return [self.region]
        if isinstance(where, str):
            return sorted(self.pack.groups[where].members(day))
        return sorted(where)

    def parameter(self, name: str, day: date) -> Fraction:
        issued, expires = self.pack.notices["2021-26"].issued, self.pack.notices["2021-26"].expires
        held = self.pack.parameters[name].on(min(max(day, issued), expires))
        assert held
        return Fraction(held.value)


def _facts(pack: Pack, region: str) -> dict[str, dict[str, object]]:
    """The row of each county, and of the region: their sums."""
    stats = CountyStats.load(pack.folder)
    facts: dict[str, dict[str, object]] = {}
    for area in pack.areas.counties():
        code = area.code[:6]
        below = {
            "county.villages": [
                one
                for one in pack.areas.at_level(Level.VILLAGE)
                if one.code.startswith(code) and one.is_village
            ],
            "county.townships": [
                one for one in pack.areas.at_level(Level.TOWNSHIP) if one.code.startswith(code)
            ],
        }
        counted: dict[str, object] = {name: len(found) for name, found in below.items()}
        for name, indicator in INDICATORS.items():
            last = stats.latest(code, indicator)
            counted[name] = last.value if last else None
        facts[code] = counted
    whole = {name: sum(each[name] or 0 for each in facts.values()) for name in facts[code]}  # type: ignore[misc]
    columns = {one.element: one.name for one in pack.tables[counties_table(pack)].columns}
    return {
        code: {"code": code, **{columns[name]: value for name, value in of.items()}}
        for code, of in {**facts, region: whole}.items()
    }


@dataclass
class Judging:
    """One obligation of one period on one day."""

    province: Province
    obligation: object
    span: Span
    day: date

    def __post_init__(self) -> None:
        self.p = self.obligation
        self.pack = self.province.pack
        self.region = self.p.where == "region"
        self.begun = self.span[0] <= self.day
        self.passed = (self.span[0], min(self.span[1], self.day))
        self.judged_on = self._judged_on()
        deciding = self.passed[1] if self.begun else self.span[0]
        self.members = self.province.members(self.p.where, deciding)
        others = getattr(self.p, "others", None)
        self.others = self.province.members(others, deciding) if others else []
        self.places = self.members if self.region else self.province.counties
        self.compares = self.p.kind in ("tilt", "floor", "outpace")
        self.subject = "region" if self.region else counties_table(self.pack)

    def _judged_on(self) -> date:
        end = self.span[1]
        if self.p.kind == "milestone":
            return min(self.day, end)
        return min(self.day, date(end.year, 12, 31) + self.province.wait)

    @cached_property
    def before(self) -> Span:
        if getattr(self.p, "base_year", None):
            first, last = year(self.p.base_year)
            return first, min(last, self.day)
        if self.p.every == "term":
            return self.span[0], self.span[0]
        return year(self.span[0].year - 1)

    def ask(self, text: str, place: str, span: Span | None = None, only=None) -> object:
        reading = self.province.reading(self.judged_on, span or self.passed, self.passed[1])
        return reading.figure(text, place, only)

    def amount(self, text: str, place: str, span: Span | None = None, only=None) -> Fraction | None:
        return number(self.ask(text, place, span, only))

    # What is told.

    @cached_property
    def proving(self) -> list[str]:
        """The texts that are nothing without rows."""
        p = self.p
        of = {
            "tilt": lambda: [p.measure],
            "floor": lambda: [p.measure],
            "quota": lambda: [p.measure],
            "range": lambda: [p.measure],
            "stable": lambda: [p.measure],
            "outpace": lambda: [p.part],
            "coverage": lambda: [p.part],
            "milestone": lambda: [p.done],
            "mechanism": lambda: [part.holds for part in p.parts],
            "activity": lambda: [p.evidence],
        }
        return of[p.kind]()

    @cached_property
    def further(self) -> list[str]:
        """The other texts of its time."""
        p = self.p
        of = {
            "tilt": lambda: [per.measure for per in p.per if per.measure],
            "floor": lambda: [p.per.measure] if p.per and p.per.measure else [],
            "quota": lambda: [p.at_least],
            "range": lambda: [p.at_least, p.at_most],
            "outpace": lambda: [p.whole],
            "coverage": lambda: [p.whole, p.target],
            "milestone": lambda: [p.target],
            "activity": lambda: [p.measure] if p.measure else [],
        }
        objects = [p.objects.count] if p.objects and p.objects.count else []
        return [*of.get(p.kind, list)(), *objects]

    @cached_property
    def proof(self) -> set[str]:
        if self.p.kind == "prohibition":
            return {self.p.table}
        found = set().union(*(gathered(self.pack, text, self.subject) for text in self.proving))
        return found or set(self.p.records)

    @cached_property
    def tables(self) -> set[tuple[str, Span]]:
        """The tables it rests on, each with the time they are of."""
        now = {(table, self.passed) for table in self._tables_now}
        if self.p.kind not in ("stable", "outpace"):
            return now or {(table, self.passed) for table in self.p.records}
        texts = [self.p.measure] if self.p.kind == "stable" else [self.p.part, self.p.whole]
        earlier = set().union(*(read(self.pack, text, self.subject) for text in texts))
        return now | {(table, self.before) for table in earlier}

    @cached_property
    def _tables_now(self) -> set[str]:
        if self.p.kind != "prohibition":
            texts = [*self.proving, *self.further]
            return set().union(*(read(self.pack, text, self.subject) for text in texts))
        table = self.pack.tables[self.p.table]
        cells = (
            [one for one in walk(self._when) if isinstance(one, ColumnCell)] if self.p.when else []
        )
        found = {table.id, *(cell.table for cell in cells)}
        return found | {one for id_ in found for one in leading(self.pack, self.pack.tables[id_])}

    @cached_property
    def _when(self):
        return parse(self.p.when, vocabulary(self.pack), self.p.table).node

    def told(self, county: str, tables=None) -> Told:
        """How the tables stand for a county: as the worst does."""
        of = self.province.telling.of
        found = [
            of(table, county, *span, self.day)
            for table, span in (self.tables if tables is None else tables)
        ]
        return max(found, default=Told.COMPLETE)

    def rows(self, place: str, span: Span) -> int:
        reading = self.province.reading(self.judged_on, span, self.passed[1])
        return sum(
            row.get(self.pack.tables[table].key[0]) is not None
            for table in self.proof
            for row in reading.rows_in(table, place)
        )

    @cached_property
    def counted(self) -> set[str]:
        """The counties that have reported."""
        return {one for one in self.province.counties if self._counts(one)}

    def _counts(self, county: str) -> bool:
        told = self.told(county)
        if told is Told.COMPLETE or told > Told.OPEN:
            return told is Told.COMPLETE
        if self.region:
            return True
        earlier = self.p.kind not in ("stable", "outpace") or self.rows(county, self.before)
        return bool(self.rows(county, self.passed) and earlier)

    @cached_property
    def together(self) -> Told:
        """How all stand whose counties are looked at together, each side by itself."""
        sides = [] if self.region else [self.members]
        if self.region or self.p.kind == "outpace":
            sides.append(self.province.counties)
        if self.others:
            sides.append(self.others)
        return max(self._side(side) for side in sides)

    def _side(self, side: list[str]) -> Told:
        told = {one: self.told(one) for one in side}
        inside = [told[one] for one in side if one in self.counted]
        out = [told[one] for one in side if one not in self.counted]
        if out and (not inside or len(inside) < self.share * len(side)):
            return Told.MISSING if inside else max(Told.MISSING, *out)
        if Told.OPEN in out:
            return max(Told.OPEN, *inside)
        return max(inside, default=Told.COMPLETE)

    @cached_property
    def share(self) -> Fraction:
        return self.province.parameter("reported_share", self.day)

    # The verdict.

    def verdict(self, place: str) -> Found:
        if place not in self.members:
            return "not_applicable", None
        if not self.begun:
            return "not_due", None
        told = self.together if self.region or self.compares else self.told(place)
        if told >= Told.STALE or (told is Told.MISSING and self.compares):
            return NO_DATA
        if self._nothing_due(place):
            return "nothing_due", None
        case = Case(self, place, told)
        (status, value), stands = getattr(case, self.p.kind)()
        if told is Told.MISSING and not stands and status != "no_data":
            return "no_data", value
        return status, value

    def _nothing_due(self, place: str) -> bool:
        counted = self.p.objects.count if self.p.objects else None
        text = counted or (self.p.whole if self.p.kind == "coverage" else None)
        if text is None:
            return False
        if self.amount(text, place):
            return False
        return self.complete(text, place)

    def complete(self, text: str, place: str) -> bool:
        """Whether the tables a text reads are told in full."""
        tables = {(table, self.passed) for table in read(self.pack, text, self.subject)}
        counties = self.province.counties if self.region else [place]
        return all(self.told(one, tables) is Told.COMPLETE for one in counties)


class Case:
    """An obligation asked of one place: each kind gives a verdict, and whether it stands whatever
    rows may still come."""

    def __init__(self, judging: Judging, place: str, told: Told) -> None:
        self.j, self.p, self.place = judging, judging.p, place
        self.records = judging.rows(place, judging.passed)
        self.known = bool(self.records) or told is Told.COMPLETE
        self.silent = not self.records and told is Told.COMPLETE
        self.over = judging.span[1] <= judging.day and told is not Told.OPEN

    def amount(self, text: str, span: Span | None = None) -> Fraction | None:
        """A figure of the place; 0 where it is known that no row tells it."""
        found = self.j.amount(text, self.place, span)
        return Fraction(0) if found is None and self.silent else found

    def settled(self, holds: bool) -> str:
        if self.over:
            return "met" if holds else "breached"
        return "on_track" if holds else "at_risk"

    def paced(self, value: Fraction, target: Fraction) -> str:
        if value >= target:
            return "met"
        if self.over:
            return "breached"
        first, last = self.j.span
        elapsed = Fraction((min(self.j.day, last) - first).days + 1, (last - first).days + 1)
        done = min(max(value / target, Fraction(0)), Fraction(1)) if target > 0 else Fraction(0)
        tolerance = self.j.province.parameter("status_tolerance", self.j.day)
        return "on_track" if elapsed - done <= tolerance else "at_risk"

    def quota(self) -> tuple[Found, bool]:
        value, target = self.amount(self.p.measure), self.j.amount(self.p.at_least, self.place)
        if not self.known or value is None or target is None:
            return NO_DATA, False
        stands = value >= target and self.j.complete(self.p.at_least, self.place)
        return (self.paced(value, target), value), stands

    def range(self) -> tuple[Found, bool]:
        value = self.amount(self.p.measure)
        least, most = (
            self.j.amount(text, self.place) for text in (self.p.at_least, self.p.at_most)
        )
        if not self.known or value is None or least is None or most is None:
            return NO_DATA, False
        if value > most:
            limits = (self.p.at_least, self.p.at_most)
            stands = all(self.j.complete(text, self.place) for text in limits)
            return (self.settled(False), value), stands
        if value < least:
            return (self.paced(value, least), value), False
        return (self.settled(True), value), False

    def coverage(self) -> tuple[Found, bool]:
        part, whole = self.amount(self.p.part), self.amount(self.p.whole)
        target = self.j.amount(self.p.target, self.place)
        if not self.known or part is None or target is None or not whole or whole < 0:
            return NO_DATA, False
        return (self.paced(part / whole, target), 100 * part / whole), False

    def milestone(self) -> tuple[Found, bool]:
        done, target = self.amount(self.p.done), self.amount(self.p.target)
        if not self.known or done is None or target is None:
            return NO_DATA, False
        return (self.paced(done, target), done), False

    def stable(self) -> tuple[Found, bool]:
        value = self.amount(self.p.measure)
        base = self.j.amount(self.p.measure, self.place, self.j.before)
        if not self.known or value is None:
            return NO_DATA, False
        if not self.j.rows(self.place, self.j.before) or not base:
            return NO_DATA, False
        return (self.settled(value >= base), value), False

    def mechanism(self) -> tuple[Found, bool]:
        if not self.known:
            return NO_DATA, False
        held = sum(self.j.ask(part.holds, self.place) is True for part in self.p.parts)
        return (self.paced(Fraction(held), Fraction(len(self.p.parts))), Fraction(held)), False

    def activity(self) -> tuple[Found, bool]:
        if not self.known:
            return NO_DATA, False
        evidence = self.j.amount(self.p.evidence, self.place) or Fraction(0)
        shown = self.j.amount(self.p.measure, self.place) if self.p.measure else None
        value = evidence if shown is None else shown
        if evidence > 0:
            return ("met", value), True
        return (self.paced(Fraction(0), Fraction(1)), value), False

    def prohibition(self) -> tuple[Found, bool]:
        found = len(list(self._violations()))
        if found:
            return ("breached", Fraction(found)), True
        return ((self.settled(True), Fraction(0)) if self.known else NO_DATA), False

    def _violations(self) -> Iterator[Mapping[str, object]]:
        reading = self.j.province.reading(self.j.judged_on, self.j.passed, self.j.passed[1])
        for row in reading.rows_in(self.p.table, self.place):
            told = self.p.when is None or reading.value(self.j._when, self.p.table, row) is True
            if told and (self.p.outside is None or self._is_outside(row, reading)):
                yield row

    def _is_outside(self, row: Mapping[str, object], reading: Reading) -> bool:
        table = self.j.pack.tables[self.p.table]
        when = row.get(table.period) if table.period else None
        day = date(when, 12, 31) if isinstance(when, int) else when or self.j.passed[1]
        listed = self.j.pack.groups[self.p.outside].membership(day)
        return listed is not None and reading.county(table.id, dict(row)) not in listed.counties

    # Counties against counties.

    def tilt(self) -> tuple[Found, bool]:
        ours, theirs = self._told(self.j.members), self._told(self.j.others)
        got = [sum(self._each(self.p.measure, side), Fraction(0)) for side in (ours, theirs)]
        if not any(got):
            return (("nothing_due" if self.over else "no_data"), None), False
        means = []
        for per in self.p.per:
            weights = [
                sum(self._each(per.measure or "1", side), Fraction(0)) for side in (ours, theirs)
            ]
            if min(weights) <= 0:
                return NO_DATA, False
            means.append((got[0] / weights[0], got[1] / weights[1]))
        ratios = [our / their for our, their in means if their]
        holds = all(our > their for our, their in means)
        return (self.settled(holds), min(ratios, default=None)), False

    def floor(self) -> tuple[Found, bool]:
        ours, theirs = self._told(self.j.members), self._told(self.j.others)
        if self.p.by is None:
            return self._floor_of_all(ours, theirs), False
        pairs = [
            tuple(
                sum(self._each(self.p.measure, side, fund), Fraction(0)) / len(side)
                for side in (ours, theirs)
            )
            for fund in self._values([*ours, *theirs], self.j.passed)
        ]
        pairs = [pair for pair in pairs if any(pair)]
        if not pairs:
            return (("nothing_due" if self.over else "no_data"), None), False
        held = sum(our >= their for our, their in pairs)
        return (self.settled(held == len(pairs)), Fraction(held)), False

    def _floor_of_all(self, ours: list[str], theirs: list[str]) -> Found:
        per = self.p.per.measure if self.p.per and self.p.per.measure else "1"
        sides = []
        for side in (ours, theirs):
            weight = sum(self._each(per, side), Fraction(0))
            if weight <= 0:
                return NO_DATA
            sides.append(sum(self._each(self.p.measure, side), Fraction(0)) / weight)
        if not any(sides):
            return NO_DATA
        return self.settled(sides[0] >= sides[1]), sides[0] / sides[1] if sides[1] else None

    def outpace(self) -> tuple[Found, bool]:
        times = (self.j.before, self.j.passed)
        members = self._told(self.j.members)
        names = {name for span in times for name in self._values(members, span)}
        found = []
        for name in sorted(names):
            part = [_sum(self._by(self.p.part, members, name, span)) for span in times]
            if any(part):
                whole = [self._whole(name, span) for span in times]
                found.append(_faster(part, whole))
        if not found or (False not in found and None in found):
            return NO_DATA, False
        return (self.settled(False not in found), Fraction(found.count(True))), False

    def _whole(self, name: object, span: Span) -> Fraction | None:
        """The region's, less what counties that have not reported wrote."""
        whole = _sum(self._by(self.p.whole, [self.j.province.region], name, span))
        untold = [one for one in self.j.province.counties if one not in self.j.counted]
        less = _sum(self._by(self.p.whole, untold, name, span)) or 0
        return None if whole is None else whole - less

    def _told(self, side: list[str]) -> list[str]:
        return [one for one in side if one in self.j.counted]

    def _each(self, text: str, side: list[str], by: object = None) -> list[Fraction]:
        only = self._only(by) if by is not None else None
        return [self.j.amount(text, one, None, only) or Fraction(0) for one in side]

    def _by(self, text: str, side: list[str], name: object, span: Span) -> list[Fraction | None]:
        column = self._only(name)
        reading = self.j.province.reading(self.j.judged_on, span, self.j.passed[1])
        return [
            self.j.amount(text, one, span, column)
            for one in side
            if any(row.get(column[1]) == name for row in reading.rows_in(column[0], one))
        ]

    def _values(self, side: list[str], span: Span) -> set[object]:
        table, column, _ = self._only(None)
        reading = self.j.province.reading(self.j.judged_on, span, self.j.passed[1])
        found = {row.get(column) for one in side for row in reading.rows_in(table, one)}
        return found - {None}

    def _only(self, value: object) -> tuple[str, str, object]:
        table, _, column = self.p.by.partition(".")
        return table, column, value


def _sum(amounts: list[Fraction | None]) -> Fraction | None:
    known = [one for one in amounts if one is not None]
    return sum(known, Fraction(0)) if known else None


def _faster(part: list[Fraction | None], whole: list[Fraction | None]) -> bool | None:
    rates = []
    for before, now in (part, whole):
        if before is None or now is None or before <= 0:
            return None
        rates.append(now / before - 1)
    return rates[0] > rates[1]

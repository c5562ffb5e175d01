"""Leads and households that rules find before a change and after it, set against each other."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa
import pyarrow.compute as pc

from luoshi.area_queries.places import places_of
from luoshi.changes.outcome import Flow, LeadChange, Unanswered
from luoshi.changes.records import Asking
from luoshi.pack.models import Rule
from luoshi.screening import AskedRules, unaskable
from luoshi.warehouse.engine import Engine, Session

OLD, NEW = "old_leads", "new_leads"
"""The relations with the leads of both sides."""

SCHEMA = pa.schema(
    [
        ("rule", pa.string()),
        ("fact", pa.string()),
        ("household", pa.string()),
        ("county", pa.string()),
        ("colour", pa.int8()),
    ]
)

_FLOW = (
    "count(o.colour) AS old, count(n.colour) AS new,"
    " count(*) FILTER (o.colour IS NULL) AS gained, count(*) FILTER (n.colour IS NULL) AS lost"
)
_WEIGHT = (
    "count(*) FILTER (n.colour > o.colour) AS heavier,"
    " count(*) FILTER (n.colour < o.colour) AS lighter"
)
_PLACED = "coalesce(n.rule, o.rule) AS rule, coalesce(n.county, o.county) AS county"
_GROUPED = "GROUP BY GROUPING SETS ((1, 2), (1))"

LEADS = f"""SELECT {_PLACED}, {_FLOW}, {_WEIGHT}
FROM {OLD} o FULL JOIN {NEW} n ON n.rule = o.rule AND n.fact = o.fact {_GROUPED}"""

_HOMES = (
    "(SELECT rule, household, min(county) AS county, max(colour) AS colour FROM {} GROUP BY 1, 2)"
)

HOUSEHOLDS = f"""SELECT {_PLACED}, {_FLOW}
FROM {_HOMES.format(OLD)} o FULL JOIN {_HOMES.format(NEW)} n
ON n.rule = o.rule AND n.household = o.household {_GROUPED}"""

_ALL = "(SELECT household, max(colour) AS colour FROM {} GROUP BY 1)"

TOGETHER = f"""SELECT {_FLOW} FROM {_ALL.format(OLD)} o FULL JOIN {_ALL.format(NEW)} n
ON n.household = o.household"""

LOST = f"""SELECT o.rule, o.fact, o.household, o.county FROM {OLD} o
ANTI JOIN {NEW} n ON n.rule = o.rule AND n.fact = o.fact"""

Sides = Mapping[str, pa.Table]


@dataclass(frozen=True)
class LeadsCompared:
    """What differs, how many households there are in all, what could not be asked, and the leads
    that are gone (rule, fact, household, county)."""

    changes: tuple[LeadChange, ...]
    households: Flow
    unanswered: tuple[Unanswered, ...]
    lost: pa.Table


def compare_leads(old: Asking, new: Asking, ids: Collection[str]) -> LeadsCompared:
    """Ask rules and needs (ids) of everyone by both packs, and set the leads against each other.

    A rule that one side cannot ask has no leads there.
    """
    before, after = _Side.of(old, ids), _Side.of(new, ids)
    with _sessions(before, after) as (then, now):
        sides = {OLD: before.leads(then), NEW: after.leads(now)}
    engine = new.engine
    (whole,) = engine.query(TOGETHER, sides).to_pylist()
    return LeadsCompared(
        tuple(_changes(engine, sides, old, new)),
        Flow(**whole),
        tuple(_unanswered(before, after)),
        engine.query(LOST, sides),
    )


@dataclass(frozen=True)
class _Side:
    asking: Asking
    rules: tuple[Rule, ...]
    untold: Mapping[str, str]

    @classmethod
    def of(cls, asking: Asking, ids: Collection[str]) -> "_Side":
        """The rules of one side, without those it cannot ask."""
        rules = [one for id_, one in _rules(asking).items() if id_ in ids]
        not_asked = unaskable(asking.pack, rules, asking.day, asking.reporting)
        untold = {one.rule.id: one.told for one in not_asked}
        return cls(asking, tuple(one for one in rules if one.id not in untold), untold)

    @cached_property
    def asked(self) -> AskedRules:
        """As they are asked."""
        return AskedRules(self.asking.pack, self.rules, self.asking.day)

    def leads(self, session: Session | None) -> pa.Table:
        """The leads as rows of `SCHEMA`."""
        if session is None:
            return SCHEMA.empty_table()
        found = [_rows(one.parsed.rule.id, one.rows) for one in self.asked.leads(session)]
        return pa.concat_tables([SCHEMA.empty_table(), *found])


@contextmanager
def _sessions(old: _Side, new: _Side) -> Iterator[tuple[Session | None, Session | None]]:
    """What each side is asked of: one session for both where they have the same records."""
    with ExitStack() as stack:
        if old.asking.engine is new.asking.engine and old.rules and new.rules:
            reads = old.asked.reads_with(new.asked)
            session = stack.enter_context(_on_day(old).holding(reads))
            yield session, session
            return
        then, now = (
            stack.enter_context(_on_day(one).holding(one.asked.reads)) if one.rules else None
            for one in (old, new)
        )
        yield then, now


def _on_day(side: _Side) -> Engine:
    return side.asking.engine.on(side.asking.day)


def _rules(asking: Asking) -> dict[str, Rule]:
    return {**asking.pack.rules, **asking.pack.needs}


def _rows(rule: str, rows: pa.Table) -> pa.Table:
    columns = [
        pa.repeat(pa.scalar(rule), rows.num_rows),
        rows["fact"],
        rows["household"],
        pc.utf8_slice_codeunits(rows["village"].cast(pa.string()), 0, 6),
        rows["colour"],
    ]
    return pa.table(columns, names=SCHEMA.names).cast(SCHEMA)


def _changes(engine: Engine, sides: Sides, old: Asking, new: Asking) -> Iterator[LeadChange]:
    homes = {
        (one["rule"], one["county"]): one for one in engine.query(HOUSEHOLDS, sides).to_pylist()
    }
    rules = _rules(old) | _rules(new)
    names = places_of(old.pack).names | places_of(new.pack).names
    found = engine.query(LEADS, sides).to_pylist()
    for one in sorted(found, key=lambda one: (one["rule"], one["county"] or "")):
        place = one["county"] or ""
        change = LeadChange(
            rule=one["rule"],
            title=rules[one["rule"]].title,
            place=place,
            name=names.get(place, place),
            leads=_flow(one),
            households=_flow(homes[one["rule"], one["county"]]),
            heavier=one["heavier"],
            lighter=one["lighter"],
        )
        if any((change.leads.gained, change.leads.lost, change.heavier, change.lighter)):
            yield change


def _flow(row: Mapping[str, int]) -> Flow:
    return Flow(old=row["old"], new=row["new"], gained=row["gained"], lost=row["lost"])


def _unanswered(old: _Side, new: _Side) -> Iterator[Unanswered]:
    rules = _rules(old.asking) | _rules(new.asking)
    for id_ in sorted({*old.untold, *new.untold}):
        yield Unanswered(
            kind="rules",
            id=id_,
            title=rules[id_].title,
            old=old.untold.get(id_),
            new=new.untold.get(id_),
        )

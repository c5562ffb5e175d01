"""Asking all rules of a pack, on one day, of everyone."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby
from time import perf_counter

import pyarrow as pa
import pyarrow.compute as pc

from luoshi.area_queries.period import Period
from luoshi.area_queries.places import places_of
from luoshi.area_queries.reported import Reporting, Standing
from luoshi.expressions import Expression, Vocabulary, compile_query
from luoshi.pack import Pack
from luoshi.pack.as_of import on_day
from luoshi.pack.lacking import Lack, LackingError, lacking, told
from luoshi.pack.models import Rule
from luoshi.pack.rules import ParsedRule, parsed_rule, values_on, vocabulary
from luoshi.screening.holding import often_read
from luoshi.screening.identity import led_on, own_identity, with_facts
from luoshi.screening.leads import RuleLeads, alias
from luoshi.screening.severity import Decisions
from luoshi.warehouse.engine import Engine, Session
from luoshi.warehouse.parallel_queries import answers
from luoshi.warehouse.schema import Table

GROWTH = "lead_growth_share"
"""The parameter that says by what share a measure must grow to raise a decided lead again."""


@dataclass(frozen=True)
class Unasked:
    """A rule that could not be asked: the parameters it lacks on the day, and why the table it
    asks has no data of it, in words."""

    rule: Rule
    lacks: tuple[Lack, ...]
    absent: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """Why, and who can mend it."""
        return "；".join(filter(None, (told(self.lacks), *self.absent)))

    def document(self) -> dict[str, object]:
        """As JSON, among the rules that were asked."""
        lacking = [lack.document() for lack in self.lacks]
        return {"id": self.rule.id, "leads": None, "skipped": self.told, "lacking": lacking}


@dataclass(frozen=True)
class Screening:
    """What one screening found; ``seconds`` is how long it took.

    ``leads`` has an entry for each rule that was asked, also where it found nothing: of those
    ``unasked`` nobody knows. ``stale_in`` are the counties (six digits) in which some data a rule
    reads do not reach the day, by rule: of their silence nothing follows. ``behind`` tells of
    those data.
    """

    as_of: date
    people: int
    households: int
    leads: tuple[RuleLeads, ...]
    seconds: float
    unasked: tuple[Unasked, ...] = ()
    stale_in: Mapping[str, frozenset[str]] = field(default_factory=dict)
    behind: tuple[str, ...] = ()

    @property
    def asked(self) -> frozenset[str]:
        """The rules that were asked (ids)."""
        return frozenset(leads.parsed.rule.id for leads in self.leads)

    @property
    def lead_count(self) -> int:
        """Leads of all rules."""
        return sum(len(leads) for leads in self.leads)

    @property
    def households_with_leads(self) -> int:
        """Households with one lead or more."""
        chunks = [chunk for leads in self.leads for chunk in leads.rows["household"].chunks]
        return len(pc.unique(pa.chunked_array(chunks, pa.string())))

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """The parameters that rules lack, each once."""
        return _lacks(self.unasked)

    def summary(self) -> dict[str, object]:
        """What ``luoshi screen --json`` prints; a rule that was not asked says why."""
        return {
            "as_of": self.as_of.isoformat(),
            "people": self.people,
            "households": self.households,
            "leads": self.lead_count,
            "households_with_leads": self.households_with_leads,
            "rules": [
                {"id": leads.parsed.rule.id, "leads": len(leads), "skipped": None, "lacking": []}
                for leads in self.leads
            ]
            + [one.document() for one in self.unasked],
            "behind": list(self.behind),
            "seconds": round(self.seconds, 3),
        }


def screen(
    pack: Pack,
    engine: Engine,
    as_of: date,
    decisions: Decisions | None = None,
    reporting: Reporting | None = None,
) -> Screening:
    """Ask the rules of ``pack`` of the population in ``engine`` as of a day.

    ``decisions`` suppresses dismissed facts until they become more severe. A rule that needs a
    parameter without a value on the day, or asks a table that by ``reporting`` has no data of it,
    is not asked; the screening says so. Without ``reporting`` whatever is there is asked.

    Raises:
        LackingError: no rule at all can be asked, or the growth that raises a lead again lacks.
    """
    started = perf_counter()
    pack = on_day(pack, as_of)
    growth = Decimal(str(values_on(pack, frozenset({GROWTH}), as_of)[GROWTH]))
    asked, unasked = _sorted_out(pack, pack.rules.values(), as_of, reporting)
    if unasked and not asked:
        absent = (why for one in unasked for why in one.absent)
        raise LackingError(_lacks(unasked), tuple(dict.fromkeys(absent)))
    stale = list(_behind(pack, asked, as_of, reporting)) if reporting else []
    engine = engine.on(as_of)
    found = ask_rules(pack, engine, asked, as_of)
    leads = {one.parsed.rule.id: one.unless_decided(decisions or {}, growth) for one in found}
    return Screening(
        as_of,
        _count(engine, pack.registers.residents),
        _count(engine, pack.registers.households),
        tuple(leads[rule.id] for rule in asked),
        perf_counter() - started,
        unasked,
        _by_rule(stale),
        tuple(dict.fromkeys(why for _, _, why in stale)),
    )


def find_needs(
    pack: Pack, engine: Engine, as_of: date, reporting: Reporting | None = None
) -> tuple[RuleLeads, ...]:
    """Who needs which help on a day, by those of the pack's needs that can be asked then."""
    asked, _ = _sorted_out(pack, pack.needs.values(), as_of, reporting)
    return tuple(ask_rules(pack, engine.on(as_of), asked, as_of))


def behind(pack: Pack, rules: Iterable[Rule], as_of: date, reporting: Reporting) -> frozenset[str]:
    """The rules (ids) that read data which do not reach a day: of their silence nothing follows."""
    return frozenset(rule for rule, _, _ in _behind(pack, rules, as_of, reporting))


def _sorted_out(
    pack: Pack, rules: Collection[Rule], as_of: date, reporting: Reporting | None
) -> tuple[list[Rule], tuple[Unasked, ...]]:
    """The rules that can be asked on a day, and those that cannot."""
    unasked = unaskable(pack, rules, as_of, reporting)
    left_out = {one.rule.id for one in unasked}
    return [rule for rule in rules if rule.id not in left_out], unasked


def _lacks(unasked: Iterable[Unasked]) -> tuple[Lack, ...]:
    return tuple(dict.fromkeys(lack for one in unasked for lack in one.lacks))


def unaskable(
    pack: Pack, rules: Iterable[Rule], as_of: date, reporting: Reporting | None = None
) -> tuple[Unasked, ...]:
    """The rules that lack a parameter's value on a day, or have no data of it to ask."""
    asked = ((rule, parsed_rule(pack, rule.id)) for rule in rules)
    found = (
        Unasked(
            rule,
            lacking(pack, parsed.parameters, as_of),
            tuple(_absent(pack, parsed, as_of, reporting)) if reporting else (),
        )
        for rule, parsed in asked
    )
    return tuple(one for one in found if one.lacks or one.absent)


def _absent(pack: Pack, parsed: ParsedRule, as_of: date, reporting: Reporting) -> Iterator[str]:
    """Why the table a rule asks has no data of the day in any county, in words."""
    table = pack.tables[parsed.rule.table]
    found = [reporting.of(table, one, _on(as_of), as_of) for one in places_of(pack).counties]
    best = min(found, key=lambda one: one.standing)
    if table.home == "dataset" and best.standing is Standing.ABSENT:
        yield best.why


def _behind(
    pack: Pack, rules: Iterable[Rule], as_of: date, reporting: Reporting
) -> Iterator[tuple[str, str, str]]:
    """Rule, county and reason wherever a table it reads does not reach the day."""
    for rule in rules:
        for table in _datasets(pack, parsed_rule(pack, rule.id)):
            for county in places_of(pack).counties:
                reported = reporting.of(table, county, _on(as_of), as_of)
                if reported.standing > Standing.OPEN:
                    yield rule.id, county, reported.why


def _by_rule(stale: Iterable[tuple[str, str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for rule, county, _ in stale:
        found.setdefault(rule, set()).add(county)
    return {rule: frozenset(counties) for rule, counties in found.items()}


def _datasets(pack: Pack, parsed: ParsedRule) -> list[Table]:
    """The departments' tables a rule reads."""
    read = frozenset().union(*(one.tables for one in parsed.expressions))
    named = sorted({parsed.rule.table, *read} & pack.tables.keys())
    return [pack.tables[id_] for id_ in named if pack.tables[id_].home == "dataset"]


def _on(day: date) -> Period:
    return Period(day, day)


def ask_rules(
    pack: Pack, engine: Engine, rules: Iterable[Rule], as_of: date
) -> Iterator[RuleLeads]:
    """The leads of some rules of the pack on a day, rule by rule."""
    asked = AskedRules(pack, rules, as_of)
    with engine.holding(asked.reads) as session:
        yield from asked.leads(session)


class AskedRules:
    """Some rules of a pack on a day, to be asked of a session that has `reads` at hand."""

    def __init__(self, pack: Pack, rules: Iterable[Rule], as_of: date) -> None:
        self._pack, self._as_of, self._words = pack, as_of, vocabulary(pack)
        parsed = [parsed_rule(pack, rule.id) for rule in rules]
        self._subjects = list(_together(self._words, parsed))

    @property
    def reads(self) -> dict[str, list[str]]:
        """The columns its session has at hand."""
        return self.reads_with(self)

    def reads_with(self, other: "AskedRules") -> dict[str, list[str]]:
        """The columns at hand where ``other`` asks the same session too; it knows the same
        tables."""
        others = [] if other is self else other._subjects
        return often_read(self._words, [*self._subjects, *others])

    def leads(self, session: Session) -> Iterator[RuleLeads]:
        """The leads, rule by rule."""
        words = self._words
        queries = (subject_query(self._pack, words, one, self._as_of) for one in self._subjects)
        found = led_on(session, words, list(answers(session.query, queries)))
        for together, rows in zip(self._subjects, found, strict=True):
            hits = with_facts(rows)
            yield from (RuleLeads.of(rule, hits) for rule in together)


def subject_query(pack: Pack, words: Vocabulary, rules: tuple[ParsedRule, ...], as_of: date) -> str:
    """The one query that asks all ``rules`` of their common subject table.

    It says no more about whom a row is than the row does: that is found for all at once.
    """
    values = values_on(pack, frozenset().union(*(rule.parameters for rule in rules)), as_of)
    conditions = [condition for rule in rules for condition in rule.conditions.values()]
    subject = rules[0].rule.table
    outputs = own_identity(words, subject) | dict(_outputs(rules))
    return compile_query(subject, outputs, conditions, words.by_key, values)


def _together(words: Vocabulary, rules: Iterable[ParsedRule]) -> Iterator[tuple[ParsedRule, ...]]:
    """The rules asked in one query: all on one table; of a register, which holds everyone, one.

    What two rules ask of everyone has little in common, and the database narrows each by itself.
    """

    def table(parsed: ParsedRule) -> str:
        return parsed.rule.table

    for subject, together in groupby(sorted(rules, key=table), key=table):
        if subject in words.registers:
            yield from ((rule,) for rule in together)
        else:
            yield tuple(together)


def _outputs(rules: Iterable[ParsedRule]) -> Iterator[tuple[str, Expression]]:
    for rule in rules:
        yield from ((alias(rule, c.value), condition) for c, condition in rule.conditions.items())
        yield from ((alias(rule, name), fact) for name, fact in rule.facts.items())
        if rule.measure:
            yield alias(rule, "measure"), rule.measure


def _count(engine: Engine, table: str) -> int:
    return int(engine.query(f'SELECT count(*) AS n FROM "{table}"')["n"][0].as_py())

"""Asking all rules of a pack, on one day, of everyone."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from time import perf_counter

import pyarrow as pa
import pyarrow.compute as pc

from luoshi.expressions import Expression, Vocabulary, compile_query
from luoshi.pack import Pack
from luoshi.pack.models import Rule
from luoshi.pack.rules import ParsedRule, parsed_rule, values_on, vocabulary
from luoshi.screening.holding import often_read
from luoshi.screening.identity import led_on, own_identity, with_facts
from luoshi.screening.leads import RuleLeads, alias
from luoshi.screening.weight import Decisions
from luoshi.warehouse.answering import answers
from luoshi.warehouse.engine import Engine

GROWTH = "lead_growth_share"
"""The parameter that says by what share a measure must grow to raise a decided lead again."""


@dataclass(frozen=True)
class Screening:
    """What one screening found; ``seconds`` is how long it took.

    ``leads`` has an entry for each rule that was asked, also where it found nothing: of the
    others nobody knows.
    """

    as_of: date
    people: int
    households: int
    leads: tuple[RuleLeads, ...]
    seconds: float

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

    def summary(self) -> dict[str, object]:
        """What ``luoshi screen --json`` prints."""
        return {
            "as_of": self.as_of.isoformat(),
            "people": self.people,
            "households": self.households,
            "leads": self.lead_count,
            "households_with_leads": self.households_with_leads,
            "rules": [{"id": leads.parsed.rule.id, "leads": len(leads)} for leads in self.leads],
            "seconds": round(self.seconds, 3),
        }


def every_rule(rule: Rule) -> bool:
    """Any rule can be asked."""
    return True


def screen(
    pack: Pack,
    engine: Engine,
    as_of: date,
    decisions: Decisions | None = None,
    askable: Callable[[Rule], bool] = every_rule,
) -> Screening:
    """Ask the rules of ``pack`` of the population in ``engine`` as of a day.

    ``decisions`` keeps decided facts quiet until they weigh more. ``askable`` says which rules
    can be asked: not one whose table is out of date, say.

    Raises:
        ValueError: a parameter a rule needs has no value in force on that day.
    """
    started = perf_counter()
    growth = Decimal(str(values_on(pack, frozenset({GROWTH}), as_of)[GROWTH]))
    engine = engine.on(as_of)
    rules = [rule for rule in pack.rules.values() if askable(rule)]
    found = ask_rules(pack, engine, rules, as_of)
    leads = {one.parsed.rule.id: one.unless_decided(decisions or {}, growth) for one in found}
    return Screening(
        as_of,
        _count(engine, pack.registers.residents),
        _count(engine, pack.registers.households),
        tuple(leads[rule.id] for rule in rules),
        perf_counter() - started,
    )


def find_needs(pack: Pack, engine: Engine, as_of: date) -> tuple[RuleLeads, ...]:
    """Who needs which help on a day, by the pack's needs.

    Raises:
        ValueError: a parameter a need asks has no value in force on that day.
    """
    return tuple(ask_rules(pack, engine.on(as_of), pack.needs.values(), as_of))


def ask_rules(
    pack: Pack, engine: Engine, rules: Iterable[Rule], as_of: date
) -> Iterator[RuleLeads]:
    """The leads of some rules of the pack on a day, rule by rule."""
    words = vocabulary(pack)
    parsed = [parsed_rule(pack, rule.id) for rule in rules]
    subjects = list(_together(words, parsed))
    queries = (subject_query(pack, words, together, as_of) for together in subjects)
    with engine.holding(often_read(words, subjects)) as session:
        found = led_on(session, words, list(answers(session.query, queries)))
    for together, rows in zip(subjects, found, strict=True):
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

"""Trying a rule with other thresholds: who would be flagged, asked of everyone at once."""

from collections.abc import Mapping
from datetime import date

from luoshi.expressions import CannotFreezeError, Query, split
from luoshi.pack import Pack
from luoshi.pack.models import ParameterValue
from luoshi.pack.rules import ParsedRule, parsed_rule, values_on, vocabulary
from luoshi.screening.identity import identity, with_facts
from luoshi.screening.leads import RuleLeads, alias
from luoshi.warehouse.engine import Engine, Session

Values = Mapping[str, ParameterValue]


def try_rule(pack: Pack, session: Session, rule_id: str, as_of: date, changes: Values) -> RuleLeads:
    """The leads a rule would raise on a day with some parameters changed; no evidence is read.

    Raises:
        KeyError: the pack has no such rule.
        ValueError: a parameter the rule asks has no value in force on that day.
    """
    parsed = _bare(pack, rule_id)
    values = {**values_on(pack, parsed.parameters, as_of), **changes}
    return _leads(parsed, _query(pack, parsed), session, values)


class KeptRule:
    """A rule of which all is worked out that ``moved`` parameters do not change.

    Asked with other values of these it answers in a fraction of the time. Several threads may
    ask it, and it holds its rows until it is let go of.
    """

    def __init__(
        self, pack: Pack, engine: Engine, rule_id: str, as_of: date, moved: frozenset[str]
    ) -> None:
        self._moved = moved
        self._parsed = _bare(pack, rule_id)
        self._values = values_on(pack, self._parsed.parameters, as_of)
        parts = split(_query(pack, self._parsed), moved)
        self._asked = parts.asked
        self._kept = engine.on(as_of).keep(
            {id_: one.sql(self._values) for id_, one in parts.kept.items()}
        )

    def leads(self, changes: Values) -> RuleLeads:
        """The leads with some of the moved parameters changed.

        Raises:
            ValueError: another parameter is changed than was to be moved.
        """
        if not changes.keys() <= self._moved:
            raise ValueError(f"cannot move {sorted(changes.keys() - self._moved)}")
        return _leads(self._parsed, self._asked, self._kept, {**self._values, **changes})


def keep_rule(
    pack: Pack, engine: Engine, rule_id: str, as_of: date, moved: frozenset[str]
) -> KeptRule | None:
    """The rule ready for these parameters to be moved; None where they reach too deep for that.

    Raises:
        KeyError: the pack has no such rule.
        ValueError: a parameter the rule asks has no value in force on that day.
    """
    try:
        return KeptRule(pack, engine, rule_id, as_of, moved)
    except CannotFreezeError:
        return None


def _bare(pack: Pack, rule_id: str) -> ParsedRule:
    """A rule with its conditions alone."""
    parsed = parsed_rule(pack, rule_id)
    return ParsedRule(parsed.rule, parsed.conditions, None, {})


def _query(pack: Pack, parsed: ParsedRule) -> Query:
    """Whom a rule's rows are about, and each of its conditions."""
    words, subject = vocabulary(pack), parsed.rule.table
    colours = {alias(parsed, colour.value): one for colour, one in parsed.conditions.items()}
    outputs = identity(words, subject) | colours
    return Query(subject, outputs, tuple(parsed.conditions.values()), words)


def _leads(parsed: ParsedRule, query: Query, session: Session, values: Values) -> RuleLeads:
    return RuleLeads.of(parsed, with_facts(session.query(query.sql(values))))

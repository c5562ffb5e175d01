"""Trying a rule with other thresholds: who would be flagged, asked of everyone at once."""

from collections.abc import Mapping
from datetime import date

from luoshi.expressions import compile_query
from luoshi.pack import Pack
from luoshi.pack.models import ParameterValue
from luoshi.pack.rules import ParsedRule, parse_rule, values_on, vocabulary
from luoshi.screening.identity import identity, with_facts
from luoshi.screening.leads import RuleLeads, alias
from luoshi.warehouse.engine import Session


def try_rule(
    pack: Pack,
    session: Session,
    rule_id: str,
    as_of: date,
    changes: Mapping[str, ParameterValue],
) -> RuleLeads:
    """The leads a rule would raise on a day with some parameters changed; no evidence is read.

    Raises:
        KeyError: the pack has no such rule.
        ValueError: a parameter the rule asks has no value in force on that day.
    """
    words = vocabulary(pack)
    parsed = bare(parse_rule(pack.rules[rule_id], words))
    values = {**values_on(pack, parsed.parameters, as_of), **changes}
    conditions = parsed.conditions
    outputs = identity(words, parsed.rule.table) | {
        alias(parsed, colour.value): one for colour, one in conditions.items()
    }
    query = compile_query(parsed.rule.table, outputs, [*conditions.values()], words, values)
    return RuleLeads.of(parsed, with_facts(session.query(query)))


def bare(parsed: ParsedRule) -> ParsedRule:
    """A rule with its conditions alone."""
    return ParsedRule(parsed.rule, parsed.conditions, None, {})

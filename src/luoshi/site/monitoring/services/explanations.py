"""Why a lead stands: the rule's condition, clause and thresholds in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from luoshi.pack import Pack
from luoshi.pack.models import ParameterValue, Rule
from luoshi.pack.rules import ParsedRule, parsed_rule
from luoshi.site.monitoring.choices import LIVE, Rank, State
from luoshi.site.monitoring.models import Decision, Lead
from luoshi.site.rights import ALL, Scope


@dataclass(frozen=True)
class Explained:
    """A lead with the words around it; ``rule`` is None when the pack has it no longer.

    ``notes`` says whether what people wrote of the household is the reader's too: a department
    is told how its lead ended, not what those found who went there.
    """

    lead: Lead
    rule: Rule | None
    title: str
    person: str
    clause: str
    condition: str
    decisions: Sequence[Decision]
    notes: bool

    @property
    def colour(self) -> str:
        """The lead's colour."""
        return Rank(self.lead.colour).colour.value

    @property
    def is_open(self) -> bool:
        """Whether it waits for someone to look."""
        return self.lead.state == State.OPEN

    @property
    def is_live(self) -> bool:
        """Whether it waits, or somebody is at it."""
        return self.lead.state in LIVE

    @property
    def wants_note(self) -> bool:
        """Whether dismissing it requires a note."""
        return self.lead.colour == Rank.RED

    @property
    def is_dismissed(self) -> bool:
        """Whether someone dismissed it."""
        return self.lead.state == State.DISMISSED


def explained(pack: Pack, scope: Scope, lead: Lead) -> Explained:
    """A lead as one user may read it."""
    rule = pack.rules.get(lead.rule)
    clause = pack.clauses.get(lead.clause)
    return Explained(
        lead=lead,
        rule=rule,
        title=rule.title if rule else lead.rule,
        person=scope.name(lead.person_name),
        clause=clause.title if clause else "",
        condition=_condition(pack, rule, lead) if rule else "",
        decisions=list(lead.decisions.all()),
        notes=scope.departments is ALL,
    )


def _condition(pack: Pack, rule: Rule, lead: Lead) -> str:
    parsed = parsed_rule(pack, rule.id)
    condition = parsed.conditions.get(Rank(lead.colour).colour)
    if condition is None:
        return ""
    return condition.explain(_values(pack, parsed, lead.last_seen))


def _values(pack: Pack, parsed: ParsedRule, day: date) -> dict[str, ParameterValue]:
    parameters = [pack.parameters[name] for name in parsed.parameters & pack.parameters.keys()]
    dated = ((parameter, parameter.on(day)) for parameter in parameters)
    return {p.id: p.typed(value) for p, value in dated if value} | {"as_of": day}

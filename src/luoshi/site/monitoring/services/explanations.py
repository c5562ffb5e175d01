"""Why a lead stands: the rule's condition, clause and thresholds in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from luoshi.ids import resolved
from luoshi.pack import Pack
from luoshi.pack.models import Rule
from luoshi.screening.explanation import condition_in_words
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
    rule, colour = pack.rules.get(lead.rule), Rank(lead.colour).colour
    clause = pack.clauses.get(resolved(lead.clause, pack.clauses))
    return Explained(
        lead=lead,
        rule=rule,
        title=rule.title if rule else lead.rule,
        person=scope.name(lead.person_name),
        clause=clause.title if clause else "",
        condition=condition_in_words(pack, rule.id, colour, lead.last_seen) if rule else "",
        decisions=list(lead.decisions.all()),
        notes=scope.departments is ALL,
    )

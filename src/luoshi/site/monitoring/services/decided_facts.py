"""What screening must remember: the facts people decided on."""

from luoshi.screening import Decisions
from luoshi.site.monitoring.choices import State
from luoshi.site.monitoring.models import Lead, weight_of


def decisions() -> Decisions:
    """The weight of each closed lead, by (rule, fact): it stays quiet until it weighs more."""
    closed = Lead.objects.filter(state=State.CLOSED)
    return {
        (rule, fact): weight_of(colour, measure)
        for rule, fact, colour, measure in closed.values_list("rule", "fact", "colour", "measure")
    }


def states() -> dict[tuple[str, str], str]:
    """The state of every lead ever published, by (rule, fact)."""
    known = Lead.objects.values_list("rule", "fact", "state")
    return {(rule, fact): state for rule, fact, state in known}

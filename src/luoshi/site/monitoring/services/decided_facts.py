"""What screening must remember: the facts people decided on."""

from luoshi.screening import Decisions
from luoshi.site.monitoring.choices import State
from luoshi.site.monitoring.models import Lead, severity_of


def decisions() -> Decisions:
    """The severity of each dismissed lead, by (rule, fact)."""
    dismissed = Lead.objects.filter(state=State.DISMISSED)
    return {
        (rule, fact): severity_of(colour, measure)
        for rule, fact, colour, measure in dismissed.values_list(
            "rule", "fact", "colour", "measure"
        )
    }


def states() -> dict[tuple[str, str], str]:
    """The state of every lead ever published, by (rule, fact)."""
    known = Lead.objects.values_list("rule", "fact", "state")
    return {(rule, fact): state for rule, fact, state in known}

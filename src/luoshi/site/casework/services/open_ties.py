"""The leads that open cases came from."""

from collections.abc import Collection
from typing import NamedTuple

from luoshi.site.casework.models import Tie


class OpenTie(NamedTuple):
    """An open case (key) and the rule and fact of a lead it came from, or was told."""

    case: int
    rule: str
    fact: str


def open_ties(rules: Collection[str]) -> list[OpenTie]:
    """The leads by some rules (ids) that open cases came from, or were told."""
    ties = Tie.objects.filter(case__closed_on=None, lead__rule__in=rules)
    return [OpenTie(*row) for row in ties.values_list("case", "lead__rule", "lead__fact")]

"""Amounts by a scheme from the records there are; what is asked of them is asked once."""

from collections.abc import Collection

from luoshi import pack
from luoshi.allocation import Inputs, Overrides, allocate, gather
from luoshi.allocation.sheet import AllocationSheet, sheet_of
from luoshi.memory import remembered
from luoshi.pack.allocation import Scheme
from luoshi.site.funds.choices import State
from luoshi.site.funds.models import Plan, Scenario
from luoshi.site.ledgers.services.engine import Stamp, engine_with_subjects, stamp
from luoshi.site.ledgers.services.reporting import reporting_at


def reckon(scheme: Scheme, year: int, overrides: Overrides) -> AllocationSheet:
    """The sheet of a scenario.

    Raises:
        AllocationError: a figure is missing, or the limits cannot be met together.
        ValueError: a parameter has no value in force.
    """
    inputs: Inputs = _inputs(scheme.id, year, stamp())
    found = allocate(scheme, inputs, year, overrides)
    return sheet_of(pack.load(), scheme, inputs, found, overrides)


@remembered(32)
def _inputs(scheme: str, year: int, stamp: Stamp) -> Inputs:
    policy = pack.load()
    engine, reporting = engine_with_subjects(stamp, None), reporting_at(stamp, None)
    return gather(policy, engine, policy.schemes[scheme], year, reporting)


def years() -> tuple[int, ...]:
    """The years of the notices' terms, and the one after: its results count there."""
    term = pack.load().term
    return tuple(range(term.first.year, term.last.year + 2))


def plans_of(schemes: Collection[str]) -> list[Plan]:
    """The adopted plans of some schemes (ids), the newest first."""
    return list(Plan.objects.filter(scheme__in=schemes))


def drafts_of(schemes: Collection[str]) -> list[Scenario]:
    """The scenarios of some schemes (ids) that nobody has proposed yet, the newest first."""
    return list(Scenario.objects.filter(scheme__in=schemes, state=State.DRAFT))

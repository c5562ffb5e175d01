"""Help given, what is missing, and a form to ask for more."""

from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localdate

from luoshi import pack
from luoshi.casework import Rules
from luoshi.casework.advice import missing_help, warnings
from luoshi.casework.clocks import Clock, clock
from luoshi.pack.helping import HelpGroup
from luoshi.site.casework.models import Measure
from luoshi.site.casework.presenters.requests import WAITING
from luoshi.site.processes.models import Case
from luoshi.site.processes.policies import parts_of
from luoshi.site.processes.services.guard_context import case_file
from luoshi.site.rights import Scope


@dataclass(frozen=True)
class MeasureLine:
    """One measure as the page shows it."""

    measure: Measure
    group: str
    state: str
    clock: Clock | None


@dataclass(frozen=True)
class Choice:
    """A group of measures to choose from."""

    group: HelpGroup
    kinds: tuple[str, ...]


def panel(case: Case, scope: Scope) -> dict[str, Any] | None:
    """Measures, warnings and suggestions of a case that is, or was, being helped."""
    policy, today = pack.load(), localdate()
    stage = policy.processes[case.process].stage[case.stage]
    given = list(case.measures.order_by("pk"))
    helping = stage.helping or case.urgent
    if not (given or helping):
        return None
    file, rules = case_file(case, today, {}), Rules(policy)
    return {
        "case": case,
        "lines": [_line(one) for one in given],
        "missing": missing_help(file, rules) if helping else [],
        "warnings": warnings(file, rules) if helping else [],
        "choices": _choices() if helping and _may_ask(scope, case) else [],
        "units": sorted(policy.units),
    }


def _may_ask(scope: Scope, case: Case) -> bool:
    parts = [part for part in parts_of(scope) if part != "department"]
    return bool(parts) and scope.allows(case.village)


def _line(one: Measure) -> MeasureLine:
    policy = pack.load()
    waits = clock(one.due_on, localdate()) if one.state in WAITING else None
    return MeasureLine(one, policy.help_groups[one.group].title, one.get_state_display(), waits)


def _choices() -> list[Choice]:
    policy = pack.load()
    return [
        Choice(group, tuple(item.name for item in policy.codes[group.codes].items))
        for group in policy.help_groups.values()
    ]

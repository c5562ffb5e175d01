"""Running all worked examples of a pack."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from luoshi.pack import Pack, Problem


def failures(pack: "Pack") -> "list[Problem]":
    """The examples that get another answer than they say; of a pack that is proved otherwise."""
    from luoshi.casework import worked_examples as guards
    from luoshi.obligations import worked_examples as obligations
    from luoshi.quality import worked_examples as checks
    from luoshi.screening import worked_examples as rules

    return [
        *rules.check(pack),
        *checks.check(pack),
        *guards.check(pack),
        *obligations.check(pack),
    ]


def count(pack: "Pack") -> int:
    """How many examples there are."""
    own = (guard for process in pack.processes.values() for guard in process.guards)
    return (
        sum(len(rule.examples) for rule in (*pack.rules.values(), *pack.needs.values()))
        + sum(len(check.examples) for check in pack.checks.values())
        + sum(len(guard.examples) for guard in (*pack.guards.values(), *own))
        + sum(len(obligation.examples) for obligation in pack.obligations.values())
    )

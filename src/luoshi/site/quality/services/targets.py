"""Where a finding may be sent instead of where it lies."""

from dataclasses import dataclass

from luoshi import pack
from luoshi.site.rights import Role, Scope


@dataclass(frozen=True)
class Target:
    """A township, or a village of it."""

    code: str
    label: str
    level: str


def targets(scope: Scope, county: str) -> list[Target]:
    """The townships and villages of a county the user may send to, each under its township."""
    areas, found = pack.load().areas, []
    for township in areas.children(county.ljust(12, "0")):
        if not (scope.allows(township.code) or scope.role == Role.TOWNSHIP):
            continue
        if scope.allows(township.code) and scope.role != Role.TOWNSHIP:
            found.append(Target(township.code, township.label, "township"))
        found += [
            Target(village.code, f"{township.label} {village.label}", "village")
            for village in areas.children(township.code)
            if scope.allows(village.code)
        ]
    return found

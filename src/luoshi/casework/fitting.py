"""Which measures answer which risks."""

from collections.abc import Collection

from luoshi.pack import Pack


def unmatched_risks(risks: Collection[str], groups: Collection[str], pack: Pack) -> list[str]:
    """The risks (names) no group of measures (ids) answers."""
    answered = {risk for group in groups for risk in pack.help_groups[group].fits}
    return [risk for risk in risks if risk not in answered]


def relief_only(groups: Collection[str], pack: Pack) -> bool:
    """Whether there are measures, and all of them only relieve."""
    return bool(groups) and all(pack.help_groups[group].relieves for group in groups)

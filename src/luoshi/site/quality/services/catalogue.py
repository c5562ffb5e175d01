"""The checks there are: the pack's, and those offices wrote."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from luoshi import pack
from luoshi.pack.checks import Check
from luoshi.quality.drafts import OWN
from luoshi.quality.inputs import chosen
from luoshi.site.quality.models import Edition, OwnCheck

OWN_TITLE = "自定规则"


def check_of(edition: Edition) -> Check:
    """An own check as it is asked."""
    own = edition.own
    return Check.model_validate(
        {
            "id": own.rule,
            "title": edition.title,
            "group": OWN,
            "table": edition.table,
            "about": edition.about,
            "when": edition.condition,
            "columns": edition.columns,
            "severity": edition.severity,
            "advice": edition.advice or None,
            "source": f"自定规则第 {edition.number} 版",
        }
    )


def newest_editions(counties: Iterable[str]) -> list[Edition]:
    """The newest edition of each own check of some counties ("" for the province)."""
    own = OwnCheck.objects.filter(county__in=counties).prefetch_related("editions")
    found = (next(iter(one.editions.all()), None) for one in own)
    return [edition for edition in found if edition is not None]


def checks_for(county: str) -> list[Check]:
    """What is asked of a county's exports: the pack's checks, the province's, the county's."""
    own = (check_of(one) for one in newest_editions(("", county)) if one.active)
    return [*chosen(pack.load(), ()), *own]


@dataclass(frozen=True)
class Catalogue:
    """The checks of some counties by id, those switched off too."""

    counties: tuple[str, ...]
    _own: dict[tuple[str, str], Check] = field(default_factory=dict)

    @classmethod
    def of(cls, *counties: str) -> "Catalogue":
        """The checks a finding of one of these counties may be of."""
        editions = newest_editions(("", *counties))
        own = {(one.own.county, one.own.rule): check_of(one) for one in editions}
        return cls(counties, own)

    def check(self, county: str, rule: str) -> Check | None:
        """The check of that id; None where there is none any more."""
        known = pack.load().checks.get(rule)
        return known or self._own.get((county, rule)) or self._own.get(("", rule))

    def title(self, county: str, rule: str) -> str:
        """What people call the check."""
        found = self.check(county, rule)
        return found.title if found else rule

    def rules(self) -> dict[str, str]:
        """All checks there are by id, with their titles."""
        known = {check.id: check.title for check in chosen(pack.load(), ())}
        return known | {check.id: check.title for check in self._own.values()}


def group_title(group: str) -> str:
    """What a group of checks is called."""
    known = pack.load().check_groups.get(group)
    return known.title if known else OWN_TITLE if group == OWN else group

"""Exemptions as the list shows them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from luoshi.site.quality.choices import ExemptionState
from luoshi.site.quality.models import Exemption
from luoshi.site.quality.presenters.rows import Presenter


@dataclass(frozen=True)
class ExemptionLine:
    """One exemption of a list."""

    pk: int
    finding: int
    rule: str
    title: str
    place: str
    township: str
    village: str
    household: str
    name: str
    reason: str
    until: date | None
    over: bool
    state: ExemptionState
    by: str
    at: date
    decided_by: str
    source: str

    @property
    def url(self) -> str:
        """The page of its finding."""
        return reverse("quality:finding", args=[self.finding])


@dataclass(frozen=True)
class ExemptionPresenter:
    """Turns exemptions into lines for one user."""

    findings: Presenter

    def rows(self, exemptions: Iterable[Exemption]) -> Iterator[ExemptionLine]:
        """A line for each exemption, fetched with its finding and people."""
        return map(self.row, exemptions)

    def row(self, exemption: Exemption) -> ExemptionLine:
        """An exemption in words."""
        finding, known = exemption.finding, self.findings
        until = exemption.until
        return ExemptionLine(
            pk=exemption.pk,
            finding=finding.pk,
            rule=finding.rule,
            title=known.catalogue.title(finding.county, finding.rule),
            place=known.place(finding),
            township=finding.township,
            village=finding.village,
            household=finding.household,
            name=known.scope.name(finding.name),
            reason=exemption.reason,
            until=until,
            over=until is not None and until < known.today,
            state=ExemptionState(exemption.state),
            by=exemption.proposed_by.title if exemption.proposed_by else "",
            at=exemption.proposed_at.date(),
            decided_by=exemption.decided_by.title if exemption.decided_by else "",
            source=exemption.source,
        )

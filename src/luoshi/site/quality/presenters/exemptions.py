"""Exemptions as the list and its workbook show them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import IO

from luoshi.site.quality.choices import ExemptionState
from luoshi.site.quality.models import Exemption
from luoshi.site.quality.presenters.rows import Presenter
from luoshi.site.workbooks import ExcelSheet, workbook_to_send

HEADINGS = {
    "编号": 12, "户编号": 20, "证件号码": 12, "理由": 40, "有效期": 12, "内容": 50, "乡镇": 12,
    "村": 12, "姓名": 10, "状态": 12, "提出": 16, "提出时间": 12, "批复": 16,
}  # fmt: skip
"""Headings with the width of their columns; the first five are those of a list to bring in."""


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


def write_list(rows: Iterable[ExemptionLine], today: date) -> IO[bytes]:
    """The lines as an open .xlsx file, at its beginning."""
    with workbook_to_send() as (book, file):
        sheet = ExcelSheet(book, "豁免清单", HEADINGS, today)
        for row in rows:
            sheet.add(_line(row))
        sheet.finish()
    return file


def _line(row: ExemptionLine) -> list[object]:
    return [
        row.rule, row.household, "", row.reason, row.until or "", row.title, row.township,
        row.village, row.name, row.state.label, row.by, row.at, row.decided_by,
    ]  # fmt: skip

"""What a report says of each finding, as it is kept."""

from collections.abc import Iterator
from dataclasses import dataclass

from luoshi.pack.checks import Severity
from luoshi.quality.elements import ID_NUMBER, PERSON_LENGTH, column_of
from luoshi.quality.identity import identities
from luoshi.quality.places import Places
from luoshi.quality.reading import Export
from luoshi.quality.report import Report, Result
from luoshi.quality.rows import ROW

NAME = "person.name"
"""The element of the column with a person's name."""


@dataclass(frozen=True)
class FindingRecord:
    """One finding of a run."""

    rule: str
    key: str
    facts: str
    table: str
    group: str
    severity: Severity
    township: str
    village: str
    area: str
    household: str
    name: str
    row: int


def tell_findings(
    report: Report, places: Places, secret: bytes
) -> tuple[dict[str, FindingRecord], list[str]]:
    """The findings of a report by key, and the names of places that no division has.

    ``secret`` keys the digests. Where an export has one row twice, both are the same
    finding: the first is told.
    """
    names = _names(report)
    found: dict[str, FindingRecord] = {}
    for result in report.results:
        for one in _told(report, result, places, names, secret):
            found.setdefault(one.key, one)
    return found, sorted(places.unplaced)


def _told(
    report: Report, result: Result, places: Places, names: dict[str, str], secret: bytes
) -> Iterator[FindingRecord]:
    export, check = result.export, result.check
    if export is None:
        return
    columns = (export.townships, export.villages, export.cells[ROW], _name_column(export))
    rows = zip(*(column.take(result.at).to_pylist() for column in columns), strict=True)
    for identity, row in zip(identities(report, result, secret), rows, strict=True):
        township, village, number, name = row
        yield FindingRecord(
            rule=check.id,
            key=identity.key,
            facts=identity.facts,
            table=check.table,
            group=check.group,
            severity=check.severity,
            township=township[:64],
            village=village[:64],
            area=places.code(township, village),
            household=identity.household[:64],
            name=(name or names.get(identity.person, ""))[:64],
            row=number,
        )


def _name_column(export: Export):  # type: ignore[no-untyped-def]  # pyarrow is untyped
    return export.trimmed(column_of(export.table, NAME))


def _names(report: Report) -> dict[str, str]:
    """Names by ID number, from the exports that have both: others know people by number only."""
    found: dict[str, str] = {}
    for export in report.exports.values():
        if column_of(export.table, NAME) and column_of(export.table, ID_NUMBER):
            numbers = export.trimmed(column_of(export.table, ID_NUMBER)).to_pylist()
            people = (number[:PERSON_LENGTH].upper() for number in numbers)
            found |= zip(people, _name_column(export).to_pylist(), strict=True)
    found.pop("", None)
    return found

"""What a report says of each finding, as it is kept."""

from collections.abc import Iterator
from dataclasses import dataclass

from luoshi.areas import Area
from luoshi.quality import Export, Report, Result
from luoshi.quality.elements import ID_NUMBER, PERSON_LENGTH, column_of
from luoshi.quality.identity import identities
from luoshi.quality.rows import ROW
from luoshi.site.quality.choices import Weight
from luoshi.site.quality.services.places import Places
from luoshi.site.sources import vault

NAME = "person.name"
"""The element of the column with a person's name."""


@dataclass(frozen=True)
class FindingWording:
    """One finding of a run."""

    rule: str
    key: str
    facts: str
    table: str
    group: str
    weight: Weight
    township: str
    village: str
    area: str
    household: str
    name: str
    row: int


def tell_findings(report: Report, county: Area) -> tuple[dict[str, FindingWording], list[str]]:
    """The findings of a report by key, and the names of places that no division has.

    Where an export has one row twice, both are the same finding: the first is told.
    """
    places, names = Places(county), _names(report)
    found: dict[str, FindingWording] = {}
    for result in report.results:
        for one in _told(report, result, places, names):
            found.setdefault(one.key, one)
    return found, sorted(places.unplaced)


def _told(
    report: Report, result: Result, places: Places, names: dict[str, str]
) -> Iterator[FindingWording]:
    export, check = result.export, result.check
    if export is None:
        return
    columns = (export.townships, export.villages, export.cells[ROW], _name_column(export))
    rows = zip(*(column.take(result.at).to_pylist() for column in columns), strict=True)
    weight = Weight[check.severity.name]
    for identity, row in zip(identities(report, result, vault().finding_key), rows, strict=True):
        township, village, number, name = row
        yield FindingWording(
            rule=check.id,
            key=identity.key,
            facts=identity.facts,
            table=check.table,
            group=check.group,
            weight=weight,
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

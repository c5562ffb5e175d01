"""Writing a published result into the ledgers that the cards name."""

from collections.abc import Iterator

from luoshi import pack
from luoshi.assessment import Assessment, PlaceScore
from luoshi.ledgers.row_facts import key_of
from luoshi.ledgers.values import Data, canonical
from luoshi.pack.scorecards import Publishing, Scorecard
from luoshi.site.accounts.services import User
from luoshi.site.assessment.models import Adoption
from luoshi.site.assessment.services.rounds import assessment_of
from luoshi.site.ledgers.services.entries import live_by_key
from luoshi.site.ledgers.services.journal import journal
from luoshi.warehouse.schema import Table


def publish(adoption: Adoption, by: User) -> None:
    """Write the scores of each card into its ledger, in the rows of the year and place."""
    found = assessment_of(adoption.round)
    for card in found.cards:
        if card.publishes:
            _write(card, card.publishes, found, adoption, by)


def _write(
    card: Scorecard, into: Publishing, found: Assessment, adoption: Adoption, by: User
) -> None:
    table = pack.load().tables[into.ledger]
    scores = found.counties if card.subject == "county" else found.departments
    said = {"document": adoption.document, "day": adoption.day.isoformat()}
    rows = [
        dict(_cells(card, into, one, found.year, said)) for one in scores if one.left_out is None
    ]
    with journal(table, by) as book:
        kept = live_by_key(table, [key_of(table, row) for row in rows])
        for row in rows:
            record = kept.get(key_of(table, row))
            if record is None:
                book.add(row, _area(table, row))
            else:
                book.change(record, {**record.data, **row})


def _cells(
    card: Scorecard, into: Publishing, one: PlaceScore, year: int, said: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """The cells of a place's row that are known."""
    county = card.subject == "county"
    yield into.year, str(year)
    yield into.place, f"{one.code}000000" if county else one.code
    yield from into.fixed.items()
    for part in one.parts:
        if part.id in into.parts and part.low == part.high:
            yield into.parts[part.id], canonical(part.low)
    told = (
        (into.score, None if one.score is None else canonical(one.score)),
        (into.rank, None if one.rank is None else str(one.rank)),
        (into.grade, one.grade),
        (into.outcome, into.outcomes.get(one.grade, into.otherwise) if one.grade else None),
        (into.document, said["document"]),
        (into.day, said["day"]),
    )
    yield from ((column, text) for column, text in told if column and text)


def _area(table: Table, row: Data) -> str:
    """The division a row lies in."""
    column = table.area
    assert column
    return row[column.name]

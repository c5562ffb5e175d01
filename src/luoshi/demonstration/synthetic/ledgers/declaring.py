"""Who declares which period of the made-up ledgers complete, and when."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zlib import crc32

from luoshi.area_queries.due_periods import DuePeriod, due_periods
from luoshi.area_queries.holders import holders
from luoshi.area_queries.places import places_of
from luoshi.area_queries.reporting import Declaration
from luoshi.areas import Level
from luoshi.demonstration.synthetic.ledgers.loading import load_recipes
from luoshi.pack import Pack
from luoshi.warehouse.schema import Table

LATE_OF = 25
"""Of so many places one has not declared the last period of its ledger."""


def declarations(pack: Pack, until: date) -> Iterator[Declaration]:
    """The declarations of every ledger with a deadline up to a day, in the order of time.

    Everybody declares some days before each deadline, but for places of which the stories say
    that they did not, a few that have not declared the last period, and a few that took it back.
    """
    untold = set(_untold(pack))
    made = [
        one
        for table in pack.tables.values()
        if table.home == "ledger" and table.due
        for one in _of_table(pack, table, until)
        if (table.id, one.holder[: Level.COUNTY.digits], one.start.year) not in untold
    ]
    yield from sorted(made, key=lambda one: str(one.at))


def _untold(pack: Pack) -> Iterator[tuple[str, str, int]]:
    """Ledgers, counties and years of which the stories say that nobody declared them."""
    for story in load_recipes(pack.folder).telling.stories:
        for ledger in story.untold:
            assert story.year, story.title
            yield from ((ledger, county, story.year) for county in story.counties)


def _of_table(pack: Pack, table: Table, until: date) -> Iterator[Declaration]:
    every = [one for one in due_periods(pack, table.id) if one.end <= until]
    counties = places_of(pack).counties
    owing = dict.fromkeys(one for county in counties for one in holders(pack, table, county))
    for period in every:
        for holder in owing:
            lot = crc32(f"{table.id}{holder}{period.start}".encode())
            if period is not every[-1] or not holder.isdigit() or lot % LATE_OF:
                yield _made(table, holder, period, lot, complete=True)
            elif lot % 2:
                yield _made(table, holder, period, lot, complete=True)
                yield _made(table, holder, period, lot, complete=False)


def _made(table: Table, holder: str, period: DuePeriod, lot: int, *, complete: bool) -> Declaration:
    day = period.end + timedelta(days=(period.deadline - period.end).days // 2 + 1)
    at = datetime.combine(day, time(9 + (0 if complete else 3), lot % 60), UTC)
    return Declaration(table.id, holder, period.start, "", complete, at)

"""What the ledgers ask people to type, and that nothing is asked twice."""

from luoshi.areas import Level
from luoshi.pack import load
from luoshi.pack.burden import burdens
from luoshi.pack.elements import asked_twice, typed


def test_nothing_is_asked_twice() -> None:
    assert asked_twice(load()) == {}


def test_place_time_and_what_is_known_elsewhere_are_not_typed() -> None:
    pack = load()
    quota = pack.tables["land_quota"]
    names = {column.name for column in typed(quota, pack)}
    assert "安排面积" in names
    assert not names & {"年度", "县"}


def test_a_ledger_of_one_row_a_village_counts_every_village() -> None:
    pack = load()
    ledgers = [table for table in pack.tables.values() if table.home == "ledger"]
    villages = next(table for table in ledgers if table.key == ("年度", "行政村"))
    filler = villages.fills[0]
    places = [v for v in pack.areas.at_level(Level.VILLAGE) if not v.is_placeholder]
    burden = next(found for found in burdens(pack) if found.filler == filler)
    assert burden.cells >= len(places) * len(typed(villages, pack))


def test_every_filler_is_told_the_heaviest_first() -> None:
    pack = load()
    found = burdens(pack)
    fillers = {f for t in pack.tables.values() if t.home == "ledger" for f in t.fills}
    assert {burden.filler for burden in found} == fillers
    assert [b.cells for b in found] == sorted((b.cells for b in found), reverse=True)

"""The exports of the made-up province: clean but for what is planted, month after month."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from luoshi.demonstration.synthetic.exports import Month, months, write_months
from luoshi.demonstration.synthetic.exports.faults import FAULTS
from luoshi.demonstration.synthetic.exports.sheets import sheets
from luoshi.demonstration.synthetic.world import World
from luoshi.pack import load
from luoshi.quality import Report, read_export, run_checks
from luoshi.quality.identity import identities

PEOPLE, SEED, COUNTY = 12_000, 26, "640422"
DAYS = (date(2025, 5, 31), date(2025, 6, 30))


def report(month: Month) -> Report:
    pack = load()
    exports = [read_export(file, pack.exports.values()) for file in month.files]
    return run_checks(pack, exports, month.as_of, "西吉县")


def keys(report: Report) -> set[str]:
    return {one.key for result in report.results for one in identities(report, result)}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Month]:
    return write_months(tmp_path_factory.mktemp("导出"), load(), COUNTY, PEOPLE, SEED, DAYS)


def test_the_clean_ones_are_doubtful_hardly_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(months, "FAULTS", ())
    (month,) = write_months(tmp_path, load(), COUNTY, PEOPLE, SEED, DAYS[-1:])
    found = report(month)
    people = len(found.exports["monitored"])
    assert people > 100
    assert found.findings < people * 0.02


def test_what_is_planted_is_found_some_is_mended_and_some_comes(made: list[Month]) -> None:
    before, after = map(report, made)
    assert before.findings > 20
    told = Counter(result.check.group for result in after.results if len(result))
    assert len(told) > 5
    first, second = keys(before), keys(after)
    assert first & second
    assert first - second
    assert second - first


def test_five_exports_are_known_by_their_names_and_headings(made: list[Month]) -> None:
    exports = report(made[0]).exports
    assert {one.table.id for one in exports.values()} == {
        "monitored",
        "rural_households",
        "working_away",
        "plans_away",
        "export_villages",
    }
    assert all(not one.extra and not one.missing for one in exports.values())
    assert all("_20250531" in file.name for file in made[0].files)


def test_the_same_seed_makes_the_same_files(made: list[Month], tmp_path: Path) -> None:
    again = write_months(tmp_path, load(), COUNTY, PEOPLE, SEED, DAYS)
    for one, other in zip(made, again, strict=True):
        assert [f.read_bytes() for f in one.files] == [f.read_bytes() for f in other.files]


def test_the_people_are_the_provinces(made: list[Month]) -> None:
    world = World.make(load(), PEOPLE, SEED, DAYS[-1])
    known = set(world.people.ids.tolist())
    export = report(made[0]).exports["monitored"]
    assert set(export.people.to_pylist()) <= known


def test_every_fault_fits_rows_there_are_and_columns_there_are() -> None:
    world = World.make(load(), PEOPLE, SEED, DAYS[-1])
    clean = sheets(months.context_of(world, COUNTY))
    for fault in FAULTS:
        assert any(fault.fits(row) for row in clean[fault.table]), fault
        assert fault.cells.keys() <= load().exports[fault.table].by_name.keys(), fault


def test_a_county_where_nobody_lives_is_refused() -> None:
    with pytest.raises(ValueError, match="没有人"):
        months.context_of(World.make(load(), 500, SEED, DAYS[-1]), "999999")

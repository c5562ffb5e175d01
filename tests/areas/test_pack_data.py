"""The Ningxia data are whole and say what the sources say."""

import json
from collections import Counter
from pathlib import Path

import pytest

from luoshi.areas import Areas, CountyStats, Indicator, Level, Quality


def test_counts_of_the_2023_edition(areas: Areas) -> None:
    counts = Counter(area.level for area in areas.all())
    assert [counts[level] for level in Level] == [1, 5, 22, 259, 2912]


def test_kinds_follow_the_code_segments(areas: Areas) -> None:
    kinds = Counter(area.kind for area in areas.all())
    assert [kinds[k] for k in ("镇", "乡", "街道", "其他")] == [103, 90, 50, 16]
    assert kinds["行政村"] == 2214
    assert kinds["居委会"] == 657
    assert kinds["类似村"] + kinds["类似居委会"] + kinds["占位"] == 41


@pytest.mark.parametrize(
    ("county", "villages"),
    [
        ("640303", 65),
        ("640323", 102),
        ("640324", 142),
        ("640402", 150),
        ("640422", 295),
        ("640423", 98),
        ("640424", 96),
        ("640425", 156),
        ("640522", 148),
    ],
)
def test_villages_proper_of_the_key_counties(areas: Areas, county: str, villages: int) -> None:
    inside = [a for a in areas.at_level(Level.VILLAGE) if areas.within(a.code, county)]
    assert sum(area.is_village for area in inside) == villages


def test_boundaries_match_the_counties(areas: Areas, pack: Path) -> None:
    layer = json.loads((pack / "counties.geojson").read_text(encoding="utf-8"))
    shapes = {f["id"]: f["properties"]["name"] for f in layer["features"]}
    assert shapes == {area.county_code: area.name for area in areas.counties()}
    assert "天地图" in layer["attribution"]


def _total(stats: CountyStats, indicator: Indicator, year: int) -> int:
    return sum(s.value for s in stats.all() if (s.indicator, s.year) == (indicator, year))


@pytest.mark.parametrize(
    ("indicator", "year", "total"),
    [
        (Indicator.RESIDENT, 2010, 6_301_350),
        (Indicator.RESIDENT, 2020, 7_202_654),
        (Indicator.URBAN, 2020, 4_678_654),
        (Indicator.RURAL, 2020, 2_524_000),
    ],
)
def test_counties_sum_to_the_region(
    stats: CountyStats, indicator: Indicator, year: int, total: int
) -> None:
    assert _total(stats, indicator, year) == total


def test_every_county_has_a_whole_2020_census(areas: Areas, stats: CountyStats) -> None:
    for county in areas.counties():
        parts = [stats.get(county.code[:6], indicator, 2020) for indicator in Indicator]
        resident, urban, rural = (part.value for part in parts if part)
        assert urban + rural == resident
        assert rural > 0


def test_exact_values_replace_the_rounded_ones(stats: CountyStats) -> None:
    values = {c: stats.latest(c, Indicator.RESIDENT) for c in ("640402", "640424", "640522")}
    assert [v.value for v in values.values() if v] == [471_329, 85_023, 333_518]


def test_estimates_are_marked_and_explained(stats: CountyStats) -> None:
    estimated = [stat for stat in stats.all() if stat.quality is Quality.ESTIMATED]
    assert estimated
    assert all(stat.assumption and stat.note for stat in estimated)
    assert not any(s.assumption for s in stats.all() if s.quality is Quality.PUBLISHED)
    assert all(stat.source for stat in stats.all())


def test_unknown_statistics_are_none(stats: CountyStats) -> None:
    assert stats.get("640303", Indicator.RURAL, 2000) is None
    assert stats.latest("110101", Indicator.RURAL) is None


def test_a_division_is_told_by_the_digits_of_its_level(areas: Areas) -> None:
    for level in Level:
        codes = [area.code for area in areas.at_level(level)]
        assert len({code[: level.digits] for code in codes}) == len(codes)
        assert not any(code[level.digits :].strip("0") for code in codes)
        assert all(code[level.part].strip("0") for code in codes)

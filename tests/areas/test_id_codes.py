"""Codes that ID numbers still carry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric
from stdnum.iso7064 import mod_11_2

from luoshi.areas import AreaError, Areas, IdAreaCode, IdAreaCodes


@pytest.mark.parametrize(
    ("code", "birth_year", "county"),
    [
        ("642223", 1975, "640422"),
        ("642221", 1990, "640402"),
        ("642224", 1960, "640423"),
        ("642226", 1984, "640425"),
        ("642222", 1999, "640522"),
        ("640421", 2002, "640522"),
        ("640522", 2010, "640522"),
        ("642126", 1980, "640323"),
        ("642127", 1980, "640324"),
        ("642124", 1980, "640521"),  # 中宁县, often mistaken for 盐池县
        ("642123", 1980, "640502"),
        ("640322", 2000, "640521"),
        ("640303", 2015, "640303"),
    ],
)
def test_old_codes_lead_to_today(
    id_codes: IdAreaCodes, code: str, birth_year: int, county: str
) -> None:
    assert id_codes.county_of(code, birth_year) == county


@pytest.mark.parametrize("code", ["640422", "640303"])
def test_a_code_younger_than_its_holder_is_right(id_codes: IdAreaCodes, code: str) -> None:
    assert id_codes.county_of(code, 1975) == code


def test_a_code_that_ended_before_the_birth_is_odd(id_codes: IdAreaCodes) -> None:
    assert id_codes.county_of("642223", 2005) is None
    assert id_codes.county_of("642223", 2001) == "640422"  # tables differ by a year


@pytest.mark.parametrize("code", ["649999", "110101", "640111", ""])
def test_unknown_and_split_codes_name_no_county(id_codes: IdAreaCodes, code: str) -> None:
    assert id_codes.county_of(code, 1990) is None


def test_49_codes_and_every_county_has_one(id_codes: IdAreaCodes, areas: Areas) -> None:
    assert len(id_codes.all()) == 49
    assert "642223" in id_codes
    assert {row.county for row in id_codes.all() if row.county} == {
        county.code[:6] for county in areas.counties()
    }


@pytest.mark.parametrize(
    ("county", "birth_year", "codes"),
    [
        ("640422", 1975, ("642223",)),
        ("640422", 2005, ("640422",)),
        ("640522", 2002, ("640421",)),
        ("640425", 1970, ("642221",)),  # lay in the old county until 1983
        ("640205", 1970, ("640203",)),  # no code then: its first later one
        ("640303", 2012, ("640303",)),
    ],
)
def test_codes_to_make_numbers_with(
    id_codes: IdAreaCodes, county: str, birth_year: int, codes: tuple[str, ...]
) -> None:
    assert id_codes.codes_for(county, birth_year) == codes


def test_settlers_keep_the_codes_they_came_with(id_codes: IdAreaCodes) -> None:
    assert {"642222", "642223", "642224"} < set(id_codes.codes_for("640303", 1975))


def test_every_county_has_codes_for_every_year(id_codes: IdAreaCodes, areas: Areas) -> None:
    for county in areas.counties():
        for year in range(1920, 2026):
            assert id_codes.codes_for(county.code[:6], year)
    assert id_codes.codes_for("110101", 1990) == ()


@given(st.data(), st.integers(min_value=1985, max_value=2023))
def test_codes_by_birth_year_satisfy_an_independent_checker(
    id_codes: IdAreaCodes, data: st.DataObject, year: int
) -> None:
    county = data.draw(st.sampled_from(["640402", "640422", "640425", "640323", "640324"]))
    for code in id_codes.codes_for(county, year):
        number = f"{code}{year}0615001"
        assert ric.is_valid(number + mod_11_2.calc_check_digit(number))


def test_a_repeated_code_is_refused() -> None:
    row = IdAreaCode(code="640422", name="某县")
    with pytest.raises(AreaError, match="640422 重复"):
        IdAreaCodes([row, row])

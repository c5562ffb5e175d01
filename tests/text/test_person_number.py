from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric
from stdnum.iso7064 import mod_11_2
from warehouse.made_up import TODAY, id_number

from luoshi.text.person_number import PersonNumberError, check_digit, is_number, parse

BODIES = st.builds(
    lambda area, born, sequence: f"{area}{born:%Y%m%d}{sequence:03d}",
    st.sampled_from(["640302", "110105", "640121"]),
    st.dates(date(2010, 1, 1), TODAY),
    st.integers(1, 999),
)


@given(BODIES)
def test_the_check_digit_is_that_of_iso_7064(body: str) -> None:
    assert check_digit(body) == mod_11_2.calc_check_digit(body)


@given(BODIES, st.sampled_from("0123456789X"))
def test_numbers_are_sound_when_stdnum_says_so(body: str, last: str) -> None:
    assert is_number(body + last) == ric.is_valid(body + last)


@given(BODIES)
def test_birth_day_and_sex_are_those_stdnum_reads(body: str) -> None:
    number = body + check_digit(body)
    found = parse(number, TODAY)
    assert found.birth_day == ric.get_birth_date(number)
    assert found.sex == ("男" if int(body[-1]) % 2 else "女")


@given(BODIES, st.integers(0, 16), st.integers(1, 9))
def test_no_single_wrong_digit_passes(body: str, place: int, shift: int) -> None:
    number = body + check_digit(body)
    wrong = str((int(number[place]) + shift) % 10)
    assert not is_number(number[:place] + wrong + number[place + 1 :])


def test_a_lower_case_x_is_an_x() -> None:
    number = next(n for n in map(id_number, range(1, 99)) if n.endswith("X"))
    assert parse(number.lower(), TODAY).number == number


@pytest.mark.parametrize("tail", ["11", "74", "43B1", "2401"])
def test_a_disability_certificate_is_its_holder(tail: str) -> None:
    assert parse(id_number(1) + tail, TODAY).number == id_number(1)


def test_an_area_code_newer_than_the_birth_is_sound() -> None:
    assert parse(id_number(1, date(1975, 5, 1), "640422"), TODAY).area == "640422"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("640401800105001", "15 位是旧号码"),
        (id_number(1)[:17], "现为 17 位"),
        ("A" + id_number(1)[1:], "以外的字符"),
        (id_number(1, area="999999"), "系统临时号"),
        (id_number(1).replace("19800105", "19800230"), "出生日期"),
        (id_number(1, date(2024, 3, 2)), "晚于收到日期"),
        (id_number(1)[:17] + ("0" if id_number(1)[17] != "0" else "1"), "校验码不对"),
        (id_number(1) + "85", "类别 1—7"),
        (id_number(1) + "1", "现为 19 位"),
    ],
)
def test_a_wrong_number_is_refused_with_reason_and_hint(text: str, reason: str) -> None:
    with pytest.raises(PersonNumberError, match=reason) as caught:
        parse(text, TODAY)
    assert caught.value.mend
    assert text not in str(caught.value)


def test_zeros_at_the_end_point_to_excel() -> None:
    with pytest.raises(PersonNumberError, match="Excel"):
        parse(id_number(1)[:15] + "000", TODAY)


def test_someone_born_on_the_day_it_is_received_is_sound() -> None:
    assert parse(id_number(1, TODAY), TODAY).birth_day == TODAY

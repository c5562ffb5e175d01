"""People: whole households, ID numbers in order, names that fit."""

from collections import Counter, defaultdict
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tried import tried

from luoshi.areas import IdAreaCodes
from luoshi.demonstration.synthetic.childcare import Ages, Care
from luoshi.demonstration.synthetic.households import make_members
from luoshi.demonstration.synthetic.people import age_on
from luoshi.demonstration.synthetic.random_streams import Streams
from luoshi.text.person_number import parse

TODAY = date(2025, 6, 30)
AGES = Ages(child=16, adult=18, elder=60)


@given(st.integers(60, 3000), st.integers(0, 99))
@tried(25)
def test_there_are_exactly_as_many_people_as_asked_for(people, seed):
    members = make_members(people, AGES, {Care.ELDERS_ONLY: 1}, np.random.default_rng(seed))
    assert len(members.age) == people
    assert members.household[0] == 0
    assert set(np.diff(members.household)) <= {0, 1}
    assert len(members.care) == members.household[-1] + 1


@pytest.fixture(scope="module")
def homes(small):
    _, tables, _ = small
    found = defaultdict(list)
    for row in tables["residents"].to_pylist():
        found[row["户编号"]].append(row)
    return found


def test_every_household_has_one_head_and_at_most_one_spouse_of_the_other_sex(homes):
    for members in homes.values():
        relations = Counter(member["与户主关系"] for member in members)
        assert relations["户主"] == 1
        assert relations["配偶"] <= 1
        sexes = [m["性别"] for m in members if m["与户主关系"] in ("户主", "配偶")]
        assert len(set(sexes)) == len(sexes)


def test_relations_agree_with_sex(homes):
    women = {"之女", "之儿媳", "之孙女", "之母"}
    men = {"之子", "之孙子", "之父"}
    for member in (member for members in homes.values() for member in members):
        assert member["与户主关系"] not in (men if member["性别"] == "女" else women)


def test_parents_are_older_than_their_children(homes):
    for members in homes.values():
        birth = defaultdict(list)
        for member in members:
            birth[member["与户主关系"]].append(member["出生日期"])
        (head,) = birth["户主"]
        for child in birth["之子"] + birth["之女"]:
            assert (child - head).days > 18 * 365
        for parent in birth["之父"] + birth["之母"]:
            assert (head - parent).days > 18 * 365


def test_id_numbers_are_distinct_and_tell_birth_day_and_sex(small):
    _, tables, _ = small
    rows = tables["residents"].to_pylist()
    for row in rows:
        number = parse(row["证件号码"], TODAY)
        assert (number.birth_day, number.sex) == (row["出生日期"], row["性别"])
    assert len({row["证件号码"] for row in rows}) == len(rows)


def test_id_numbers_begin_with_a_code_given_out_where_and_when_they_were_born(small, pack):
    _, tables, _ = small
    codes = IdAreaCodes.load(pack.folder)
    for number in tables["residents"]["证件号码"].to_pylist():
        assert number[:6] in codes


def test_households_live_in_villages_of_the_pack(small, pack):
    _, tables, _ = small
    rows = tables["households"].to_pylist()
    for row in rows:
        assert pack.areas.by_code(row["行政村"]).kind == "行政村"
        assert row["户编号"].startswith(row["行政村"])
    assert len({row["户编号"] for row in rows}) == len(rows)


def test_household_sizes_are_those_of_the_register(small, homes):
    _, tables, _ = small
    sizes = {row["户编号"]: row["家庭人口数"] for row in tables["households"].to_pylist()}
    assert sizes == {home: len(members) for home, members in homes.items()}


def test_counties_with_many_hui_people_have_many_hui_people(small):
    _, tables, _ = small
    tongxin = [r for r in tables["residents"].to_pylist() if r["户编号"].startswith("640324")]
    hui = sum(row["民族"] == "回族" for row in tongxin)
    assert hui / len(tongxin) > 0.6


def test_names_are_a_surname_and_one_or_two_characters(small):
    _, tables, _ = small
    assert {len(name) for name in tables["residents"]["姓名"].to_pylist()} <= {2, 3, 4}


@given(st.dates(date(1920, 1, 1), date(2024, 1, 1)), st.dates(date(2024, 1, 1), date(2030, 1, 1)))
def test_ages_are_full_on_the_birthday(birth, day):
    full = day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
    assert age_on(np.array([birth], dtype="datetime64[D]"), np.datetime64(day)) == full


def test_streams_are_independent_of_each_other_and_begin_again():
    streams = Streams(5)
    first, again, other = (streams.of(name).random(3) for name in ("a", "a", "b"))
    assert (first == again).all()
    assert (first != other).all()

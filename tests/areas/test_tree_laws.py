"""Laws that hold for every division."""

from collections import Counter
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from luoshi.areas import Area, AreaError, Areas, Level

AREAS = Areas.load(Path(__file__).parents[2] / "packs" / "ningxia")
area = st.sampled_from(AREAS.all())


def test_every_path_and_every_official_path_leads_back() -> None:
    for each in AREAS.all():
        path = AREAS.path(each.code)
        assert AREAS.find(path) == each
        assert AREAS.find(path.replace("/", "")) == each
        assert AREAS.find(each.name, within=each.parent, level=each.level) == each


@given(area)
def test_every_code_round_trips(each: Area) -> None:
    assert AREAS.by_code(each.code) == each == AREAS.find(each.code)
    short = each.code[: {Level.VILLAGE: 12, Level.TOWNSHIP: 9}.get(each.level, 6)]
    assert AREAS.by_code(short) == each


@given(area)
def test_within_is_reflexive(a: Area) -> None:
    assert AREAS.within(a.code, a.code)


@given(area, area)
def test_within_is_antisymmetric(a: Area, b: Area) -> None:
    if AREAS.within(a.code, b.code) and AREAS.within(b.code, a.code):
        assert a == b


@given(area, st.data())
def test_within_is_transitive(a: Area, data: st.DataObject) -> None:
    above = [*AREAS.ancestors(a.code), a]
    b = data.draw(st.sampled_from(above))
    c = data.draw(st.sampled_from([*AREAS.ancestors(b.code), b]))
    assert AREAS.within(a.code, c.code)


@given(area)
def test_ancestors_rise_to_the_region(a: Area) -> None:
    line = [*AREAS.ancestors(a.code), a]
    assert [step.level for step in line] == list(Level)[: len(line)]
    assert [step.parent for step in line[1:]] == [step.code for step in line[:-1]]


@given(area)
def test_the_county_is_told_by_the_code(a: Area) -> None:
    county = AREAS.county_of(a.code)
    assert (county.county_code if county else None) == a.county_code


@given(st.text(max_size=30))
def test_any_text_gives_an_area_or_a_chinese_error(text: str) -> None:
    assert _answer(text) in AREAS.all() or "请" in str(_answer(text))


def _answer(text: str) -> Area | AreaError:
    try:
        return AREAS.find(text)
    except AreaError as error:
        return error


def test_labels_are_unique_below_one_parent(areas: Areas) -> None:
    counts = Counter((each.parent, each.label) for each in areas.all())
    assert max(counts.values()) == 1

"""What of a scheme is past its end is refused by name, or left out and said."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.allocation import Inputs, Lapse, LapsedError, Overrides, allocate
from luoshi.allocation.inputs import Members
from luoshi.allocation.lapsing import lapses, remaining
from luoshi.allocation.sheet import sheet_of
from luoshi.pack import load
from luoshi.pack.allocation import Scheme

from .making import YEAR, block, dated, factor, inputs, scheme

SCHEMES = sorted(load().schemes)
OUT = Overrides(total=Decimal(1000), without_lapsed=True)


@pytest.mark.parametrize("id_", SCHEMES)
@pytest.mark.parametrize("year", [2021, 2023, 2025])
def test_within_the_notice_nothing_has_lapsed(id_: str, year: int) -> None:
    assert lapses(load(), load().schemes[id_], year) == ()


@pytest.mark.parametrize("id_", SCHEMES)
def test_the_year_after_whatever_asks_a_group_of_the_notice_has(id_: str) -> None:
    found = {one.part: one for one in lapses(load(), load().schemes[id_], 2026)}
    for limit in load().schemes[id_].limits:
        assert limit.id in found
        assert "2025-12-31" in found[limit.id].text


def test_who_takes_part_lapses_with_the_group() -> None:
    told = [one.text for one in lapses(load(), load().schemes["2021-26/construction-land"], 2026)]
    assert told[0] == "没有县参加分配：“乡村振兴重点帮扶县”的名单到 2025-12-31 为止"


def asked_of_the_pack(made: Scheme) -> Scheme:
    """The scheme with figures that the pack's counties have."""
    factors = tuple(one.model_copy(update={"measure": "行政村数"}) for one in made.factors)
    return made.model_copy(update={"factors": factors})


def parts(made: Scheme, year: int) -> list[str]:
    """The parts that have lapsed by the end of a year."""
    return [one.part for one in lapses(load(), asked_of_the_pack(made), year)]


def ended(**more: object) -> Scheme:
    """A factor by need, and one whose weight is over."""
    over = factor("old", "40", weights=dated("40", to="2022-12-31"))
    return scheme(factors=[factor("need", "60"), over], **more)


@pytest.mark.parametrize(("year", "lapsed"), [(2022, False), (2023, True)])
def test_a_number_lapses_the_year_after_its_last_day(year: int, lapsed: bool) -> None:
    made = scheme(lumps=[block("gift", amount=dated("5", to="2022-12-31"))])
    assert parts(made, year) == (["gift"] if lapsed else [])
    assert parts(ended(), year) == (["old"] if lapsed else [])


def test_a_number_that_is_replaced_or_not_yet_begun_has_not_lapsed() -> None:
    replaced = [*dated("5", to="2022-12-31"), *dated("6", since="2023-01-01")]
    for amount in (replaced, dated("5", since="2024-01-01")):
        assert parts(scheme(lumps=[block("gift", amount=amount)]), YEAR) == []


def test_a_weight_that_others_take_over_is_not_missed() -> None:
    made = scheme(
        factors=[
            factor("need", weights=[*dated("60", to="2022-12-31"),
                                    *dated("100", since="2023-01-01")]),
            factor("old", weights=dated("40", to="2022-12-31")),
        ]
    )  # fmt: skip
    assert parts(made, YEAR) == []


def test_a_lapsed_parameter_lapses_what_asks_it() -> None:
    made = scheme(limits=[block("least", kind="amount", at_least=":land_quota_mu")])
    assert parts(made, 2025) == []
    (found,) = lapses(load(), asked_of_the_pack(made), 2026)
    assert (found.part, "每县每年新增建设用地计划指标" in found.text) == ("least", True)


LAPSE = Lapse("old", "项old", ("到期",))


def with_lapse(lapse: Lapse = LAPSE) -> Inputs:
    found = inputs(("need", 0, [1, 3]))
    return Inputs(found.counties, found.groups, found.figures, (lapse,))


def test_what_has_lapsed_is_refused_with_the_list() -> None:
    with pytest.raises(LapsedError) as caught:
        allocate(ended(), with_lapse(), YEAR, Overrides(total=Decimal(1000)))
    assert caught.value.lines == ("项old：到期",)
    assert "项old" in str(caught.value)


def test_left_out_it_is_said() -> None:
    found = allocate(ended(), with_lapse(), YEAR, OUT)
    assert found.lapsed == ("项old：到期",)
    assert found.document()["lapsed"] == ["项old：到期"]
    assert list(found.amounts.values()) == [250, 750]


@given(st.lists(st.integers(1, 50), min_size=2, max_size=6))
def test_without_what_lapsed_it_is_shared_as_if_that_had_never_been(needs: list[int]) -> None:
    known = inputs(("need", 0, needs))
    told = Inputs(known.counties, known.groups, known.figures, (LAPSE,))
    bare = allocate(scheme(), known, YEAR, Overrides(total=Decimal(1000)))
    assert allocate(ended(), told, YEAR, OUT).amounts == bare.amounts


def test_a_scheme_left_without_any_factor_is_refused() -> None:
    lapse = Lapse("need", "项need", ("到期",))
    with pytest.raises(ValueError, match="没有生效的因素权重"):
        allocate(scheme(), with_lapse(lapse), YEAR, OUT)


def test_a_factor_goes_with_the_difficulty_it_is_adjusted_by() -> None:
    hard = block("hard", classes=[{"where": "key", "value": "2"}, {"where": "all", "value": "1"}])
    made = scheme(difficulty=hard, factors=[factor("need", "50", adjusted=True),
                                            factor("more", "50")])  # fmt: skip
    assert parts(made, 2026) == ["need", "hard"]


def test_the_sheet_and_its_digest_tell_what_was_left_out() -> None:
    pack, plain = load(), load().schemes["2021-26/environment-central"]
    lapsed = lapses(pack, plain, 2026)
    known = inputs(("常住人口", 0, [3, 1]), ("行政村数", 0, [1, 3]))
    groups = {id_: Members(one.title, frozenset()) for id_, one in pack.groups.items()}
    told = Inputs(known.counties, groups, known.figures, lapsed)
    found = allocate(plain, told, 2026, OUT)
    sheet = sheet_of(pack, plain, told, found, OUT)
    assert sheet.lapsed == tuple(one.text for one in lapsed)
    assert not sheet.bound
    assert sheet.tilts == ()
    assert sheet.digest != sheet.model_copy(update={"lapsed": ()}).digest


def test_remaining_without_a_lapse_is_the_scheme_itself() -> None:
    made = ended()
    assert remaining(made, inputs(("need", 0, [1, 2]))) is made


@pytest.mark.parametrize("scheme_id", ["transition-central", "transition-regional"])
def test_the_method_of_the_notices_time_is_not_taken_for_the_next(scheme_id: str) -> None:
    scheme = load().schemes[scheme_id]
    lapsed = {one.part: one.text for one in lapses(load(), scheme, 2026)}
    assert all("“权重”一项到 2025-12-31 为止" in lapsed[one.id] for one in scheme.factors)
    assert not any("“权重”" in one.text for one in lapses(load(), scheme, 2025))

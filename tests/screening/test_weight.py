"""The law of remembered decisions: the same fact stays quiet, a worse one does not."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from luoshi.pack.models import Colour
from luoshi.screening import Weight

weights = st.builds(
    Weight,
    st.sampled_from(Colour),
    st.none() | st.decimals(min_value=0, max_value=10**9, places=2),
)
growths = st.decimals(min_value=0, max_value=5, places=2)


@given(weights, growths)
def test_the_same_fact_never_raises_again(weight: Weight, growth: Decimal) -> None:
    assert not weight.outweighs(weight, growth)


@given(weights, weights, growths)
def test_of_two_weights_at_most_one_outweighs_the_other(
    one: Weight, other: Weight, growth: Decimal
) -> None:
    assert not (one.outweighs(other, growth) and other.outweighs(one, growth))


@given(weights, weights, growths)
def test_a_graver_colour_always_does(one: Weight, other: Weight, growth: Decimal) -> None:
    if one.colour.rank > other.colour.rank:
        assert one.outweighs(other, growth)


@given(st.decimals(min_value=1, max_value=10**6, places=2), st.sampled_from(Colour))
def test_growth_is_a_share_of_what_was_decided(amount: Decimal, colour: Colour) -> None:
    decided, half = Weight(colour, amount), Decimal("0.5")
    assert not Weight(colour, amount * Decimal("1.5")).outweighs(decided, half)
    assert Weight(colour, amount * Decimal("1.51")).outweighs(decided, half)

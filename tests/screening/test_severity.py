"""The law of remembered decisions: the same fact raises no lead again, a more severe one does."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from luoshi.pack.models import Colour
from luoshi.screening import LeadSeverity

severities = st.builds(
    LeadSeverity,
    st.sampled_from(Colour),
    st.none() | st.decimals(min_value=0, max_value=10**9, places=2),
)
growths = st.decimals(min_value=0, max_value=5, places=2)


@given(severities, growths)
def test_the_same_fact_never_raises_again(severity: LeadSeverity, growth: Decimal) -> None:
    assert not severity.exceeds(severity, growth)


@given(severities, severities, growths)
def test_of_two_severities_at_most_one_exceeds_the_other(
    one: LeadSeverity, other: LeadSeverity, growth: Decimal
) -> None:
    assert not (one.exceeds(other, growth) and other.exceeds(one, growth))


@given(severities, severities, growths)
def test_a_more_severe_colour_always_does(
    one: LeadSeverity, other: LeadSeverity, growth: Decimal
) -> None:
    if one.colour.rank > other.colour.rank:
        assert one.exceeds(other, growth)


@given(st.decimals(min_value=1, max_value=10**6, places=2), st.sampled_from(Colour))
def test_growth_is_a_share_of_what_was_decided(amount: Decimal, colour: Colour) -> None:
    decided, half = LeadSeverity(colour, amount), Decimal("0.5")
    assert not LeadSeverity(colour, amount * Decimal("1.5")).exceeds(decided, half)
    assert LeadSeverity(colour, amount * Decimal("1.51")).exceeds(decided, half)

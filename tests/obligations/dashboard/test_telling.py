"""What people are told of an obligation: its kind, formula, parameters."""

from datetime import date

import pytest

from luoshi.obligations.dashboard.formula import Formula
from luoshi.obligations.dashboard.kind_wording import STRENGTHS, TELLINGS, telling
from luoshi.pack import Pack
from luoshi.pack.obligations import Obligation

DAY = date(2023, 12, 31)


def formula(policy: Pack, obligation: str) -> Formula:
    return Formula(policy.obligations[obligation], policy, DAY)


def one_of(policy: Pack, kind: str) -> Obligation:
    return next(one for one in policy.obligations.values() if one.kind == kind)


@pytest.mark.parametrize("kind", list(TELLINGS))
def test_each_kind_asks_a_question_and_says_what_holds(policy: Pack, kind: str) -> None:
    obligation = one_of(policy, kind)
    told = telling(obligation)
    assert told.question.endswith("？")
    assert told.rule(obligation)


def test_every_obligation_of_the_pack_is_told_in_words(policy: Pack) -> None:
    for obligation in policy.obligations.values():
        told = Formula(obligation, policy, obligation.until)
        assert told.rule
        assert all(term.words and term.title for term in told.terms)
        assert all(used.value for used in told.used), obligation.id
        assert obligation.strength in STRENGTHS


def test_the_quota_names_its_parameter_with_the_value(policy: Pack) -> None:
    told = formula(policy, "2021-26/land-quota")
    assert [term.title for term in told.terms] == ["实际数", "下限"]
    assert "600" in told.terms[1].words
    (used,) = told.used
    assert (used.parameter.id, used.value.value) == ("land_quota_mu", "600")
    assert used.value.source


def test_a_parameter_without_a_value_on_the_day_is_said_so(policy: Pack) -> None:
    early = Formula(policy.obligations["2021-26/land-quota"], policy, date(1999, 1, 1))
    assert [used.value for used in early.used] == [None]
    assert early.terms[1].words

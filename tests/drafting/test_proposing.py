"""A sentence is parted where it promises different things."""

from datetime import date

from luoshi.drafting.models import Proposal
from luoshi.drafting.places import Places
from luoshi.drafting.proposing import propose
from luoshi.notice import Sentence


def proposals(text: str) -> tuple[Proposal, ...]:
    return propose(Sentence(id="2.1.3", text=text), Places((), ()))


def kinds(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.words) for one in proposals(text)]


def test_parts_that_promise_different_things_are_several() -> None:
    assert kinds("校舍资金向山区倾斜，建立维修台账，严禁挪用。") == [
        ("tilt", "校舍资金向山区倾斜"),
        ("mechanism", "建立维修台账"),
        ("prohibition", "严禁挪用"),
    ]


def test_what_leads_in_and_what_it_is_for_belong_to_the_promise() -> None:
    assert kinds("在安排计划时，对山区县予以倾斜，确保平稳过渡。") == [
        ("tilt", "在安排计划时，对山区县予以倾斜，确保平稳过渡")
    ]


def test_a_sentence_without_a_clue_is_one_activity() -> None:
    assert kinds("开展义诊，宣传知识。") == [("activity", "开展义诊，宣传知识")]


def test_a_time_that_leads_in_holds_for_what_follows() -> None:
    first, second = proposals("到2026年底，入园率达到95%，新建幼儿园20所。")
    assert first.due == second.due
    assert first.due is not None
    assert first.due.on == date(2026, 12, 31)
    assert [one.target and one.target.words for one in (first, second)] == ["95%", "20所"]


def test_weaker_words_are_kept() -> None:
    principle, effort = proposals("原则上不得新建，力争实现全覆盖。")
    assert (principle.strength, principle.wording) == ("principle", "原则上")
    assert (effort.strength, effort.wording) == ("effort", "力争")


def test_a_sentence_that_obliges_nobody_has_none() -> None:
    assert proposals("本办法所称林场，是指国有林场。") == ()
    assert proposals("本办法自印发之日起施行。") == ()


def test_proposals_are_numbered_after_their_sentence() -> None:
    assert [one.id for one in proposals("严禁占用林地，实现全覆盖。")] == ["2.1.3-1", "2.1.3-2"]

"""Every sentence of the notice is answered for by an obligation."""

from collections.abc import Callable
from datetime import date

import pytest
from real_notice import REAL_NOTICE, where_it_is

from luoshi.notice import Clause, Notice, Section, Sentence, read_notice
from luoshi.obligations.coverage import coverage
from luoshi.pack import Pack, load


def _sentences(*ids: str) -> tuple[Sentence, ...]:
    return tuple(Sentence(id=id_, text=f"第{id_}句。") for id_ in ids)


@pytest.fixture
def notice() -> Notice:
    clause = Clause(id="2.3", heading="土地", sentences=_sentences("2.3.1", "2.3.2"), leads=())
    return Notice(
        number="〔2021〕1号",
        title="若干意见",
        issuers=("甲",),
        addressees=(),
        issued=date(2021, 9, 3),
        expires=None,
        clauses=(clause,),
        copies_to=(),
        sections=(
            Section(id="1", heading="总体", sentences=_sentences("1.0.1")),
            Section(id="2", heading="政策", sentences=(), clauses=("2.3",)),
        ),
    )


def test_each_sentence_is_listed_with_who_answers(
    with_obligation: Callable[..., Pack], notice: Notice
) -> None:
    found = coverage(with_obligation("quota", sentences=["2.3.2", "1.0.1"]), notice)
    assert [(one.sentence.id, len(one.obligations)) for one in found.sentences] == [
        ("1.0.1", 1), ("2.3.1", 0), ("2.3.2", 1),
    ]  # fmt: skip
    assert [one.id for one in found.unanswered] == ["2.3.1"]
    assert not found.complete
    assert list(found.lines())[1:] == [
        "2.3.1 第2.3.1句。 → 没有承诺对应",
        "2.3.2 第2.3.2句。 → 编出来的承诺（2021-26/made-up）",
    ]


def test_a_sentence_the_notice_does_not_have_is_told(
    with_obligation: Callable[..., Pack], notice: Notice
) -> None:
    found = coverage(
        with_obligation("quota", sentences=["2.3.1", "2.3.2", "1.0.1", "2.3.9"]), notice
    )
    assert found.unknown == (("2021-26/made-up", "2.3.9"),)
    assert not found.complete


def test_text_that_was_not_read_is_answered_for_by_nobody(
    with_obligation: Callable[..., Pack], notice: Notice
) -> None:
    torn = notice.model_copy(update={"lost": ("第 3 页没有文字",)})
    pack = with_obligation("quota", sentences=["1.0.1", "2.3.1", "2.3.2"])
    assert coverage(pack, notice).complete
    assert not coverage(pack, torn).complete
    assert [*coverage(pack, torn).lines()][-1] == "文件里有文字没有读到：第 3 页没有文字"


@where_it_is
def test_the_real_notice_is_answered_for() -> None:
    found = coverage(load(), read_notice(REAL_NOTICE))
    assert [one.id for one in found.unanswered] == []
    assert found.unknown == ()


def test_what_is_less_than_a_duty_quotes_the_notice() -> None:
    weaker = [one for one in load().obligations.values() if one.strength != "duty"]
    assert [one.id for one in weaker if not one.wording] == []


@where_it_is
def test_the_words_quoted_stand_in_the_sentences_answered_for() -> None:
    sentences = {
        one.sentence.id: one.sentence.text
        for one in coverage(load(), read_notice(REAL_NOTICE)).sentences
    }
    for obligation in load().obligations.values():
        said = "".join(sentences[id_] for id_ in obligation.sentences)
        assert (obligation.wording or "") in said, obligation.id


@where_it_is
def test_in_principle_is_said_only_where_the_notice_says_so() -> None:
    sentences = {
        one.sentence.id: one.sentence.text
        for one in coverage(load(), read_notice(REAL_NOTICE)).sentences
    }
    for obligation in load().obligations.values():
        said = "".join(sentences[id_] for id_ in obligation.sentences)
        assert (obligation.strength == "principle") == ("原则上" in said), obligation.id

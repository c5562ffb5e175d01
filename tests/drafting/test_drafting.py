"""A notice's facts in a draft, and what of the file is not drafted."""

from dataclasses import dataclass
from datetime import date

import pytest

from luoshi.drafting import Draft, draft_notice
from luoshi.notice import Aside, Clause, Notice, Section, Sentence, Task, Text


@dataclass
class Made:
    """Parts of a notice that a test changes."""

    enclosed: str = ""
    tasks: tuple[Task, ...] = ()
    appended: tuple[Text, ...] = ()
    lost: tuple[str, ...] = ()


def drafted(made: Made) -> Draft:
    clause = Clause(
        id="1.1",
        heading="修路",
        leads=("交通运输厅",),
        sentences=(Sentence(id="1.1.1", text="每县每年修路三十公里。"),),
    )
    section = Section(id="1", heading="任务", sentences=(), clauses=("1.1",))
    notice = Notice(
        number="云发〔2024〕1号",
        title="关于印发《修路意见》的通知",
        issuers=("云岭省交通运输厅",),
        addressees=(),
        issued=date(2024, 1, 1),
        expires=None,
        copies_to=(),
        sections=(section,),
        clauses=(clause,),
        asides=(Aside(place="note", text="此件公开发布"),),
        **vars(made),
    )
    return draft_notice(notice)


def test_the_facts_are_those_of_the_notice() -> None:
    draft = drafted(Made())
    assert (draft.notice.number, draft.notice.expires) == ("云发〔2024〕1号", None)
    assert draft.sections == {"1": "任务"}
    assert [(one.id, one.title, one.leads) for one in draft.clauses] == [
        ("1.1", "修路", ("交通运输厅",))
    ]
    assert [one.kind for one in draft.proposals()] == ["quota"]
    assert draft.warnings == ()


def test_a_paper_that_is_forwarded_is_called_by_its_own_title() -> None:
    assert drafted(Made(enclosed="修路意见")).notice.title == "修路意见"


@pytest.mark.parametrize(
    ("made", "warning"),
    [
        (Made(lost=("看不清的一行",)), "没有读到：看不清的一行"),
        (
            Made(appended=(Text(number="", title="养路办法", clauses=()),)),
            "没有起草后面所附的《养路办法》",
        ),
        (
            Made(tasks=(Task(task="修路", leads=(), support=(), due="", due_on=None),)),
            "没有起草任务分工表的 1 行",
        ),
    ],
)
def test_what_is_not_drafted_is_said(made: Made, warning: str) -> None:
    assert drafted(made).warnings == (warning,)

"""Where a matter stands: told by the moves made in it, and by nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What may be done in a matter."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    REASSIGN = "reassign"
    WITHDRAW = "withdraw"
    FEEDBACK = "feedback"
    APPROVE = "approve"
    URGE = "urge"
    REPLY = "reply"
    ASK_EXTENSION = "ask_extension"
    GRANT = "grant"
    DENY = "deny"
    REPORT_DONE = "report_done"
    CLOSE = "close"
    SEND_BACK = "send_back"
    INSTRUCT = "instruct"
    REVISIT = "revisit"
    REOPEN = "reopen"

    @property
    def label(self) -> str:
        """In Chinese, as offices say it."""
        return _LABELS[self]


_LABELS = {
    Kind.ACCEPT: "签收",
    Kind.REFUSE: "退回交办",
    Kind.REASSIGN: "重新交办",
    Kind.WITHDRAW: "撤销交办",
    Kind.FEEDBACK: "反馈",
    Kind.APPROVE: "审定反馈",
    Kind.URGE: "催办",
    Kind.REPLY: "答复催办",
    Kind.ASK_EXTENSION: "申请延期",
    Kind.GRANT: "同意延期",
    Kind.DENY: "不同意延期",
    Kind.REPORT_DONE: "申请办结",
    Kind.CLOSE: "办结",
    Kind.SEND_BACK: "退办",
    Kind.INSTRUCT: "批示",
    Kind.REVISIT: "回访",
    Kind.REOPEN: "重新办理",
}


@dataclass(frozen=True)
class Move:
    """One thing done: what, when, and the new day it asks for or sets."""

    kind: Kind
    on: date
    day: date | None = None


@dataclass(frozen=True)
class Standing:
    """Where a matter stands: accepted by its unit or not, due, closed, and what waits.

    ``refused``: the unit sent it back and it is with the office. ``feedback``: one waits for the
    unit's leader. ``urged``: an urging is not answered. ``asked``: the day of an extension that
    is asked for. ``reported``: the unit says that it is done. ``withdrawn``: the office took it
    back before anybody began.
    """

    due: date
    accepted: bool = False
    refused: bool = False
    feedback: bool = False
    urged: bool = False
    asked: date | None = None
    reported: bool = False
    withdrawn: bool = False
    closed_on: date | None = None

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.closed_on is None

    @property
    def label(self) -> str:
        """In Chinese, what it waits for."""
        if not self.open:
            return "已撤销" if self.withdrawn else "已办结"
        if self.refused:
            return "退回待重新交办"
        if self.reported:
            return "申请办结待审核"
        return "办理中" if self.accepted else "待签收"


def standing(due: date, moves: Iterable[Move]) -> Standing:
    """Where a matter due on a day stands after the moves made, in their order."""
    found = Standing(due)
    for move in moves:
        found = replace(found, **_changes(found, move))
    return found


def _changes(now: Standing, move: Move) -> dict[str, Any]:
    """What a move changes."""
    changes: dict[Kind, dict[str, Any]] = {
        Kind.ACCEPT: {"accepted": True},
        Kind.REFUSE: {"refused": True, "accepted": False, "urged": False},
        Kind.REASSIGN: {"refused": False},
        Kind.WITHDRAW: {"closed_on": move.on, "withdrawn": True, "refused": False, "urged": False},
        Kind.FEEDBACK: {"feedback": True},
        Kind.APPROVE: {"feedback": False},
        Kind.URGE: {"urged": True},
        Kind.REPLY: {"urged": False},
        Kind.ASK_EXTENSION: {"asked": move.day},
        Kind.GRANT: {"due": now.asked or now.due, "asked": None},
        Kind.DENY: {"asked": None},
        Kind.REPORT_DONE: {"reported": True},
        Kind.CLOSE: {"closed_on": move.on, "reported": False, "urged": False, "asked": None},
        Kind.SEND_BACK: {"reported": False},
        Kind.REOPEN: {"closed_on": None, "due": move.day or now.due},
    }
    return changes.get(move.kind, {})


def may_follow(now: Standing, kind: Kind) -> bool:
    """Whether a move may follow where a matter stands so."""
    working = now.open and now.accepted and not now.reported
    allowed = {
        Kind.ACCEPT: now.open and not now.accepted and not now.refused,
        Kind.REFUSE: now.open and not now.accepted and not now.refused,
        Kind.REASSIGN: now.open and now.refused,
        Kind.WITHDRAW: now.open and not now.accepted,
        Kind.FEEDBACK: working and not now.feedback,
        Kind.APPROVE: now.open and now.feedback,
        Kind.URGE: now.open and not now.refused and not now.urged and not now.reported,
        Kind.REPLY: now.open and now.urged,
        Kind.ASK_EXTENSION: working and now.asked is None,
        Kind.GRANT: now.open and now.asked is not None,
        Kind.DENY: now.open and now.asked is not None,
        Kind.REPORT_DONE: working and not now.feedback,
        Kind.CLOSE: now.open and now.reported,
        Kind.SEND_BACK: now.open and now.reported,
        Kind.INSTRUCT: True,
        Kind.REVISIT: not now.open and not now.withdrawn,
        Kind.REOPEN: not now.open and not now.withdrawn,
    }
    return allowed[kind]

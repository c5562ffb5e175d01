"""The notices of a place side by side."""

from dataclasses import dataclass, replace
from datetime import date

from luoshi.obligations.dashboard.board import Board
from luoshi.obligations.dashboard.sight import Sight
from luoshi.obligations.dashboard.term import Term
from luoshi.pack.models import Notice
from luoshi.site.ledgers.services.engine import Stamp
from luoshi.site.notices.context import Inquiry
from luoshi.site.notices.forms import MomentForm
from luoshi.site.notices.services.closing import closed_on


@dataclass(frozen=True)
class Card:
    """A notice with its term as of today, and its obligations on the day its page opens with."""

    notice: Notice
    term: Term
    day: date
    board: Board
    closed_on: date | None = None

    @property
    def state(self) -> str:
        """Whether it is in force, over, or still to come."""
        if self.term.day < self.term.first:
            return "coming"
        return "closed" if self.term.is_over else "in-force"

    @property
    def state_label(self) -> str:
        """The state in words."""
        return {"coming": "还没开始", "closed": "已期满", "in-force": "在执行"}[self.state]


def cards(stamp: Stamp, sight: Sight, today: date) -> list[Card]:
    """Every notice, the one issued last first."""
    every = stamp.pack.notices
    closed = closed_on(every.values(), today)
    found = (_card(stamp, sight, notice, today) for notice in reversed(every.values()))
    return [replace(card, closed_on=closed.get(card.notice.id)) for card in found]


def _card(stamp: Stamp, sight: Sight, notice: Notice, today: date) -> Card:
    calendar = MomentForm({}, notice.term, today)
    asked = Inquiry(stamp, sight, calendar, notice)
    term = Term(notice.issued, notice.expires, today)
    return Card(notice, term, calendar.moment.day, asked.board())

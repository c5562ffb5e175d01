"""A matter's life against a plain account of it, and lights that can be made again."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from luoshi.supervision import (
    Kind,
    Light,
    Move,
    Standing,
    Steps,
    light_on,
    lights_log,
    may_follow,
    standing,
)
from luoshi.supervision.bulletin import Followed, bulletin
from luoshi.supervision.feedback import feedback_due
from luoshi.supervision.lights import left

START, DUE = date(2026, 11, 2), date(2026, 11, 20)
STEPS = Steps(2, 5)


class Life(RuleBasedStateMachine):
    """Moves in whatever order they are allowed; who waits for whom is told in plain words."""

    def __init__(self) -> None:
        super().__init__()
        self.moves: list[Move] = []
        self.day = START
        self.due = DUE
        self.asked: date | None = None
        self.open = True

    @property
    def now(self) -> Standing:
        return standing(DUE, self.moves)

    @rule(kind=st.sampled_from(list(Kind)), more=st.integers(1, 9))
    def something_is_done(self, kind: Kind, more: int) -> None:
        if not may_follow(self.now, kind):
            return
        day = self.due + timedelta(more)
        with_day = kind in (Kind.ASK_EXTENSION, Kind.REOPEN)
        self.moves.append(Move(kind, self.day, day if with_day else None))
        if kind is Kind.ASK_EXTENSION:
            self.asked = day
        elif kind is Kind.GRANT:
            assert self.asked
            self.due, self.asked = self.asked, None
        elif kind in (Kind.DENY, Kind.CLOSE):
            self.asked = None
        elif kind is Kind.REOPEN:
            self.due = day
        ends = (Kind.CLOSE, Kind.WITHDRAW)
        self.open = kind is Kind.REOPEN or (self.open and kind not in ends)

    @rule()
    def a_day_goes_by(self) -> None:
        self.day += timedelta(1)

    @invariant()
    def it_stands_as_told(self) -> None:
        now = self.now
        assert (now.due, now.asked, now.open) == (self.due, self.asked, self.open)
        assert now.open or not (now.reported or now.urged)

    @invariant()
    def something_may_always_be_done_to_end_it(self) -> None:
        """Nothing ends by silence: of an open matter somebody may do the next thing."""
        moves = set(Kind) - {Kind.INSTRUCT}
        assert self.now.withdrawn or any(may_follow(self.now, kind) for kind in moves)

    @invariant()
    def the_log_of_lights_made_again_ends_with_the_light_of_today(self) -> None:
        log = lights_log(START, DUE, self.moves, self.day, STEPS)
        last = log[-1].after if log else Light.NONE
        assert last is light_on(self.now, self.day, STEPS)
        for one, other in pairwise(log):
            assert one.after is other.before
            assert one.on < other.on


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=40, stateful_step_count=14, deadline=None)


@pytest.mark.parametrize(
    ("day", "light"),
    [
        (date(2026, 11, 12), Light.NONE),
        (date(2026, 11, 13), Light.YELLOW),
        (date(2026, 11, 17), Light.YELLOW),
        (date(2026, 11, 18), Light.ORANGE),
        (date(2026, 11, 20), Light.ORANGE),
        (date(2026, 11, 21), Light.RED),
    ],
)
def test_lights_by_working_days_left(day: date, light: Light) -> None:
    assert light_on(Standing(DUE), day, STEPS) is light
    assert light_on(Standing(DUE, closed_on=day), day, STEPS) is Light.NONE


def test_holidays_are_no_working_days() -> None:
    assert left(date(2026, 10, 9), date(2026, 9, 30), 9) == 2
    assert left(date(2026, 10, 1), date(2026, 10, 4), 9) == -3
    assert left(date(9999, 12, 31), date(2026, 10, 4), 9) == 10


def test_the_log_says_what_changed_a_light() -> None:
    asked = Move(Kind.ASK_EXTENSION, date(2026, 11, 18), date(2026, 12, 4))
    granted = Move(Kind.GRANT, date(2026, 11, 19))
    log = lights_log(START, DUE, [asked, granted], date(2026, 12, 5), STEPS)
    said = [(one.on.isoformat(), one.after.label, one.cause) for one in log]
    assert said == [
        ("2026-11-13", "黄灯", "时限 2026年11月20日，还有 5 个工作日"),
        ("2026-11-18", "橙灯", "时限 2026年11月20日，还有 2 个工作日"),
        ("2026-11-19", "正常", "同意延期"),
        ("2026-11-27", "黄灯", "时限 2026年12月4日，还有 5 个工作日"),
        ("2026-12-02", "橙灯", "时限 2026年12月4日，还有 2 个工作日"),
        ("2026-12-05", "红灯", "时限 2026年12月4日，逾期 1 天"),
    ]


@pytest.mark.parametrize(
    ("rhythm", "day", "due"),
    [
        ("week", date(2026, 11, 6), (START, date(2026, 11, 6))),
        ("week", date(2026, 11, 5), None),
        ("week", date(2026, 11, 12), (START, date(2026, 11, 6))),
        ("week", date(2026, 11, 14), (date(2026, 11, 7), date(2026, 11, 13))),
        ("month", date(2026, 11, 29), None),
        ("month", date(2026, 11, 30), (START, date(2026, 11, 30))),
        ("month", date(2027, 1, 5), (date(2026, 12, 1), date(2026, 12, 31))),
        ("stage", date(2026, 12, 5), None),
    ],
)
def test_feedback_is_due_by_its_rhythm(
    rhythm: str, day: date, due: tuple[date, date] | None
) -> None:
    found = feedback_due(START, rhythm, day)  # type: ignore[arg-type]
    assert (found and (found.start, found.end)) == due


def test_a_month_that_is_not_over_is_told_as_of_today_and_what_was_taken_back_not_at_all() -> None:
    today = date(2026, 12, 1)
    open_ = Followed("甲", date(2026, 11, 20), date(2026, 12, 20), ())
    gone = Followed("甲", today, today, (Move(Kind.WITHDRAW, today),))
    again = Followed(
        "甲", date(2026, 11, 1), date(2026, 11, 20),
        (Move(Kind.CLOSE, today), Move(Kind.REOPEN, today, date(2026, 12, 9))),
    )  # fmt: skip
    (line,) = bulletin([open_, gone, again], today, "甲", today)
    assert (line.new, line.closed, line.open, line.overdue) == (0, 1, 2, 0)


MONTHS = st.dates(date(2026, 1, 1), date(2026, 6, 30))


@given(
    st.lists(st.tuples(st.sampled_from("甲乙丙"), MONTHS, st.none() | MONTHS), max_size=12),
    MONTHS,
)
def test_the_bulletin_counts_each_matter_as_plain_counting_does(
    matters: list[tuple[str, date, date | None]], month: date
) -> None:
    first = month.replace(day=1)
    end = (first + timedelta(40)).replace(day=1) - timedelta(1)
    followed = []
    for unit, since, closed in matters:
        done = closed if closed and closed >= since else None
        moves = (Move(Kind.CLOSE, done),) if done else ()
        followed.append(Followed(unit, since, since + timedelta(10), moves))
    lines = {one.unit: one for one in bulletin(followed, month, "甲乙丙", date(2027, 1, 1))}
    for unit in "甲乙丙":
        own = [one for one in followed if one.unit == unit and one.since <= end]
        assert (unit in lines) == bool(own)
        if not own:
            continue
        line = lines[unit]
        closed_by = [one for one in own if one.moves and one.moves[0].on <= end]
        assert line.new == sum(first <= one.since for one in own)
        assert line.closed == sum(first <= one.moves[0].on for one in closed_by)
        assert line.open == len(own) - len(closed_by)
        assert line.overdue == sum(one.due < end for one in own if one not in closed_by)

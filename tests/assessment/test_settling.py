"""Two scorers, a third, objections and their answers: whatever happens, against plain words."""

from decimal import Decimal

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from luoshi.assessment.settling import Answer, Mark, Stage, judgements, settled, stage_of

ALLOWED = Decimal(1)
POINTS = st.decimals(0, 10, places=1)


def mark(scorer: int, points: Decimal) -> Mark:
    return Mark("work", "990121", scorer, points, f"理由{scorer}", f"依据{scorer}")


@pytest.mark.parametrize(
    ("points", "stage", "expected"),
    [
        ((), Stage.FIRST, None),
        (("8",), Stage.SECOND, None),
        (("8", "7"), Stage.SETTLED, "7.5"),
        (("8", "6.9"), Stage.THIRD, None),
        (("8", "6.9", "2"), Stage.SETTLED, "2"),
        (("8", "7.99"), Stage.SETTLED, "8.00"),
    ],
)
def test_how_far_an_item_is_and_what_it_is_settled_at(
    points: tuple[str, ...], stage: Stage, expected: str | None
) -> None:
    given = [mark(i, Decimal(one)) for i, one in enumerate(points)]
    assert stage_of(given, ALLOWED) is stage
    found = settled(given, ALLOWED)
    assert (found and found.points) == (expected and Decimal(expected))


def test_both_reasons_are_kept_and_the_same_one_is_said_once() -> None:
    found = settled([mark(1, Decimal(8)), mark(2, Decimal(7))], ALLOWED)
    assert found
    assert (found.reason, found.evidence) == ("理由1；理由2", "依据1；依据2")
    twice = settled([mark(1, Decimal(8)), mark(1, Decimal(7))], ALLOWED)
    assert twice
    assert twice.reason == "理由1"


class Scoring(RuleBasedStateMachine):
    """One item of one place, from the first mark to the last answer."""

    def __init__(self) -> None:
        super().__init__()
        self.marks: list[Mark] = []
        self.answers: list[Answer] = []

    @property
    def waits(self) -> bool:
        return stage_of(self.marks, ALLOWED) is not Stage.SETTLED

    @precondition(lambda self: self.waits)
    @rule(points=POINTS)
    def somebody_scores(self, points: Decimal) -> None:
        self.marks.append(mark(len(self.marks) + 1, points))

    @precondition(lambda self: not self.waits)
    @rule(points=POINTS)
    def an_objection_is_agreed_to(self, points: Decimal) -> None:
        self.answers.append(Answer("work", "990121", points, "复核属实"))

    @invariant()
    def it_takes_two_or_three(self) -> None:
        assert len(self.marks) <= 3
        assert self.waits == (len(self.marks) < 2 or (len(self.marks) == 2 and self.apart))

    @property
    def apart(self) -> bool:
        return abs(self.marks[0].points - self.marks[1].points) > ALLOWED

    @invariant()
    def the_points_are_those_of_who_had_the_last_word(self) -> None:
        found = judgements(self.marks, self.answers, ALLOWED)
        if self.waits:
            assert found == ()
            return
        (one,) = found
        if self.answers:
            assert one.points == self.answers[-1].points
        elif len(self.marks) == 3:
            assert one.points == self.marks[2].points
        else:
            mean = (self.marks[0].points + self.marks[1].points) / 2
            assert abs(one.points - mean) <= Decimal("0.005")
            assert min(self.marks[0].points, self.marks[1].points) <= one.points


TestScoring = Scoring.TestCase
TestScoring.settings = settings(max_examples=60, stateful_step_count=8, deadline=None)

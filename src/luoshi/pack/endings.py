"""How cases end, and what a visit must tell: a case says only what somebody found."""

from enum import StrEnum

from luoshi.frozen import Frozen


class Ending(StrEnum):
    """What a closed case came to; statistics count each apart.

    ``SOUND`` says that somebody looked and found nothing to be done. ``DISMISSED`` and ``SILENT``
    say that nobody did: the lead was dismissed, or the data no longer show it.
    """

    DONE = "done"
    SOUND = "sound"
    REFUSED = "refused"
    PASSED = "passed"
    GONE = "gone"
    DISMISSED = "dismissed"
    SILENT = "silent"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return _LABELS[self]


_LABELS = {
    Ending.DONE: "办成",
    Ending.SOUND: "核实无需办理",
    Ending.REFUSED: "不予办理",
    Ending.PASSED: "转入其他事项",
    Ending.GONE: "对象已不在",
    Ending.DISMISSED: "线索已排除",
    Ending.SILENT: "数据不再显示，未核实",
}

LOOKED = (Ending.SOUND, Ending.REFUSED)
"""Endings of what was looked at and found not to need help."""


class Visit(Frozen):
    """Which fields tell when and by whom the subject was looked at.

    ``to`` is the stage a case nobody had begun goes to when all its leads are dismissed by
    somebody who visited the household; without it, that says nothing of this kind of case.
    """

    day: str
    visitor: str
    to: str | None = None

    @property
    def fields(self) -> tuple[str, str]:
        """Both fields."""
        return self.day, self.visitor

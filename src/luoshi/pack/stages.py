"""What a process is made of: stages, the moves between them, and clocks over several."""

from enum import StrEnum

from pydantic import Field

from luoshi.frozen import Frozen
from luoshi.pack.caseledgers import Write
from luoshi.pack.endings import Ending
from luoshi.pack.guards import Ask


class Phase(StrEnum):
    """Where in its life a case stands; lists and statistics go by it."""

    LEAD = "lead"
    ENTRY = "entry"
    HELP = "help"
    EXIT = "exit"
    WATCH = "watch"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return _PHASES[self]


_PHASES = {
    Phase.LEAD: "线索",
    Phase.ENTRY: "识别",
    Phase.HELP: "帮扶",
    Phase.EXIT: "退出",
    Phase.WATCH: "跟踪",
    Phase.CLOSED: "办结",
}


class Owner(StrEnum):
    """Whose worklist a stage is on: a level of government, or the case's own department."""

    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"
    DEPARTMENT = "department"


class Stage(Frozen):
    """A state of a case.

    ``clock`` is the parameter that says how long it may stand here; its unit is 日 or 工作日.
    ``until`` names the field whose day, where it is filled, says by when instead. ``said`` is
    what an applicant is told. ``helping`` says that measures may be given. ``end`` says what a
    case that stands here came to; closed stages have one, others none.
    """

    id: str
    title: str
    phase: Phase
    owner: Owner | None = None
    clock: str | None = None
    until: str | None = None
    said: str | None = None
    helping: bool = False
    end: Ending | None = None


class Direction(StrEnum):
    """What a move does: on, back with a reason, beside (the stage stays), or to an end."""

    ON = "on"
    BACK = "back"
    BESIDE = "beside"
    END = "end"


class Move(Frozen):
    """One way from a stage to another, or an action that leaves the stage as it is.

    ``to`` is empty for moves beside. ``asks`` names the fields its form shows, ``needs`` those
    among them that must be filled. ``guards`` must hold: each is named (a guard of the process,
    of the pack or of ``luoshi.casework.guards``) or written out. ``reasons`` is the code list of
    reasons; a move back always asks for one. ``restarts`` makes a move beside begin the stage's
    clock anew; ``urgent`` marks the case as helped first; ``opens`` names the process in which
    the household gets a case of its own. ``together`` says that its form may be filled once for
    many cases. ``writes`` are the rows of ledgers it fills in. ``unseen`` marks what is done
    without anybody having looked; ``finds`` names the yes-or-no field that tells whether new
    leads were found to be so.
    """

    id: str
    title: str
    origins: tuple[str, ...] = Field(alias="from")
    to: str | None = None
    direction: Direction = Direction.ON
    by: tuple[Owner, ...]
    asks: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    guards: tuple[str | Ask, ...] = ()
    reasons: str | None = None
    restarts: bool = False
    urgent: bool = False
    opens: str | None = None
    together: bool = False
    writes: tuple[Write, ...] = ()
    unseen: bool = False
    finds: str | None = None
    note: str | None = None

    @property
    def wants_reason(self) -> bool:
        """Whether it asks why: every move back does, and one with a list of reasons."""
        return self.direction is Direction.BACK or self.reasons is not None


class Span(Frozen):
    """A clock over several stages: from first being in ``start`` until first being in ``end``."""

    title: str
    start: str
    end: str
    clock: str

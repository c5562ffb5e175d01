"""Lists of checks, as the pack's files hold them."""

from datetime import date
from enum import StrEnum

from pydantic import Field, model_validator

from luoshi.frozen import Frozen
from luoshi.pack.worked_examples import CheckExample


class FindingSubject(StrEnum):
    """What a finding is told of: each row once, or each household once."""

    PERSON = "person"
    HOUSEHOLD = "household"
    JOB = "job"
    PLAN = "plan"
    VILLAGE = "village"
    RECORD = "record"


class Severity(StrEnum):
    """How sure it is that something is wrong."""

    ERROR = "error"
    DOUBT = "doubt"
    NOTICE = "notice"

    @property
    def label(self) -> str:
        """The severity's Chinese name."""
        return _LABELS[self]


_LABELS = {Severity.ERROR: "错误", Severity.DOUBT: "疑点", Severity.NOTICE: "提醒"}


class Check(Frozen):
    """A condition on the rows of ``table``, an export or a ledger; where it holds, look.

    ``columns`` are those at fault, ``advice`` says what to do; ``let`` names parts of the
    condition. ``group``, ``source`` and further names of ``let`` come from the check's file.
    """

    id: str
    title: str
    group: str
    table: str
    about: FindingSubject
    when: str
    columns: tuple[str, ...] = Field(min_length=1)
    severity: Severity
    advice: str | None = None
    let: dict[str, str] = Field(default_factory=dict)
    source: str
    assumption: bool = False
    note: str | None = None
    examples: tuple[CheckExample, ...] = ()


class CheckGroup(Frozen):
    """What one file of ``checks/`` holds: checks of one group.

    Each check may use the names of ``let`` and has the list's ``source`` unless it says its own;
    ``as_of`` is the day of the examples that say none.
    """

    id: str
    title: str
    source: str
    as_of: date | None = None
    let: dict[str, str] = Field(default_factory=dict)
    checks: tuple[Check, ...]

    @model_validator(mode="before")
    @classmethod
    def _hand_down(cls, data: object) -> object:
        """Write into each check what the list says for all of them."""
        if not isinstance(data, dict) or not isinstance(data.get("checks"), list):
            return data
        shared = {"group": data.get("id"), "source": data.get("source")}
        checks = [_with(check, shared, data.get("let", {})) for check in data["checks"]]
        return data | {"checks": [_dated(check, data.get("as_of")) for check in checks]}


def _dated(check: object, day: object) -> object:
    """The check with its examples asked on a day where they say none."""
    if day is None or not isinstance(check, dict) or not isinstance(check.get("examples"), list):
        return check
    examples = [{"as_of": day} | one if isinstance(one, dict) else one for one in check["examples"]]
    return check | {"examples": examples}


def _with(check: object, shared: dict[str, object], names: object) -> object:
    if not isinstance(check, dict):
        return check
    given = {key: value for key, value in shared.items() if value is not None}
    own = check.get("let", {})
    let = names | own if isinstance(names, dict) and isinstance(own, dict) else own
    return given | check | {"let": let}

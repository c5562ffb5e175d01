"""Standing duties (包抓、结对): who must have somebody, and the ledger that says whom."""

from pydantic import Field

from luoshi.frozen import Frozen


class Held(Frozen):
    """The ledger that says who holds a duty, by the columns that say it.

    ``place`` (an area code, or a household number) and ``name`` tell for what; ``holder`` who;
    ``since`` and ``until`` the days. ``fixed`` are values of columns all rows of the duty have.
    """

    ledger: str
    place: str
    holder: str
    since: str
    until: str
    name: str | None = None
    fixed: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class Duty(Frozen):
    """A duty that must be held for each row of ``table`` for which ``when`` is true.

    ``place`` is the expression for its area code or household number and ``name`` the one for
    what it is called (none: the place's own name); ``area`` the one for the area code it lies
    in, where ``place`` is a household.
    """

    id: str
    title: str
    clause: str
    table: str
    when: str
    place: str
    name: str | None = None
    area: str | None = None
    held: Held
    source: str
    assumption: bool = False
    note: str | None = None


class DutyFile(Frozen):
    """What ``duties.yaml`` holds."""

    duties: tuple[Duty, ...]

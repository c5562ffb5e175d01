"""The layout of the national system's table of monitored households."""

from typing import Literal

from luoshi.frozen import Frozen


class NationalColumn(Frozen):
    """One heading and where its cells come from: exactly one of the sources is given.

    ``place`` a level of the household's village; ``person`` an expression asked of the member's
    row in the register; ``number`` the ID number; ``field`` a field of the case; ``risk`` the
    n-th risk; ``step`` the month a move was made; ``help`` the measures of a group; ``income``
    a section's sum, ``net`` or ``per_head``, and ``item`` an item, of the sheet at entry or at
    exit; ``developed`` and ``cleared`` what follows from measures and stage.
    """

    heading: str
    place: Literal["county", "township", "village"] | None = None
    person: str | None = None
    number: bool = False
    field: str | None = None
    risk: int | None = None
    step: str | None = None
    help: str | None = None
    income: str | None = None
    item: str | None = None
    sheet: Literal["entry", "exit"] | None = None
    developed: bool = False
    cleared: bool = False


class NationalExport(Frozen):
    """What ``national_export.yaml`` holds."""

    id: str
    title: str
    source: str
    columns: tuple[NationalColumn, ...]

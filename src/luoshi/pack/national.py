"""The layout of the national system's table of monitored households."""

from typing import Literal, Self

from pydantic import model_validator

from luoshi.frozen import Frozen

_SOURCES = (
    "place", "head", "person", "number", "field", "month", "risk", "help", "income", "item",
    "developed", "cleared",
)  # fmt: skip


class NationalColumn(Frozen):
    """One heading and where its cells come from: one of the sources, or none (left empty).

    ``place`` a level of the household's village; ``head`` its head's name; ``person`` an
    expression asked of the member's row in the register; ``number`` the ID number; ``field`` a
    field of the case (``told_at`` as a move told it, ``denied`` the other way round) and
    ``month`` the month of one; ``risk`` the n-th risk; ``help`` the measures of a group;
    ``income`` a section's sum, ``net`` or ``per_head``, and ``item`` an item, of the ``sheet``
    at entry or at exit; ``developed`` and ``cleared`` what follows from measures and steps.
    ``once_cleared`` leaves the cell empty as long as the risk is not removed.
    """

    heading: str
    place: Literal["county", "township", "village"] | None = None
    head: bool = False
    person: str | None = None
    number: bool = False
    field: str | None = None
    told_at: str | None = None
    denied: bool = False
    month: str | None = None
    risk: int | None = None
    help: str | None = None
    income: str | None = None
    item: str | None = None
    sheet: Literal["entry", "exit"] | None = None
    developed: bool = False
    cleared: bool = False
    once_cleared: bool = False

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        given = [name for name in _SOURCES if getattr(self, name)]
        if len(given) > 1:
            raise ValueError(f"“{self.heading}”写了几个来源：{'、'.join(given)}，请只留一个")
        if bool(self.income or self.item) != (self.sheet is not None):
            raise ValueError(f"“{self.heading}”：income 或 item 要写 sheet，别的不写")
        return self


class NationalExport(Frozen):
    """What ``national_export.yaml`` holds."""

    id: str
    title: str
    source: str
    columns: tuple[NationalColumn, ...]

"""How matters are followed up (督办): numbers, sources, clocks, rhythms, as data."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from luoshi.frozen import Frozen

SERIAL, YEAR = "{serial}", "{year}"
Rhythm = Literal["week", "month", "stage"]


class MatterSource(Frozen):
    """Where matters come from: an instruction, a meeting, a document, an obligation."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    title: str


class Urgency(Frozen):
    """How urgent a matter is: ``clock`` is the parameter that says in how many days, of its own
    unit, it is due; ``rhythm`` how often the units tell of it."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    title: str
    clock: str
    rhythm: Rhythm


class SupervisionFile(Frozen):
    """What ``supervision.yaml`` holds.

    ``number`` is how matters are numbered, with the year and a serial number of the year.
    ``orange`` and ``yellow`` are the parameters that say with how many working days left a matter
    is lit so; overdue it is red. ``standing`` are the obligations (full ids) whose failing is
    proposed before all others. ``office`` says who leads it.
    """

    number: str
    office: str
    sources: Annotated[tuple[MatterSource, ...], Field(min_length=1)]
    urgencies: Annotated[tuple[Urgency, ...], Field(min_length=1)]
    orange: str
    yellow: str
    standing: tuple[str, ...] = ()
    source: str
    assumption: bool = False
    note: str | None = None

    @model_validator(mode="after")
    def _numbers(self) -> Self:
        if SERIAL not in self.number or YEAR not in self.number:
            raise ValueError(f"number 里要有 {YEAR} 和 {SERIAL}，如 督〔{YEAR}〕{SERIAL}号")
        return self

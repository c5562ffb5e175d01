"""Worked examples: rows and a day beside a rule, and what it must answer to them."""

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from luoshi.frozen import Frozen

NONE, FOUND, PASSES = "none", "found", "passes"
"""Answers in a word: nothing is found, something is, a guard lets pass."""

Cells = dict[str, str]
"""A row as a sheet has it, by column name; what is left out is empty."""


class WorkedExample(Frozen):
    """Rows of tables, by table, and the day they are asked on.

    Only what matters is written. Rows are of one household and one person unless they say which
    by a made-up name (甲, 孩子); where a register has no row of these, it is made.
    """

    title: str = ""
    as_of: date
    rows: dict[str, tuple[Cells, ...]]

    def __hash__(self) -> int:
        """What holds an example is asked about by hash, and rows have none."""
        return hash((self.title, self.as_of))


def _whether_found(data: object) -> object:
    if not isinstance(data, str):
        return data
    if data not in (FOUND, NONE):
        raise ValueError(f"没有“{data}”这个值，可以写：{FOUND}、{NONE}")
    return data == FOUND


class CheckExample(WorkedExample):
    """What a check gives: ``found`` where it holds for one of the rows, else ``none``."""

    gives: Annotated[bool, BeforeValidator(_whether_found)]


class GuardExample(WorkedExample):
    """What a guard gives: ``passes``, or the sentence with which it refuses.

    ``rows`` has the case under the id of its process, and the relations told of it beside.
    """

    gives: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class StatusAnswer(Frozen):
    """The light an obligation carries for a place, and the reason given if it is told."""

    status: str
    reason: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _in_a_word(cls, data: object) -> object:
        """A status alone is an answer too."""
        return {"status": data} if isinstance(data, str) else data


class ObligationExample(WorkedExample):
    """What an obligation gives, by the names of counties (or of the region), all being told."""

    gives: Annotated[dict[str, StatusAnswer], Field(min_length=1)]

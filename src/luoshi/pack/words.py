"""How the people of a place call it and its levels."""

from typing import Annotated

from pydantic import StringConstraints, model_validator

from luoshi.frozen import Frozen

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

LEVEL = "省"
"""What most places are."""


class Words(Frozen):
    """What users read where a page speaks of the place as a whole or of one of its levels.

    ``level`` is what kind of division the place is (省, 市, …) and ``whole`` all of it (全省,
    全市, …). The others are what a level and its accounts are called. What is not written
    follows from ``level``, or is said as nearly everywhere.
    """

    level: Word
    whole: Word
    province: Word
    county: Word = "县级"
    township: Word = "乡级"
    village: Word = "村级"

    @model_validator(mode="before")
    @classmethod
    def _follow_level(cls, written: object) -> object:
        if not isinstance(written, dict):
            return written
        level = str(written.get("level", LEVEL))
        return {"level": level, "whole": f"全{level[-1:]}", "province": f"{level}级"} | written

    @property
    def roles(self) -> dict[str, str]:
        """What a level and its accounts are called, by the role."""
        return self.model_dump(include={"province", "county", "township", "village"})

    @property
    def short_level(self) -> str:
        """The level in one character, as numbers begin with: 省, 市, …"""
        return self.level[-1]

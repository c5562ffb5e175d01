"""What is wrong with a pack, and where."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from luoshi.areas import AreaError


@dataclass(frozen=True)
class Problem:
    """One mistake: file, line (from 1), key, what is wrong and how to mend it, in Chinese."""

    file: Path
    line: int
    key: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" + (f" {self.key}" if self.key else "")
        return f"{place}：{self.message}" + (f"。{self.hint}" if self.hint else "")


class PackError(ValueError):
    """The pack cannot be loaded; ``problems`` says all that is wrong with it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def told(error: AreaError) -> list[Problem]:
    """What is wrong with a table of divisions, as problems of the pack."""
    return [
        Problem(flaw.file, flaw.line, flaw.column, flaw.message, flaw.hint) for flaw in error.flaws
    ]

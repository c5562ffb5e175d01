"""What is wrong with an expression, said to the person who wrote it."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Self


class ExpressionError(ValueError):
    """A text that is not a valid expression.

    ``message`` is Chinese and says how to mend it; ``text`` is the expression (or the
    shorthand) it was found in and ``position`` the 1-based line and column, where known.
    """

    def __init__(
        self, message: str, text: str | None = None, position: tuple[int, int] | None = None
    ) -> None:
        self.message = message
        self.text = text
        self.position = position
        super().__init__(f"{_place(position)}{message}")

    def at(self, text: str, offset: int | None) -> Self:
        """The same error with its place, unless it already has one."""
        if self.text is not None:
            return self
        position = None if offset is None else place_of(text, offset)
        return type(self)(self.message, text, position)


def _place(position: tuple[int, int] | None) -> str:
    return f"第{position[0]}行第{position[1]}列：" if position else ""


def place_of(text: str, offset: int) -> tuple[int, int]:
    """1-based line and column of a 0-based offset."""
    before = text[:offset]
    return before.count("\n") + 1, offset - before.rfind("\n")


def hint(word: str, known: Iterable[str]) -> str:
    """ "，是不是“…”？" with the names most like ``word``; nothing where none is near."""
    near = get_close_matches(word, sorted(known), n=3, cutoff=0.5)
    return f"，是不是{'、'.join(f'“{name}”' for name in near)}？" if near else ""


def listing(names: Iterable[str], most: int = 8) -> str:
    """Names for a message: the first ``most``, and 等 where there are more."""
    names = list(names)
    return "、".join(names[:most]) + ("等" if len(names) > most else "")

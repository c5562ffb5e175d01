"""Closed lists of the values a cell may hold."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, model_validator

from luoshi.frozen import Found, Frozen, require


class CodeItem(Frozen):
    """One value of a code list, in force from ``valid_from`` to ``valid_to`` inclusive."""

    name: str
    code: str | None = None
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    note: str | None = None


class CodeList(Frozen):
    """A closed list of values a ``code`` or ``codes`` field may hold.

    One that is an ``assumption`` says why it is ``lasting``, unless all its values end.
    """

    id: str
    title: str
    items: Annotated[tuple[CodeItem, ...], Field(min_length=1)]
    source: str
    assumption: bool = False
    lasting: str | None = None
    note: str | None = None

    @cached_property
    def spellings(self) -> dict[str, str]:
        """Every accepted spelling (name, code, alias) with the name it stands for."""
        return {
            spelling: item.name
            for item in self.items
            for spelling in (item.name, item.code, *item.aliases)
            if spelling is not None
        }

    @model_validator(mode="after")
    def _values_hold(self) -> Self:
        require(*_doubled(self))
        return self


def _doubled(codes: CodeList) -> Iterator[Found]:
    """Spellings that stand for two values."""
    seen: dict[str, int] = {}
    for i, item in enumerate(codes.items):
        for key, spelling in (("name", item.name), ("code", item.code), *_aliases(item)):
            if spelling and seen.setdefault(spelling, i) != i:
                message = f"“{spelling}”在这个码表里已经有了"
                yield ("items", i, key), message, "换一个写法，或删去一个"


def _aliases(item: CodeItem) -> Iterator[tuple[str, str]]:
    yield from (("aliases", alias) for alias in item.aliases)

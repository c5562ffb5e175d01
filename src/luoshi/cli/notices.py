"""Which notices a command is about."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from luoshi.cli.output import fail

if TYPE_CHECKING:
    from luoshi.pack import Pack
    from luoshi.pack.models import Notice as NoticeFacts

Notice = Annotated[
    str | None,
    typer.Option(
        "--notice",
        help="哪一份文件，编号（如 2021-26）或文号",
        show_default=False,
    ),
]


def notices_asked(pack: "Pack", asked: str | None, day: date) -> "list[NoticeFacts]":
    """The notice asked for, by its id or number; without one those in force in the day's year.

    Where none is, the one issued last by that day, or the first of all.
    """
    every = list(pack.notices.values())
    if asked is not None:
        return [_named(every, asked)]
    in_force = [one for one in every if one.issued.year <= day.year and day <= one.expires]
    return in_force or [pack.current(day)]


def of_notice(pack: "Pack", asked: str | None) -> "Pack":
    """The place with what the notice asked for says; with all of them where none is."""
    return pack.only(_named(list(pack.notices.values()), asked).id) if asked else pack


def _named(every: "list[NoticeFacts]", asked: str) -> "NoticeFacts":
    found = next((one for one in every if asked in (one.id, one.number)), None)
    if found is None:
        known = "、".join(f"{one.id}（{one.number}）" for one in every)
        fail(f"没有“{asked}”这份文件；--notice 可以写：{known}")
    return found

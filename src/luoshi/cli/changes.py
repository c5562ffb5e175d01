"""How the commands tell what a change touches."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from luoshi.cli.output import out

if TYPE_CHECKING:
    from datetime import date

    from luoshi.changes import Difference, Outcome


def packs_compared(old: Path, new: Path, day: "date") -> "Outcome":
    """What differs between the packs of two folders: on the records of the state folder as of a
    day, or where there are none in the texts alone.

    Raises:
        PackError: one of them cannot be loaded.
    """
    from luoshi.changes import compare, compare_texts
    from luoshi.home import home_to_be
    from luoshi.pack import load
    from luoshi.pack.loading import as_entered

    before, after = load(old), load(new)
    if not home_to_be().exists():
        return compare_texts(before, after)
    from luoshi.site.bootstrap import prepare

    prepare()
    from luoshi.site.changes.services.records import SiteRecords
    from luoshi.site.changes.services.resting import resting

    records = SiteRecords()
    if not records.are_there:
        return compare_texts(before, after)
    before, after = as_entered(before), as_entered(after)
    return compare(
        before, after, records, day, rest=lambda touched, lost: resting(before, touched, lost)
    )


def print_outcome(found: "Outcome") -> None:
    """The sentences for a meeting, then the texts key by key."""
    print_sentences(found)
    for one in found.differences:
        for line in _difference(one):
            _print(line)


def print_sentences(found: "Outcome") -> None:
    """The sentences for a meeting."""
    from luoshi.changes.wording import sentences

    for line in sentences(found):
        _print(line)


def _difference(one: "Difference") -> Iterator[str]:
    at = f"  {one.at.file}:{one.at.line}" if one.at else ""
    yield f"{one.how}  {one.kind_title}  {one.id or one.title}{at}"
    for key in one.keys:
        line = key.at.line if key.at else ""
        yield f"  {line} {key.key}：{_said(key.old)} → {_said(key.new)}"


def _said(value: str | None) -> str:
    return "没有写" if value is None else value


def _print(text: str) -> None:
    out.print(text, highlight=False, markup=False, soft_wrap=True)

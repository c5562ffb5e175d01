"""A pack with the divisions of a day."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from luoshi.pack.loading import Pack


def on_day(pack: Pack, day: date) -> Pack:
    """The pack with the divisions as they stood on a day; itself where none has changed since.

    What is asked as of a day is asked of this pack, so that a later change alters no answer.
    """
    changes = pack.areas.changes
    if all(change.day <= day for change in changes):
        return pack
    last = max((change.day for change in changes if change.day <= day), default=date.min)
    return _until(pack, last)


@lru_cache(maxsize=16)
def _until(pack: Pack, last: date) -> Pack:
    """Kept, so that the divisions of one time are one pack."""
    return replace(pack, areas=pack.areas.until(last))

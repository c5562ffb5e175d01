"""What offices entered, laid over the pack's files.

The pack itself is files. Whoever keeps what is entered hands it over, all at once, and
`luoshi.pack.load` gives the pack with it.
"""

from dataclasses import dataclass

from luoshi.areas import AreaChange
from luoshi.pack.entering import Entries


@dataclass(frozen=True, eq=False)
class HandedOver:
    """What counts in this process; ``mark`` tells one state of it from another.

    Of the ``changes`` of divisions only those are here whose day has come: until then nothing is
    changed.
    """

    mark: str = ""
    values: Entries = ()
    changes: tuple[AreaChange, ...] = ()


_in_use = HandedOver()


def hand_over(handed: HandedOver) -> None:
    """Let this count from now on, in the whole process."""
    global _in_use
    _in_use = handed


def handed_over() -> HandedOver:
    """What is in use."""
    return _in_use

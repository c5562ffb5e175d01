"""Changes of divisions that an office entered, laid over the pack's list.

As with entered values, whoever keeps them hands them over, and `luoshi.pack.load` gives the pack
with them. Only those whose day has come are handed over: until then nothing is changed.
"""

from dataclasses import dataclass

from luoshi.areas import AreaChange


@dataclass(frozen=True, eq=False)
class HandedChanges:
    """The changes in use in this process; ``mark`` tells one state of them from another."""

    mark: str = ""
    changes: tuple[AreaChange, ...] = ()


_handed = HandedChanges()


def hand_over_changes(handed: HandedChanges) -> None:
    """Let these changes count from now on, in the whole process."""
    global _handed
    _handed = handed


def handed_changes() -> HandedChanges:
    """The changes in use."""
    return _handed

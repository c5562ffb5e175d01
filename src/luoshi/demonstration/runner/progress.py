"""Who is told how far the demonstration has come."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from luoshi.site.accounts.services import NewAccount

Tell = Callable[[str, float], None]
"""Told the step under way and the share of it done, from 0 to 1."""

Show = Callable[[Sequence["NewAccount"]], None]
"""Shown the accounts just made, with their passwords, at once: nobody knows them afterwards."""

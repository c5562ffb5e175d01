"""Topics: what some ledgers add up to for each county and year, and what is wrong in them.

How figures are added up is documented in ``docs/reference/topics.md``.
"""

from luoshi.topics.measuring import Measured, measure
from luoshi.topics.watching import Alert, Watcher

__all__ = ["Alert", "Measured", "Watcher", "measure"]

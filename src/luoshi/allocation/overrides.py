"""What a scenario changes of a scheme."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Waiver:
    """Who allowed a guarded limit to be lifted, and why."""

    officer: str
    reason: str


@dataclass(frozen=True)
class Overrides:
    """Other values than the scheme's own.

    ``weights`` are by factor. ``levels`` are by block and key, written ``id.key``:
    ``quota.at_least``, ``tilt.ratio``, ``cut.rate``. ``enforced`` says of limits whether they
    bind; a guarded one is lifted by a waiver only.
    """

    total: Decimal | None = None
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    levels: Mapping[str, Decimal] = field(default_factory=dict)
    enforced: Mapping[str, bool] = field(default_factory=dict)
    waivers: Mapping[str, Waiver] = field(default_factory=dict)


AS_IT_IS = Overrides()
"""Nothing changed."""

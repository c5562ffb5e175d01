"""What a scenario changes of a scheme."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from luoshi.allocation.errors import AllocationError
from luoshi.pack.allocation import Scheme


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
    bind; a guarded one is lifted by a waiver only. ``without_lapsed`` leaves out what is past
    its end, which else is refused.
    """

    total: Decimal | None = None
    weights: Mapping[str, Decimal] = field(default_factory=dict)
    levels: Mapping[str, Decimal] = field(default_factory=dict)
    enforced: Mapping[str, bool] = field(default_factory=dict)
    waivers: Mapping[str, Waiver] = field(default_factory=dict)
    without_lapsed: bool = False


AS_IT_IS = Overrides()
"""Nothing changed."""


def demand_known(overrides: Overrides, scheme: Scheme) -> None:
    """Check that everything changed is there to be changed.

    Raises:
        AllocationError: there is no such factor, level or limit, or nobody waives a limit.
    """
    unknown = next(_unknown(overrides, scheme), None)
    if unknown is not None:
        raise AllocationError(f"“{scheme.title}”里没有“{unknown}”，方案改不了它")
    for id_, waiver in overrides.waivers.items():
        if not waiver.officer.strip() or not waiver.reason.strip():
            raise AllocationError(f"取消“{id_}”要写明由谁批准、为什么")


def _unknown(overrides: Overrides, scheme: Scheme) -> Iterator[str]:
    factors = {factor.id for factor in scheme.factors}
    limits = {limit.id for limit in scheme.limits}
    levels = {f"{block.id}.{key}" for block in scheme.blocks for key in type(block).model_fields}
    yield from (id_ for id_ in overrides.weights if id_ not in factors)
    yield from (id_ for id_ in overrides.levels if id_ not in levels)
    yield from (id_ for id_ in (*overrides.enforced, *overrides.waivers) if id_ not in limits)

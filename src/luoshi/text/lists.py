"""Names one after the other, as Chinese sentences list them."""

from collections.abc import Sequence


def listed(names: Sequence[str], most: int = 5, unit: str = "个", mark: str = "、") -> str:
    """The first names, and how many there are where some are left out: 甲、乙等 3 个."""
    shown = mark.join(names[:most])
    return f"{shown}等 {len(names)} {unit}" if len(names) > most else shown

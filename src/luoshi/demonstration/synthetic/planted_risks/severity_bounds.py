"""How bad is bad: bounds for each colour, and for what is almost a risk."""

from typing import TypeVar

from luoshi.demonstration.synthetic.columns import Floats

NEAR = "near"
"""The "colour" of a near miss: almost a risk, and the rule must be silent."""

Amount = TypeVar("Amount", float, Floats)


def severity_bounds(
    yellow: Amount, orange: Amount, red: Amount, near: float = 0.93, top: float = 1.4
) -> dict[str, tuple[Amount, Amount]]:
    """For each colour the bounds of a number that grows worse, from its three thresholds.

    A near miss lies between ``near`` times yellow and yellow; red ends at ``top`` times red.
    """
    return {
        "red": (red, red * top),
        "orange": (orange, red),
        "yellow": (yellow, orange),
        NEAR: (yellow * near, yellow),
    }

"""The orders a worklist may be in."""

from luoshi.site.listing import by
from luoshi.site.rights import Ability

DEFAULT = "-colour"

ORDERS = {
    "colour": by("gravest", "-since", "-pk"),
    "place": by("village", "number"),
    "head": by("head", "number", needs=Ability.NAMES),
    "leads": by("standing", "gravest"),
    "since": by("since", "-gravest"),
}
"""What ``?sort=`` may say: where nothing is asked, gravest first and then longest waiting."""

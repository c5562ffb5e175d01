"""The closed lists of the notices."""

from django.db.models import TextChoices


class Outcome(TextChoices):
    """What somebody decided of a proposal."""

    ACCEPTED = "accepted", "采纳"
    CHANGED = "changed", "改后采纳"
    DROPPED = "dropped", "不采纳"

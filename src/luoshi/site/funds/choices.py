"""The states of a scenario."""

from django.db.models import TextChoices


class State(TextChoices):
    """How far a scenario has come."""

    DRAFT = "draft", "草案"
    PROPOSED = "proposed", "待签批"
    ADOPTED = "adopted", "已采用"

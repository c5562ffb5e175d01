"""The closed lists of the changes app."""

from django.db import models


class State(models.TextChoices):
    """How far the reckoning of what a value touches has come."""

    WAITING = "waiting", "正在算"
    DONE = "done", "已算完"
    FAILED = "failed", "没有算成"

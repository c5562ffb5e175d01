"""The closed lists of the deliveries app."""

from django.db import models


class State(models.TextChoices):
    """How far a delivery sent on the site has come."""

    READING = "reading", "正在核对"
    READ = "read", "等待确认"
    STORING = "storing", "正在入库"
    STORED = "stored", "已入库"
    DROPPED = "dropped", "已放弃"
    FAILED = "failed", "没有收下"


WORKING = (State.READING, State.STORING)
"""The states in which the site is at work on it."""

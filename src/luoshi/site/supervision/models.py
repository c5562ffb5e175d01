"""Matters, their sub-tasks, and everything done in them; nothing of it is ever changed."""

from django.db import models
from django.utils import timezone

from luoshi.site.appendonly import AppendOnly
from luoshi.site.fields import MaskedCharField, MaskedTextField, PlainJSON, by_whom
from luoshi.supervision import Kind, Move

LONGEST_TITLE, LONGEST_TEXT, LONGEST_NAME = 200, 2000, 64


def kind_choices() -> list[tuple[str, str]]:
    """The kinds of what is done; by its name in migrations, so that a new one needs none."""
    return [(one.value, one.label) for one in Kind]


class Matter(AppendOnly):
    """A matter handed over: to a lead unit (its name, or a county's), by a day.

    ``origin`` is what it was made of (``obligation:…``), one matter each; ``due`` the day that
    was demanded, which an extension may move.
    """

    number = models.CharField("编号", max_length=64, unique=True)
    serial = models.PositiveIntegerField("当年第几件")
    year = models.PositiveSmallIntegerField("年")
    source = models.CharField("来源", max_length=32)
    origin = models.CharField("由来", max_length=128, blank=True, db_index=True)
    urgency = models.CharField("缓急", max_length=32)
    title = MaskedCharField("事项", max_length=LONGEST_TITLE)
    text = MaskedTextField("要求")
    unit = models.CharField("主办单位", max_length=LONGEST_NAME, db_index=True)
    co_units = models.JSONField("协办单位", default=list, encoder=PlainJSON)
    contact = MaskedCharField("联系人", max_length=LONGEST_NAME, blank=True)
    due = models.DateField("办结时限")
    by = by_whom()
    at = models.DateTimeField("交办时间", default=timezone.now)

    class Meta:
        verbose_name = "督办事项"
        verbose_name_plural = "督办事项"
        ordering = ("-year", "-serial")
        constraints = (models.UniqueConstraint("year", "serial", name="one_serial_a_year"),)

    def __str__(self) -> str:
        return self.number


class SubTask(AppendOnly):
    """A part of a matter for one unit, with its own day."""

    matter = models.ForeignKey(
        Matter, on_delete=models.PROTECT, related_name="tasks", verbose_name="督办事项"
    )
    unit = models.CharField("单位", max_length=LONGEST_NAME)
    title = MaskedCharField("分解任务", max_length=LONGEST_TITLE)
    due = models.DateField("时限")

    class Meta:
        verbose_name = "分解任务"
        verbose_name_plural = "分解任务"
        ordering = ("due", "pk")

    def __str__(self) -> str:
        return self.title


class Event(AppendOnly):
    """Something done in a matter.

    ``day`` is the day an extension asks for, a reopened matter is due, or a feedback expects to
    be done by. ``unit`` is whose account did it; empty for the office.
    """

    matter = models.ForeignKey(
        Matter, on_delete=models.PROTECT, related_name="events", verbose_name="督办事项"
    )
    kind = models.CharField("做了什么", max_length=16, choices=kind_choices)
    text = MaskedTextField("内容", blank=True)
    day = models.DateField("日子", null=True)
    unit = models.CharField("单位", max_length=LONGEST_NAME, blank=True)
    by = by_whom()
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = "督办记录"
        verbose_name_plural = "督办记录"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.matter_id} {self.get_kind_display()}"

    @property
    def move(self) -> Move:
        """As the rules of matters know it; the expected day of a feedback moves nothing."""
        kind = Kind(self.kind)
        moves = kind in (Kind.ASK_EXTENSION, Kind.REOPEN)
        return Move(kind, timezone.localdate(self.at), self.day if moves else None)

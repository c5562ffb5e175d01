"""What people did in a round; nothing of it is ever changed."""

from django.db import models
from django.utils import timezone

from luoshi.site.appendonly import AppendOnly
from luoshi.site.assessment.choices import Consequence, State
from luoshi.site.fields import MaskedCharField, MaskedTextField, PlainJSON, by_whom
from luoshi.site.two_person import Submission, SubmissionVerdict

LONGEST_TEXT, LONGEST_NAME = 1000, 200


class Round(AppendOnly):
    """The plan of a year's assessment of a notice.

    ``calendar`` gives the last day of each state, which may lie in the next year; ``left_out``
    the counties (six digits) that are not assessed, and why; ``allowed`` by how much two scorers
    may differ.
    """

    notice = models.CharField("文件", max_length=64)
    year = models.PositiveSmallIntegerField("年度")
    calendar = models.JSONField("日程", encoder=PlainJSON)
    left_out = models.JSONField("不考核的县", default=dict, encoder=PlainJSON)
    allowed = models.DecimalField("两人评分允许相差", max_digits=5, decimal_places=2)
    by = by_whom()
    at = models.DateTimeField("制定时间", default=timezone.now)

    class Meta:
        verbose_name = "考核"
        verbose_name_plural = "考核"
        ordering = ("-year", "-id")
        constraints = (models.UniqueConstraint("notice", "year", name="one_round_a_year"),)

    def __str__(self) -> str:
        return f"{self.year} 年度考核"


class OfRound(AppendOnly):
    """Something that was done in a round, by whom and when."""

    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="%(class)ss", verbose_name="考核"
    )
    by = by_whom()
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        abstract = True


class Step(OfRound):
    """The round came to a state."""

    state = models.CharField("到了", max_length=16, choices=State.choices)
    note = MaskedCharField("说明", max_length=LONGEST_TEXT, blank=True)

    class Meta:
        verbose_name = "考核的步骤"
        verbose_name_plural = "考核的步骤"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint("round", "state", name="one_step_a_state"),)

    def __str__(self) -> str:
        return self.get_state_display()


class FrozenBasis(OfRound):
    """What the scores rest on, compressed, as it was when the figures were frozen."""

    content = models.BinaryField("内容")
    digest = models.CharField("校验值", max_length=64)

    class Meta:
        verbose_name = "封存的数"
        verbose_name_plural = "封存的数"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint("round", name="one_basis_a_round"),)

    def __str__(self) -> str:
        return self.digest[:12]


class OfItem(OfRound):
    """Something about an item of a place: a county's six digits, or a unit's name."""

    place = models.CharField("对象", max_length=64)
    item = models.CharField("项", max_length=64)

    class Meta:
        abstract = True


class SelfReport(OfItem):
    """What a place says of itself on an item; the last one counts."""

    text = MaskedTextField("自评")

    class Meta:
        verbose_name = "自评"
        verbose_name_plural = "自评"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.place} {self.item}"


class ScorerMark(OfItem):
    """The points one person gives an item of a place, and why."""

    points = models.DecimalField("分", max_digits=6, decimal_places=2)
    reason = MaskedCharField("理由", max_length=LONGEST_TEXT)
    evidence = MaskedCharField("依据", max_length=LONGEST_TEXT)

    class Meta:
        verbose_name = "评分"
        verbose_name_plural = "评分"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint("round", "place", "item", "by", name="one_mark_a_scorer"),
        )

    def __str__(self) -> str:
        return f"{self.place} {self.item} {self.points}"


class Objection(OfItem):
    """What a place says against the points of an item."""

    text = MaskedTextField("异议")

    class Meta:
        verbose_name = "异议"
        verbose_name_plural = "异议"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.place} {self.item}"


class ObjectionAnswer(AppendOnly):
    """What an objection was answered with: other points, or that they stand."""

    objection = models.OneToOneField(
        Objection, on_delete=models.PROTECT, related_name="answer", verbose_name="异议"
    )
    points = models.DecimalField("改为", max_digits=6, decimal_places=2, null=True)
    reason = MaskedTextField("答复")
    by = by_whom()
    at = models.DateTimeField("时间", default=timezone.now)

    class Meta:
        verbose_name = "异议答复"
        verbose_name_plural = "异议答复"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.objection}：{'改分' if self.points is not None else '维持'}"


class Adoption(Submission):
    """A result proposed for adoption: the document, compressed, and what it is published by."""

    submitter = "提请审定的人"
    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="adoptions", verbose_name="考核"
    )
    content = models.BinaryField("内容")
    digest = models.CharField("校验值", max_length=64)
    document = MaskedCharField("文号", max_length=LONGEST_NAME)
    day = models.DateField("通报日期")

    class Meta:
        verbose_name = "考核结果"
        verbose_name_plural = "考核结果"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.round} {self.digest[:12]}"


class Verdict(SubmissionVerdict):
    """What a second person said of a result: agreed, so that it is published, or not."""

    submission = models.OneToOneField(
        Adoption, on_delete=models.PROTECT, related_name="verdict", verbose_name="考核结果"
    )

    class Meta:
        verbose_name = "考核结果审定"
        verbose_name_plural = "考核结果审定"
        ordering = ("-pk",)


class Handback(OfRound):
    """What a place has to mend after a round, or is called to account for."""

    kind = models.CharField("事由", max_length=16, choices=Consequence.choices)
    place = models.CharField("对象", max_length=64)
    text = MaskedCharField("问题", max_length=LONGEST_TEXT)
    unit = MaskedCharField("责任单位", max_length=LONGEST_NAME)
    measures = MaskedCharField("措施", max_length=LONGEST_TEXT)
    deadline = models.DateField("时限")

    class Meta:
        verbose_name = "考核后的整改"
        verbose_name_plural = "考核后的整改"
        ordering = ("deadline", "pk")

    def __str__(self) -> str:
        return self.text


class StrikeOff(AppendOnly):
    """What was mended, seen and struck off."""

    handback = models.OneToOneField(
        Handback, on_delete=models.PROTECT, related_name="struck", verbose_name="整改"
    )
    evidence = MaskedCharField("依据", max_length=LONGEST_TEXT)
    by = by_whom()
    at = models.DateTimeField("销号时间", default=timezone.now)

    class Meta:
        verbose_name = "销号"
        verbose_name_plural = "销号"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.handback}：销号"


class Correction(OfRound):
    """What was decided of figures that came out otherwise after they were frozen.

    ``digest`` is of the figures as they would be now; what is published stays as it is.
    """

    digest = models.CharField("校验值", max_length=64)
    differences = models.JSONField("有什么不同", encoder=PlainJSON)
    decision = MaskedTextField("怎样处理")

    class Meta:
        verbose_name = "封存以后的更正"
        verbose_name_plural = "封存以后的更正"
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.digest[:12]

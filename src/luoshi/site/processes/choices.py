"""The closed lists of the processes app."""

from django.db import models


class Source(models.TextChoices):
    """Where a case came from."""

    RULE = "rule", "部门预警"
    APPLICATION = "application", "农户申报"
    REPORT = "report", "干部排查"
    HOTLINE = "hotline", "热线信访"
    CAMPAIGN = "campaign", "专项排查"
    REVIEW = "review", "回头看"
    PROPOSAL = "proposal", "申报"


class Mark(models.TextChoices):
    """What whoever has a case must decide about: what it came from is gone."""

    SILENT = "silent", "数据不再显示"
    DISMISSED = "aside", "线索已排除"


class EventKind(models.TextChoices):
    """What happens to a case of any process besides its moves; other apps have kinds of theirs."""

    OPENED = "opened", "立项"
    TOLD_AGAIN = "told-again", "又有反映"

"""The states of a round, and what follows from it."""

from django.db.models import TextChoices


class State(TextChoices):
    """Where a round is, in the order it goes."""

    REPORTING = "reporting", "自评"
    SCORING = "scoring", "评分"
    OBJECTING = "objecting", "异议"
    ADOPTING = "adopting", "审定"
    PUBLISHED = "published", "已公布"


class Consequence(TextChoices):
    """What a place is given back after a round."""

    PROBLEM = "problem", "问题整改"
    TALK = "talk", "约谈"
    LISTED = "listed", "挂牌督办"

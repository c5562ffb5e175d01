"""Suspiciously many leads at once are doubted before anybody is sent out."""

from pathlib import Path

import pytest
from small_province import DAY, Province, household

from luoshi.site.monitoring.choices import State
from luoshi.site.monitoring.models import Lead, Publication
from luoshi.site.monitoring.services.rounds import NoRegisterError, SurgeError, screen_and_publish


@pytest.mark.django_db
def test_a_round_without_registers_is_refused_and_publishes_nothing() -> None:
    with pytest.raises(NoRegisterError, match=r"residents.*households"):
        screen_and_publish(DAY)
    assert not Publication.objects.exists()


@pytest.mark.django_db
def test_one_register_without_the_other_is_refused(own_home: Path) -> None:
    Province.at(own_home).store("households", household("H1001"))
    with pytest.raises(NoRegisterError, match="residents") as refused:
        screen_and_publish(DAY)
    assert "households" not in str(refused.value)


def test_the_same_round_again_is_not_doubted(published: Province) -> None:
    _, again = screen_and_publish(DAY)
    assert again.new == 0
    assert again.standing == Lead.objects.filter(state=State.OPEN).count()


def test_several_times_as_many_leads_are_doubted_and_nothing_is_published(
    published: Province,
) -> None:
    first = Lead.objects.order_by("pk").first()
    assert first
    Lead.objects.exclude(pk=first.pk).update(state=State.GONE)
    with pytest.raises(SurgeError, match="--anyway"):
        screen_and_publish(DAY)
    assert Lead.objects.filter(state=State.OPEN).count() == 1
    _, published_anyway = screen_and_publish(DAY, anyway=True)
    assert published_anyway.reopened > 3

"""The small province before people: read-only and shared, or a copy of one's own."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from small_province import DAY, Province, built

from luoshi.site.monitoring.models import FlaggedHousehold, Lead
from luoshi.site.monitoring.services.decided_facts import decisions
from luoshi.site.monitoring.services.publishing import Published, publish

Publish = Callable[..., Published]


@pytest.fixture
def own(shared_home: Path, own_home: Path) -> Province:
    """A province of one's own to change; two rules are asked, which is quick."""
    usual, _ = built(shared_home)
    shutil.copytree(shared_home, own_home)
    rules = {name: usual.pack.rules[name] for name in ("dangerous-house", "medical-burden")}
    return replace(Province.at(own_home), pack=replace(usual.pack, rules=rules))


@pytest.fixture
def publish_again(db: None) -> Publish:
    """Screens a province, mindful of what was decided, and publishes what is found."""

    def again(province: Province, day: date = DAY) -> Published:
        return publish(province.pack, province.screen(day, decisions()), province.engine)

    return again


@pytest.fixture
def household_of(db: None) -> Callable[[str], FlaggedHousehold]:
    return lambda number: FlaggedHousehold.objects.get(number=number)


@pytest.fixture
def lead_of(db: None) -> Callable[..., Lead]:
    def find(rule: str, household: str = "H1001") -> Lead:
        return Lead.objects.get(rule=rule, household__number=household)

    return find

"""Verdicts of periods that are over are worked out once, also for the processes to come."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from luoshi import pack
from luoshi.obligations import earlier
from luoshi.obligations.closed_periods import Moment, _key
from luoshi.obligations.inquiry import ObligationInquiry
from luoshi.pack import Pack
from luoshi.site.ledgers.services.engine import stamp
from luoshi.site.notices.services import results
from luoshi.site.notices.services.results import terms_at
from luoshi.warehouse.engine import Engine

Asked = Sequence[ObligationInquiry]

DAY = date(2022, 6, 30)
"""By now all may have been told of 2021."""

PRINTED = """
from luoshi import pack
from luoshi.obligations.closed_periods import print_of
print(print_of(pack.load()))
"""


def printed(seed: str) -> str:
    """The print of the pack in a process of its own, in which sets have an order of their own."""
    asked = [sys.executable, "-c", PRINTED]
    env = os.environ | {"PYTHONHASHSEED": seed}
    return subprocess.run(asked, env=env, check=True, capture_output=True, text=True).stdout


def test_the_pack_has_the_same_print_in_every_process() -> None:
    assert printed("1") == printed("2")


@pytest.mark.django_db
def test_a_new_batch_is_asked_by_what_reads_its_table_alone() -> None:
    before, moment = stamp(), Moment(DAY, None, DAY)
    after = replace(before, batches=(*before.batches, "microloans/000001-20220101T000000"))
    changed = {
        one.obligation.id
        for one in earlier(pack.load(), DAY)
        if _key(pack.load(), one, before, moment) != _key(pack.load(), one, after, moment)
    }
    assert changed == {"2021-26/finance-microloan-renewal", "2021-26/finance-microloan-risk"}


@pytest.mark.slow
@pytest.mark.django_db
def test_what_is_settled_is_judged_once(monkeypatch: pytest.MonkeyPatch) -> None:
    anew = terms_at.__wrapped__  # type: ignore[attr-defined]  # as a new process would ask
    found = anew(stamp(), DAY, None)
    assert ("2021-26/land-quota", "640422") in found
    judged: list[str] = []
    judge = results.judge

    def counted(pack: Pack, engine: Engine, day: date, asked: Asked, reporting: object) -> object:
        judged.extend(one.obligation.id for one in asked if one.is_settled(DAY))
        return judge(pack, engine, day, asked, reporting)

    monkeypatch.setattr(results, "judge", counted)
    assert anew(stamp(), DAY, None) == found
    assert judged == []

"""The demonstration's rows go into the ledgers in the order they were filled in."""

import pytest
from days import DEMO_DAY

from luoshi.demonstration.synthetic.ledgers import demo_rows, make_ledgers
from luoshi.pack import load
from luoshi.site.ledgers.models import Record
from luoshi.site.ledgers.services.entries import keep_rows


@pytest.mark.django_db
def test_the_site_takes_them_in_that_order() -> None:
    records = make_ledgers(load(), 26, DEMO_DAY)
    some = {id_: records[id_] for id_ in ("land_quota", "land_trades", "hospitals")}
    for kept in demo_rows(load(), some, DEMO_DAY, int):
        keep_rows(kept.table, kept.rows, at=kept.at)
    assert Record.objects.filter(ledger="land_quota").count() == len(some["land_quota"])

"""Real rows of a ledger: what comes late stands beside the closing account, never in it."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256

import pytest
from dashboard_cases import QUOTA, XIJI
from django.test import Client
from typer.testing import CliRunner

from luoshi import pack
from luoshi.area_queries.due_periods import periods, told_by
from luoshi.area_queries.undeclared import owing
from luoshi.cli import app
from luoshi.pack.models import Notice
from luoshi.site.accounts.models import User
from luoshi.site.ledgers.models import Declaration
from luoshi.site.ledgers.services import engine
from luoshi.site.ledgers.services.entries import keep_rows
from luoshi.site.notices.actions.closing import ConfirmClosing, ProposeClosing
from luoshi.site.notices.models import ClosingAccount
from luoshi.site.notices.services.closing import content_of
from luoshi.site.notices.views import closing as pages

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

NOTICE: Notice = pack.load().notices["2021-26"]
TABLE = pack.load().tables["land_quota"]
TOLD = datetime(2025, 12, 20, tzinfo=UTC)
"""When the rows of the year were written."""
LATE = datetime(2026, 6, 1, tzinfo=UTC)
"""Long after ledgers might be filled for the notice."""


def keep(number: str, area: int, at: datetime = TOLD) -> None:
    row = {
        "年度": 2025, "县": f"{XIJI}000000", "安排文号": number, "安排日期": date(2025, 3, 1),
        "安排方式": pack.load().codes["land_quota_kinds"].items[0].name, "安排面积": Decimal(area),
    }  # fmt: skip
    keep_rows(TABLE, [row], at=at)


def test_late_rows_change_the_comparison_and_not_the_account(
    user_of: Callable[..., User], client_of: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (engine, pages):
        day = told_by(pack.load(), NOTICE.expires) + timedelta(1)
        monkeypatch.setattr(module, "localdate", lambda day=day: day)
    keep("一号", 400)
    assert TABLE.due
    Declaration.objects.bulk_create(
        Declaration(ledger=TABLE.id, holder=holder, start=one.start, complete=True)
        for one in periods(TABLE.due, NOTICE.issued, NOTICE.expires)
        for holder in owing(pack.load(), TABLE, one.end)
    )
    asked = ["status", "--notice", NOTICE.id, "--as-of", str(NOTICE.expires), "--json"]
    then = CliRunner().invoke(app, asked).stdout
    found = ProposeClosing(user_of("province"), NOTICE, "照现在的结").execute()
    ConfirmClosing(user_of("province"), found, found.digest, agreed=True).execute()
    frozen = content_of(found).text
    assert frozen.startswith(then.removesuffix("\n}\n") + ',\n  "closing": {')
    keep("二号", 300, LATE)
    text = client_of("province").get(f"/notices/{NOTICE.id}/closing/").content.decode()
    assert "2025年西吉县安排 400 亩" in text
    assert "2025年西吉县安排 700 亩" in text
    assert content_of(ClosingAccount.objects.get()).text == frozen
    assert sha256(frozen.encode()).hexdigest() == found.digest
    (own,) = (
        one
        for one in json.loads(frozen)["obligations"]
        if (one["id"], one["county"]) == (QUOTA, XIJI)
    )
    assert (own["status"], own["value"]) == ("breached", 400)

"""From an obligation's counties to the records behind them."""

from dataclasses import replace
from functools import partial

import pytest
from dashboard_cases import DAY, QUOTA, XIJI

from luoshi.obligations.dashboard.board import View, board
from luoshi.obligations.dashboard.obligation import Detail
from luoshi.obligations.dashboard.sight import Sight
from luoshi.pack import Pack
from luoshi.site.accounts.models import User
from luoshi.site.notices.presenters.links import sources_of

EVERYWHERE = Sight(None, "640000")


@pytest.fixture
def opened(policy: Pack, results) -> Detail:
    """The quota as somebody of the province opens it."""
    rows = {row.obligation.id: row for row in board(policy, results, View(EVERYWHERE)).rows}
    user = User(role="province")
    return Detail(rows[QUOTA], policy, DAY, partial(sources_of, pack=policy, user=user))


def test_records_are_linked_where_the_ledger_is_open(opened: Detail) -> None:
    line = next(line for line in opened.lines if line.result.county == XIJI)
    (source,) = line.sources
    assert source.url == f"/ledgers/land_quota/?county={XIJI}000000&year=2023"
    assert source.rows == 3


def test_violations_are_named(opened: Detail, policy: Pack) -> None:
    detail = opened
    result = next(line.result for line in detail.lines if line.result.county == XIJI)
    key = (("年度", "2023"), ("安排文号", "甲〔2023〕1号"))
    evidence = replace(result.evidence[0], keys=(key,))
    row = replace(detail.row, results=(replace(result, evidence=(evidence,)),))
    (line,) = replace(detail, row=row).lines
    assert line.sources[0].violations == ("2023、甲〔2023〕1号",)

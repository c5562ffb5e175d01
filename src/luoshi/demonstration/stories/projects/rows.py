"""Rows of ledgers that go with a demonstration project."""

from collections.abc import Iterator
from datetime import date, timedelta

from luoshi.demonstration.stories.projects.forms import Forms, amount
from luoshi.site.projects.demo.story import CODE, LedgerRow

ASSET = f"{CODE}-01"
CHECKED_AFTER = 60
"""Days from hand-over to the first inspection."""


def rows_of(forms: Forms, homes: list[str]) -> Iterator[LedgerRow]:
    """Every row that is there by today."""
    yield from _villages(forms)
    yield from _funds(forms)
    yield from _households(forms, homes)
    yield from _labour(forms)
    yield from _assets(forms)


def _villages(forms: Forms) -> Iterator[LedgerRow]:
    if not forms.stop.wide:
        return
    on = forms.days[0]
    for village in forms.villages:
        cells = {"项目编码": CODE, "行政村": village.code}
        said = {"征求意见": "同意", "征求意见日期": on.isoformat()}
        yield LedgerRow("project_villages", on, cells | said)


def _funds(forms: Forms) -> Iterator[LedgerRow]:
    on = forms.day("fund")
    if on is None:
        return
    central, region = forms.recipe.funds
    more = 1.4 if forms.stop.odd == "资金超过总投资" else 0.4
    for fund, share, late in ((central, 0.6, 0), (region, more, 3)):
        # What is too much came after the money was handed down.
        day = on + timedelta(late) if more > 1 else on
        yield LedgerRow(
            "project_funds",
            day,
            {
                "项目编码": CODE,
                "资金": fund,
                "指标文号": forms.document("指"),
                "批次": "第一批",
                "安排日期": day.isoformat(),
                "安排金额": amount(forms.bridging * share),
            },
        )


def _households(forms: Forms, homes: list[str]) -> Iterator[LedgerRow]:
    on = forms.day("finish")
    way = forms.kind.ways.split(",")[0]
    for number in homes if on else ():
        assert on is not None
        cells = {"项目编码": CODE, "户编号": number, "受益方式": way, "受益日期": on.isoformat()}
        yield LedgerRow("project_households", on, cells)


def _labour(forms: Forms) -> Iterator[LedgerRow]:
    on = forms.day("progress")
    if on is None or forms.kind.relief != "是":
        return
    share = 0.18 if forms.stop.odd == "劳务报酬不够" else 0.34
    money, people = forms.bridging * 0.6, max(6, round(forms.bridging / 3))
    yield LedgerRow(
        "work_relief",
        on,
        {
            "年度": str(on.year),
            "项目编码": CODE,
            "项目地": forms.place,
            "以工代赈资金": amount(money),
            "劳务报酬": amount(money * share),
            "务工人数": str(people),
            "脱贫和监测务工人数": str(people // 2),
        },
    )


def _assets(forms: Forms) -> Iterator[LedgerRow]:
    on = forms.day("settle") or forms.day("accept")
    if on is None:
        return
    village, idle = forms.village, forms.stop.odd == "资产闲置"
    given = forms.kind.asset_class == "到户类资产"
    kept = {} if forms.stop.odd == "资产没有管护单位" else {"管护单位": f"{village}民委员会"}
    handed = forms.day("hand-over")
    days = {"确权日期": on, "资产移交日期": handed}
    yield LedgerRow(
        "project_assets",
        on,
        {
            "资产编码": ASSET,
            "资产名称": f"{village}{forms.kind.asset}",
            "项目编码": CODE,
            "资产类别": forms.kind.asset_class,
            "资产资金来源": "衔接资金",
            "原值": amount(forms.total * 0.95),
            "产权归属": "农户" if given else "村集体",
            "产权人": "受益农户" if given else f"{village}股份经济合作社",
            "登记系统": "农村集体资产监管平台",
            "资产状态": "闲置" if idle else "正常使用",
            **{name: day.isoformat() for name, day in days.items() if day},
            **kept,
        },
    )
    if handed is not None:
        yield from _checks(handed, forms)
        yield from _income(handed, forms)


def _checks(handed: date, forms: Forms) -> Iterator[LedgerRow]:
    """One inspection after hand-over; of what lies idle nobody looks again."""
    on = handed + timedelta(CHECKED_AFTER)
    idle = forms.stop.odd == "资产闲置"
    if on > forms.today or forms.kind.asset_class == "到户类资产":
        return
    cells = {"资产编码": ASSET, "巡查日期": on.isoformat(), "巡查情况": "正常使用"}
    found = {"巡查情况": "闲置", "发现的问题": "没有经营主体承接"} if idle else {}
    yield LedgerRow("asset_checks", on, cells | found)
    last = forms.today - timedelta(40)
    if not idle and last > on:
        yield LedgerRow("asset_checks", last, cells | {"巡查日期": last.isoformat()})


def _income(handed: date, forms: Forms) -> Iterator[LedgerRow]:
    earned = forms.total * 0.95 * forms.kind.yields
    if not earned or handed.year >= forms.today.year + 1:
        return
    idle = forms.stop.odd == "资产闲置"
    got = 0.0 if idle else earned
    shared = 0.0 if idle else 0.6
    yield LedgerRow(
        "asset_income",
        forms.today,
        {
            "年度": str(forms.today.year),
            "资产编码": ASSET,
            "应收收益": amount(earned),
            "已收收益": amount(got),
            "农户分红": amount(got * shared),
            "分红户数": str(12 if got else 0),
            "村集体留存": amount(got * (0.3 if got else 0)),
        },
    )

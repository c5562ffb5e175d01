"""How cells are filled, over which rows, and what edits do."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from days import DEMO_DAY
from hypothesis import given
from hypothesis import strategies as st
from tried import tried

from luoshi.demonstration.synthetic.ledgers import Record, Watched, demo_rows
from luoshi.demonstration.synthetic.ledgers.loading import Recipes
from luoshi.demonstration.synthetic.ledgers.making import Maker
from luoshi.demonstration.synthetic.ledgers.places import Ground
from luoshi.demonstration.synthetic.ledgers.recipe import Recipe
from luoshi.demonstration.synthetic.ledgers.story import Edit, Stories, Story
from luoshi.demonstration.synthetic.ledgers.wording import tell
from luoshi.demonstration.synthetic.random_streams import Streams
from luoshi.pack import Pack

XIJI = "640422"
Make = Callable[..., list[Record]]


@pytest.fixture(scope="module")
def make(policy: Pack) -> Make:
    """Makes the records of a ledger from families of rows, written as in a recipe."""
    telling = Stories(source="测试", assumption=True, usual="key", words={}, stories=())

    def made(ledger: str, *families: dict[str, Any], **others: Any) -> list[Record]:
        written = {ledger: families, **{id_: (family,) for id_, family in others.items()}}
        recipes = {
            id_: Recipe.model_validate({"ledger": id_, "rows": rows})
            for id_, rows in written.items()
        }
        ground = Ground(policy, DEMO_DAY, Streams(1), Watched(), "key")
        return Maker(policy, Recipes(recipes=recipes, telling=telling), ground).records(ledger)

    return made


def quota(**cells: Any) -> dict[str, Any]:
    """西吉县's land of each year."""
    usual = {"安排文号": "{年度}号", "安排日期": {"day": "04-20"}, "安排方式": "年度安排"}
    return {"over": {"where": [XIJI]}, "cells": {**usual, "安排面积": 600, **cells}}


def village(**cells: Any) -> dict[str, Any]:
    """西吉县's villages in 2023: whatever is not said is there."""
    services = ("供水到户", "互联网供水", "通动力电", "通硬化路", "用上清洁燃气", "农房安全排查",
                "通讯覆盖", "通宽带", "寄递物流站", "千兆光网", "移动5G", "移动物联网")  # fmt: skip
    over = {"where": [XIJI], "level": "village", "years": [2023]}
    return {"over": over, "cells": {**dict.fromkeys(services, "是"), **cells}}


def test_a_row_a_year_up_to_the_day(make: Make) -> None:
    rows = make("land_quota", quota())
    assert [row["年度"] for row in rows] == [2021, 2022, 2023, 2024, 2025]
    assert {row["县"] for row in rows} == {f"{XIJI}000000"}
    assert rows[0]["安排文号"] == "2021号"
    assert rows[0]["安排面积"] == Decimal("600.00")


def test_what_is_dated_ahead_is_not_there(make: Make) -> None:
    assert len(make("land_quota", quota(安排日期={"day": "09-01"}))) == 4


def test_numbers_grow_and_are_rounded_last(make: Make) -> None:
    area = {"number": 100, "growth": {"all": 0.1}, "jitter": 0.04, "step": 10}
    found = [float(str(row["安排面积"])) for row in make("land_quota", quota(安排面积=area))]
    assert found == sorted(found)
    assert all(one % 10 == 0 for one in found)


def test_a_flow_builds_up_over_the_open_year(make: Make) -> None:
    *closed, so_far = make("land_quota", quota(安排面积={"number": 730, "flow": True}))
    assert {row["安排面积"] for row in closed} == {Decimal(730)}
    assert so_far["安排面积"] == Decimal(360)


@tried(20)
@given(share=st.floats(0, 1))
def test_at_least_the_share_of_places_has_it(make: Make, share: float) -> None:
    rows = make("villages", village(千兆光网={"having": share}))
    having = sum(row["千兆光网"] == "是" for row in rows)
    assert share * len(rows) <= having + 1e-6
    assert having < share * len(rows) + 1


def test_the_worst_off_place_is_worst_off_in_all(make: Make) -> None:
    rows = make("villages", village(千兆光网={"having": 0.5}, 移动5G={"having": 0.8}))
    assert all(row["千兆光网"] == "否" for row in rows if row["移动5G"] == "否")


def test_chosen_places_are_others_the_next_year(make: Make) -> None:
    cells = {"示范类别": "乡村振兴示范村", "批准文号": "文号"}
    over = {"where": [XIJI], "level": "village", "take": 12, "turn": True}
    rows = make("demo_villages", {"over": over, "cells": cells})
    of_year = {year: {r["行政村"] for r in rows if r["年度"] == year} for year in (2022, 2023)}
    assert [len(chosen) for chosen in of_year.values()] == [12, 12]
    assert not of_year[2022] & of_year[2023]


def test_rows_may_follow_another_ledger(make: Make) -> None:
    use = {
        "over": {"of": "land_quota", "match": {"年度": (2022, 2023)}, "each": [{"日": "05-06"}]},
        "cells": {
            "批复文号": "批{年度}",
            "用地项目": "项目",
            "批复日期": {"day": "日"},
            "用途": "乡村产业项目",
            "使用面积": {"share": 0.5, "of": "安排面积"},
        },
    }
    rows = make("land_use", use, land_quota=quota())
    assert [(row["安排文号"], row["使用面积"]) for row in rows] == [
        ("2022号", Decimal(300)),
        ("2023号", Decimal(300)),
    ]


def test_ranks_are_of_the_year_and_bands_of_ranks(make: Make) -> None:
    cells = {
        "政策落实得分": {"number": 20, "jitter": 0.2},
        "考评位次": {"rank": ["政策落实得分"]},
        "考评等次": {"of": "考评位次", "upto": [6], "values": ["好", "一般"]},
    }
    rows = make("assessment", {"over": {"where": "all", "years": [2023]}, "cells": cells})
    by_score = sorted(rows, key=lambda row: -float(str(row["政策落实得分"])))
    assert [row["考评位次"] for row in by_score] == list(range(1, 23))
    assert [row["考评等次"] for row in by_score] == ["好"] * 6 + ["一般"] * 16


@pytest.fixture
def three(make: Make) -> list[Record]:
    return make("land_quota", quota())[:3]


def edited(rows: list[Record], policy: Pack, year: int | None = None, **edit: Any) -> list[Record]:
    one = Edit.model_validate({"ledger": "land_quota", **edit})
    story = Story(title="", counties=(XIJI,), year=year, expect=())
    return tell(rows, policy.tables["land_quota"], story, one)


def test_an_edit_changes_the_year_meant(three: list[Record], policy: Pack) -> None:
    after = edited(three, policy, 2022, set={"安排面积": 480})
    assert [row["安排面积"] for row in after] == [600, 480, 600]
    assert [row["安排面积"] for row in three] == [600, 600, 600]


def test_an_edit_multiplies_the_first(three: list[Record], policy: Pack) -> None:
    after = edited(three, policy, first=1, times={"安排面积": 0.5})
    assert [row["安排面积"] for row in after] == [300, 600, 600]


def test_an_edit_drops_what_matches(three: list[Record], policy: Pack) -> None:
    assert edited(three, policy, drop=True, match={"安排文号": ["2021号", "2023号"]}) == [three[1]]
    assert edited(three, policy, drop=True, share=0.5) == [three[2]]


def test_an_edit_adds_a_typed_row(three: list[Record], policy: Pack) -> None:
    new = {"年度": 2024, "县": "640424000000", "安排日期": "2024-04-02", "安排面积": 3}
    *_, row = edited(three, policy, add=new)
    assert row["安排日期"] == date(2024, 4, 2)
    assert row["安排面积"] == Decimal(3)
    assert row["安排文号"] is None


def test_elsewhere_nothing_is_touched(three: list[Record], policy: Pack) -> None:
    assert edited(three, policy, counties=("640424",), drop=True) == three


def test_rows_are_filled_in_after_their_time(
    policy: Pack, records: dict[str, list[Record]]
) -> None:
    some = {id_: records[id_] for id_ in ("land_quota", "land_trades", "posts")}
    kept = list(demo_rows(policy, some, DEMO_DAY, lambda number: int(number[:17])))
    last = datetime(2025, 6, 30, 9, tzinfo=UTC)
    for ledger, rows in some.items():
        own = [one for one in kept if one.table.id == ledger]
        moments = [one.at for one in own]
        assert moments == sorted(set(moments))
        assert moments[-1] <= last
        assert sum(len(one.rows) for one in own) == len(rows)
    assert all(
        one.at.date() > row["交易日期"]  # type: ignore[operator]
        for one in kept
        if one.table.id == "land_trades"
        for row in one.rows
    )


def test_persons_are_kept_by_their_key(policy: Pack, records: dict[str, list[Record]]) -> None:
    kept = demo_rows(policy, {"posts": records["posts"][:5]}, DEMO_DAY, lambda number: 7)
    assert {row["证件号码"] for one in kept for row in one.rows} == {7}

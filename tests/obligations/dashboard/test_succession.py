"""A notice beside the one it follows: each obligation stands on exactly one list."""

from dataclasses import replace
from datetime import date

import pytest
from obligations.making import obligation

from luoshi.obligations.dashboard.succession import (
    Succession,
    predecessors,
    successions,
    successors,
)
from luoshi.obligations.validation import check
from luoshi.pack import Pack, load

OLD, NEW = "2021-26", "next"


@pytest.fixture(scope="module")
def pack() -> Pack:
    """Ningxia's place with a notice after the first: one kept, one changed, one new, one ended."""
    first = load().only(OLD)
    quota = first.obligations[f"{OLD}/land-quota"]
    kept = quota.model_copy(update={"id": f"{NEW}/kept", "continues": (quota.id,)})
    more = {"at_least": "800", "change": "每县从 600 亩提到 800 亩"}
    changed = kept.model_copy(update={"id": f"{NEW}/changed", **more})
    fresh = kept.model_copy(update={"id": f"{NEW}/fresh", "continues": ()})
    notice = first.notices[OLD].model_copy(
        update={
            "id": NEW,
            "issued": date(2026, 1, 1),
            "expires": date(2026, 12, 31),
            "follows": (OLD,),
            "ends": {f"{OLD}/land-shortfall": "由别的文件管"},
        }
    )
    later = {one.id: one for one in (kept, changed, fresh)}
    return replace(
        first, notices=first.notices | {NEW: notice}, obligations=first.obligations | later
    )


def test_what_goes_on_is_told_apart_from_what_changed(pack: Pack) -> None:
    (found,) = successions(pack, pack.notices[NEW])
    assert [one.later.id for one in found.kept] == [f"{NEW}/kept"]
    (changed,) = found.changed
    assert changed.later.change == "每县从 600 亩提到 800 亩"
    (difference,) = changed.differences
    assert (difference.title, difference.after) == ("下限", "800")
    assert "600" in difference.before


def test_each_obligation_is_on_one_list(pack: Pack) -> None:
    found = Succession(pack, pack.notices[OLD], pack.notices[NEW])
    before = [one.id for pair in found.continued for one in pair.earlier]
    earlier = {*before, *(e.obligation.id for e in found.ended), *(o.id for o in found.untold)}
    assert earlier == set(pack.only(OLD).obligations)
    later = [pair.later.id for pair in found.continued] + [one.id for one in found.new]
    assert sorted(later) == sorted(pack.only(NEW).obligations)
    assert [one.obligation.id for one in found.ended] == [f"{OLD}/land-shortfall"]


def test_the_line_leads_both_ways(pack: Pack) -> None:
    quota, kept = pack.obligations[f"{OLD}/land-quota"], pack.obligations[f"{NEW}/kept"]
    assert predecessors(pack, kept) == [quota]
    assert [one.id for one in successors(pack, quota)] == [f"{NEW}/kept", f"{NEW}/changed"]
    assert predecessors(pack, quota) == []


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"continues": ("2021-26/nothing",)}, "没有名为“2021-26/nothing”的承诺"),
        ({"continues": ("2021-26/land-quota",)}, "这份文件没有写接续它"),
    ],
)
def test_what_it_continues_is_of_a_notice_it_follows(keys: dict[str, object], said: str) -> None:
    first = load().only(OLD)
    one = first.obligations[f"{OLD}/land-shortfall"].model_copy(update=keys)
    problems = check(replace(first, obligations=first.obligations | {one.id: one}))
    assert any(said in problem.message for problem in problems)


def test_a_change_names_what_it_changes() -> None:
    with pytest.raises(ValueError, match="就要写 continues"):
        obligation("quota", change="多了")

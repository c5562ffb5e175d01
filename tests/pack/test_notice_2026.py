"""The 2026 No. 1 document as a second notice: doubts are marked, what is not known is absent."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from luoshi.ids import notice_of, own
from luoshi.pack import load
from luoshi.pack.models import DatedValue
from luoshi.pack.obligations import EVERYWHERE, REGION
from luoshi.pack.validation_ends import ends

FIRST, SECOND = "2021-26", "2026-1"
ITS_OWN = re.compile(r"progress_reports\.事项编号 = '([^']+)'")


def test_what_no_source_names_is_absent() -> None:
    alone = load().only(SECOND)
    assert (alone.groups, alone.schemes) == ({}, {})
    assert alone.notices[SECOND].ends == {}
    assert alone.notices[SECOND].expiry_assumed
    assert {one.where for one in alone.obligations.values()} == {EVERYWHERE, REGION}
    assert load().parameters["income_line"].on(date(2026, 6, 30)) is None
    assert load().parameters["relief_line"].on(date(2026, 6, 30)) is None


def test_every_promise_is_marked_and_says_its_grade() -> None:
    promises = load().only(SECOND).obligations
    assert 20 <= len(promises) <= 40
    assert all(one.assumption and one.note and "级" in one.note for one in promises.values())
    assert {own(one.clause) for one in promises.values()} == {"2.7", "2.8", "2.9", "2.10"}


def test_what_continues_is_a_promise_of_the_notice_before() -> None:
    pack = load()
    follows = pack.notices[SECOND].follows
    continued = [id_ for one in pack.only(SECOND).obligations.values() for id_ in one.continues]
    assert len(set(continued)) > 20
    assert {notice_of(id_) for id_ in continued} == set(follows) == {FIRST}
    assert set(continued) <= pack.obligations.keys()


def test_titles_tell_the_promises_of_all_notices_apart() -> None:
    """On the site people choose a promise by its title."""
    titles = Counter(one.title for one in load().obligations.values())
    assert [title for title, times in titles.items() if times > 1] == []


def test_a_report_is_asked_for_by_the_full_id_of_its_promise() -> None:
    asked = {id_: set(ITS_OWN.findall(one.model_dump_json())) for id_, one
             in load().only(SECOND).obligations.items()}  # fmt: skip
    assert sum(map(bool, asked.values())) > 5
    assert all(found <= {id_} for id_, found in asked.items())


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), None),
        (date(2026, 1, 1), date(2027, 1, 1), "2026-12-31"),
        (date(2026, 2, 3), None, "2026-12-31"),
        (date(2025, 12, 31), date(2025, 12, 31), None),
        (date(2025, 12, 31), date(2026, 1, 1), "2025-12-31"),
        (date(2020, 1, 1), date(2026, 12, 31), "2025-12-31"),
        (date(2027, 1, 1), date(2027, 1, 31), "2026-12-31"),
    ],
)
def test_an_assumed_value_ends_with_the_notice_it_begins_under_or_before(
    first: date, last: date | None, told: str | None
) -> None:
    pack = load()
    value = DatedValue.model_validate(
        {"from": first, "to": last, "value": "1", "source": "编的", "assumption": True}
    )
    one = pack.parameters["insured_share"].model_copy(update={"values": (value,)})
    found = list(ends(replace(pack, parameters={one.id: one})))
    found = [problem for problem in found if problem.key.endswith("values[0]")]
    assert len(found) == (told is not None)
    assert all(f"文件到 {told} 为止" in problem.message for problem in found)

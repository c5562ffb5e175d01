"""A frozen account is its own witness: what it holds, for whom, and what differs since."""

import json
import zlib
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256

import pytest
from dashboard_cases import PILOT, QUOTA, REGIONAL, TILT, XIJI, YANCHI, results_of
from hypothesis import given, settings
from hypothesis import strategies as st

from luoshi import pack
from luoshi.obligations import Result, Status, to_json
from luoshi.obligations.closing import (
    Account,
    Occasion,
    RestsOn,
    differences,
    document,
    opened,
    sealed,
)
from luoshi.obligations.closing.account import BrokenSealError
from luoshi.obligations.closing.workbook import closing_workbook
from luoshi.obligations.dashboard.sight import Sight

ID = "2021-26"
NOTICE = pack.load().notices[ID]
POLICY = pack.load().only(ID)
RESULTS = tuple(one for one in results_of(POLICY) if one.id in (QUOTA, TILT, REGIONAL, PILOT))
REGION = POLICY.areas.region.code[:6]


@dataclass(frozen=True)
class Heads:
    batches: tuple[str, ...] = ("houses/000001-20250101T000000",)
    revisions: tuple[tuple[str, int], ...] = (("duty", 7),)
    declarations: tuple[tuple[str, int], ...] = (("duty", 3),)


REACH = date(2025, 6, 30)
FROZEN = document(
    POLICY, NOTICE, RESULTS, REACH,
    Occasion(datetime(2026, 5, 1, 9, tzinfo=UTC), "某人"), RestsOn(Heads(), []),
)  # fmt: skip
SEALED = sealed(FROZEN)
ACCOUNT = opened(SEALED.content, SEALED.digest)


def test_it_begins_with_what_status_gives_byte_for_byte() -> None:
    told = json.dumps(
        to_json(NOTICE.expires, [NOTICE], RESULTS, REACH), ensure_ascii=False, indent=2
    )
    assert ACCOUNT.text.startswith(told.removesuffix("\n}") + ',\n  "closing": {')
    assert sha256(ACCOUNT.text.encode()).hexdigest() == SEALED.digest


def test_it_says_what_it_rests_on() -> None:
    closing = ACCOUNT.closing
    assert closing["records"] == {
        "batches": ["houses/000001-20250101T000000"],
        "revisions": {"duty": 7},
        "declarations": {"duty": 3},
    }
    assert ACCOUNT.known_at == datetime(2026, 5, 1, 9, tzinfo=UTC)
    quota = next(one for one in closing["obligations"] if one["id"] == QUOTA)
    (used,) = quota["parameters"]
    assert (used["value"], used["unit"]) == ("600", "亩")
    assert used["source"]
    assert len(closing["obligations"]) == len(POLICY.obligations)


def test_one_changed_sign_breaks_the_seal() -> None:
    text = zlib.decompress(SEALED.content).replace(b"480", b"600", 1)
    with pytest.raises(BrokenSealError, match="对不上"):
        opened(zlib.compress(text), SEALED.digest)


def test_what_is_read_is_what_was_written() -> None:
    for one, again in zip(RESULTS, ACCOUNT.results, strict=True):
        assert again == replace(one, evidence=(), each=(), lacking=())


def test_a_county_sees_itself_and_counts() -> None:
    rows = {row.wording["id"]: row for row in ACCOUNT.rows(Sight(frozenset({XIJI}), REGION))}
    quota, regional = rows[QUOTA], rows[REGIONAL]
    assert [one.result.county for one in quota.seen] == [XIJI]
    assert quota.light is Status.BREACHED
    assert quota.tally.total == 9
    assert [one.result.county for one in regional.seen] == [REGION]


def test_all_see_all_and_who_sees_nothing_no_light() -> None:
    (every,) = (row for row in ACCOUNT.rows(Sight(None)) if row.wording["id"] == QUOTA)
    assert len(every.seen) == 9
    assert {row.light for row in ACCOUNT.rows(Sight())} == {None}


def test_the_workbook_holds_every_result_seen() -> None:
    from openpyxl import load_workbook

    rows = ACCOUNT.rows(Sight(frozenset({YANCHI}), REGION))
    file = closing_workbook(ACCOUNT, [("校验值", SEALED.digest)], rows, [])
    book = load_workbook(file)
    assert book.sheetnames == ["结账", "承诺", "参数", "与现在对照"]
    assert book["结账"]["B2"].value == SEALED.digest
    assert {row[3].value for row in book["承诺"].iter_rows(min_row=2)} == {
        "盐池县",
        "宁夏回族自治区",
    }


def altered(one: Result, status: Status, reason: str) -> Result:
    return replace(one, status=status, reason=reason)


@settings(max_examples=30, deadline=None)
@given(
    st.dictionaries(
        st.integers(0, len(RESULTS) - 1),
        st.tuples(st.sampled_from(Status), st.text(max_size=20)),
        max_size=12,
    ),
    st.sets(st.integers(0, len(RESULTS) - 1), max_size=4),
)
def test_whatever_is_told_later_differs_beside_it_and_changes_nothing_in_it(
    changes: dict[int, tuple[Status, str]], gone: set[int]
) -> None:
    account = Account(ACCOUNT.text)
    now = [
        altered(one, *changes[place]) if place in changes else one
        for place, one in enumerate(RESULTS)
        if place not in gone
    ]
    expected = {
        (one.id, one.county)
        for place, one in enumerate(RESULTS)
        if place in gone
        or (place in changes and (one.status, one.reason) != changes[place])
    }  # fmt: skip
    found = differences(account, now)
    assert {(one.id, one.county) for one in found} == expected
    assert all(one.then and one.then.reason in account.text for one in found)
    assert [one.changes_status for one in found] == sorted(
        (one.changes_status for one in found), reverse=True
    )
    assert sha256(account.text.encode()).hexdigest() == SEALED.digest

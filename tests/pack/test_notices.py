"""A place with several notices: ids in full, terms, and what is owed once."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from luoshi.area_queries.due_periods import due_periods, owed_terms
from luoshi.cli.notices import notices_asked
from luoshi.ids import NOTICE, OwnId, Scoped, notice_of, own, resolved
from luoshi.obligations.results import to_json
from luoshi.pack import Pack, PackError, default_folder, load
from luoshi.pack.terms import Term
from luoshi.pack.validation import check

FIRST, SECOND = "2021-26", "2026-1"
OLD, NEW = Term(date(2021, 9, 3), date(2025, 12, 31)), Term(date(2025, 11, 1), date(2027, 12, 31))

FACTS = """
number: 某发〔2026〕1号
title: 后一份文件
issuers: [某厅]
issued: 2025-11-01
expires: 2027-12-31
source: 编的
sections: {"1": 只有一部分}
clauses:
  - {id: "1.1", title: 安排用地, leads: [自然资源厅]}
"""

GROUPS = """
groups:
  - id: key
    title: 两个县
    source: 编的
    members:
      - {from: 2025-11-01, to: 2027-12-31, counties: ["640422", "640402"], basis: 所列}
"""

OBLIGATIONS = """
obligations:
  - id: land-quota
    clause: "1.1"
    title: 照旧安排指标
    kind: quota
    where: key
    from: 2025-11-01
    to: 2027-12-31
    leads: [自然资源厅]
    records: [land_quota]
    figure: 安排
    measure: sum(land_quota.安排面积)
    at_least: "100"
    unit: 亩
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The place whose second notice is a made-up one, which asks for a ledger of the first too."""
    copy = Path(shutil.copytree(default_folder(), tmp_path_factory.mktemp("two") / "pack"))
    shutil.rmtree(copy / "notices" / SECOND)
    write_notice(copy / "notices" / SECOND)
    return copy


def write_notice(own_files: Path) -> None:
    """The made-up notice, in a folder of its own."""
    (own_files / "obligations").mkdir(parents=True)
    (own_files / "notice.yaml").write_text(FACTS, encoding="utf-8")
    (own_files / "groups.yaml").write_text(GROUPS, encoding="utf-8")
    (own_files / "obligations" / "land.yaml").write_text(OBLIGATIONS, encoding="utf-8")


@pytest.fixture(scope="module")
def place(folder: Path) -> Pack:
    return load(folder)


def test_ids_in_a_notices_files_are_made_full() -> None:
    inside = {NOTICE: FIRST}
    for kind in (TypeAdapter(Scoped), TypeAdapter(OwnId)):
        assert kind.validate_python("land-quota", context=inside) == "2021-26/land-quota"
        assert kind.validate_python("2026-1/land", context=inside) == "2026-1/land"
        assert kind.validate_python("land-quota", context={NOTICE: None}) == "land-quota"


def test_an_id_falls_into_its_notice_and_its_own() -> None:
    assert (notice_of("2021-26/2.3"), own("2021-26/2.3")) == (FIRST, "2.3")
    assert (notice_of("2.3"), own("2.3")) == ("", "2.3")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("land", "2021-26/land"),
        ("2026-1/land", "2026-1/land"),
        ("2026-1/water", "2026-1/water"),
        ("water", "water"),
    ],
)
def test_old_ids_lead_to_the_first_of_that_name(asked: str, found: str) -> None:
    assert resolved(asked, ["2021-26/land", "2026-1/land"]) == found


def test_one_name_may_stand_in_two_notices(place: Pack) -> None:
    assert list(place.notices) == [FIRST, SECOND]
    first, second = (place.obligations[f"{one}/land-quota"] for one in place.notices)
    assert (first.where, second.where) == ("2021-26/key", "2026-1/key")
    assert place.groups[second.where].ever() == {"640422", "640402"}
    assert len(place.groups[first.where].ever()) == 9
    assert place.notice(second.id) is place.notices[SECOND]


def test_a_further_notice_leaves_the_others_sound(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(default_folder(), tmp_path / "pack"))
    write_notice(copy / "notices" / "2025-99")
    place = load(copy)
    assert sorted(place.notices) == ["2021-26", "2025-99", "2026-1"]
    assert [str(one) for one in check(place)] == []


def test_the_place_is_asked_from_its_first_notice_to_its_last(place: Pack) -> None:
    assert place.term == Term(OLD.first, NEW.last)
    assert list(place.term.years) == list(range(2021, 2028))


@pytest.mark.parametrize(
    ("day", "current", "in_term"),
    [
        (date(2020, 1, 1), FIRST, OLD.first),
        (date(2025, 10, 31), FIRST, date(2025, 10, 31)),
        (date(2025, 11, 1), SECOND, date(2025, 11, 1)),
        (date(2026, 5, 1), SECOND, date(2026, 5, 1)),
        (date(2030, 1, 1), SECOND, NEW.last),
    ],
)
def test_the_notice_of_a_day(place: Pack, day: date, current: str, in_term: date) -> None:
    assert place.current(day).id == current
    assert place.in_term(day) == in_term


@pytest.mark.parametrize(
    ("day", "asked", "found"),
    [
        (date(2024, 6, 1), None, [FIRST]),
        (date(2025, 12, 1), None, [FIRST, SECOND]),
        (date(2026, 6, 1), None, [SECOND]),
        (date(2030, 6, 1), None, [SECOND]),
        (date(2026, 6, 1), FIRST, [FIRST]),
        (date(2024, 6, 1), "某发〔2026〕1号", [SECOND]),
    ],
)
def test_which_notices_a_command_is_about(
    place: Pack, day: date, asked: str | None, found: list[str]
) -> None:
    assert [one.id for one in notices_asked(place, asked, day)] == found


def test_a_notice_may_be_read_as_if_it_were_alone(place: Pack) -> None:
    alone = place.only(SECOND)
    assert alone is place.only(SECOND)
    assert list(alone.notices) == [SECOND]
    said = (alone.clauses, alone.groups, alone.obligations)
    assert [list(one) for one in said] == [["2026-1/1.1"], ["2026-1/key"], ["2026-1/land-quota"]]
    assert alone.schemes == {}
    assert alone.tables is place.tables


def test_a_ledger_two_notices_ask_for_is_owed_once(place: Pack) -> None:
    assert owed_terms(place, "land_quota") == (OLD, NEW)
    starts = [one.start for one in due_periods(place, "land_quota")]
    assert starts == sorted(set(starts))
    assert starts[-1].year == 2027
    before = [one.start for one in due_periods(load(), "land_quota")]
    assert starts[: len(before)] == before


def test_a_ledger_of_one_notice_is_owed_in_its_term_alone(place: Pack) -> None:
    assert owed_terms(place, "land_requests") == (OLD,)


def test_the_document_of_the_status_tells_each_notice(place: Pack) -> None:
    told = to_json(date(2026, 1, 1), list(place.notices.values()), [], None)["notices"]
    assert told == [
        {
            "id": FIRST,
            "number": "宁乡振发〔2021〕26号",
            "term": {"from": "2021-09-03", "to": "2025-12-31"},
            "closed": True,
        },
        {
            "id": SECOND,
            "number": "某发〔2026〕1号",
            "term": {"from": "2025-11-01", "to": "2027-12-31"},
            "closed": False,
        },
    ]


def test_a_notice_does_not_end_before_it_is_issued(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(default_folder(), tmp_path / "pack"))
    file = copy / "notices" / FIRST / "notice.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("expires: 2025-12-31", "expires: 2021-09-02"), encoding="utf-8")
    with pytest.raises(PackError, match="2021-09-02 到期，早于 2021-09-03 印发"):
        load(copy)

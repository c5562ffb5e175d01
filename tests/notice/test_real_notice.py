"""The notice of Ningxia, where it is at hand."""

from datetime import date

import pytest
from real_notice import REAL_NOTICE, where_it_is

from luoshi.notice import Notice, outline, read_notice

pytestmark = where_it_is


@pytest.fixture(scope="module")
def notice() -> Notice:
    return read_notice(REAL_NOTICE)


def test_head_and_tail(notice: Notice):
    assert notice.number == "宁乡振发〔2021〕26号"
    assert notice.title == "关于印发《关于支持乡村振兴重点帮扶县的若干意见》的通知"
    assert len(notice.issuers) == 12
    assert notice.issuers[-1] == "中国人民银行银川中心支行"
    assert notice.addressees == ("各市、县（区）人民政府",)
    assert (notice.issued, notice.expires) == (date(2021, 9, 3), date(2025, 12, 31))
    assert len(notice.copies_to) == 27
    assert notice.copies_to[0] == "党委办公厅"
    assert notice.copies_to[-1] == "林草局"


def test_sixteen_policies_and_four_safeguards(notice: Notice):
    expected = [f"2.{n}" for n in range(1, 17)] + [f"3.{n}" for n in range(1, 5)]
    assert [clause.id for clause in notice.clauses] == expected
    assert all(clause.sentences for clause in notice.clauses)


def test_each_policy_has_leads_and_no_safeguard_has(notice: Notice):
    assert all(bool(clause.leads) == clause.id.startswith("2.") for clause in notice.clauses)


@pytest.mark.parametrize(
    ("clause_id", "leads"),
    [
        ("2.1", ["乡村振兴局", "财政厅"]),
        ("2.7", ["乡村振兴局", "党委农村工作领导小组成员单位"]),
        ("2.8", ["乡村振兴局", "农业农村厅", "国资委", "工商联", "民政厅", "宁夏证监局"]),
        (
            "2.14",
            ["残联", "教育厅", "财政厅", "住房城乡建设厅", "农业农村厅", "乡村振兴局"],
        ),
    ],
)
def test_leads(notice: Notice, clause_id: str, leads: list[str]):
    read = {clause.id: clause.leads for clause in notice.clauses}
    assert read[clause_id] == tuple(leads)


def test_leads_across_a_page_break_are_joined(notice: Notice):
    assert "文化和旅游厅" in notice.clauses[3].leads


def test_every_sentence_ends_properly(notice: Notice):
    sentences = [sentence.text for clause in notice.clauses for sentence in clause.sentences]
    assert all(text.endswith(("。", "；")) for text in sentences)
    assert not any(mark in text for text in sentences for mark in ("牵头", "*", " ", "(", ")"))


def test_nothing_is_lost_and_the_one_repair_is_reported(notice: Notice):
    assert notice.sections[0].heading == "总体工作要求"
    assert len(notice.sections[0].sentences) == 2
    assert "2025年12月31日" in notice.closing[0]
    assert len(notice.repairs) == 1
    assert notice.warnings == ()


def test_outline_counts_the_clauses(notice: Notice):
    assert "条款：20 条" in outline(notice)

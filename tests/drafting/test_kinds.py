"""Clues at their edges: the words that tell a kind, and those beside them that do not."""

import re

import pytest

from luoshi.drafting.kinds import find_kind
from luoshi.drafting.times import Times
from luoshi.drafting.vocabulary import vocabulary
from luoshi.pack.obligations import KIND_TITLES


def kind(text: str) -> str:
    found = find_kind(text, Times.of(text))
    return found.kind if found else "activity"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("专项经费不得挪用", "prohibition"),
        ("比例不得低于百分之六十", "floor"),
        ("补助不得超过百分之三十", "range"),
        ("不得不停运的线路", "activity"),
        ("防止学生失学", "prohibition"),
        ("开展防止返贫监测", "activity"),
        ("防止溺水的联防机制", "mechanism"),
        ("增速高于全省平均", "outpace"),
        ("缴费率高于90%", "coverage"),
        ("投入不低于上年", "stable"),
        ("投入不低于其他县", "floor"),
        ("稳定教师队伍", "stable"),
        ("帮扶政策保持稳定", "activity"),
        ("到2025年建成校舍", "milestone"),
        ("每年2月底前报送计划", "activity"),
        ("每县支持3—5所学校", "range"),
        ("每县每年支持5所学校", "quota"),
        ("每年安排补助", "activity"),
        ("每年组织一次演练", "activity"),
        ("每个村配备一名护林员", "coverage"),
        ("每个村配备两名护林员", "quota"),
        ("“一村一品”示范乡镇", "activity"),
        ("制定一校一案", "coverage"),
        ("实现全覆盖", "coverage"),
        ("应修尽修", "coverage"),
        ("应修速建", "activity"),
        ("纳入公共卫生保障范围", "coverage"),
        ("支持纳入规划的道路", "activity"),
        ("鼓励企业与学校结对共建", "activity"),
        ("企业与学校结对共建", "coverage"),
        ("资金向山区学校倾斜", "tilt"),
        ("优先安排山区学校", "tilt"),
        ("落实优先级管理", "activity"),
        ("健全考核机制", "mechanism"),
        ("评价结果与拨款挂钩", "mechanism"),
        ("组织义诊", "activity"),
    ],
)
def test_words_tell_a_kind(text: str, expected: str) -> None:
    assert kind(text) == expected


def test_every_clue_says_where_it_comes_from_and_is_a_pattern() -> None:
    for clue in vocabulary().clues:
        assert clue.kind in KIND_TITLES
        assert clue.note
        assert re.compile(clue.words)
        assert clue.words or clue.needs, "a clue without words would hold of everything"

"""Where a sentence ends, and where it does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoshi.notice.sentences import is_balanced, split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("采茶。制茶；卖茶！好吗？", ["采茶。", "制茶；", "卖茶！", "好吗？"]),
        ("推广“间作。轮作”做法。", ["推广“间作。轮作”做法。"]),
        ("按《办法（试行；2022）》办。", ["按《办法（试行；2022）》办。"]),
        ("他说：“快采！”大家动手。", ["他说：“快采！”", "大家动手。"]),
        ("要“快采！”，不误时。", ["要“快采！”，不误时。"]),
        ("（另行通知。）各县照办。", ["（另行通知。）", "各县照办。"]),
        ("真的吗？！真的。", ["真的吗？！", "真的。"]),
        ("括号（没有关上。下一句。", ["括号（没有关上。", "下一句。"]),
        ("没有句号", ["没有句号"]),
        ("", []),
    ],
)
def test_sentences(text: str, sentences: list[str]):
    assert split_sentences(text) == sentences


@given(st.text(alphabet="茶园。；！？“”（）《》，"))
def test_nothing_is_lost(text: str):
    assert "".join(split_sentences(text)) == text


@pytest.mark.parametrize(
    ("text", "balanced"),
    [("《办法（试行）》", True), ("《办法（试行》", False), ("办法》", False), ("办法", True)],
)
def test_balance(text: str, balanced: bool):
    assert is_balanced(text) is balanced

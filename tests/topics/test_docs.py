"""The page that documents topics says what the pack and the code do."""

import re
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from luoshi.pack import load
from luoshi.pack.topics import Figure, Topic, Watch

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "topics.md").read_text(encoding="utf-8")


def test_the_example_is_a_topic() -> None:
    example = re.search(r"```yaml\n(.+?)```", PAGE, re.DOTALL)
    assert example
    made = yaml.load(example[1], Loader=yaml.BaseLoader)
    assert Topic.model_validate(made).watches[0].group == "land"


@pytest.mark.parametrize("key", ["measure", "per", "plus", "at_least", "at_most", "assumption"])
def test_keys_of_figures_are_documented(key: str) -> None:
    assert key in Figure.model_fields
    assert f"`{key}`" in PAGE


@pytest.mark.parametrize("key", ["where", "outside", "lacking", "shares"])
def test_keys_of_watches_are_documented(key: str) -> None:
    assert key in Watch.model_fields
    assert f"| `{key}` |" in PAGE


def test_the_topics_are_those_of_the_pack() -> None:
    topics = sorted(load().topics.values(), key=lambda topic: topic.place)
    assert f"现有四个：{'、'.join(topic.title for topic in topics)}" in PAGE
    assert re.findall(r"^\*\*(\S+?)\*\*：", PAGE, re.MULTILINE)[-4:] == [
        topic.title for topic in topics
    ]


def test_the_two_readings_are_as_told() -> None:
    assert Fraction(150 + 990, 100 + 900) - 1 == Fraction(14, 100)
    assert (Fraction(150, 100) + Fraction(990, 900)) / 2 - 1 == Fraction(30, 100)
    assert "按余额合计增长 14%，按各县平均增长 30%" in PAGE

"""Drafts of the made-up notices, where they are at hand, beside what was read by hand."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from drafting.scoring import Promise, score

from luoshi.drafting import draft_notice
from luoshi.notice import read_notice

BESIDE = Path(__file__).parents[3] / "shared" / "cases" / "notices"
FOLDER = Path(os.environ.get("LUOSHI_NOTICES") or BESIDE)
KEY = Path(__file__).with_name("read_by_hand.yaml")
LEAST_FOUND, LEAST_PRECISION = 0.8, 0.8

where_they_are = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="没有这些通知：用环境变量 LUOSHI_NOTICES 指明文件夹"
)


@where_they_are
def test_other_notices_come_out_about_as_well(
    record_property: Callable[[str, object], None],
) -> None:
    key = yaml.load(KEY.read_text(encoding="utf-8"), yaml.BaseLoader)
    scores = [
        score(
            draft_notice(read_notice(FOLDER / name)),
            [Promise((sentence,), kind, tuple(numbers)) for sentence, kind, *numbers in rows],
        )
        for name, rows in key.items()
    ]
    asked, found, proposed = (sum(one[n] for one in scores) for n in range(3))
    told = f"{found} of {asked} found, {proposed} proposed: {found / proposed:.2f}"
    record_property("figure", f"{len(scores)} notices: {told}")
    assert found >= LEAST_FOUND * asked
    assert found >= LEAST_PRECISION * proposed

"""Notices with answers, where they are at hand: beside the repository, or in LUOSHI_NOTICES."""

import json
import os
import unicodedata
from pathlib import Path

import pytest
from real_notice import REAL_NOTICE, where_it_is

from luoshi.notice import Clause, Notice, read_notice
from luoshi.notice.units import short_name

BESIDE = Path(__file__).parents[3] / "shared" / "cases" / "notices"
FOLDER = Path(os.environ.get("LUOSHI_NOTICES") or BESIDE)
KEY = FOLDER / "expected.json"
ANSWERS = json.loads(KEY.read_text(encoding="utf-8")) if KEY.is_file() else {}


def plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def short(names: list[str]) -> set[str]:
    return {short_name(name) for name in names}


def told(clause: Clause) -> tuple[object, ...]:
    first = plain(clause.sentences[0].text)[:12] if clause.sentences else ""
    return clause.id, plain(clause.heading), set(clause.leads), first


def tasks(notice: Notice) -> list[tuple[object, ...]]:
    return [
        (one.task, set(one.leads), set(one.support), one.due, one.due_on and str(one.due_on))
        for one in notice.tasks
    ]


@pytest.mark.parametrize("name", ANSWERS or [pytest.param("", marks=pytest.mark.skip("没有答案"))])
def test_each_field_is_as_answered(name: str):
    key, notice = ANSWERS[name], read_notice(FOLDER / name)
    assert notice.lost == ()
    assert notice.number == key["number"]
    titles = [key["title"], *key.get("title_accept", [])]
    assert plain(notice.title) in map(plain, titles)
    assert [*notice.issuers] == key["issuers"]
    assert plain("".join(notice.addressees)) == plain("".join(key["addressees"]))
    assert str(notice.issued) == key["issued"]
    ends = [key["expires"], *key.get("expires_accept", [])]
    assert (str(notice.expires) if notice.expires else None) in ends
    assert [told(one) for one in notice.clauses] == [
        (one["id"], plain(one["heading"]), short(one["leads"]), plain(one["first12"]))
        for one in key["clauses"]
    ]
    for clause, one in zip(notice.clauses, key["clauses"], strict=True):
        assert len(clause.sentences) in [one["n_sentences"], *one.get("n_accept", [])]
    assert tasks(notice) == [
        (one["task"], short(one["leads"]), short(one["support"]), one["due"], one["due_iso"])
        for one in key["tasks"]
    ]


@where_it_is
@pytest.mark.parametrize("name", ["95_notice_smarttag_dates.docx", "96_notice_tracked_insert.docx"])
def test_the_real_notice_in_word_says_what_its_text_says(name: str):
    file = FOLDER.parent / "files" / name
    if not file.is_file():
        pytest.skip("没有这份 Word 文件")
    word, text = read_notice(file), read_notice(REAL_NOTICE)
    assert [*word.sentences()] == [*text.sentences()]
    assert word.lost == ()

"""Every character of a file is in the notice, or the notice says what is not."""

from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from notice.made_papers import Paper, papers
from notice.sample_notice import CLEAN, printed_pages, write_drawings, write_pdf
from tried import tried

from luoshi.notice import Notice, NoticeError, parse_notice, read_notice
from luoshi.notice.accounting import lost_text
from luoshi.notice.tidy import tidy

LINES = [line.text for line in tidy(CLEAN).lines]
NOTICE = parse_notice(CLEAN)


@pytest.mark.parametrize(
    "field", ["title", "addressees", "preamble", "sections", "clauses", "closing", "asides"]
)
def test_what_any_part_lacks_is_lost(field: str):
    assert lost_text(LINES, NOTICE) == ()
    without = {"title": ""}.get(field, ())
    torn = NOTICE.model_copy(update={field: without, "enclosed": ""})
    if field == "clauses":
        sections = tuple(one.model_copy(update={"clauses": ()}) for one in NOTICE.sections)
        torn = torn.model_copy(update={"sections": sections})
    assert lost_text(LINES, torn)


def test_lost_lines_are_quoted():
    torn = NOTICE.model_copy(update={"closing": ()})
    assert lost_text(LINES, torn) == ("本措施自印发之日起施行有效期至2026年12月31日",)


def test_only_lost_lines_are_quoted_where_others_gave_up_their_statement_of_units():
    text = CLEAN.replace("（牵头单位：省财政厅、茶业局）", "（牵头单位：省财政厅）另行验收。")
    lines = [line.text for line in tidy(text).lines]
    torn = parse_notice(text).model_copy(update={"closing": ()})
    assert lost_text(lines, torn) == ("本措施自印发之日起施行有效期至2026年12月31日",)


@tried(25)
@given(papers(), st.data())
def test_no_sentence_can_vanish(paper: Paper, data: st.DataObject):
    lines = paper.lines()
    notice = parse_notice("\n".join(lines))
    held = [clause for clause in notice.clauses if clause.sentences]
    assume(held)
    chosen = data.draw(st.sampled_from(held))
    assert notice.lost == ()
    assert lost_text(lines, _without_first_sentence(notice, chosen.id))


def _without_first_sentence(notice: Notice, clause_id: str) -> Notice:
    clauses = tuple(
        one.model_copy(update={"sentences": one.sentences[1:]}) if one.id == clause_id else one
        for one in notice.clauses
    )
    return notice.model_copy(update={"clauses": clauses})


def test_a_scanned_page_among_others_is_lost_text(tmp_path: Path):
    pages = printed_pages()
    whole = write_pdf(tmp_path / "全.pdf", pages)
    assert read_notice(whole).lost == ()
    torn = write_drawings(tmp_path / "残.pdf", [*drawings(pages), PICTURE])
    assert read_notice(torn).lost == (f"第 {len(pages) + 1} 页没有文字，只有图片，可能是扫描件",)


PICTURE = "q 500 0 0 700 50 50 cm BI /W 1 /H 1 /BPC 8 /CS /G /F /AHx ID 00> EI Q"


def drawings(pages: list[list[str]]) -> list[str]:
    shown = (f"<{line.encode('utf-16-be').hex()}> Tj 0 -20 Td" for page in pages for line in page)
    height = len(pages[0])
    lines = [*shown]
    return [
        "BT /F1 16 Tf 60 780 Td " + "\n".join(lines[start : start + height]) + " ET"
        for start in range(0, len(lines), height)
    ]


def test_page_numbers_and_the_box_of_a_web_page_are_accounted_for():
    text = f"当前位置：首页 > 公开\n索引号：000-1  发布日期：2023年6月1日\n{CLEAN}\n— 1 —"
    notice = parse_notice(text)
    assert notice.issued == date(2023, 5, 8)
    places = [aside.place for aside in notice.asides]
    assert places.count("web_page") == 2
    assert places.count("page_number") == 1
    assert notice.lost == ()


@tried(40)
@given(papers(), st.randoms(use_true_random=False), st.integers(0, 4))
def test_lines_in_any_order_lose_nothing(paper: Paper, random: Random, moves: int):
    lines = paper.lines()
    for _ in range(moves):
        line = lines.pop(random.randrange(len(lines)))
        lines.insert(random.randrange(len(lines) + 1), line)
    try:
        notice = parse_notice("\n".join(lines))
    except NoticeError:
        return
    assert notice.lost == ()
    ids = [sentence.id for sentence in notice.sentences()]
    assert len(ids) == len({*ids})

"""Papers of every usual kind, in every kind of file: each field right and no character lost."""

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import strategies as st
from notice.made_files import write_docx, write_pdf
from notice.made_papers import Paper, papers, wrapped
from tried import tried

from luoshi.notice import Notice, parse_notice, read_notice

few = tried(25, suppress_health_check=[HealthCheck.function_scoped_fixture])
seeds = st.integers(0, 999).map(Random)


def fields(notice: Notice, paper: Paper) -> dict[str, object]:
    read: dict[str, object] = {name: getattr(notice, name) for name in paper.expected}
    read["clauses"] = [
        {
            "id": clause.id,
            "heading": clause.heading,
            "leads": clause.leads,
            "support": clause.support,
            "sentences": [sentence.text for sentence in clause.sentences],
        }
        for clause in notice.clauses
    ]
    return read


@few
@given(papers())
def test_paragraphs_on_lines_of_their_own(paper: Paper):
    assert fields(parse_notice("\n".join(paper.lines())), paper) == paper.expected


@few
@given(papers(), st.integers(24, 40), st.integers(15, 30))
def test_lines_broken_at_a_width_on_numbered_pages(paper: Paper, width: int, page: int):
    assert fields(parse_notice(wrapped(paper.lines(), width, page)), paper) == paper.expected


@few
@given(papers(), seeds)
def test_word_with_changes_controls_and_tags(tmp_path: Path, paper: Paper, random: Random):
    path = write_docx(tmp_path / "通知.docx", paper, random)
    assert fields(read_notice(path), paper) == paper.expected


@few
@given(papers(), seeds)
def test_word_that_counts_headings_by_itself(tmp_path: Path, paper: Paper, random: Random):
    assume(all(item.mark[0] in "一二三四五六七八九十（" for item in paper.items))
    path = write_docx(tmp_path / "通知.docx", paper, random, automatic=True)
    assert fields(read_notice(path), paper) == paper.expected


@few
@pytest.mark.parametrize("indented", [True, False])
@given(paper=papers(), random=seeds)
def test_pdf_written_in_any_order(tmp_path: Path, paper: Paper, random: Random, indented: bool):
    path = write_pdf(tmp_path / "通知.pdf", paper.lines(), random, indented=indented)
    assert fields(read_notice(path), paper) == paper.expected

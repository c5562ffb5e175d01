"""The page of an official letter, measured on paper (GB/T 9704—2012)."""

import subprocess
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Pt
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTPage, LTTextContainer, LTTextLine

from luoshi.papers.letter_page import LINE, LINES, MARGINS, lay_out

pytestmark = [pytest.mark.libreoffice, pytest.mark.writer]

MM = 72 / 25.4
PAGES = 2


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[LTPage]:
    """Two full pages of lines, as LibreOffice prints them."""
    folder = tmp_path_factory.mktemp("letter")
    _write(folder / "letter.docx")
    command = ["lowriter", "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run(
        [*command, str(folder / "letter.docx")],
        check=True,
        capture_output=True,
        timeout=120,
        env={"HOME": str(folder), "PATH": "/usr/bin:/bin"},
    )
    return list(extract_pages(folder / "letter.pdf"))


def _write(path: Path) -> None:
    document = Document()
    lay_out(document)
    for _ in range(LINES * PAGES):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.line_spacing = LINE
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.add_run("line").font.size = Pt(16)
    document.save(str(path))


def _lines(page: LTPage) -> list[LTTextLine]:
    boxes = [one for one in page if isinstance(one, LTTextContainer)]
    return [line for box in boxes for line in box if isinstance(line, LTTextLine)]


def _body(page: LTPage) -> list[LTTextLine]:
    return [one for one in _lines(page) if one.get_text().strip() == "line"]


def _number(page: LTPage) -> LTTextLine:
    (number,) = (one for one in _lines(page) if "—" in one.get_text())
    return number


def test_a_page_has_22_lines(pages: list[LTPage]) -> None:
    assert [len(_body(page)) for page in pages] == [LINES] * PAGES


def test_the_paper_is_a4_and_lines_begin_at_the_left_margin(pages: list[LTPage]) -> None:
    for page in pages:
        assert (page.width / MM, page.height / MM) == pytest.approx((210, 297), abs=0.1)
        for line in _body(page):
            assert line.x0 / MM == pytest.approx(MARGINS["left"], abs=0.5)


def test_numbers_stand_between_dashes_odd_right_even_left(pages: list[LTPage]) -> None:
    odd, even = (_number(page) for page in pages)
    assert [one.get_text().strip() for one in (odd, even)] == ["— 1 —", "— 2 —"]
    assert odd.x1 / MM == pytest.approx(210 - MARGINS["right"] - 14 / MM, abs=1)
    assert even.x0 / MM == pytest.approx(MARGINS["left"] + 14 / MM, abs=1)


def test_numbers_stand_below_the_type_area(pages: list[LTPage]) -> None:
    for page in pages:
        middle = (_number(page).y0 + _number(page).y1) / 2 / MM
        assert middle == pytest.approx(MARGINS["bottom"] - 7, abs=1.5)

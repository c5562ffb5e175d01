"""The parts pages are built of."""

from pathlib import Path

import pytest
from django.core.paginator import Paginator
from django.template import RequestContext, Template
from django.test import RequestFactory

from luoshi.site import bootstrap
from luoshi.site.navigation import entries
from luoshi.site.rights import Ability, Role, Scope

ICONS = sorted((Path(bootstrap.__file__).parent / "templates" / "icons").glob("*.svg"))


def render(source: str, query: str = "", **context: object) -> str:
    request = RequestFactory().get(f"/list/{query}")
    return Template(source).render(RequestContext(request, context))


@pytest.mark.parametrize(
    ("colour", "word", "shape"),
    [("red", "红色", "path"), ("orange", "橙色", "path"), ("yellow", "黄色", "circle")],
)
def test_a_state_has_a_word_and_a_shape_besides_its_colour(
    colour: str, word: str, shape: str
) -> None:
    text = render('{% badge "' + colour + '" %}')
    assert word in text
    assert f"<{shape} " in text


def test_a_badge_says_what_it_is_told() -> None:
    assert "3 条" in render("{% badge 'red' '3 条' %}")


@pytest.mark.parametrize("icon", ICONS, ids=lambda file: file.stem)
def test_icons_are_drawn_for_eyes_only(icon: Path) -> None:
    text = render("{% icon '" + icon.stem + "' %}")
    assert 'class="icon"' in text
    assert 'aria-hidden="true"' in text


@pytest.mark.parametrize(
    ("query", "state", "leads_to"),
    [
        ("", "descending", "?sort=at"),
        ("?sort=at", "ascending", "?sort=-at"),
        ("?sort=name", "none", "?sort=at"),
        ("?sort=at&page=3&colour=red", "ascending", "?sort=-at&amp;colour=red"),
    ],
)
def test_a_heading_tells_the_order_and_turns_it(query: str, state: str, leads_to: str) -> None:
    text = render('{% sort_header "at" "时间" default="-at" %}', query)
    assert f'aria-sort="{state}"' in text
    assert f'href="{leads_to}"' in text


def test_pages_keep_the_question() -> None:
    page = Paginator(range(500), 50).page(5)
    text = render('{% include "partials/pager.html" %}', "?colour=red&page=5", page=page)
    assert "第 201–250 条" in text
    assert 'href="?colour=red&amp;page=4"' in text
    assert 'aria-current="page"' in text
    assert "…" in text


def test_one_page_needs_no_links() -> None:
    page = Paginator(range(3), 50).page(1)
    assert "下一页" not in render('{% include "partials/pager.html" %}', page=page)


def test_abilities_can_be_asked() -> None:
    scope = Scope(Role.COUNTY, abilities=frozenset({Ability.EXPORT}))
    source = '{% if own|can:"export" %}导出{% endif %}{% if own|can:"audit" %}日志{% endif %}'
    assert render(source, own=scope) == "导出"


def test_the_menu_offers_what_may_be_opened() -> None:
    offered = {entry.view for entry in entries(Scope(abilities=frozenset({Ability.READ})))}
    assert "notices:index" in offered
    assert "audit:events" not in offered
    assert entries(Scope()) == []

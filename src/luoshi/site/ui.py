"""Template tags of the site's looks; every template has them without ``{% load %}``."""

from collections.abc import Iterator
from typing import Any

from django import template
from django.core.paginator import Page
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from luoshi.pack.models import Colour
from luoshi.site.listing import Sorting
from luoshi.site.numerals import clause_label, grouped, section_label
from luoshi.site.place import area_name
from luoshi.site.rights import Ability, Scope

register = template.Library()
register.filter(clause_label)
register.filter(section_label)
register.filter(grouped)
register.filter(area_name)

COLOUR_TITLES = {Colour.RED: "红色", Colour.ORANGE: "橙色", Colour.YELLOW: "黄色"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of ``templates/icons``, drawn in the text's colour and hidden from readers."""
    return mark_safe(render_to_string(f"icons/{name}.svg").strip())  # noqa: S308


@register.inclusion_tag("partials/badge.html")
def badge(colour: str, text: str = "") -> dict[str, str]:
    """A state's colour with a shape and a word of its own."""
    return {"colour": Colour(colour).value, "text": text or COLOUR_TITLES[Colour(colour)]}


@register.inclusion_tag("partials/sort_header.html", takes_context=True)
def sort_header(context: Context, key: str, title: str, default: str = "") -> dict[str, Any]:
    """A column's heading that orders the list by it, and the other way when used again.

    Where the page has a ``sorting``, that says what is asked, and whether the reader may order
    by the column at all: a heading that may not be used is words alone. Else ``default`` is the
    order of the list where none is asked.
    """
    sorting: Sorting | None = context.get("sorting")
    if sorting is not None and not sorting.offers(key):
        return {"title": title}
    asked = sorting.asked if sorting else context["request"].GET.get("sort") or default
    is_current = asked.removeprefix("-") == key
    descending = is_current and asked.startswith("-")
    return {
        "request": context["request"],
        "title": title,
        "state": ("descending" if descending else "ascending") if is_current else "none",
        "next": key if not is_current or descending else f"-{key}",
    }


@register.simple_tag
def page_numbers(page: "Page[Any]") -> Iterator[str | int]:
    """The pages to offer around the current one, with … for those left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.filter
def clause_anchor(clause: str) -> str:
    """Where on the notice page a clause stands: ``2.1`` is at ``clause-2-1``."""
    return "clause-" + clause.replace(".", "-")


@register.filter
def can(scope: Scope, ability: str) -> bool:
    """Whether the reader has an ability: ``{% if scope|can:"export" %}``."""
    return scope.can(Ability(ability))

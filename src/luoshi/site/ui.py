"""Template tags of the site's looks; every template has them without ``{% load %}``."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms.utils import flatatt
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from luoshi import pack
from luoshi.ids import notice_of, own
from luoshi.pack.models import Colour
from luoshi.site.list_table import Column, Excerpt, ListTable
from luoshi.site.listing import Sorting
from luoshi.site.place import area_name, level_title, notice_name
from luoshi.site.rights import Ability, Scope
from luoshi.text.numbers import grouped
from luoshi.text.numerals import clause_label, section_label

register = template.Library()
register.filter(clause_label)
register.filter(section_label)
register.filter(grouped)
register.filter(area_name)
register.filter(notice_of)
register.filter(notice_name)
register.filter("own_id", own)
register.filter(level_title)

EMPTY = ("", "—")
"""What stands in a cell that has nothing to tell."""

COLOUR_TITLES = {Colour.RED: "红色", Colour.ORANGE: "橙色", Colour.YELLOW: "黄色"}


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of ``templates/icons``, drawn in the text's colour and hidden from readers."""
    return mark_safe(render_to_string(f"icons/{name}.svg").strip())  # noqa: S308


@register.simple_tag
def word(name: str) -> str:
    """A word of the place's own: ``whole``, ``level``, or what accounts of a level are called."""
    return str(getattr(pack.load().words, name))


@register.inclusion_tag("partials/badge.html")
def badge(colour: str, text: str = "") -> dict[str, str]:
    """A state's colour with a shape and a word of its own."""
    return {"colour": Colour(colour).value, "text": text or COLOUR_TITLES[Colour(colour)]}


@register.inclusion_tag("partials/sort_header.html", takes_context=True)
def sort_header(
    context: Context, key: str, title: str, default: str = "", sorting: Sorting | None = None
) -> dict[str, Any]:
    """A column's heading that orders the list by it, and the other way when used again.

    ``sorting`` says what is asked, and whether the reader may order by the column at all: a
    heading that may not be used is words alone. Without one, ``default`` is the order of the
    list where none is asked.
    """
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


@register.simple_tag(takes_context=True)
def list_cell(context: Context, table: ListTable | Excerpt, column: Column, row: Any) -> SafeString:
    """A row's cell in a column; on a phone it says which, and is left out where it is empty."""
    shown = _shown(context, table, column, row)
    looks = f"{column.look} blank" if shown.strip() in EMPTY else column.look
    named = not column.bare and not table.is_placed(column)
    tag = "th" if column.link else "td"
    opened = _opened(tag, looks.strip(), column.label if named else "", column.unit)
    return mark_safe(f"{opened}{shown}</{tag}>")  # noqa: S308  (each is safe already)


@lru_cache(1024)
def _opened(tag: str, looks: str, label: str, unit: str) -> SafeString:
    attributes = {
        "class": looks or None,
        "scope": "row" if tag == "th" else None,
        "data-label": label or None,
        "data-unit": unit or None,
    }
    return format_html("<{}{}>", tag, flatatt(attributes))


def _shown(context: Context, table: ListTable | Excerpt, column: Column, row: Any) -> SafeString:
    assert context.template is not None
    cell = context.template.engine.get_template(column.cell)
    value = column.of(row)
    with context.push(
        table=table,
        column=column,
        row=row,
        value=value,
        text=_text(value),
        note=column.note and column.note(row),
    ):
        return cell.render(context)


def _text(value: object) -> str:
    return f"{localtime(value):%Y-%m-%d %H:%M}" if isinstance(value, datetime) else str(value)


@register.simple_tag(takes_context=True)
def asked_again(context: Context, *names: str) -> SafeString:
    """Hidden fields of a form that keep parameters of the address."""
    asked = context["request"].GET
    return _hidden((name, asked.getlist(name)) for name in names)


@register.simple_tag(takes_context=True)
def asked_besides(context: Context, *names: str) -> SafeString:
    """Hidden fields of a form that keep all parameters of the address but some."""
    asked = context["request"].GET.lists()
    return _hidden((name, values) for name, values in asked if name not in names)


def _hidden(asked: Iterable[tuple[str, list[str]]]) -> SafeString:
    pairs = ((name, value) for name, values in asked for value in values)
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', pairs)


@register.simple_tag
def page_numbers(page: "Page[Any]") -> Iterator[str | int]:
    """The pages to offer around the current one, with … for those left out."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.filter
def clause_anchor(clause: str) -> str:
    """Where on the notice page a clause stands: ``2021-26/2.1`` is at ``clause-2-1``."""
    return "clause-" + own(clause).replace(".", "-")


@register.filter
def can(scope: Scope, ability: str) -> bool:
    """Whether the reader has an ability: ``{% if scope|can:"export" %}``."""
    return scope.can(Ability(ability))

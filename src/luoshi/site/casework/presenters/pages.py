"""Kinds of case with a page of their own, in the app that knows them."""

from django.urls import reverse

from luoshi.site.casework.models import Case

PAGES: dict[str, str] = {}
"""Process → name of the address of its cases' page; apps add theirs when they are loaded."""


def page_of(case: Case) -> str:
    """Where a case is shown."""
    return reverse(PAGES.get(case.process, "casework:case"), args=[case.pk])

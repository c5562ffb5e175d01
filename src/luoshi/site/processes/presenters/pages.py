"""Which page shows a case: that of the app which knows its process."""

from django.urls import reverse

from luoshi.site.processes.models import Case

ANY = "*"
"""Stands for every process without a page of its own."""

PAGES: dict[str, str] = {}
"""Process → name of the address of its cases' page; apps add theirs when they are loaded."""


def page_of(case: Case) -> str:
    """Where a case is shown."""
    return reverse(PAGES.get(case.process) or PAGES[ANY], args=[case.pk])

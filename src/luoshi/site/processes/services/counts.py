"""How many cases there are, for whoever asks."""

from collections.abc import Collection

from django.db.models import Count

from luoshi.site.processes.models import Case


def open_cases(processes: Collection[str]) -> dict[str, int]:
    """How many cases of some processes (ids) are open, by process; those without any are left
    out."""
    found = Case.objects.filter(process__in=processes, closed_on=None).order_by()
    return dict(found.values("process").annotate(n=Count("pk")).values_list("process", "n"))

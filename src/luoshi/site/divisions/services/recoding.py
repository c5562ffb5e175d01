"""Leading rows on to what their divisions became.

A column that says where a row lies today (`luoshi.site.fields.AreaCodeField`) holds a code in
force, so that rights, filters and sums by the digits of codes find the row. What somebody wrote
stays as it was written, and each row led on is kept as a `Recoding`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.apps import apps
from django.db import models, transaction
from django.dispatch import Signal

from luoshi import pack
from luoshi.areas import AreaError
from luoshi.areas.model import CODE_LENGTHS, level_of
from luoshi.site.accounts.services import User
from luoshi.site.audit.services import Action, record
from luoshi.site.divisions.models import Recoding
from luoshi.site.fields import AreaCodeField

rows_recoded = Signal()
"""Sent by a model whose rows were led on, with their keys (``rows``)."""

BATCH = 500


@dataclass(frozen=True)
class Places:
    """A column of a model that holds the code of the division a row lies in."""

    model: type[models.Model]
    field: AreaCodeField

    @property
    def followers(self) -> list[AreaCodeField]:
        """The columns that hold the first digits of this one."""
        return [one for one in _columns(self.model) if one.follows == self.field.name]

    def lying_in(self, codes: Mapping[str, str] | list[str]) -> "models.QuerySet[models.Model]":
        """The rows in divisions of some codes."""
        rows: models.QuerySet[models.Model] = self.model._base_manager.all()
        return rows.filter(**{f"{self.field.name}__in": list(codes)})


def places() -> Iterator[Places]:
    """Every column that says where a row lies today."""
    for model in apps.get_models():
        yield from (Places(model, one) for one in _columns(model) if not one.follows)


def recode() -> int:
    """Lead every row on that lies in a division which is another one today; gives how many."""
    codes = written_forms(pack.load().areas.recoded())
    if not codes:
        return 0
    with transaction.atomic():
        return sum(_recode(one, codes) for one in places())


def written_forms(codes: Mapping[str, str]) -> dict[str, str]:
    """Codes with 6, 9 and 12 digits, as far as these tell the division."""
    return {
        old[:digits]: new[:digits]
        for old, new in codes.items()
        for digits in CODE_LENGTHS
        if digits >= level_of(old).digits
    }


def _recode(place: Places, codes: Mapping[str, str]) -> int:
    name, label = place.field.name, place.model._meta.label
    found = list(place.lying_in(codes).select_for_update().values_list("pk", name))
    for before in {code for _, code in found}:
        after = codes[before]
        follow = {one.name: after[: one.max_length] for one in place.followers}
        place.lying_in([before]).update(**{name: after, **follow})
    Recoding.objects.bulk_create(
        (Recoding(table=label, row=pk, before=code, after=codes[code]) for pk, code in found),
        BATCH,
    )
    if found:
        _log(place.model, found, codes)
        rows_recoded.send(place.model, rows=[pk for pk, _ in found])
    return len(found)


def _log(model: type[models.Model], found: list[tuple[int, str]], codes: Mapping[str, str]) -> None:
    if model is not User:
        told = f"{model._meta.verbose_name} {len(found)} 条随区划变更改到现在的区划"
        record(Action.DIVISIONS, user=None, target=told)
        return
    for user in User.objects.filter(pk__in=[pk for pk, _ in found]):
        told = f"账号 {user.username} 随区划变更改到 {user.area}"
        record(Action.DIVISIONS, user=None, target=told, area=user.area)


def former_codes(row: models.Model) -> list[str]:
    """The codes of the divisions a row lay in before, the first one first."""
    if not pack.load().areas.changes:
        return []
    rows = Recoding.objects.filter(table=row._meta.label, row=row.pk)
    return list(rows.values_list("before", flat=True))


def undecided(user: User) -> str:
    """Why an account's division leads to no one division today, in Chinese; empty where it does."""
    areas = pack.load().areas
    if not user.area or not areas.changes:
        return ""
    try:
        area = areas.by_code(user.area)
        led = areas.current(area.code)
        return "" if led else f"{areas.path(area.code)}{areas.why_not(area.code)}"
    except AreaError:
        return ""


def _columns(model: type[models.Model]) -> list[AreaCodeField]:
    return [one for one in model._meta.local_concrete_fields if isinstance(one, AreaCodeField)]

"""What is only ever added to: the audit log, the revisions of ledgers, decisions on leads."""

from typing import Any, NoReturn, TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


class AppendOnlyError(Exception):
    """Someone tried to change or delete what may only be added to."""

    def __init__(self, model: type[models.Model]) -> None:
        super().__init__(f"{model._meta.verbose_name}只能添加，不能修改或删除")


class AppendOnlyRows(models.QuerySet[M]):
    """Rows to be read only."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError(self.model)

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError(self.model)

    def delete(self) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError(self.model)


class AppendOnly(models.Model):
    """A row that is written once."""

    objects = AppendOnlyRows.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row; one already kept is never written again.

        Raises:
            AppendOnlyError: the row is already kept.
        """
        if self.pk is not None:
            raise AppendOnlyError(type(self))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise AppendOnlyError(type(self))

"""Ids of what a notice says: the notice's own and the thing's within it ("2021-26/land-quota").

In a notice's own files the first part is left out; reading them puts it before. What stands
outside them names things in full.
"""

from collections.abc import Iterable
from typing import Annotated

from pydantic import AfterValidator, StringConstraints, ValidationInfo

SEPARATOR = "/"

NOTICE = "notice"
"""Under which name the notice whose files are read stands in the context of a validation."""


def qualified(value: str, info: ValidationInfo) -> str:
    """``value`` in full, where it is read in a notice's own files."""
    notice = (info.context or {}).get(NOTICE)
    return value if notice is None or SEPARATOR in value else f"{notice}{SEPARATOR}{value}"


def notice_of(id_: str) -> str:
    """The notice of a full id; empty where it is none."""
    return id_.rpartition(SEPARATOR)[0]


def own(id_: str) -> str:
    """What a full id is within its notice.

    >>> own("2021-26/land-quota")
    'land-quota'
    """
    return id_.rpartition(SEPARATOR)[2]


qualifying = AfterValidator(qualified)
"""Makes an id one in full."""

Scoped = Annotated[str, qualifying]
"""The id of a clause, group, obligation or scheme, in full."""


def resolved(id_: str, known: Iterable[str]) -> str:
    """``id_`` if it is known, else the first known one of that name within its notice.

    So what was written while a place had one notice is still found; what is not known stays.
    """
    known = list(known)
    return next((one for one in known if id_ not in known and own(one) == id_), id_)


OwnId = Annotated[
    str,
    StringConstraints(pattern=r"^(?:[0-9a-z][0-9a-z-]*/)?[a-z][a-z0-9-]*$"),
    qualifying,
]
"""The id under which a notice's own thing is known."""

"""The base of every model a pack is made of, and what such a model is refused with."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints


class Frozen(BaseModel):
    """Typed, closed (an unknown key is an error) and never changed after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Why something may stand that else would be refused."""

Key = str | int
KeyPath = tuple[Key, ...]
"""The keys and places that lead from a model to one of its parts."""

Found = tuple[KeyPath, str, str]
"""What is wrong: its key, what it is and how to mend it, in Chinese."""


class FieldError(ValueError):
    """What does not hold of a model, each mistake at the key below the model where it stands."""

    def __init__(self, *found: Found) -> None:
        self.found = found
        super().__init__("；".join(f"{message}，{hint}" for _, message, hint in found))


def require(*found: Found) -> None:
    """Refuse a model of which anything was found.

    Raises:
        FieldError: with all that was found.
    """
    if found:
        raise FieldError(*found)

"""The base of every model a pack is made of."""

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """Typed, closed (an unknown key is an error) and never changed after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid")

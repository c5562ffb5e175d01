"""What cannot be shared out, and why."""


class AllocationError(ValueError):
    """The scheme, its figures or its limits do not allow a result; the text is Chinese."""


class NoWholeStepsError(AllocationError):
    """The limits can be met, but not by whole steps."""


class ConflictError(AllocationError):
    """No amounts meet all limits; ``ids`` are of the fewest that conflict, the total included."""

    def __init__(self, ids: tuple[str, ...], message: str) -> None:
        self.ids = ids
        super().__init__(message)

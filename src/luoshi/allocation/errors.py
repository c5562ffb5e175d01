"""What cannot be shared out, and why."""


class AllocationError(ValueError):
    """The scheme, its figures or its limits do not allow a result; the text is Chinese."""


class LapsedError(AllocationError):
    """Parts of the scheme (``title``) are past their end in the year; ``lines`` tell which."""

    def __init__(self, title: str, year: int, lines: tuple[str, ...]) -> None:
        self.title, self.year, self.lines = title, year, lines
        told = "；".join(lines)
        super().__init__(
            f"{year} 年“{title}”有 {len(lines)} 处已经到期，没有计算：{told}。"
            "请先补上新的县组、数值或参数；确实要去掉这些再分的，须明说，写进分配文件"
        )


class NoWholeStepsError(AllocationError):
    """The limits can be met, but not by whole steps."""


class ConflictError(AllocationError):
    """No amounts meet all limits; ``ids`` are of the fewest that conflict, the total included."""

    def __init__(self, ids: tuple[str, ...], message: str) -> None:
        self.ids = ids
        super().__init__(message)

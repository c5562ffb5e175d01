"""Hiding what a reader has no right to, while a row stays recognisable."""


def mask_name(name: str) -> str:
    """The surname and a star for each other character: 马**."""
    return name[:1] + "*" * (len(name) - 1)


def mask_id_number(number: str) -> str:
    """The first six characters and the last two: 640422**********13."""
    return _keep(number, 6, 2)


def mask_phone(number: str) -> str:
    """The first three digits and the last four: 138****5678."""
    return _keep(number, 3, 4)


def _keep(text: str, first: int, last: int) -> str:
    if len(text) <= first + last:
        return "*" * len(text)
    return text[:first] + "*" * (len(text) - first - last) + text[-last:]

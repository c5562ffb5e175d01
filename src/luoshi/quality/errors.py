"""What goes wrong with the files of a check run, told in Chinese to the one who can mend it."""


class QualityError(ValueError):
    """Files, checks or a county with which nothing can be run."""

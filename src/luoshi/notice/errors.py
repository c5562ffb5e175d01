"""The one error this package raises for input it cannot read."""


class NoticeError(ValueError):
    """A file or text that cannot be read as a notice; the message is Chinese, for users."""

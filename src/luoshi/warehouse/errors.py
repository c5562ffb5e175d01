"""What goes wrong, told in Chinese to the one who can mend it."""


class WarehouseError(ValueError):
    """Something the warehouse cannot do; every error of this package is one."""


class FileError(WarehouseError):
    """A file that cannot be read at all."""


class HeadingError(WarehouseError):
    """Headings from which the table cannot be read."""


class VaultError(WarehouseError):
    """The vault cannot be opened, or does not hold a person."""

"""The log's form: no ID number is ever written, and no traceback where rights said no."""

import logging
import re
from copy import copy

from django.core.exceptions import PermissionDenied

from luoshi.text.masking import masked_number, without_id_numbers

ID_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?:[1-7][1-4](?:[0-9A-Z]{2})?)?(?!\d)")
"""What looks like an ID number, sound or not, also where a disability certificate's two or four
characters follow it."""


class MaskingFormatter(logging.Formatter):
    """Masks ID numbers in messages and in tracebacks; a refusal takes one line."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one text, masked."""
        text = super().format(_without_traceback(record) if _is_refusal(record) else record)
        return without_id_numbers(ID_NUMBER.sub(lambda match: masked_number(match[0]), text))


def _is_refusal(record: logging.LogRecord) -> bool:
    return record.exc_info is not None and isinstance(record.exc_info[1], PermissionDenied)


def _without_traceback(record: logging.LogRecord) -> logging.LogRecord:
    # Other handlers share the record, and keep its traceback.
    plain = copy(record)
    plain.exc_info = plain.exc_text = None
    return plain

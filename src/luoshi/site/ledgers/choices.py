"""The closed lists of the ledgers app."""

from django.db import models


class Change(models.TextChoices):
    """What a revision did to a record."""

    ADD = "add", "新增"
    CHANGE = "change", "修改"
    REMOVE = "remove", "删除"
    UNDO = "undo", "撤销"
    IMPORT = "import", "导入"


class UploadState(models.TextChoices):
    """What became of an uploaded file."""

    CHECKED = "checked", "待确认"
    STORED = "stored", "已存入"
    DROPPED = "dropped", "已放弃"

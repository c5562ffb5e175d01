"""Submissions and what a second person says of them have one form."""

from django.db import migrations, models
from django.utils import timezone

from luoshi.site.fields import MaskedCharField


class Migration(migrations.Migration):
    dependencies = [("notices", "0002_closingaccount_verdict")]

    operations = [
        migrations.RenameField("verdict", "account", "submission"),
        migrations.AlterField(
            "verdict", "note", MaskedCharField("说明", blank=True, max_length=1000)
        ),
        migrations.AlterField(
            "closingaccount", "at", models.DateTimeField("提交时间", default=timezone.now)
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    """Clauses are named in full, with their notice."""

    dependencies = [("monitoring", "0002_mask_texts")]

    operations = [
        migrations.AlterField(
            model_name="lead",
            name="clause",
            field=models.CharField(max_length=80, verbose_name="条款"),
        ),
    ]

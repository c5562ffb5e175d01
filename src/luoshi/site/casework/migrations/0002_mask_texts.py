from django.db import migrations

from luoshi.site.remasking import masking_texts


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial")]

    operations = masking_texts("casework")

"""The index of `since` is one of the row, too: changes between two revisions are read in that order."""

import history.models
from history.schema import KeepHistory
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ('history', '0002_gone'),
        ("districts", "0003_tianjin"),
    ]

    operations = [
        migrations.AlterField(
            model_name="chapter",
            name="since",
            field=models.PositiveIntegerField(db_default=history.models.WritingRevision(), editable=False),
        ),
        migrations.AlterField(
            model_name="district",
            name="since",
            field=models.PositiveIntegerField(db_default=history.models.WritingRevision(), editable=False),
        ),
        migrations.AlterField(
            model_name="document",
            name="since",
            field=models.PositiveIntegerField(db_default=history.models.WritingRevision(), editable=False),
        ),
        migrations.AlterField(
            model_name="specialplan",
            name="since",
            field=models.PositiveIntegerField(db_default=history.models.WritingRevision(), editable=False),
        ),
        migrations.AlterField(
            model_name="subdistrict",
            name="since",
            field=models.PositiveIntegerField(db_default=history.models.WritingRevision(), editable=False),
        ),
        migrations.AlterField(
            model_name="term",
            name="since",
            field=models.PositiveIntegerField(db_default=history.models.WritingRevision(), editable=False),
        ),
        KeepHistory("Chapter", again=True),
        KeepHistory("District", again=True),
        KeepHistory("Document", again=True),
        KeepHistory("SpecialPlan", again=True),
        KeepHistory("Subdistrict", again=True),
        KeepHistory("Term", again=True),
    ]

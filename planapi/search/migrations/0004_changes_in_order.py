"""The index of `since` is one of the row, too: changes between two revisions are read in that order."""

import history.models
from history.schema import KeepHistory
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('history', '0002_gone'),
        ('search', '0003_cleaned'),
    ]

    operations = [
        migrations.AlterField(
            model_name='entry',
            name='since',
            field=models.PositiveIntegerField(db_default=history.models.WritingRevision(), editable=False),
        ),
        KeepHistory('Entry', again=True),
    ]

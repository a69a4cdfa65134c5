"""The index of `since` is one of the row, too: changes between two revisions are read in that order."""

import history.models
from history.schema import KeepHistory
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('history', '0002_gone'),
        ('indicators', '0004_greatest_and_least'),
    ]

    operations = [
        migrations.AlterField(
            model_name='indicator',
            name='since',
            field=models.PositiveIntegerField(db_default=history.models.WritingRevision(), editable=False),
        ),
        migrations.AlterField(
            model_name='numeral',
            name='since',
            field=models.PositiveIntegerField(db_default=history.models.WritingRevision(), editable=False),
        ),
        migrations.AlterField(
            model_name='observation',
            name='since',
            field=models.PositiveIntegerField(db_default=history.models.WritingRevision(), editable=False),
        ),
        migrations.AlterField(
            model_name='target',
            name='since',
            field=models.PositiveIntegerField(db_default=history.models.WritingRevision(), editable=False),
        ),
        KeepHistory('Indicator', again=True),
        KeepHistory('Numeral', again=True),
        KeepHistory('Observation', again=True),
        KeepHistory('Target', again=True),
    ]

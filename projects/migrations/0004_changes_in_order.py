"""The index of `since` is one of the row, too: changes between two revisions are read in that order."""

import history.models
from history.schema import KeepHistory
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('history', '0002_gone'),
        ('projects', '0003_dearest_first'),
    ]

    operations = [
        migrations.AlterField(
            model_name='park',
            name='since',
            field=models.PositiveIntegerField(db_default=history.models.WritingRevision(), editable=False),
        ),
        migrations.AlterField(
            model_name='project',
            name='since',
            field=models.PositiveIntegerField(db_default=history.models.WritingRevision(), editable=False),
        ),
        KeepHistory('Park', again=True),
        KeepHistory('Project', again=True),
    ]

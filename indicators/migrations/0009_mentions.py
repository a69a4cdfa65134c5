"""Numbers beside the names of indicators are kept, and what is to be looked into anew is noted."""

import django.contrib.postgres.fields
import django.db.models.deletion
import history.models
from django.db import migrations, models

from history.schema import KeepHistory
from indicators.deriving.stale import FUNCTIONS_OF_MENTIONS, TRIGGERS_OF_MENTIONS, removal, statements


class Migration(migrations.Migration):

    dependencies = [
        ('districts', '0008_formats'),
        ('indicators', '0008_outcomes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.PositiveIntegerField(db_default=history.models.WritingRevision(), editable=False)),
                ('numerals', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None)),
                ('unlinked', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None)),
                ('document', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='districts.document', to_field='slug')),
                ('indicator', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='indicators.indicator', to_field='slug')),
                ('unlinked_years', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(null=True), blank=True, default=list, size=None)),
            ],
            options={
                'ordering': ['document', 'indicator'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('document', 'indicator'), name='mention_is_one')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='stale',
            name='stale_is_one',
        ),
        migrations.AddField(
            model_name='stale',
            name='document_slug',
            field=models.CharField(blank=True, db_default='', max_length=40),
        ),
        migrations.AlterField(
            model_name='stale',
            name='district_code',
            field=models.CharField(blank=True, max_length=6),
        ),
        migrations.AlterField(
            model_name='stale',
            name='indicator_slug',
            field=models.CharField(blank=True, max_length=80),
        ),
        migrations.AddConstraint(
            model_name='stale',
            constraint=models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('indicator_slug', 'district_code', 'year', 'document_slug'), name='stale_is_one'),
        ),
        KeepHistory("Mention"),
        migrations.RunSQL(
            statements(FUNCTIONS_OF_MENTIONS, TRIGGERS_OF_MENTIONS),
            [*removal(TRIGGERS_OF_MENTIONS), "delete from indicators_stale where indicator_slug = '' or district_code = ''"],
        ),
    ]

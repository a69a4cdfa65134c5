"""What `compare/` answers with is kept, and what is to be worked out anew is noted."""

import django.contrib.postgres.fields
import django.db.models.deletion
import history.models
from django.db import migrations, models

from history.schema import KeepHistory
from indicators.deriving.stale import removal, statements


class Migration(migrations.Migration):

    dependencies = [
        ('districts', '0008_formats'),
        ('history', '0002_gone'),
        ('indicators', '0006_direction_and_parts_of_years'),
    ]

    operations = [
        migrations.CreateModel(
            name='RulesInForce',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=20)),
                ('since', models.PositiveIntegerField(blank=True, null=True)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Stale',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('district_code', models.CharField(max_length=6)),
                ('indicator_slug', models.CharField(max_length=80)),
                ('year', models.PositiveSmallIntegerField()),
                ('since', models.PositiveIntegerField(db_default=history.models.WritingRevision(), editable=False)),
                ('until', models.PositiveIntegerField(blank=True, null=True)),
            ],
            options={
                'ordering': ['district_code', 'indicator_slug', 'year', 'since'],
                'indexes': [models.Index(condition=models.Q(('until__isnull', True)), fields=['district_code'], name='stale_by_district'), models.Index(condition=models.Q(('until__isnull', False)), fields=['indicator_slug', 'district_code', 'until'], name='stale_then')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('indicator_slug', 'district_code', 'year'), name='stale_is_one')],
            },
        ),
        migrations.CreateModel(
            name='KeptCell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.PositiveIntegerField(db_default=history.models.WritingRevision(), editable=False)),
                ('year', models.PositiveSmallIntegerField()),
                ('basis', models.CharField(blank=True, max_length=24)),
                ('digest', models.BigIntegerField()),
                ('bases', models.CharField(blank=True)),
                ('fitted', models.CharField(blank=True)),
                ('status', models.CharField(max_length=16)),
                ('reason', models.CharField(blank=True, max_length=20, null=True)),
                ('value', models.DecimalField(blank=True, decimal_places=6, max_digits=40, null=True)),
                ('value_max', models.DecimalField(blank=True, decimal_places=6, max_digits=40, null=True)),
                ('steps', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None)),
                ('comparator', models.CharField(max_length=8)),
                ('because', models.CharField(max_length=16)),
                ('differing', models.PositiveIntegerField()),
                ('others', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, size=None)),
                ('other_statuses', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=16), blank=True, default=list, size=None)),
                ('other_reasons', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20, null=True), blank=True, default=list, size=None)),
                ('other_values', django.contrib.postgres.fields.ArrayField(base_field=models.DecimalField(decimal_places=6, max_digits=40, null=True), blank=True, default=list, size=None)),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='districts.district')),
                ('indicator', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='indicators.indicator', to_field='slug')),
                ('statement', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='indicators.observation')),
            ],
            options={
                'ordering': ['indicator', 'district', 'year', 'basis'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('indicator', 'district', 'year', 'basis'), name='cell_is_one')],
            },
        ),
        KeepHistory("KeptCell"),
        migrations.RunSQL(statements(), removal()),
    ]
